import { isNegative } from "../decimal.js";
import type { InvoiceLine, ItemAttribute, ItemClassification } from "../invoice.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required, twoDecimals } from "./rule.js";

/** BG-25 with price, item and VAT. */
export const lineRules: readonly Rule<InvoiceLine>[] = [
  required({ id: "BR-21", at: ["id"], name: "The line's identifier (BT-126)", of: ({ id }) => id }),
  required({ id: "BR-22", at: ["quantity"], name: "The line's quantity (BT-129)", of: ({ quantity }) => quantity }),
  required({ id: "BR-23", at: ["unitCode"], name: "The line's unit (BT-130)", of: ({ unitCode }) => unitCode }),
  required({
    id: "BR-24",
    at: ["netAmount"],
    name: "The line's net amount (BT-131)",
    of: ({ netAmount }) => netAmount,
  }),
  required({ id: "BR-25", at: ["item", "name"], name: "The item's name (BT-153)", of: ({ item }) => item.name }),
  required({ id: "BR-26", at: ["price", "net"], name: "The item's net price (BT-146)", of: ({ price }) => price.net }),
  {
    id: "BR-27",
    at: ["price", "net"],
    breaks: ({ price }) => isNegative(price.net),
    message: ({ price }) => `The item's net price (BT-146) is ${price.net}; give a negative quantity instead`,
  },
  {
    id: "BR-28",
    at: ["price", "gross"],
    breaks: ({ price }) => price.gross !== undefined && isNegative(price.gross),
    message: ({ price }) => `The item's gross price (BT-148) is ${price.gross}; it must not be negative`,
  },
  {
    id: "BR-64",
    at: ["item", "standardIdentifier", "scheme"],
    breaks: ({ item }) => item.standardIdentifier !== undefined && isBlank(item.standardIdentifier.scheme),
    message: ({ item }) => `The standard identifier ${item.standardIdentifier?.value} (BT-157) has no scheme`,
  },
  required({
    id: "BR-CO-04",
    at: ["vat", "category"],
    name: "The line's VAT category (BT-151)",
    of: ({ vat }) => vat.category,
  }),
  twoDecimals({
    id: "BR-DEC-23",
    at: ["netAmount"],
    name: "The line's net amount (BT-131)",
    of: ({ netAmount }) => netAmount,
  }),
  coded({
    id: "BR-CL-07",
    at: ["object", "scheme"],
    name: "The scheme of the line's object (BT-128)",
    of: ({ object }) => object?.scheme,
    list: "objectSchemes",
  }),
  coded({
    id: "BR-CL-15",
    at: ["item", "originCountryCode"],
    name: "The item's country of origin (BT-159)",
    of: ({ item }) => item.originCountryCode,
    list: "countries",
  }),
  coded({
    id: "BR-CL-18",
    at: ["vat", "category"],
    name: "The line's VAT category (BT-151)",
    of: ({ vat }) => vat.category,
    list: "vatCategories",
  }),
  coded({
    id: "BR-CL-21",
    at: ["item", "standardIdentifier", "scheme"],
    name: "The scheme of the item's standard identifier (BT-157)",
    of: ({ item }) => item.standardIdentifier?.scheme,
    list: "identifierSchemes",
  }),
  coded({
    id: "BR-CL-23",
    at: ["unitCode"],
    name: "The line's unit (BT-130)",
    of: ({ unitCode }) => unitCode,
    list: "units",
  }),
  coded({
    id: "BR-CL-23",
    at: ["price", "baseQuantityUnitCode"],
    name: "The unit of the price's base quantity (BT-150)",
    of: ({ price }) => price.baseQuantityUnitCode,
    list: "units",
  }),
];

export const itemAttributeRules: readonly Rule<ItemAttribute>[] = [
  {
    id: "BR-54",
    at: [],
    breaks: ({ name, value }) => isBlank(name) || isBlank(value),
    message: ({ name, value }) => `The item attribute "${name}" = "${value}" lacks its name (BT-160) or value (BT-161)`,
  },
];

export const itemClassificationRules: readonly Rule<ItemClassification>[] = [
  {
    id: "BR-65",
    at: ["list"],
    breaks: ({ list }) => isBlank(list),
    message: ({ value }) => `The item classification ${value} (BT-158) does not name its list`,
  },
  coded({
    id: "BR-CL-13",
    at: ["list"],
    name: "The list of the item classification (BT-158)",
    of: ({ list }) => list,
    list: "itemClassifications",
    orNational: true,
  }),
];

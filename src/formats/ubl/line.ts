import type { InvoiceLine, Item, ItemAttribute, ItemClassification, Period } from "../../domain/invoice.js";
import { additions } from "../mapping/additions.js";
import { amountAt, attribute, codeAt, content, dateAt, textAt } from "../mapping/contents.js";
import { group, identifier, inside, list } from "../mapping/groups.js";
import type { Mappings } from "../mapping/mapping.js";
import { lineAllowancesAndCharges, price, vatCategory } from "./amounts.js";
import { lineObject } from "./references.js";

export const period = (startDate: string, endDate: string): Mappings<Period> => [
  dateAt("startDate", "cbc:StartDate", startDate),
  dateAt("endDate", "cbc:EndDate", endDate),
];

const classification: Mappings<ItemClassification> = [
  content("value", "code", "BT-158"),
  attribute("list", "listID", "BT-158", "BR-65"),
  attribute("version", "listVersionID", "BT-158"),
];

const itemAttribute: Mappings<ItemAttribute> = [
  textAt("name", "cbc:Name", "BT-160", "BR-54"),
  textAt("value", "cbc:Value", "BT-161", "BR-54"),
];

const itemBeforeVat: Mappings<Item> = [
  textAt("description", "cbc:Description", "BT-154"),
  textAt("name", "cbc:Name", "BT-153", "BR-25"),
  textAt("buyerIdentifier", "cac:BuyersItemIdentification/cbc:ID", "BT-156"),
  textAt("sellerIdentifier", "cac:SellersItemIdentification/cbc:ID", "BT-155"),
  group("standardIdentifier", "cac:StandardItemIdentification/cbc:ID", identifier("BT-157")),
  codeAt("originCountryCode", "cac:OriginCountry/cbc:IdentificationCode", "BT-159"),
  list("classifications", "cac:CommodityClassification/cbc:ItemClassificationCode", classification),
];

const itemAfterVat: Mappings<Item> = [list("attributes", "cac:AdditionalItemProperty", itemAttribute)];

type QuantityName = "cbc:InvoicedQuantity" | "cbc:CreditedQuantity";
type SubLineName = "cac:SubInvoiceLine" | "cac:SubCreditNoteLine";

const ownLine = (quantityName: QuantityName): Mappings<InvoiceLine> => [
  textAt("id", "cbc:ID", "BT-126", "BR-21"),
  textAt("note", "cbc:Note", "BT-127"),
  inside(quantityName, [
    content("quantity", "decimal", "BT-129", "BR-22"),
    attribute("unitCode", "unitCode", "BT-130", "BR-23"),
  ]),
  amountAt("netAmount", "cbc:LineExtensionAmount", "BT-131", "BR-24"),
  textAt("buyerAccountingReference", "cbc:AccountingCost", "BT-133"),
  group("period", "cac:InvoicePeriod", period("BT-134", "BT-135")),
  textAt("purchaseOrderLineReference", "cac:OrderLineReference/cbc:LineID", "BT-132"),
  lineObject,
  ...lineAllowancesAndCharges,
  inside("cac:Item", [
    group("item", "", itemBeforeVat, true),
    group("vat", "cac:ClassifiedTaxCategory", vatCategory("BT-151", "BT-152", "BR-CO-04"), {
      term: "BT-151",
      rule: "BR-CO-04",
    }),
    group("item", "", itemAfterVat, true),
  ]),
  group("price", "cac:Price", price, true),
];

/** BG-25, with the lines it consists of. Invoice and credit note differ in the names of quantity and sub-line. */
export const line = (quantityName: QuantityName, subLineName: SubLineName): Mappings<InvoiceLine> => {
  const mappings = [...ownLine(quantityName)];
  // A sub-line is a line: it is described by the list it stands in.
  mappings.push(additions("subLines", subLineName, mappings));
  return mappings;
};

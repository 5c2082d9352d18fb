import type { InvoiceLine, Item, ItemAttribute, ItemClassification, Period } from "../../domain/invoice.js";
import { attribute, codeAt, compactDateAt, content, plainAmountAt, textAt } from "../mapping/contents.js";
import { group, identifier, inside, list, uncarriedList } from "../mapping/groups.js";
import type { Mappings } from "../mapping/mapping.js";
import { lineAllowancesAndCharges, price } from "./amounts.js";
import { lineObject } from "./references.js";
import { isVat, vatCategory } from "./tax.js";

export const period = (startDate: string, endDate: string): Mappings<Period> => [
  compactDateAt("startDate", "ram:StartDateTime/udt:DateTimeString", startDate),
  compactDateAt("endDate", "ram:EndDateTime/udt:DateTimeString", endDate),
];

const itemAttribute: Mappings<ItemAttribute> = [
  textAt("name", "ram:Description", "BT-160", "BR-54"),
  textAt("value", "ram:Value", "BT-161", "BR-54"),
];

const classification: Mappings<ItemClassification> = [
  content("value", "code", "BT-158"),
  attribute("list", "listID", "BT-158", "BR-65"),
  attribute("version", "listVersionID", "BT-158"),
];

const item: Mappings<Item> = [
  group("standardIdentifier", "ram:GlobalID", identifier("BT-157")),
  textAt("sellerIdentifier", "ram:SellerAssignedID", "BT-155"),
  textAt("buyerIdentifier", "ram:BuyerAssignedID", "BT-156"),
  textAt("name", "ram:Name", "BT-153", "BR-25"),
  textAt("description", "ram:Description", "BT-154"),
  list("attributes", "ram:ApplicableProductCharacteristic", itemAttribute),
  list("classifications", "ram:DesignatedProductClassification/ram:ClassCode", classification),
  codeAt("originCountryCode", "ram:OriginTradeCountry/ram:ID", "BT-159"),
];

/** BG-25. */
export const line: Mappings<InvoiceLine> = [
  inside("ram:AssociatedDocumentLineDocument", [
    textAt("id", "ram:LineID", "BT-126", "BR-21"),
    textAt("note", "ram:IncludedNote/ram:Content", "BT-127"),
  ]),
  group("item", "ram:SpecifiedTradeProduct", item, true),
  inside("ram:SpecifiedLineTradeAgreement", [
    textAt("purchaseOrderLineReference", "ram:BuyerOrderReferencedDocument/ram:LineID", "BT-132"),
    group("price", "", [price], true),
  ]),
  inside("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", [
    content("quantity", "decimal", "BT-129", "BR-22"),
    attribute("unitCode", "unitCode", "BT-130", "BR-23"),
  ]),
  inside("ram:SpecifiedLineTradeSettlement", [
    group(
      "vat",
      "ram:ApplicableTradeTax",
      vatCategory("BT-151", "BT-152", "BR-CO-04"),
      { term: "BT-151", rule: "BR-CO-04" },
      isVat,
    ),
    group("period", "ram:BillingSpecifiedPeriod", period("BT-134", "BT-135")),
    ...lineAllowancesAndCharges,
    plainAmountAt(
      "netAmount",
      "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
      "BT-131",
      "BR-24",
    ),
    lineObject,
    textAt("buyerAccountingReference", "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "BT-133"),
  ]),
  // Lines under lines stand beside them (ParentLineID), where EN 16931 counts both (BR-CO-10).
  uncarriedList("subLines", "the sum of all lines (BR-CO-10) would count a line and its parts"),
];

import type { Delivery, Invoice, Note, ProcessControl } from "../../domain/invoice.js";
import type { XmlElement, XmlName } from "../../xml/xml-tree.js";
import { isBlank, isNamed } from "../../xml/xml-tree.js";
import { codeAt, compactDateAt, textAt } from "../mapping/contents.js";
import { group, inside, list, standing, uncarried, uncarriedList } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { documentAllowancesAndCharges, monetarySummation } from "./amounts.js";
import { line, period } from "./line.js";
import { buyer, payee, seller, taxRepresentative } from "./party.js";
import { address, oneIdentifier } from "./party-parts.js";
import { correction, installments, paymentTerms, prepayments } from "./settlement.js";
import { creditorIdentifier, paymentInstructions, remittanceInformation } from "./payment.js";
import {
  attachments,
  contractReferences,
  despatchAdviceReferences,
  exchangeRates,
  invoicedObject,
  precedingInvoices,
  projectReference,
  purchaseOrderReferences,
  receivingAdviceReferences,
  salesOrderReference,
  tenderOrLotReference,
} from "./references.js";
import { partyOf, relatedParties } from "./related-parties.js";
import { vatBreakdown } from "./tax.js";

/** Invoices and credit notes have the same root. */
export const root: XmlName = nameOf("rsm:CrossIndustryInvoice");

const process: Mappings<ProcessControl> = [
  textAt("businessProcess", "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "BT-23"),
  textAt("specification", "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "BT-24", "BR-01"),
];

const note: Mappings<Note> = [
  textAt("text", "ram:Content", "BT-22"),
  codeAt("subjectCode", "ram:SubjectCode", "BT-21"),
];

const noteContent = nameOf("ram:Content");

const hasContent = ({ children }: XmlElement): boolean =>
  children.some((child) => isNamed(child, noteContent) && !isBlank(child.text));

const exchangedDocument: Mappings<Invoice> = [
  textAt("number", "ram:ID", "BT-1", "BR-02"),
  codeAt("typeCode", "ram:TypeCode", "BT-3", "BR-04"),
  compactDateAt("issueDate", "ram:IssueDateTime/udt:DateTimeString", "BT-2", "BR-03"),
  uncarried("issueTime", "the issue date (BT-2) is a day without time"),
  list("notes", "ram:IncludedNote", note, hasContent),
];

const agreement: Mappings<Invoice> = [
  textAt("buyerReference", "ram:BuyerReference", "BT-10"),
  group("seller", "ram:SellerTradeParty", seller, true),
  group("buyer", "ram:BuyerTradeParty", buyer, true),
  partyOf("SELLER_AGENT"),
  group("taxRepresentative", "ram:SellerTaxRepresentativeTradeParty", taxRepresentative),
  salesOrderReference,
  purchaseOrderReferences,
  contractReferences,
  invoicedObject,
  tenderOrLotReference,
  attachments,
  partyOf("BUYER_AGENT"),
  projectReference,
];

const shipTo: Mapping<Delivery> = inside("ram:ShipToTradeParty", [
  oneIdentifier("location", "BT-71"),
  textAt("partyName", "ram:Name", "BT-70"),
  group(
    "address",
    "ram:PostalTradeAddress",
    address({
      line1: "BT-75",
      line2: "BT-76",
      line3: "BT-165",
      city: "BT-77",
      postCode: "BT-78",
      subdivision: "BT-79",
      countryCode: "BT-80",
      countryRule: "BR-57",
    }),
  ),
]);

const delivery: Mappings<Invoice> = [
  group("delivery", "", [
    shipTo,
    compactDateAt("date", "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString", "BT-72"),
  ]),
  despatchAdviceReferences,
  receivingAdviceReferences,
];

const settlement: Mappings<Invoice> = [
  creditorIdentifier,
  remittanceInformation,
  codeAt("vatAccountingCurrencyCode", "ram:TaxCurrencyCode", "BT-6"),
  codeAt("currencyCode", "ram:InvoiceCurrencyCode", "BT-5", "BR-05"),
  correction,
  partyOf("INVOICER"),
  partyOf("INVOICEE"),
  group("payee", "ram:PayeeTradeParty", payee),
  partyOf("PAYER"),
  exchangeRates,
  paymentInstructions,
  vatBreakdown,
  group("invoicingPeriod", "ram:BillingSpecifiedPeriod", period("BT-73", "BT-74")),
  ...documentAllowancesAndCharges,
  paymentTerms,
  installments,
  group("totals", "ram:SpecifiedTradeSettlementHeaderMonetarySummation", monetarySummation, true),
  precedingInvoices,
  textAt("buyerAccountingReference", "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "BT-19"),
  prepayments,
];

/** The content of the document, in the order of the schema D16B. */
export const document: Mappings<Invoice> = [
  inside("rsm:ExchangedDocumentContext", [group("process", "", process, true)]),
  inside("rsm:ExchangedDocument", exchangedDocument),
  inside("rsm:SupplyChainTradeTransaction", [
    list("lines", "ram:IncludedSupplyChainTradeLineItem", line),
    inside("ram:ApplicableHeaderTradeAgreement", agreement),
    standing("ram:ApplicableHeaderTradeDelivery", delivery),
    inside("ram:ApplicableHeaderTradeSettlement", settlement),
    relatedParties,
  ]),
  uncarriedList("otherTaxes", "every tax is VAT (CII-DT-037)"),
  uncarriedList("additionalData", "only an item has free pairs, its attributes (BG-32)"),
];

import type { Delivery, Invoice, InvoiceKind, Note, ProcessControl } from "../../domain/invoice.js";
import { codeAt, dateAt, textAt } from "../mapping/contents.js";
import { correctionBy } from "../mapping/correction.js";
import { group, identifier, inside, list, uncarried, uncarriedList } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import type { XmlName } from "../../xml/xml-tree.js";
import { documentAllowancesAndCharges, monetaryTotal, taxTotals } from "./amounts.js";
import { line, period } from "./line.js";
import { buyer, payee, seller, taxRepresentative } from "./party.js";
import { address } from "./party-parts.js";
import { paymentInstructions } from "./payment.js";
import {
  attachments,
  contractReferences,
  creditNoteProjectReference,
  despatchAdviceReferences,
  exchangeRates,
  invoicedObject,
  invoiceProjectReference,
  orderReferences,
  precedingInvoices,
  receivingAdviceReferences,
  tenderOrLotReference,
} from "./references.js";
import { carrierWithoutDelivery, partyOf, relatedParties } from "./related-parties.js";
import { otherTaxes, paymentTerms, prepayments } from "./settlement.js";

/** The root element of each kind of document. */
export const roots: Readonly<Record<InvoiceKind, XmlName>> = {
  INVOICE: { prefix: "", namespace: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", name: "Invoice" },
  CREDIT_NOTE: {
    prefix: "",
    namespace: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    name: "CreditNote",
  },
};

const process: Mappings<ProcessControl> = [
  textAt("specification", "cbc:CustomizationID", "BT-24", "BR-01"),
  textAt("businessProcess", "cbc:ProfileID", "BT-23"),
];

const identification: Mappings<Invoice> = [
  group("process", "", process, true),
  textAt("number", "cbc:ID", "BT-1", "BR-02"),
  dateAt("issueDate", "cbc:IssueDate", "BT-2", "BR-03"),
  textAt("issueTime", "cbc:IssueTime", "The time of issue"),
];

const noteName = nameOf("cbc:Note");

/** BT-21 stands before BT-22 in the same text: `#AAI#The note`. */
const notes: Mapping<Invoice> = {
  read(from, draft) {
    const found: Note[] = [];
    for (const note of from.children(noteName)) {
      const text = note.text();
      if (text === undefined) continue;
      note.markMapped();
      const [, subjectCode, rest] = /^#([A-Z0-9]{1,3})#([^]*[^ \t\r\n][^]*)$/.exec(text) ?? [];
      found.push(subjectCode && rest ? { subjectCode, text: rest } : { text });
    }
    draft["notes"] = found;
  },
  write(invoice, to) {
    invoice.notes.forEach(({ subjectCode, text }, index) => {
      const path = to.field("notes").field(String(index));
      path.element(noteName, (place) => place.content("text", subjectCode ? `#${subjectCode}#${text}` : text));
    });
  },
};

const taxPointDate = dateAt("taxPointDate", "cbc:TaxPointDate", "BT-7");

const headings: Mappings<Invoice> = [
  codeAt("currencyCode", "cbc:DocumentCurrencyCode", "BT-5", "BR-05"),
  codeAt("vatAccountingCurrencyCode", "cbc:TaxCurrencyCode", "BT-6"),
  textAt("buyerAccountingReference", "cbc:AccountingCost", "BT-19"),
  textAt("buyerReference", "cbc:BuyerReference", "BT-10"),
  inside("cac:InvoicePeriod", [
    group("invoicingPeriod", "", period("BT-73", "BT-74")),
    codeAt("taxPointDateCode", "cbc:DescriptionCode", "BT-8"),
  ]),
];

const references: Mappings<Invoice> = [
  orderReferences,
  precedingInvoices,
  despatchAdviceReferences,
  receivingAdviceReferences,
];

const delivery: Mappings<Delivery> = [
  dateAt("date", "cbc:ActualDeliveryDate", "BT-72"),
  inside("cac:DeliveryLocation", [
    group("location", "cbc:ID", identifier("BT-71")),
    group(
      "address",
      "cac:Address",
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
  ]),
  partyOf("CARRIER"),
  textAt("partyName", "cac:DeliveryParty/cac:PartyName/cbc:Name", "BT-70"),
];

const partiesAndDelivery: Mappings<Invoice> = [
  group("seller", "cac:AccountingSupplierParty/cac:Party", seller, true),
  group("buyer", "cac:AccountingCustomerParty/cac:Party", buyer, true),
  group("payee", "cac:PayeeParty", payee),
  partyOf("ADDITIONAL_BUYER"),
  group("taxRepresentative", "cac:TaxRepresentativeParty", taxRepresentative),
  group("delivery", "cac:Delivery", delivery),
  carrierWithoutDelivery,
];

const additionalData = uncarriedList("additionalData", "only an item has free pairs, its attributes (BG-32)");

const invoice: Mappings<Invoice> = [
  ...identification,
  dateAt("dueDate", "cbc:DueDate", "BT-9"),
  codeAt("typeCode", "cbc:InvoiceTypeCode", "BT-3", "BR-04"),
  notes,
  taxPointDate,
  ...headings,
  ...references,
  tenderOrLotReference,
  contractReferences,
  invoicedObject,
  attachments("130"),
  invoiceProjectReference,
  ...partiesAndDelivery,
  paymentInstructions("document"),
  ...paymentTerms,
  prepayments,
  ...documentAllowancesAndCharges,
  exchangeRates,
  taxTotals,
  otherTaxes,
  group("totals", "cac:LegalMonetaryTotal", monetaryTotal, true),
  list("lines", "cac:InvoiceLine", line("cbc:InvoicedQuantity", "cac:SubInvoiceLine")),
  relatedParties,
  uncarried("correction", "an invoice has no element for how it corrects another"),
  additionalData,
];

const creditNote: Mappings<Invoice> = [
  ...identification,
  taxPointDate,
  codeAt("typeCode", "cbc:CreditNoteTypeCode", "BT-3", "BR-04"),
  notes,
  ...headings,
  correctionBy(textAt("reason", "cac:DiscrepancyResponse/cbc:Description", "The reason of a correction")),
  ...references,
  contractReferences,
  invoicedObject,
  creditNoteProjectReference,
  attachments("130", "50"),
  tenderOrLotReference,
  ...partiesAndDelivery,
  paymentInstructions("payment means"),
  ...paymentTerms,
  exchangeRates,
  ...documentAllowancesAndCharges,
  taxTotals,
  group("totals", "cac:LegalMonetaryTotal", monetaryTotal, true),
  list("lines", "cac:CreditNoteLine", line("cbc:CreditedQuantity", "cac:SubCreditNoteLine")),
  relatedParties,
  uncarriedList("prepayments", "a credit note has no element for prepayments"),
  uncarriedList("otherTaxes", "a credit note has no element for taxes beside VAT"),
  additionalData,
];

/** The content of each kind of document, in the order of its UBL 2.1 schema. */
export const documents: Readonly<Record<InvoiceKind, Mappings<Invoice>>> = {
  INVOICE: invoice,
  CREDIT_NOTE: creditNote,
};

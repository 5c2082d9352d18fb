import type {
  Attachment,
  DocumentReference,
  ExchangeRate,
  Invoice,
  PrecedingInvoice,
  SupportingDocument,
} from "../../domain/invoice.js";
import { attribute, codeAt, constantAt, content, dateAt, decimalAt, textAt } from "../mapping/contents.js";
import { group, identifier, inside, list, uncarriedList } from "../mapping/groups.js";
import type { Where } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { isNamed } from "../../xml/xml-tree.js";

const lineNumbers = uncarriedList("lineNumbers", "a reference of the document is about all lines");

const documentReference = (term: string): Mappings<DocumentReference> => [
  textAt("id", "cbc:ID", term),
  dateAt("issueDate", "cbc:IssueDate", term),
  lineNumbers,
];

export const contractReferences: Mapping<Invoice> = list(
  "contractReferences",
  "cac:ContractDocumentReference",
  documentReference("BT-12"),
);

export const receivingAdviceReferences: Mapping<Invoice> = list(
  "receivingAdviceReferences",
  "cac:ReceiptDocumentReference",
  documentReference("BT-15"),
);

export const despatchAdviceReferences: Mapping<Invoice> = list(
  "despatchAdviceReferences",
  "cac:DespatchDocumentReference",
  documentReference("BT-16"),
);

const orderReference = nameOf("cac:OrderReference");
const orderId = nameOf("cbc:ID");

/** What Peppol writes for the order a sales order reference cannot stand without. */
const noOrder = "NA";

const purchaseOrderId: Mapping<DocumentReference> = textAt("id", "cbc:ID", "BT-13");
const purchaseOrderDate: Mapping<DocumentReference> = dateAt("issueDate", "cbc:IssueDate", "BT-13");
const salesOrder: Mapping<Invoice> = textAt("salesOrderReference", "cbc:SalesOrderID", "BT-14");

/** BT-13 and BT-14 in one element. */
export const orderReferences: Mapping<Invoice> = {
  read(from, draft) {
    const place = from.child(orderReference);
    salesOrder.read(place, draft);
    const id = place.child(orderId);
    const order: Draft = { lineNumbers: [] };
    const isPlaceholder = id.text()?.trim() === noOrder && draft["salesOrderReference"] !== undefined;
    if (isPlaceholder) id.markMapped();
    else if (id.text() !== undefined) readAll([purchaseOrderId, purchaseOrderDate], place, order);
    draft["purchaseOrderReferences"] = order["id"] === undefined ? [] : [order];
  },
  write(invoice, to) {
    const [order, ...more] = invoice.purchaseOrderReferences;
    const path = to.field("purchaseOrderReferences");
    if (more.length > 0) path.reportCapacity("it has room for one purchase order (BT-13)");
    to.element(orderReference, () => {
      const orderPath = path.field("0");
      if (order) purchaseOrderId.write(order, orderPath);
      else constantAt("cbc:ID", noOrder).write(undefined, to);
      salesOrder.write(invoice, to);
      if (order) writeAll([purchaseOrderDate, lineNumbers], order, orderPath);
    });
  },
};

const precedingInvoice: Mappings<PrecedingInvoice> = [
  textAt("number", "cbc:ID", "BT-25", "BR-55"),
  textAt("clearanceId", "cbc:UUID", "The authority's id of the preceding invoice"),
  dateAt("issueDate", "cbc:IssueDate", "BT-26"),
];

export const precedingInvoices: Mapping<Invoice> = list(
  "precedingInvoices",
  "cac:BillingReference/cac:InvoiceDocumentReference",
  precedingInvoice,
);

export const tenderOrLotReference: Mapping<Invoice> = textAt(
  "tenderOrLotReference",
  "cac:OriginatorDocumentReference/cbc:ID",
  "BT-17",
);

const documentTypeCode = nameOf("cbc:DocumentTypeCode");

const hasTypeCode =
  (...codes: readonly string[]): Where =>
  (reference) => {
    const typeCode = reference.children.find((child) => isNamed(child, documentTypeCode))?.text.trim();
    return typeCode !== undefined && codes.includes(typeCode);
  };

/** A reference with DocumentTypeCode 130 is BT-18 (BT-128 in a line). */
export const invoicedObject: Mapping<Invoice> = inside(
  "cac:AdditionalDocumentReference",
  [group("invoicedObject", "cbc:ID", identifier("BT-18")), constantAt("cbc:DocumentTypeCode", "130")],
  hasTypeCode("130"),
);

export const lineObject: Mapping<{ readonly object?: { readonly value: string; readonly scheme?: string } }> = inside(
  "cac:DocumentReference",
  [group("object", "cbc:ID", identifier("BT-128")), constantAt("cbc:DocumentTypeCode", "130")],
  hasTypeCode("130"),
);

export const invoiceProjectReference: Mapping<Invoice> = textAt(
  "projectReference",
  "cac:ProjectReference/cbc:ID",
  "BT-11",
);

/** A credit note has no ProjectReference; code 50 takes its place. */
export const creditNoteProjectReference: Mapping<Invoice> = inside(
  "cac:AdditionalDocumentReference",
  [textAt("projectReference", "cbc:ID", "BT-11"), constantAt("cbc:DocumentTypeCode", "50")],
  hasTypeCode("50"),
);

const attachment: Mappings<Attachment> = [
  content("base64", "base64", "BT-125"),
  attribute("mimeCode", "mimeCode", "BT-125 (MIME code)", "UBL-DT-06"),
  attribute("fileName", "filename", "BT-125 (file name)", "UBL-DT-07"),
];

const supportingDocument: Mappings<SupportingDocument> = [
  textAt("reference", "cbc:ID", "BT-122", "BR-52"),
  textAt("description", "cbc:DocumentDescription", "BT-123"),
  inside("cac:Attachment", [
    group("content", "cbc:EmbeddedDocumentBinaryObject", attachment),
    textAt("externalLocation", "cac:ExternalReference/cbc:URI", "BT-124"),
  ]),
];

/** BG-24: the additional references without one of the codes that mean something else. */
export const attachments = (...otherCodes: readonly string[]): Mapping<Invoice> => {
  const isOther = hasTypeCode(...otherCodes);
  return list("attachments", "cac:AdditionalDocumentReference", supportingDocument, (element) => !isOther(element));
};

const exchangeRateName = nameOf("cac:TaxExchangeRate");

const exchangeRate: Mappings<ExchangeRate> = [
  codeAt("from", "cbc:SourceCurrencyCode", "The source currency"),
  codeAt("to", "cbc:TargetCurrencyCode", "The target currency"),
  decimalAt("rate", "cbc:CalculationRate", "The exchange rate"),
  dateAt("date", "cbc:Date", "The date of the exchange rate"),
];

/** A rate to divide by says something else than the model; without rate or currencies there is nothing to say. */
const isCarriedRate: Where = ({ children }) => {
  const textOf = (name: string) => children.find((child) => isNamed(child, nameOf(name)))?.text.trim();
  const isComplete = ["cbc:SourceCurrencyCode", "cbc:TargetCurrencyCode", "cbc:CalculationRate"].every(textOf);
  return isComplete && textOf("cbc:MathematicOperatorCode") !== "Divide";
};

export const exchangeRates: Mapping<Invoice> = {
  read(from, draft) {
    const place = from.child(exchangeRateName, isCarriedRate);
    const rate: Draft = {};
    if (place.element) readAll(exchangeRate, place, rate);
    draft["exchangeRates"] = place.element ? [rate] : [];
  },
  write({ exchangeRates: [rate, ...more] }, to) {
    const path = to.field("exchangeRates");
    if (more.length > 0) path.reportCapacity("it has room for one exchange rate");
    if (rate) path.field("0").element(exchangeRateName, (place) => writeAll(exchangeRate, rate, place));
  },
};

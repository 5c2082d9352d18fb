import type {
  Attachment,
  DocumentReference,
  ExchangeRate,
  Identifier,
  Invoice,
  PrecedingInvoice,
  SupportingDocument,
} from "../../domain/invoice.js";
import { attribute, codeAt, compactDateAt, constantAt, content, decimalAt, textAt } from "../mapping/contents.js";
import { group, inside, list, listOfOne, uncarried, uncarriedList } from "../mapping/groups.js";
import type { Where } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { isNamed } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";

const textOf = ({ children }: XmlElement, qualifiedName: string): string | undefined =>
  children.find((child) => isNamed(child, nameOf(qualifiedName)))?.text.trim() || undefined;

const hasId: Where = (reference) => textOf(reference, "ram:IssuerAssignedID") !== undefined;

const formattedIssueDate = (term: string): Mapping<{ readonly issueDate?: string }> =>
  compactDateAt("issueDate", "ram:FormattedIssueDateTime/qdt:DateTimeString", term);

const documentReference = (term: string): Mappings<DocumentReference> => [
  textAt("id", "ram:IssuerAssignedID", term),
  {
    read: formattedIssueDate(term).read,
    write: uncarried("issueDate", "only a preceding invoice is referred to with its date (CII-DT-027)").write,
  },
  uncarriedList("lineNumbers", "a reference of the document is about all lines"),
];

export const contractReferences: Mapping<Invoice> = listOfOne(
  "contractReferences",
  "ram:ContractReferencedDocument",
  documentReference("BT-12"),
  "it has room for one contract (BT-12)",
  hasId,
);

export const purchaseOrderReferences: Mapping<Invoice> = listOfOne(
  "purchaseOrderReferences",
  "ram:BuyerOrderReferencedDocument",
  documentReference("BT-13"),
  "it has room for one purchase order (BT-13)",
  hasId,
);

export const salesOrderReference: Mapping<Invoice> = textAt(
  "salesOrderReference",
  "ram:SellerOrderReferencedDocument/ram:IssuerAssignedID",
  "BT-14",
);

export const receivingAdviceReferences: Mapping<Invoice> = listOfOne(
  "receivingAdviceReferences",
  "ram:ReceivingAdviceReferencedDocument",
  documentReference("BT-15"),
  "it has room for one receiving advice (BT-15)",
  hasId,
);

export const despatchAdviceReferences: Mapping<Invoice> = listOfOne(
  "despatchAdviceReferences",
  "ram:DespatchAdviceReferencedDocument",
  documentReference("BT-16"),
  "it has room for one despatch advice (BT-16)",
  hasId,
);

const precedingInvoice: Mappings<PrecedingInvoice> = [
  textAt("number", "ram:IssuerAssignedID", "BT-25", "BR-55"),
  formattedIssueDate("BT-26"),
  uncarried("clearanceId", "a preceding invoice is referred to by its number alone (CII-DT-019)"),
];

/** BG-3: the schema has it once since D16B, and many times only since D22B, which Factur-X follows. */
export const precedingInvoices: Mapping<Invoice> = listOfOne(
  "precedingInvoices",
  "ram:InvoiceReferencedDocument",
  precedingInvoice,
  "it has room for one preceding invoice (BG-3)",
);

const isReference =
  (typeCode: string): Where =>
  (reference) =>
    textOf(reference, "ram:TypeCode") === typeCode && hasId(reference);

export const tenderOrLotReference: Mapping<Invoice> = inside(
  "ram:AdditionalReferencedDocument",
  [textAt("tenderOrLotReference", "ram:IssuerAssignedID", "BT-17"), constantAt("ram:TypeCode", "50")],
  isReference("50"),
);

const object = (term: string): Mappings<Identifier> => [
  textAt("value", "ram:IssuerAssignedID", term),
  constantAt("ram:TypeCode", "130"),
  codeAt("scheme", "ram:ReferenceTypeCode", term),
];

export const invoicedObject: Mapping<Invoice> = group(
  "invoicedObject",
  "ram:AdditionalReferencedDocument",
  object("BT-18"),
  undefined,
  isReference("130"),
);

export const lineObject: Mapping<{ readonly object?: Identifier }> = group(
  "object",
  "ram:AdditionalReferencedDocument",
  object("BT-128"),
  undefined,
  isReference("130"),
);

const attachment: Mappings<Attachment> = [
  content("base64", "base64", "BT-125"),
  attribute("mimeCode", "mimeCode", "BT-125 (MIME code)", "CII-BINARY-OBJECT"),
  attribute("fileName", "filename", "BT-125 (file name)", "CII-BINARY-OBJECT"),
];

const supportingDocument: Mappings<SupportingDocument> = [
  textAt("reference", "ram:IssuerAssignedID", "BT-122", "BR-52"),
  textAt("externalLocation", "ram:URIID", "BT-124"),
  constantAt("ram:TypeCode", "916"),
  textAt("description", "ram:Name", "BT-123"),
  group("content", "ram:AttachmentBinaryObject", attachment),
];

export const attachments: Mapping<Invoice> = list(
  "attachments",
  "ram:AdditionalReferencedDocument",
  supportingDocument,
  (reference) => textOf(reference, "ram:TypeCode") === "916",
);

export const projectReference: Mapping<Invoice> = inside("ram:SpecifiedProcuringProject", [
  textAt("projectReference", "ram:ID", "BT-11"),
  // The schema demands a name; this is the one EN 16931-3-3 gives.
  constantAt("ram:Name", "Project reference"),
]);

const exchangeRate: Mappings<ExchangeRate> = [
  codeAt("from", "ram:SourceCurrencyCode", "The source currency"),
  codeAt("to", "ram:TargetCurrencyCode", "The target currency"),
  decimalAt("rate", "ram:ConversionRate", "The exchange rate"),
  compactDateAt("date", "ram:ConversionRateDateTime/udt:DateTimeString", "The date of the exchange rate"),
];

/** A rate between other amounts than one says something else than the model; an incomplete one says nothing. */
const isCarriedRate: Where = (exchange) =>
  ["ram:SourceCurrencyCode", "ram:TargetCurrencyCode", "ram:ConversionRate"].every((name) => textOf(exchange, name)) &&
  ["ram:SourceUnitBasisNumeric", "ram:TargetUnitBaseNumeric"].every((name) => textOf(exchange, name) === undefined);

export const exchangeRates: Mapping<Invoice> = listOfOne(
  "exchangeRates",
  "ram:TaxApplicableTradeCurrencyExchange",
  exchangeRate,
  "it has room for one exchange rate",
  isCarriedRate,
);

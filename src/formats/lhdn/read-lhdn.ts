import { add, isDecimal, subtract, sum } from "../../domain/decimal.js";
import { kindOfType } from "../../domain/draft-invoice.js";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { attributeOf, isNamed, pathOf, type XmlAttribute, type XmlElement } from "../../xml/xml-tree.js";
import { refusal } from "../mapping/refusal.js";
import { roots } from "../ubl/document.js";
import { readPaymentMode, readTypeCode } from "./codes.js";
import { openReader, type Place } from "./place.js";
import { readTaxes } from "./read-breakdown.js";
import { readLines } from "./read-lines.js";
import { readBuyer, readRecipient, readSeller } from "./read-parties.js";

export type LhdnReadingResult =
  { readonly invoice: Invoice } | { readonly violations: readonly [RuleViolation, ...RuleViolation[]] };

/** UBL as LHDN (MyInvois) has it: types of its own (01 to 14), in a version. EN 16931 has neither. */
export const isLhdnDocument = (root: XmlElement): boolean =>
  isNamed(root, roots.INVOICE) &&
  root.children.some(
    (child) =>
      child.name === "InvoiceTypeCode" &&
      readTypeCode(child.text.trim()) !== undefined &&
      attributeOf(child, "listVersionID") !== undefined,
  );

/**
 * Reads a document of MyInvois, whether it was JSON or XML; what the model cannot hold is listed in `invoice.unmapped`.
 * What is said twice is read once, where both say the same. Dates and times are UTC, as they are in the document.
 * Source: https://sdk.myinvois.hasil.gov.my/documents/invoice-v1-0/
 */
export function readLhdnDocument(root: XmlElement): LhdnReadingResult {
  const malformed = findMalformed(root);
  if (malformed) {
    const message = `${malformed.name} is ${malformed.text.trim()}, which is no number`;
    return { violations: [{ ...refusal("LHDN-NUMBER", "LHDN", message), xpath: pathOf(malformed) }] };
  }
  const currency = root.children.find(({ name }) => name === "DocumentCurrencyCode")?.text.trim();
  const reader = openReader(root, (attribute) => isSilent(attribute, currency));
  const invoice = readContent(reader.root);
  return { invoice: { ...invoice, unmapped: reader.unmapped() } };
}

/** Finds a number that nothing can be computed of. */
function findMalformed(element: XmlElement): XmlElement | undefined {
  const { name, text, children } = element;
  if (children.length > 0) return children.map(findMalformed).find((found) => found !== undefined);
  const value = text.trim();
  return numeric.test(name) && value !== "" && !isDecimal(value) ? element : undefined;
}

const numeric = /(Amount|Quantity|Percent|Numeric|Rate)$/;

/** Attributes that can only say what everybody knows. */
const silent: ReadonlySet<string> = new Set([
  "listVersionID",
  "schemeAgencyName",
  "schemeAgencyID",
  "listAgencyID",
  "schemeID=UN/ECE 5153",
  "listID=ISO3166-1",
  "listID=ISO 4217 Alpha",
]);

const isSilent = ({ name, value }: XmlAttribute, currency: string | undefined): boolean =>
  silent.has(name) || silent.has(`${name}=${value}`) || (name === "currencyID" && value === currency);

function readContent(document: Place): Omit<Invoice, "unmapped"> {
  const { typeCode, isRefund } = readTypeCode(document.text("InvoiceTypeCode") ?? "") ?? {
    typeCode: "380",
    isRefund: false,
  };
  const currencyCode = document.text("DocumentCurrencyCode") ?? "MYR";
  const issueTime = document.text("IssueTime");
  const paymentTerms = document.text("PaymentTerms/Note");
  const [from, to] = [document.text("InvoicePeriod/StartDate"), document.text("InvoicePeriod/EndDate")];
  const lines = readLines(document);
  const taxes = readTaxes(document, lines);
  const prepayments = readPrepayments(document);
  const { delivery, parties } = readRecipient(document);
  const payment = readPayment(document);
  const own = readOwnFields(document, isRefund);
  const invoice = {
    kind: kindOfType(typeCode),
    number: document.text("ID") ?? "",
    issueDate: document.text("IssueDate") ?? "",
    ...(issueTime && { issueTime }),
    typeCode,
    currencyCode,
    contractReferences: [],
    purchaseOrderReferences: [],
    receivingAdviceReferences: [],
    despatchAdviceReferences: [],
    ...(paymentTerms && { paymentTerms }),
    notes: [],
    process: { specification: "urn:cen.eu:en16931:2017" },
    precedingInvoices: readPreceding(document),
    seller: readSeller(document),
    buyer: readBuyer(document),
    ...(delivery && { delivery }),
    ...((from ?? to) && { invoicingPeriod: { ...(from && { startDate: from }), ...(to && { endDate: to }) } }),
    ...(payment && { payment }),
    ...taxes,
    totals: readTotals(document, taxes.otherTaxes, prepayments, sum(lines.map(({ line }) => line.netAmount))),
    attachments: [],
    lines: lines.map(({ line }) => line),
    exchangeRates: readRates(document, currencyCode),
    installments: [],
    prepayments,
    parties,
    additionalData: [],
    ...(Object.keys(own).length > 0 && { extensions: { myInvois: own } }),
  };
  if (document.peek("TaxCurrencyCode") === currencyCode) document.ignore("TaxCurrencyCode");
  // A signature is about the bytes, which are kept.
  document.ignoreTree("Signature");
  if (document.child("UBLExtensions/UBLExtension/ExtensionContent/UBLDocumentSignatures"))
    document.ignoreTree("UBLExtensions");
  return invoice;
}

/** The totals of MyInvois count every tax, those of the model VAT only. */
function readTotals(
  document: Place,
  otherTaxes: Invoice["otherTaxes"],
  prepayments: Invoice["prepayments"],
  linesNet: string,
): Invoice["totals"] {
  const others = sum(otherTaxes.map(({ amount }) => amount));
  const total = (name: string) => document.text(`LegalMonetaryTotal/${name}`);
  const tax = document.text("TaxTotal/TaxAmount");
  const lineNetTotal = total("LineExtensionAmount") ?? linesNet;
  const taxExclusive = total("TaxExclusiveAmount") ?? lineNetTotal;
  const vatAmount = tax === undefined ? undefined : subtract(tax, others);
  const taxInclusive = total("TaxInclusiveAmount");
  const payable = total("PayableAmount");
  const [allowanceTotal, chargeTotal] = [total("AllowanceTotalAmount"), total("ChargeTotalAmount")];
  const roundingAmount = total("PayableRoundingAmount");
  const prepaid = prepayments.length > 0 ? sum(prepayments.map(({ amount }) => amount)) : total("PrepaidAmount");
  const inclusive = taxInclusive === undefined ? add(taxExclusive, vatAmount ?? "0") : subtract(taxInclusive, others);
  return {
    lineNetTotal,
    ...(allowanceTotal && { allowanceTotal }),
    ...(chargeTotal && { chargeTotal }),
    taxExclusive,
    ...(vatAmount && { vatAmount }),
    taxInclusive: inclusive,
    ...(prepaid && { paidAmount: prepaid }),
    ...(roundingAmount && { roundingAmount }),
    payable: payable === undefined ? inclusive : subtract(payable, others),
  };
}

const readPreceding = (document: Place): Invoice["precedingInvoices"] =>
  document.children("BillingReference/InvoiceDocumentReference").map((place) => {
    const clearanceId = place.text("UUID");
    return { number: place.text("ID") ?? "", ...(clearanceId && { clearanceId }) };
  });

const readPrepayments = (document: Place): Invoice["prepayments"] =>
  document.children("PrepaidPayment").map((place) => {
    const [date, time, reference] = [place.text("PaidDate"), place.text("PaidTime"), place.text("ID")];
    return {
      amount: place.text("PaidAmount") ?? "0",
      ...(date && { date }),
      ...(time && { time }),
      ...(reference && { reference }),
    };
  });

/** One way of paying, to one account or several; another way stays unmapped. */
function readPayment(document: Place): Invoice["payment"] {
  const [first, ...more] = document.children("PaymentMeans");
  if (!first) return undefined;
  const mode = first.text("PaymentMeansCode") ?? "";
  const same = [first, ...more.filter((place) => place.peek("PaymentMeansCode") === mode)];
  return {
    ...readPaymentMode(mode),
    creditTransfers: same.flatMap((place) => {
      place.ignore("PaymentMeansCode");
      const account = place.text("PayeeFinancialAccount/ID");
      return account ? [{ account }] : [];
    }),
  };
}

function readRates(document: Place, currencyCode: string): Invoice["exchangeRates"] {
  return document.children("TaxExchangeRate").flatMap((place) => {
    const from = place.peek("SourceCurrencyCode") ?? currencyCode;
    const to = place.peek("TargetCurrencyCode") ?? "MYR";
    if (from === to) return [];
    const rate = place.text("CalculationRate");
    if (rate === undefined) return [];
    place.ignore("SourceCurrencyCode", "TargetCurrencyCode");
    return [{ from, to, rate }];
  });
}

/** What only MyInvois asks for, by the names that its adapter declares, as long as it allows. */
function readOwnFields(document: Place, isRefund: boolean): Record<string, unknown> {
  const own: Record<string, unknown> = isRefund ? { isRefund } : {};
  const take = (name: string, place: Place | undefined, longest: number, ...silently: readonly Place[]): void => {
    const value = place?.element.text.trim() ?? "";
    if (!place || value === "" || value.length > longest || name in own) return;
    own[name] = value;
    place.value();
    silently.forEach((each) => each.value());
  };
  take("billReference", document.child("BillingReference/AdditionalDocumentReference/ID"), 150);
  take("billingFrequency", document.child("InvoicePeriod/Description"), 50);
  take("authorisationNumber", document.child("AccountingSupplierParty/AdditionalAccountID"), 300);
  for (const place of document.children("AdditionalDocumentReference")) {
    const [id, kind, words] = ["ID", "DocumentType", "DocumentDescription"].map((name) => place.child(name));
    const kindText = kind?.element.text.trim();
    const known = kind ? [kind] : [];
    if (kindText === "CustomsImportForm") take("customsForm1", id, 1_000, ...known);
    else if (kindText === "K2") take("customsForm2", id, 1_000, ...known);
    else if (kindText === "FreeTradeAgreement") take("freeTradeAgreement", words, 300, ...known, ...(id ? [id] : []));
    else if (kindText === undefined && incoterms.has(id?.element.text.trim() ?? "")) take("incoterms", id, 3);
  }
  return own;
}

const incoterms: ReadonlySet<string> = new Set("EXW FCA CPT CIP DAP DPU DDP FAS FOB CFR CIF".split(" "));

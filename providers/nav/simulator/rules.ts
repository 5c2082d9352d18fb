import { absolute, compare, isEqual, multiply, subtract, sum } from "../../../src/domain/decimal.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import type { Archive } from "./archive.js";
import type { Message } from "./records.js";
import { all, one, textAt } from "./tree.js";

type Rule = (report: Report) => readonly Message[];

interface Report {
  readonly root: XmlElement;
  readonly invoice: XmlElement | undefined;
  readonly number: string;
  readonly operation: string;
  readonly taxNumber: string;
  readonly archive: Archive;
}

const error = (code: string, message: string, tag?: string, line?: string): Message => ({
  severity: "ERROR",
  code,
  message,
  ...(tag !== undefined && { tag }),
  ...(line !== undefined && { line }),
});

const linesOf = ({ invoice }: Report) => all(invoice, "invoiceLines", "line");

/** Nothing is the rate of newspapers since 2024 (VAT act, section 82 (4)). */
const zeroRateFrom = "2024-01-01";
const vatContents = new Set(["0.0476", "0.1525", "0.1667", "0.2", "0.2126"]);
const mismatches = new Set(["REFUNDABLE_VAT", "NONREFUNDABLE_VAT"]);
const vatRates = new Set(["0.05", "0.07", "0.12", "0.18", "0.2", "0.25", "0.27"]);
const exemptions = new Set(["AAM", "TAM", "KBAET", "KBAUK", "EAM", "NAM"]);
const outOfScope = new Set(["ATK", "EUFAD37", "EUFADE", "EUE", "HO"]);

/** Interface specification 3.3.2, blocking validation errors. */
const rules: readonly Rule[] = [
  ({ invoice, taxNumber }) => {
    const supplier = textAt(invoice, "invoiceHead", "supplierInfo", "supplierTaxNumber", "taxpayerId") ?? "";
    return supplier === taxNumber ? [] : [error("SUPPLIER_TAX_NUMBER_MISMATCH", `${supplier} is not ${taxNumber}`)];
  },
  ({ number, taxNumber, archive }) =>
    archive.invoice(taxNumber, number)
      ? [error("INVOICE_NUMBER_NOT_UNIQUE", `${number} was reported before`, "InvoiceData/invoiceNumber")]
      : [],
  ({ number }) => (number === number.trim() ? [] : [error("INVALID_INVOICE_NUMBER", `'${number}' has white space`)]),
  (report) => {
    const numbers = linesOf(report).map((line) => textAt(line, "lineNumber"));
    const isSequential = numbers.every((number, position) => number === String(position + 1));
    return isSequential ? [] : [error("LINE_NUMBER_NOT_SEQUENTIAL", `the lines are ${numbers.join(", ")}`)];
  },
  (report) =>
    report.operation !== "MODIFY" && linesOf(report).length === 0
      ? [error("INVOICE_LINE_MISSING", "there is no line")]
      : [],
  (report) => (report.operation === "CREATE" ? checkOriginal(report) : checkModification(report)),
  ({ invoice, operation }) => {
    const customer = one(invoice, "invoiceHead", "customerInfo");
    if (!customer) return operation === "CREATE" ? [error("CUSTOMER_INFO_MISSING", "there is no customerInfo")] : [];
    return checkCustomer(customer);
  },
  (report) =>
    linesOf(report).flatMap((line) => {
      const isExpressed = textAt(line, "lineExpressionIndicator") === "true";
      const wanted = ["lineDescription", ...(isExpressed ? ["quantity", "unitOfMeasure", "unitPrice"] : [])];
      return wanted
        .filter((name) => !textAt(line, name))
        .map((name) => error("MANDATORY_LINE_CONTENT_MISSING", `${name} is missing`, name, textAt(line, "lineNumber")));
    }),
  checkVatOf,
  checkKind,
  ({ root, archive }) => {
    const issued = Date.parse(textAt(root, "invoiceIssueDate") ?? "");
    const isLate = issued > archive.now().getTime() + 365 * 24 * 60 * 60_000;
    return isLate ? [error("INVOICE_ISSUE_DATE_LATE", "the invoice is issued in more than a year")] : [];
  },
  ({ root }) =>
    textAt(root, "completenessIndicator") === "true"
      ? [error("INVOICE_COMPLETENESS_NOT_ALLOWED", "a report cannot be the invoice itself")]
      : [],
];

export const findFaults = (
  root: XmlElement,
  operation: string,
  taxNumber: string,
  archive: Archive,
): readonly Message[] => {
  const [number, invoice] = [textAt(root, "invoiceNumber") ?? "", one(root, "invoiceMain", "invoice")];
  return rules.flatMap((rule) => rule({ root, invoice, number, operation, taxNumber, archive }));
};

function checkOriginal(report: Report): readonly Message[] {
  const found: Message[] = [];
  if (one(report.invoice, "invoiceReference"))
    found.push(error("INVOICE_REFERENCE_NOT_EXPECTED", "an invoice refers to no other"));
  if (linesOf(report).some((line) => one(line, "lineModificationReference")))
    found.push(error("LINE_MODIFICATION_NOT_EXPECTED", "a line of an invoice modifies no other"));
  return found;
}

function checkModification(report: Report): readonly Message[] {
  const { invoice, taxNumber, archive } = report;
  const reference = one(invoice, "invoiceReference");
  if (!reference) return [error("INVOICE_REFERENCE_EXPECTED", "a modification refers to an invoice")];
  const original = textAt(reference, "originalInvoiceNumber") ?? "";
  const master = archive.invoice(taxNumber, original);
  const isWithoutMaster = textAt(reference, "modifyWithoutMaster") === "true";
  if (!isWithoutMaster && master?.operation !== "CREATE")
    return [error("INVALID_INVOICE_REFERENCE", `${original} is not reported`, "originalInvoiceNumber")];
  if (isWithoutMaster && master) return [error("MODIFY_WITHOUT_MASTER_MISMATCH", `${original} is reported`)];
  const chain = archive
    .invoices()
    .filter((each) => each.supplier === taxNumber && (each === master || each.original === original));
  const index = textAt(reference, "modificationIndex") ?? "";
  const found: Message[] = [];
  if (chain.some(({ modificationIndex }) => modificationIndex === index))
    found.push(error("MODIFICATION_INDEX_NOT_UNIQUE", `modification ${index} of ${original} is reported`));
  const taken = new Set(chain.flatMap(({ lineNumbers }) => lineNumbers));
  for (const line of linesOf(report)) {
    const place = one(line, "lineModificationReference");
    const number = textAt(place, "lineNumberReference") ?? "";
    if (!place) found.push(error("LINE_MODIFICATION_EXPECTED", "a line says not which one it is"));
    else if (textAt(place, "lineOperation") !== "CREATE")
      found.push(error("INVALID_LINE_OPERATION", "lineOperation is not CREATE"));
    else if (taken.has(number)) found.push(error("INVOICE_LINE_ALREADY_EXISTS", `line ${number} is there already`));
  }
  return found;
}

function checkCustomer(customer: XmlElement): readonly Message[] {
  const status = textAt(customer, "customerVatStatus");
  const named = ["customerName", "customerAddress"].filter((name) => one(customer, name));
  const data = one(customer, "customerVatData");
  if (status === "PRIVATE_PERSON")
    return named.length > 0 || data ? [error("CUSTOMER_DATA_NOT_EXPECTED", "a private person is not named")] : [];
  const found: Message[] = [];
  if (named.length < 2) found.push(error("CUSTOMER_DATA_EXPECTED", "name and address are missing"));
  if (status === "DOMESTIC" && !one(data, "customerTaxNumber"))
    found.push(error("MISSING_CUSTOMER_DOMESTIC_TAXNUMBER", "the Hungarian tax number is missing"));
  return found;
}

const detailOf = ({ invoice }: Report, name: string) => textAt(invoice, "invoiceHead", "invoiceDetail", name) ?? "";

function checkVatOf(report: Report): readonly Message[] {
  const { invoice } = report;
  const hasZeroRate = detailOf(report, "invoiceDeliveryDate") >= zeroRateFrom;
  const rates = [
    ...linesOf(report).flatMap((line) =>
      [one(line, "lineAmountsNormal", "lineVatRate"), one(line, "lineAmountsSimplified", "lineVatRate")].map(
        (rate) => ({ rate, place: "LINE", line: textAt(line, "lineNumber") }) as const,
      ),
    ),
    ...[
      ...all(invoice, "invoiceSummary", "summaryNormal", "summaryByVatRate", "vatRate"),
      ...all(invoice, "invoiceSummary", "summarySimplified", "vatRate"),
    ].map((rate) => ({ rate, place: "SUMMARY", line: undefined }) as const),
  ];
  return rates.flatMap(({ rate, place, line }) =>
    hasZeroRate && textAt(rate, "vatPercentage") === "0" ? [] : checkVat(rate, place, line),
  );
}

/** What is simplified is so in its category, lines and summary, and states VAT as a part of what is paid. */
function checkKind(report: Report): readonly Message[] {
  const isSimplified = detailOf(report, "invoiceCategory") === "SIMPLIFIED";
  const [kind, wrong] = isSimplified ? ["Simplified", "Normal"] : ["Normal", "Simplified"];
  const summary = one(report.invoice, "invoiceSummary");
  const code = "LINE_SUMMARY_TYPE_MISMATCH";
  const lines = linesOf(report).flatMap((line): Message[] => {
    const number = textAt(line, "lineNumber");
    if (one(line, `lineAmounts${wrong}`))
      return [
        error(`${code}_LINE_${wrong.toUpperCase()}`, "the line is of another kind", `lineAmounts${wrong}`, number),
      ];
    const name = isSimplified ? "vatPercentage" : "vatContent";
    return textAt(line, `lineAmounts${kind}`, "lineVatRate", name) === undefined
      ? []
      : [error(`INVALID_LINE_VAT_RATE_${kind.toUpperCase()}`, `${name} is for others`, name, number)];
  });
  return one(summary, `summary${wrong}`)
    ? [...lines, error(`${code}_SUMMARY_${wrong.toUpperCase()}`, "the summary is of another kind", `summary${wrong}`)]
    : lines;
}

function checkVat(rate: XmlElement | undefined, place: "LINE" | "SUMMARY", line?: string): readonly Message[] {
  const percentage = textAt(rate, "vatPercentage");
  const content = textAt(rate, "vatContent");
  const mismatch = textAt(rate, "vatAmountMismatch", "case");
  const exemption = textAt(rate, "vatExemption", "case");
  const scope = textAt(rate, "vatOutOfScope", "case");
  if (percentage !== undefined && !vatRates.has(percentage))
    return [error("INVALID_VAT_DATA", `${percentage} is no VAT rate`, "vatPercentage", line)];
  if (content !== undefined && !vatContents.has(content))
    return [error("INVALID_VAT_DATA", `${content} is no VAT content`, "vatContent", line)];
  if (mismatch !== undefined && !mismatches.has(mismatch))
    return [error(`INVALID_${place}_VAT_AMOUNT_MISMATCH_CODE`, `${mismatch} is no case`, "case", line)];
  if (exemption !== undefined && !exemptions.has(exemption))
    return [error(`INVALID_${place}_VAT_EXEMPTION_CODE`, `${exemption} is no exemption`, "case", line)];
  if (scope !== undefined && !outOfScope.has(scope))
    return [error(`INVALID_${place}_VAT_OUT_OF_SCOPE_CODE`, `${scope} is no case out of scope`, "case", line)];
  return [];
}

/** Some of the warnings of annex I: sums that differ by more than a hundredth, and at least by one. */
export function findDoubts(root: XmlElement): readonly Message[] {
  const summary = one(root, "invoiceMain", "invoice", "invoiceSummary", "summaryNormal");
  const found: Message[] = [];
  const compareSums = (code: string, name: string, parts: readonly XmlElement[]) => {
    const stated = textAt(summary, name);
    const expected = sum(parts.map(({ text }) => text));
    if (stated !== undefined && isFar(stated, expected))
      found.push({ severity: "WARN", code, message: `${name} is ${stated} and adds up to ${expected}`, tag: name });
  };
  compareSums(
    "INCORRECT_SUMMARY_CALCULATION_INVOICE_NET_AMOUNT",
    "invoiceNetAmount",
    all(summary, "summaryByVatRate", "vatRateNetData", "vatRateNetAmount"),
  );
  compareSums(
    "INCORRECT_SUMMARY_CALCULATION_INVOICE_VAT_AMOUNT_SUMMARY",
    "invoiceVatAmount",
    all(summary, "summaryByVatRate", "vatRateVatData", "vatRateVatAmount"),
  );
  return found;
}

function isFar(stated: string, expected: string): boolean {
  if (isEqual(stated, expected)) return false;
  const difference = absolute(subtract(stated, expected));
  return compare(difference, "1") > 0 && compare(difference, absolute(multiply(expected, "0.01"))) > 0;
}

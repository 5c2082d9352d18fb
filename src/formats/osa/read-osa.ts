import { isDecimal } from "../../domain/decimal.js";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { parseXml } from "../../xml/parse-xml.js";
import { isNamed, type XmlElement } from "../../xml/xml-tree.js";
import { isCalendarDay } from "../mapping/contents.js";
import { openReader } from "../mapping/place.js";
import { refusal, refusalOf } from "../mapping/refusal.js";
import { osaNamespace } from "./codes.js";
import { passOverIf } from "./peek.js";
import { readContent } from "./read-content.js";

export type OsaReadingResult =
  { readonly invoice: Invoice } | { readonly violations: readonly [RuleViolation, ...RuleViolation[]] };

/**
 * Reads InvoiceData of OSA 3.0, as sellers report invoices to NAV and buyers get them; what the model cannot hold is
 * listed in `invoice.unmapped`. A modification is a corrected invoice (384) that states a difference: whether it takes
 * its invoice back altogether is said beside the document only. One that modifies several invoices is one document.
 */
export function readOsa(bytes: Uint8Array): OsaReadingResult {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return { violations: [refusalOf(parsed.problem)] };
  const { root } = parsed;
  if (!isNamed(root, { namespace: osaNamespace, prefix: "", name: "InvoiceData" }))
    return refuse("DOCUMENT-FORMAT", `${root.name} in "${root.namespace}" is no InvoiceData of OSA 3.0`);
  const reader = openReader(root);
  const batch = reader.root.children("invoiceMain/batchInvoice");
  const contents = [
    ...reader.root.children("invoiceMain/invoice"),
    ...batch.flatMap((place) => place.children("invoice")),
  ];
  const [first, ...others] = contents;
  if (!first) return refuse("DOCUMENT-FORMAT", "The document has no invoice");
  const malformed = findMalformed(root);
  if (malformed) return refuse(malformed.rule, malformed.message);
  const invoice = readContent(reader.root, [first, ...others]);
  batch.forEach((place) => place.ignore("batchIndex"));
  passOverIf(reader.root, "completenessIndicator", ["false", "0"]);
  return { invoice: { ...invoice, unmapped: reader.unmapped() } };
}

const refuse = (rule: string, message: string): OsaReadingResult => ({ violations: [refusal(rule, "OSA", message)] });

const numbers = new Set(
  (
    "exchangeRate lineExchangeRate advanceExchangeRate quantity unitPrice discountValue discountRate lineNetAmount " +
    "lineGrossAmountSimplified vatPercentage vatContent vatRateNetAmount vatRateVatAmount vatContentGrossAmount " +
    "invoiceNetAmount invoiceVatAmount invoiceVatAmountHUF invoiceGrossAmount"
  ).split(" "),
);

const days = new Set(
  (
    "invoiceIssueDate invoiceDeliveryDate invoiceDeliveryPeriodStart invoiceDeliveryPeriodEnd " +
    "invoiceAccountingDeliveryDate paymentDate advancePaymentDate lineDeliveryDate"
  ).split(" "),
);

/** Finds a number that nothing can be computed of, or a day that none is. */
function findMalformed(element: XmlElement): { readonly rule: string; readonly message: string } | undefined {
  const { name, children } = element;
  const text = element.text.trim();
  const isNumber = numbers.has(name) || (name === "vatRate" && element.parent?.name === "vatAmountMismatch");
  if (isNumber && !isDecimal(text))
    return { rule: "OSA-NUMBER", message: `${name} is ${shown(text)}, which is no number` };
  if (days.has(name) && !isCalendarDay(text))
    return { rule: "OSA-DATE", message: `${name} is ${shown(text)}, which is no day` };
  for (const child of children) {
    const found = findMalformed(child);
    if (found) return found;
  }
  return undefined;
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

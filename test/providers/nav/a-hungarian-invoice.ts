import { readFileSync } from "node:fs";
import type { Invoice, InvoiceLine } from "../../../src/domain/invoice.js";
import type { SubmitOrder } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/nav/index.js";

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/nav/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice that NAV takes without a word: 185,000.00 HUF at three rates, from a known seller to a known buyer. */
export const aHungarianInvoice = (changes: Partial<Invoice> = {}): Invoice => ({ ...sample, ...changes });

export const aSeller = (changes: Partial<Invoice["seller"]> = {}): Invoice["seller"] => ({
  ...sample.seller,
  ...changes,
});

export const aBuyer = (changes: Partial<Invoice["buyer"]> = {}): Invoice["buyer"] => ({ ...sample.buyer, ...changes });

export const aLine = (changes: Partial<InvoiceLine> = {}): InvoiceLine => ({ ...sample.lines[1]!, ...changes });

/** One line of that category, with its breakdown and totals; the rate is 0 unless it is given. */
export function anInvoiceAt(
  vat: Invoice["vatBreakdown"][number]["category"],
  changes: Partial<Invoice> = {},
  breakdown: Partial<Invoice["vatBreakdown"][number]> = {},
): Invoice {
  const rate = vat === "O" ? {} : { rate: "0" };
  return aHungarianInvoice({
    lines: [aLine({ vat: { category: vat, ...rate } })],
    vatBreakdown: [{ category: vat, ...rate, taxableAmount: "23000.00", taxAmount: "0.00", ...breakdown }],
    totals: {
      lineNetTotal: "23000.00",
      taxExclusive: "23000.00",
      vatAmount: "0.00",
      taxInclusive: "23000.00",
      payable: "23000.00",
    },
    ...changes,
  });
}

/** Takes back what the invoice of that number said about its second line. */
export const aCreditNote = (original: string, changes: Partial<Invoice> = {}): Invoice =>
  aHungarianInvoice({
    kind: "CREDIT_NOTE",
    typeCode: "381",
    number: `${original}-J`,
    precedingInvoices: [{ number: original }],
    lines: [aLine({ id: "1" })],
    vatBreakdown: [{ category: "S", rate: "5", taxableAmount: "23000.00", taxAmount: "1150.00" }],
    totals: {
      lineNetTotal: "23000.00",
      taxExclusive: "23000.00",
      vatAmount: "1150.00",
      taxInclusive: "24150.00",
      payable: "24150.00",
    },
    extensions: { onlineSzamla: { nextLineNumber: 4 } },
    ...changes,
  });

/** Another rate than NAV knows: taken, and aborted. */
export const anAbortedInvoice = (changes: Partial<Invoice> = {}): Invoice =>
  anInvoiceAt("S", {
    lines: [aLine({ vat: { category: "S", rate: "21" } })],
    vatBreakdown: [{ category: "S", rate: "21", taxableAmount: "23000.00", taxAmount: "4830.00" }],
    totals: {
      lineNetTotal: "23000.00",
      taxExclusive: "23000.00",
      vatAmount: "4830.00",
      taxInclusive: "27830.00",
      payable: "27830.00",
    },
    ...changes,
  });

/** The prepared order, as the worker would send it. */
export function anOrder(invoice: Invoice, changes: Partial<SubmitOrder> = {}): SubmitOrder {
  const prepared = provider.prepare({ invoice });
  if (!("document" in prepared)) throw new Error(prepared.violations.map(({ message }) => message).join("; "));
  return {
    key: `key-${invoice.number}`,
    invoice,
    document: prepared.document,
    checkpoint: () => Promise.resolve(),
    ...changes,
  };
}

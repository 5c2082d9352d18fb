import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { SubmitOrder } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/aeat-verifactu/index.js";

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/aeat-verifactu/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice the AEAT registers: 200.00 at 21 % and 50.00 at 10 %, between two taxpayers of its census. */
export const aSpanishInvoice = (changes: Partial<Invoice> = {}): Invoice => ({ ...sample, ...changes });

export const aBuyer = (changes: Partial<Invoice["buyer"]> = {}): Invoice["buyer"] => ({ ...sample.buyer, ...changes });

/** Of 200.00 and 42.00. */
export const aTax = (changes: Partial<Invoice["vatBreakdown"][number]> = {}): Invoice["vatBreakdown"][number] => ({
  ...sample.vatBreakdown[0]!,
  ...changes,
});

/** At a rate that Spain does not have: refused by error 1124. */
export const aRefusedInvoice = (changes: Partial<Invoice> = {}): Invoice =>
  aSpanishInvoice({
    vatBreakdown: [aTax({ taxableAmount: "250.00", taxAmount: "47.50", rate: "19" })],
    totals: { ...sample.totals, vatAmount: "47.50", taxInclusive: "297.50", payable: "297.50" },
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

import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { SubmitOrder } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/myinvois/index.js";

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/myinvois/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice MyInvois finds valid: from a known supplier to a known buyer. */
export const aMalaysianInvoice = (changes: Partial<Invoice> = {}): Invoice => ({ ...sample, ...changes });

export const aBuyer = (changes: Partial<Invoice["buyer"]> = {}): Invoice["buyer"] => ({ ...sample.buyer, ...changes });

export const aSeller = (changes: Partial<Invoice["seller"]> = {}): Invoice["seller"] => ({
  ...sample.seller,
  ...changes,
});

/** Adds up nowhere: MyInvois finds it invalid after it has accepted it. */
export const anInvalidInvoice = (changes: Partial<Invoice> = {}): Invoice =>
  aMalaysianInvoice({ totals: { ...sample.totals, taxInclusive: "1.00" }, ...changes });

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

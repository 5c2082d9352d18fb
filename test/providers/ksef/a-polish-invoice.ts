import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { SubmitOrder } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/ksef/index.js";

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/ksef/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice between two Polish companies that KSeF accepts. */
export const aPolishInvoice = (changes: Partial<Invoice> = {}): Invoice => ({ ...sample, ...changes });

export const aBuyer = (changes: Partial<Invoice["buyer"]> = {}): Invoice["buyer"] => ({ ...sample.buyer, ...changes });

export const aLine = (changes: Partial<Invoice["lines"][number]> = {}): Invoice["lines"][number] => ({
  ...sample.lines[0]!,
  ...changes,
});

/** Issued later than it can arrive: KSeF refuses it after it has accepted it for processing. */
export const aRefusedInvoice = (changes: Partial<Invoice> = {}): Invoice =>
  aPolishInvoice({ issueDate: "2049-12-31", ...changes });

/** The prepared order, as the worker would send it. */
export function anOrder(invoice: Invoice = aPolishInvoice(), changes: Partial<SubmitOrder> = {}): SubmitOrder {
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

import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { Reference, SubmitOrder } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/anaf/index.js";

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/anaf/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice ANAF clears: from a company it knows to another one. */
export const aRomanianInvoice = (changes: Partial<Invoice> = {}): Invoice => ({ ...sample, ...changes });

export const aSeller = (changes: Partial<Invoice["seller"]> = {}): Invoice["seller"] => ({
  ...sample.seller,
  ...changes,
});

export const aBuyer = (changes: Partial<Invoice["buyer"]> = {}): Invoice["buyer"] => ({ ...sample.buyer, ...changes });

/** Of a buyer that no register has: ANAF finds it out after it has taken the file. */
export const aRefusedInvoice = (changes: Partial<Invoice> = {}): Invoice =>
  aRomanianInvoice({ buyer: aBuyer({ vatIdentifier: "RO80000033" }), ...changes });

export interface TestOrder extends SubmitOrder {
  /** What the adapter remembered, oldest first. */
  readonly checkpoints: Reference[];
}

/** The prepared order, as the worker would send it. */
export function anOrder(invoice: Invoice = aRomanianInvoice(), changes: Partial<SubmitOrder> = {}): TestOrder {
  const prepared = provider.prepare({ invoice });
  if (!("document" in prepared)) throw new Error(prepared.violations.map(({ message }) => message).join("; "));
  const checkpoints: Reference[] = [];
  return {
    key: `key-${invoice.number}`,
    invoice,
    document: prepared.document,
    checkpoint: (reference) => Promise.resolve(void checkpoints.push(reference)),
    checkpoints,
    ...changes,
  };
}

/** The same order, taken up by another attempt. */
export const takenUp = ({ checkpoints, ...order }: TestOrder): TestOrder => {
  const progress = checkpoints.at(-1);
  return { ...order, checkpoints, ...(progress && { progress }) };
};

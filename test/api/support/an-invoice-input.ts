import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import { anInvoice } from "../../builders/an-invoice.js";

export type InvoiceInput = Record<string, any>;

/** The invoice as a client gives it: without what only a read document can have. */
export function toInvoiceInput({ unmapped: _, ...invoice }: Invoice): InvoiceInput {
  return structuredClone(invoice) as InvoiceInput;
}

/** A Belgian invoice that a Peppol provider takes, with every amount that can be derived left out. */
export function anInvoiceInput(overrides: InvoiceInput = {}): InvoiceInput {
  const { totals: _totals, vatBreakdown: _breakdown, ...rest } = toInvoiceInput(anInvoice());
  const lines = rest["lines"].map(({ netAmount: _, ...line }: InvoiceInput) => line);
  return { ...rest, lines, ...overrides };
}

const sample = JSON.parse(
  readFileSync(new URL("../../../providers/myinvois/fixtures/invoice.json", import.meta.url), "utf8"),
) as Invoice;

/** An invoice that MyInvois clears. BR-S-02 wants a tax registration of the seller, beside its identifiers. */
export function aMalaysianInvoiceInput(overrides: InvoiceInput = {}): InvoiceInput {
  const input = toInvoiceInput(sample);
  return { ...input, seller: { ...input["seller"], taxRegistration: "W10-1808-32000001" }, ...overrides };
}

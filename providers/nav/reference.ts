import type { Receipt, Reference } from "../../src/provider-kit/provider.js";

/** Kind of the id that NAV gives a request that reports invoices. */
export const transactionKind = "NAV transaction";

/** A report: its transaction, its place therein, the invoice's number and a hash of what was reported. */
export interface ReportReference extends Reference {
  readonly transaction: string;
  readonly index: string;
  readonly number: string;
  readonly digest: string;
}

export const toReference = (transaction: string, index: number, number: string, digest: string): ReportReference => ({
  id: `${transaction}-${index}`,
  transaction,
  index: String(index),
  number,
  digest,
});

export const toAccepted = (reference: ReportReference): Receipt => ({
  outcome: "accepted",
  reference,
  status: "RECEIVED",
  networkReferences: [{ kind: transactionKind, value: reference.transaction }],
});

import { createHash } from "node:crypto";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import type { StoredInvoice, StoredTransaction } from "./records.js";

const invoiceKey = (supplier: string, number: string) => `${supplier} ${number}`;

/** Everything that was reported. */
export function openArchive({ ledger, now, newId }: SimulatorContext) {
  return {
    now,
    newTransactionId: () =>
      BigInt(`0x${createHash("sha256").update(newId()).digest("hex")}`)
        .toString(36)
        .toUpperCase()
        .slice(0, 16),
    transactions: () => ledger.list<StoredTransaction>("transactions"),
    transaction: (id: string) => ledger.get<StoredTransaction>("transactions", id),
    put: (transaction: StoredTransaction) => ledger.put("transactions", transaction.id, transaction),
    invoices: () => ledger.list<StoredInvoice>("invoices"),
    invoice: (supplier: string, number: string) => ledger.get<StoredInvoice>("invoices", invoiceKey(supplier, number)),
    putInvoice: (invoice: StoredInvoice) =>
      ledger.put("invoices", invoiceKey(invoice.supplier, invoice.number), invoice),
    annul: (supplier: string, number: string) => ledger.put("invoices", invoiceKey(supplier, number), null),
  };
}

export type Archive = ReturnType<typeof openArchive>;

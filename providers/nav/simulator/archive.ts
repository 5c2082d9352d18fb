import { createHash } from "node:crypto";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { judgeAnnulment } from "./annulments.js";
import { judgeReport } from "./judge.js";

export interface Message {
  readonly severity: "ERROR" | "WARN" | "INFO";
  readonly code: string;
  readonly message: string;
  readonly tag?: string;
  readonly line?: string;
}

export interface Item {
  readonly index: number;
  /** CREATE, MODIFY, STORNO, or ANNUL. */
  readonly operation: string;
  readonly base64: string;
  readonly status: "RECEIVED" | "PROCESSING" | "SAVED" | "DONE" | "ABORTED";
  readonly technical: readonly Message[];
  readonly business: readonly Message[];
}

export interface StoredTransaction {
  readonly id: string;
  readonly taxNumber: string;
  readonly login: string;
  readonly receivedAt: string;
  readonly isAnnulment: boolean;
  readonly isCompressed: boolean;
  readonly items: readonly Item[];
  readonly annulment?: { readonly status: string; readonly decidedAt?: string; readonly decidedBy?: string };
}

/** An invoice that is reported: one that was annulled is not in the archive any more. */
export interface StoredInvoice {
  readonly number: string;
  readonly supplier: string;
  readonly supplierName: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly operation: string;
  readonly category: string;
  readonly issueDate: string;
  readonly original?: string;
  readonly modificationIndex?: string;
  /** Numbers of its lines in the chain of the original. */
  readonly lineNumbers: readonly string[];
  readonly transaction: string;
  readonly index: number;
  readonly savedAt: string;
  readonly base64: string;
  readonly isCompressed: boolean;
}

const invoiceKey = (supplier: string, number: string) => `${supplier} ${number}`;

/** Everything that was reported, and its processing once the time has come. */
export function openArchive({ ledger, now, newId, stepMs }: SimulatorContext) {
  const transactions = () => ledger.list<StoredTransaction>("transactions");
  const put = (transaction: StoredTransaction) => ledger.put("transactions", transaction.id, transaction);
  const isOpen = ({ items }: StoredTransaction) =>
    items.some(({ status }) => status !== "DONE" && status !== "ABORTED");
  const waiting = new Set(transactions().flatMap((each) => (isOpen(each) ? [each.id] : [])));

  const archive = {
    transactions,
    put,
    transaction: (id: string) => ledger.get<StoredTransaction>("transactions", id),
    invoices: () => ledger.list<StoredInvoice>("invoices"),
    invoice: (supplier: string, number: string) => ledger.get<StoredInvoice>("invoices", invoiceKey(supplier, number)),
    putInvoice: (invoice: StoredInvoice) =>
      ledger.put("invoices", invoiceKey(invoice.supplier, invoice.number), invoice),
    annul: (supplier: string, number: string) => ledger.put("invoices", invoiceKey(supplier, number), null),
    newTransactionId: () =>
      BigInt(`0x${createHash("sha256").update(newId()).digest("hex")}`)
        .toString(36)
        .toUpperCase()
        .slice(0, 16),
    accept(transaction: StoredTransaction): void {
      put(transaction);
      waiting.add(transaction.id);
    },
    now,
    advance(): void {
      for (const id of waiting) {
        const transaction = archive.transaction(id);
        if (!transaction) continue;
        const steps = Math.floor((now().getTime() - Date.parse(transaction.receivedAt)) / stepMs);
        const moved = move(transaction, steps);
        if (moved !== transaction) put(moved);
        if (!isOpen(moved)) waiting.delete(id);
      }
    },
  };

  /** Received, being processed, judged and saved, done: a step each. */
  const move = (transaction: StoredTransaction, steps: number): StoredTransaction => {
    const [first] = transaction.items;
    if (steps < 1) return transaction;
    if (steps < 2) return first?.status === "RECEIVED" ? withStatus(transaction, "PROCESSING") : transaction;
    const isJudged = transaction.items.some(({ status }) => status === "SAVED" || status === "ABORTED");
    const judged = isJudged ? transaction : judge(transaction);
    return steps < 3 ? judged : finish(judged);
  };

  const judge = (transaction: StoredTransaction): StoredTransaction =>
    transaction.isAnnulment ? judgeAnnulment(transaction, archive) : judgeReport(transaction, archive);
  return archive;
}

export type Archive = ReturnType<typeof openArchive>;

const withStatus = (transaction: StoredTransaction, status: Item["status"]): StoredTransaction => ({
  ...transaction,
  items: transaction.items.map((item) => ({ ...item, status })),
});

const finish = (transaction: StoredTransaction): StoredTransaction => ({
  ...transaction,
  items: transaction.items.map((item) => (item.status === "SAVED" ? { ...item, status: "DONE" } : item)),
});

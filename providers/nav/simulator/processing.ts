import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { judgeAnnulment } from "./annulments.js";
import type { Archive } from "./archive.js";
import { judgeReport } from "./judge.js";
import type { Item, StoredTransaction } from "./records.js";

/** The way of a transaction: received, being processed, judged and saved, done; a step each. */
export function createProcessing(archive: Archive, { now, stepMs }: SimulatorContext) {
  const waiting = new Set(archive.transactions().flatMap((each) => (isOpen(each) ? [each.id] : [])));

  const judge = (transaction: StoredTransaction): StoredTransaction =>
    transaction.isAnnulment ? judgeAnnulment(transaction, archive) : judgeReport(transaction, archive);

  const move = (transaction: StoredTransaction, steps: number): StoredTransaction => {
    if (steps < 1) return transaction;
    const isReceived = transaction.items[0]?.status === "RECEIVED";
    if (steps < 2) return isReceived ? withStatus(transaction, "PROCESSING") : transaction;
    const isJudged = transaction.items.some(({ status }) => status === "SAVED" || status === "ABORTED");
    const judged = isJudged ? transaction : judge(transaction);
    return steps < 3 ? judged : finish(judged);
  };

  return {
    accept(transaction: StoredTransaction): void {
      archive.put(transaction);
      waiting.add(transaction.id);
    },
    advance(): void {
      for (const id of waiting) {
        const transaction = archive.transaction(id);
        if (!transaction) continue;
        const steps = Math.floor((now().getTime() - Date.parse(transaction.receivedAt)) / stepMs);
        const moved = move(transaction, steps);
        if (moved !== transaction) archive.put(moved);
        if (!isOpen(moved)) waiting.delete(id);
      }
    },
  };
}

export type Processing = ReturnType<typeof createProcessing>;

const isOpen = ({ items }: StoredTransaction): boolean =>
  items.some(({ status }) => status !== "DONE" && status !== "ABORTED");

const withStatus = (transaction: StoredTransaction, status: Item["status"]): StoredTransaction => ({
  ...transaction,
  items: transaction.items.map((item) => ({ ...item, status })),
});

const finish = (transaction: StoredTransaction): StoredTransaction => ({
  ...transaction,
  items: transaction.items.map((item) => (item.status === "SAVED" ? { ...item, status: "DONE" } : item)),
});

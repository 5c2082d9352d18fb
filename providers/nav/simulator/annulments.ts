import { readXml } from "../xml.js";
import type { Archive } from "./archive.js";
import type { Item, Message, StoredTransaction } from "./records.js";
import { checkAnnulment } from "./report-grammar.js";
import { textAt } from "./tree.js";

/** Interface specification 2.4.1: one fault among the annulments of a request spoils them all. */
export function judgeAnnulment(transaction: StoredTransaction, archive: Archive): StoredTransaction {
  const items = transaction.items.map((item): Item => {
    const faults = findFaults(item, transaction, archive);
    return { ...item, status: faults.length > 0 ? "ABORTED" : "SAVED", business: faults };
  });
  const isFaulty = items.some(({ status }) => status === "ABORTED");
  return { ...transaction, items, annulment: { status: isFaulty ? "NOT_VERIFIABLE" : "VERIFICATION_PENDING" } };
}

function findFaults(item: Item, { id, taxNumber }: StoredTransaction, archive: Archive): readonly Message[] {
  const number = referenceOf(item);
  const invoice = number === undefined ? undefined : archive.invoice(taxNumber, number);
  if (!invoice)
    return [
      { severity: "ERROR", code: "INVALID_ANNULMENT_REFERENCE", message: `${number ?? "nothing"} is not reported` },
    ];
  const isPending = archive
    .transactions()
    .some(
      (other) =>
        other.id !== id &&
        other.taxNumber === taxNumber &&
        other.annulment?.status === "VERIFICATION_PENDING" &&
        other.items.some((each) => referenceOf(each) === number),
    );
  return isPending
    ? [{ severity: "ERROR", code: "ANNULMENT_IN_PROGRESS", message: `the annulment of ${number} waits for approval` }]
    : [];
}

function referenceOf({ base64 }: Item): string | undefined {
  try {
    const root = readXml(Buffer.from(base64, "base64"));
    if (root.name !== "InvoiceAnnulment" || checkAnnulment(root, root.name).length > 0) return undefined;
    return textAt(root, "annulmentReference");
  } catch {
    // What cannot be read refers to nothing.
    return undefined;
  }
}

/** The taxpayer's primary user decides on NAV's pages about the annulment of a report, known as `transaction-index`. */
export function decide(
  archive: Archive,
  reportId: string,
  verdict: "VERIFICATION_DONE" | "VERIFICATION_REJECTED",
): void {
  const invoice = archive.invoices().find(({ transaction, index }) => `${transaction}-${index}` === reportId);
  const request = archive
    .transactions()
    .find(
      ({ annulment, taxNumber, items }) =>
        annulment?.status === "VERIFICATION_PENDING" &&
        taxNumber === invoice?.supplier &&
        items.some((item) => referenceOf(item) === invoice.number),
    );
  if (!invoice || !request) throw new Error(`no annulment of ${reportId} waits for approval`);
  const decided = { status: verdict, decidedAt: archive.now().toISOString(), decidedBy: "primaryuser1" };
  archive.put({ ...request, annulment: decided });
  if (verdict === "VERIFICATION_REJECTED") return;
  // With an invoice all its modifications fall.
  for (const { number, supplier, original } of archive.invoices())
    if (supplier === invoice.supplier && (number === invoice.number || original === invoice.number))
      archive.annul(supplier, number);
}

import { gunzipSync } from "node:zlib";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { readXml } from "../xml.js";
import type { Archive } from "./archive.js";
import type { Item, Message, StoredInvoice, StoredTransaction } from "./records.js";
import { checkReport } from "./report-grammar.js";
import { findDoubts, findFaults } from "./rules.js";
import { all, one, textAt } from "./tree.js";

type ReadReport = { readonly root: XmlElement } | { readonly fault: Message };

/** Every report on its own: what is aborted keeps no other from being saved. */
export function judgeReport(transaction: StoredTransaction, archive: Archive): StoredTransaction {
  const reports = transaction.items.map((item) => ({ item, read: readReport(item.base64, transaction.isCompressed) }));
  const times = Map.groupBy(reports, ({ read }) => numberOf(read));
  const items = reports.map(({ item, read }): Item => {
    const number = numberOf(read);
    if (number !== undefined && (times.get(number)?.length ?? 0) > 1)
      return abort(item, [{ severity: "ERROR", code: "DUPLICATE_IN_REQUEST", message: `${number} comes twice` }], []);
    return judgeOne(item, read, transaction, archive);
  });
  return { ...transaction, items };
}

const numberOf = (read: ReadReport): string | undefined =>
  "root" in read ? textAt(read.root, "invoiceNumber") : undefined;

const abort = (item: Item, technical: readonly Message[], business: readonly Message[]): Item => ({
  ...item,
  status: "ABORTED",
  technical,
  business,
});

function judgeOne(item: Item, read: ReadReport, transaction: StoredTransaction, archive: Archive): Item {
  if ("fault" in read) return abort(item, [read.fault], []);
  const faults = findFaults(read.root, item.operation, transaction.taxNumber, archive);
  if (faults.length > 0) return abort(item, [], faults);
  archive.putInvoice(toStored(read.root, item, transaction));
  return { ...item, status: "SAVED", business: findDoubts(read.root) };
}

export function readReport(base64: string, isCompressed: boolean): ReadReport {
  const fault = (code: string, message: string) => ({ fault: { severity: "ERROR" as const, code, message } });
  let bytes: Uint8Array = Buffer.from(base64, "base64");
  try {
    if (isCompressed) bytes = gunzipSync(bytes, { maxOutputLength: 15_000_000 });
  } catch (error) {
    const isLarge = error instanceof RangeError;
    return fault(isLarge ? "COMPRESSION_TOLERANCE_EXCEEDED" : "DECOMPRESSION_ERROR", String(error));
  }
  try {
    const root = readXml(bytes);
    const faults = root.name === "InvoiceData" ? checkReport(root, root.name) : [`${root.name} is no InvoiceData`];
    return faults[0] === undefined ? { root } : fault("SCHEMA_VIOLATION", faults[0]);
  } catch (error) {
    return fault("SCHEMA_VIOLATION", String(error));
  }
}

export function toStored(
  root: XmlElement,
  { operation, index, base64 }: Pick<Item, "operation" | "index" | "base64">,
  { id, receivedAt, isCompressed }: Pick<StoredTransaction, "id" | "receivedAt" | "isCompressed">,
): StoredInvoice {
  const invoice = one(root, "invoiceMain", "invoice");
  const head = one(invoice, "invoiceHead");
  const customer = textAt(head, "customerInfo", "customerVatData", "customerTaxNumber", "taxpayerId");
  const customerName = textAt(head, "customerInfo", "customerName");
  const original = textAt(invoice, "invoiceReference", "originalInvoiceNumber");
  const modificationIndex = textAt(invoice, "invoiceReference", "modificationIndex");
  return {
    number: textAt(root, "invoiceNumber") ?? "",
    supplier: textAt(head, "supplierInfo", "supplierTaxNumber", "taxpayerId") ?? "",
    supplierName: textAt(head, "supplierInfo", "supplierName") ?? "",
    ...(customer !== undefined && { customer }),
    ...(customerName !== undefined && { customerName }),
    operation,
    category: textAt(head, "invoiceDetail", "invoiceCategory") ?? "",
    issueDate: textAt(root, "invoiceIssueDate") ?? "",
    ...(original !== undefined && { original }),
    ...(modificationIndex !== undefined && { modificationIndex }),
    lineNumbers: all(invoice, "invoiceLines", "line").map(
      (line) => textAt(line, "lineModificationReference", "lineNumberReference") ?? textAt(line, "lineNumber") ?? "",
    ),
    transaction: id,
    index,
    savedAt: receivedAt,
    base64,
    isCompressed,
  };
}

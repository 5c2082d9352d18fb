import type { Call } from "../../src/provider-kit/call.js";
import type { Page, ReceivedDocument, ReceivedReference, Reference } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { longestMs } from "./reconcile.js";
import { transactionKind } from "./reference.js";
import { fetchInboundInvoice } from "./reported-invoice.js";
import { ask } from "./request.js";
import { DigestAnswer, type InvoiceDigest } from "./wire.js";
import { branch, leaf } from "./xml.js";

interface Cursor {
  readonly from: string;
  /** Set while the pages of one interval are walked. */
  readonly to?: string;
  readonly page?: number;
}

const minuteMs = 60_000;
/** An invoice may be saved so long after the moment it is listed under; what comes twice is known by its reference. */
const lateMs = 10 * minuteMs;

/** What others reported about the taxpayer, by when NAV saved it; at first the last 35 days. */
export async function listInbound(
  given: string | undefined,
  call: Call<Credentials>,
): Promise<Page<ReceivedReference>> {
  const nowMs = Date.now();
  const cursor: Cursor =
    given === undefined ? { from: new Date(nowMs - longestMs).toISOString() } : (JSON.parse(given) as Cursor);
  const toMs = cursor.to === undefined ? Math.min(nowMs, Date.parse(cursor.from) + longestMs) : Date.parse(cursor.to);
  const to = new Date(toMs).toISOString();
  const page = cursor.page ?? 1;
  const { invoiceDigestResult } = await ask(call, {
    operation: "digest",
    name: "queryInvoiceDigest",
    content: [
      ...leaf("page", String(page)),
      ...leaf("invoiceDirection", "INBOUND"),
      ...branch(
        "invoiceQueryParams",
        branch("mandatoryQueryParams", branch("insDate", leaf("dateTimeFrom", cursor.from), leaf("dateTimeTo", to))),
      ),
    ],
    expect: DigestAnswer,
  });
  const items = invoiceDigestResult.invoiceDigest
    .toSorted((left, right) => Date.parse(left.insDate) - Date.parse(right.insDate))
    .map((digest) => ({ reference: toReference(digest) }));
  if (page < invoiceDigestResult.availablePage) {
    const next: Cursor = { from: cursor.from, to, page: page + 1 };
    return { items, cursor: JSON.stringify(next), more: true };
  }
  const isOver = toMs >= nowMs - minuteMs;
  const next: Cursor = { from: new Date(isOver ? toMs - lateMs : toMs).toISOString() };
  return { items, cursor: JSON.stringify(next), more: !isOver };
}

const toReference = (digest: InvoiceDigest): Reference => {
  const { invoiceNumber, supplierTaxNumber, batchIndex, transactionId, index = "1", insDate } = digest;
  // A number that was annulled may come again; what shops report of their tills has no transaction.
  const report = transactionId === undefined ? `${supplierTaxNumber}-${invoiceNumber}-${insDate}` : transactionId;
  return {
    id: ["IN", report, index, ...(batchIndex === undefined ? [] : [batchIndex])].join("-"),
    number: invoiceNumber,
    supplier: supplierTaxNumber,
    ...(batchIndex !== undefined && { batchIndex }),
    ...(transactionId !== undefined && { transaction: transactionId }),
    savedAt: insDate,
    operation: digest.invoiceOperation,
  };
};

export async function fetchInbound(reference: Reference, call: Call<Credentials>): Promise<ReceivedDocument> {
  const { number = "", supplier = "", batchIndex, transaction, savedAt } = reference;
  const reported = await fetchInboundInvoice({ number, supplier, batchIndex }, call);
  return {
    reference,
    status: "DONE",
    document: {
      format: "OSA",
      mediaType: "application/xml",
      fileName: `${number.replace(/[^\w.-]+/g, "-")}.xml`,
      bytes: reported.bytes,
    },
    ...(savedAt !== undefined && { receivedAt: savedAt }),
    ...(transaction !== undefined && { networkReferences: [{ kind: transactionKind, value: transaction }] }),
  };
}

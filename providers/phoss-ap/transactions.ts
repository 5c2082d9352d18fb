import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { documentTypeOf, participantOf, processOf } from "./routing.js";
import * as wire from "./wire.js";

const archived = { includeArchive: "true" };

/** What the access point has under an id; nothing when it has none, and when it has two, which it hides. */
export async function findOutbound(id: string, call: Call<unknown>): Promise<wire.OutboundTransaction | undefined> {
  try {
    return await call.http.send({
      operation: "status",
      method: "GET",
      path: `/api/outbound/status/${encodeURIComponent(id)}`,
      query: archived,
      expect: { json: wire.OutboundTransaction },
      effect: "read",
    });
  } catch (error) {
    if (error instanceof ProviderFailure && error.problem.httpStatus === 404) return undefined;
    throw error;
  }
}

/** Answers when the receiver's access point has confirmed the receipt. */
export const sendDocument = ({ key, invoice, document, sender, receiver }: SubmitOrder, call: Call<unknown>) => {
  const from = sender ?? invoice.seller.electronicAddress;
  const to = receiver ?? invoice.buyer.electronicAddress;
  const parts = [
    from && participantOf(from),
    to && participantOf(to),
    documentTypeOf(invoice),
    processOf(invoice),
    invoice.seller.address.countryCode,
  ];
  return call.http.send({
    operation: "submit",
    method: "POST",
    path: `/api/outbound/submit/${parts.map((part) => encodeURIComponent(part ?? "")).join("/")}`,
    query: { sbdhInstanceID: key },
    body: { bytes: document.bytes, mediaType: "application/xml" },
    expect: { json: wire.SendingReport(key) },
    effect: "write",
  });
};

/** The message level status once there is one; it is about transport, too, and never the buyer's answer. */
export const wordOf = ({ status, mlsStatus }: wire.OutboundTransaction): string =>
  status === "sent" && mlsStatus && mlsStatus !== "pending" ? mlsStatus : status;

export function rejectionOf({ status, errorDetails }: wire.OutboundTransaction) {
  const message = errorDetails ?? `phoss AP has given up and gave no reason (${status})`;
  return { code: status, message, violations: [] };
}

/** That nobody answered, however often it was tried, is no refusal: the next question about it tells of the failure. */
export function toReceipt(transaction: wire.OutboundTransaction): Receipt {
  const { status, sbdhInstanceID, errorDetails } = transaction;
  const isUnregistered = status === "permanently_failed" && /\bnot registered\b/.test(errorDetails ?? "");
  if (status === "rejected" || isUnregistered) return { outcome: "rejected", rejection: rejectionOf(transaction) };
  return { ...acceptedAs(sbdhInstanceID), status: status === "permanently_failed" ? "failed" : wordOf(transaction) };
}

export const acceptedAs = (id: string) => ({
  outcome: "accepted" as const,
  reference: { id },
  status: "sent",
  networkReferences: [{ kind: "SBDH instance", value: id }],
});

export const getInbound = (id: string, call: Call<unknown>) =>
  call.http.send({
    operation: "inbound",
    method: "GET",
    path: `/api/inbound/status/${encodeURIComponent(id)}`,
    query: archived,
    expect: { json: wire.InboundTransaction },
    effect: "read",
  });

export const getPayload = (id: string, call: Call<unknown>): Promise<Uint8Array> =>
  call.http.send({
    operation: "payload",
    method: "GET",
    path: `/api/ops/inbound/${encodeURIComponent(id)}/payload`,
    headers: { accept: "application/octet-stream" },
    expect: { bytes: (bytes) => bytes },
    effect: "read",
  });

const pageSize = 100;
/** What is archived meanwhile moves the rest up: pages overlap, so that nothing falls between them. */
const overlap = 10;

/** Everything received at the moment or later, oldest first. The access point lists the newest first. */
export async function listInbound(since: string | undefined, call: Call<unknown>): Promise<wire.InboundTransaction[]> {
  const found = new Map<string, wire.InboundTransaction>();
  for (let offset = 0; ; offset += pageSize - overlap) {
    const page = await call.http.send({
      operation: "history",
      method: "GET",
      path: "/api/ops/inbound/history",
      query: { offset: String(offset), limit: String(pageSize) },
      expect: { json: wire.InboundTransactions },
      effect: "read",
    });
    const news = page.filter(({ receivedDT }) => since === undefined || Date.parse(receivedDT) >= Date.parse(since));
    for (const transaction of news) found.set(transaction.sbdhInstanceID, transaction);
    if (news.length < page.length || page.length < pageSize) return [...found.values()].reverse();
  }
}

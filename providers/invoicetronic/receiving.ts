import type { Call } from "../../src/provider-kit/call.js";
import type { Page, ReceivedDocument, ReceivedReference, Reference } from "../../src/provider-kit/provider.js";
import { listPage, read } from "./listing.js";
import { networkReferencesOf, numberOf, receivedReference, toMoment } from "./status.js";
import * as wire from "./wire.js";

interface Place {
  readonly page: number;
  /** The last id that was told. */
  readonly after: number;
}

/**
 * In the order of their ids, as they came in; a date would not do, since what waited for its company comes in late. The
 * cursor keeps the page with the last id: when something was deleted before it, the way goes back until the id is met.
 */
export async function listReceived(cursor: string | undefined, call: Call<unknown>): Promise<Page<ReceivedReference>> {
  const { page, after } = parseCursor(cursor);
  let at = page;
  let listed = await list(at, call);
  while (at > 1 && !listed.items.some(({ id }) => id <= after)) listed = await list((at -= 1), call);
  if (listed.more && listed.items.every(({ id }) => id <= after)) listed = await list((at += 1), call);
  const items = listed.items.filter(({ id }) => id > after);
  const last = Math.max(after, ...items.map(({ id }) => id));
  return {
    items: items.map(({ id }) => ({ reference: receivedReference(id) })),
    cursor: `${at}:${last}`,
    more: listed.more,
  };
}

const list = (page: number, call: Call<unknown>) => listPage("/receive", wire.Receive, page, { sort: "id" }, call);

function parseCursor(cursor: string | undefined): Place {
  const [, page, after] = /^(\d+):(\d+)$/.exec(cursor ?? "") ?? [];
  return { page: Math.max(1, Number(page ?? "1")), after: Number(after ?? "0") };
}

/** Marks the invoice as read and costs an operation: one call brings the bytes and what is known about them. */
export async function fetchReceived(reference: Reference, call: Call<unknown>): Promise<ReceivedDocument> {
  const received = await call.http.send({
    operation: read,
    method: "GET",
    path: `/receive/${encodeURIComponent(numberOf(reference))}`,
    query: { include_payload: "true" },
    expect: { json: wire.ReceiveWithPayload },
    effect: "read",
  });
  const receivedAt = toMoment(received.created);
  const document = toDocument(received.payload, received.encoding, received.file_name ?? `${numberOf(reference)}.xml`);
  return {
    reference,
    status: "Consegnato",
    document,
    ...(receivedAt && { receivedAt }),
    ...networkReferencesOf(received.identifier),
  };
}

/** The payload is XML as text, or Base64 of XML or of a signed file. */
export function toDocument(payload: string, encoding: string | null | undefined, fileName: string) {
  const isText = encoding === "Xml" || payload.trimStart().startsWith("<");
  const bytes = Buffer.from(payload, isText ? "utf8" : "base64");
  const mediaType = bytes[0] === 0x30 ? "application/pkcs7-mime" : "application/xml";
  return { format: "FATTURAPA", mediaType, fileName, bytes } as const;
}

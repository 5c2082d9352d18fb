import { createHash } from "node:crypto";
import type { Call } from "../../src/provider-kit/call.js";
import type { DocumentContent, Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { listAll } from "./listing.js";
import { networkReferencesOf, sentReference, waiting } from "./status.js";
import * as wire from "./wire.js";

/** Under this name the order's key stands in the meta data of what was sent. */
export const keyName = "gateway_key";

/**
 * Validated before it is taken, and signed where the receiver asks for it. As text in JSON it can carry our key; a file
 * that is signed already goes as it is, in the only call that is documented to take one.
 */
export function sendDocument({ key, document }: SubmitOrder, call: Call<unknown>): Promise<wire.Send> {
  const query = { validate: "true", signature: "Auto" };
  const common = { operation: "send", method: "POST", expect: { json: wire.Send }, effect: "write", query } as const;
  if (isSigned(document)) {
    const { fileName: name, mediaType, bytes } = document;
    return call.http.send({ ...common, path: "/send/file", body: { file: { field: "file", name, mediaType, bytes } } });
  }
  const payload = Buffer.from(document.bytes).toString("base64");
  return call.http.send({
    ...common,
    path: "/send",
    body: { json: { id: 0, payload, meta_data: { [keyName]: key } } },
  });
}

/** A CAdES envelope, in DER. */
export const isSigned = ({ bytes }: DocumentContent): boolean => bytes[0] === 0x30;

/**
 * What became of an order: by our key where it could be sent along. A file that was signed before has none: there the
 * number has to do, since SdI takes each number of a seller once. What SdI refused is not there.
 */
export async function findSent(order: SubmitOrder, call: Call<unknown>): Promise<wire.Send | undefined> {
  const { invoice, document, key } = order;
  const query = { document_number: invoice.number, sort: "-id" };
  for await (const send of listAll("/send", wire.Send, query, call)) {
    const own = send.meta_data?.[keyName];
    if (own === key) return send;
    if (isSigned(document) && own === undefined && isSameInvoice(send, invoice) && send.latest_state !== "Scartato") {
      return send;
    }
  }
  return undefined;
}

const isSameInvoice = ({ documents, prestatore }: wire.Send, { number, seller }: SubmitOrder["invoice"]): boolean =>
  (documents?.some((document) => document.number === number) ?? false) &&
  withoutCountry(prestatore ?? "") === withoutCountry(seller.vatIdentifier ?? "");

const withoutCountry = (vatNumber: string) => vatNumber.replace(/^[A-Z]{2}/i, "");

/** It was validated before it was taken. One that SdI refused meanwhile is taken up as sent: asking brings the reasons. */
export const toReceipt = ({ id, identifier, latest_state: state }: wire.Send): Receipt => ({
  outcome: "accepted",
  reference: sentReference(id),
  status: state === "Scartato" ? "Inviato" : (state ?? waiting),
  warnings: [],
  ...networkReferencesOf(identifier),
});

/** ProgressivoInvio, ten characters that every preparation of one invoice gives again. */
export const sendingNumber = (...parts: readonly string[]): string =>
  BigInt(`0x${createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 13)}`)
    .toString(36)
    .toUpperCase()
    .slice(0, 10);

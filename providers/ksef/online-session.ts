import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { fa3Form } from "../../src/formats/fa3/codes.js";
import { createSessionKey, hashOf, type SessionKey, withPublicKey } from "./encryption.js";
import { isOffline } from "./extensions.js";
import { accepted, toPlace } from "./reference.js";
import type { KsefCall } from "./session-lists.js";
import { OnlineSession, SentInvoice } from "./wire.js";

/**
 * One interactive session for all orders, one after another. What was sent before a failure is found again by the
 * session that each order remembers.
 */
export async function sendInSession(orders: readonly SubmitOrder[], call: KsefCall): Promise<readonly Receipt[]> {
  const key = createSessionKey();
  const session = await openSession(key, call);
  for (const order of orders) await order.checkpoint(toPlace(order, session, "online"));
  const receipts: Receipt[] = [];
  try {
    for (const order of orders) receipts.push(await send(order, session, key, call));
  } finally {
    await closeSession(session, call);
  }
  return receipts;
}

/** A session without invoices means nothing: opening one in vain changes nothing, and it ends by itself. */
const openSession = (key: SessionKey, call: KsefCall): Promise<string> =>
  withPublicKey("SymmetricKeyEncryption", call.http, async (publicKey) => {
    const { referenceNumber } = await call.http.send({
      operation: "open",
      method: "POST",
      path: "/sessions/online",
      body: { json: { formCode: fa3Form, encryption: key.toWire(publicKey) } },
      expect: { json: OnlineSession },
      effect: "read",
    });
    return referenceNumber;
  });

async function send(order: SubmitOrder, session: string, key: SessionKey, call: KsefCall): Promise<Receipt> {
  const { bytes } = order.document;
  const encrypted = key.encrypt(bytes);
  try {
    const { referenceNumber } = await call.http.send({
      operation: "submit",
      method: "POST",
      path: onlinePath(session, "invoices"),
      body: {
        json: {
          invoiceHash: hashOf(bytes),
          invoiceSize: bytes.byteLength,
          encryptedInvoiceHash: hashOf(encrypted),
          encryptedInvoiceSize: encrypted.byteLength,
          encryptedInvoiceContent: encrypted.toString("base64"),
          offlineMode: isOffline(order),
        },
      },
      expect: { json: SentInvoice },
      effect: "write",
    });
    return accepted(toPlace(order, session, "online", referenceNumber));
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.consequence !== "refused" || !error.rejection) throw error;
    return { outcome: "rejected", rejection: error.rejection };
  }
}

/** Only the collective receipt waits for it, and KSeF closes sessions by itself: what was sent is sent all the same. */
export async function closeSession(session: string, call: KsefCall): Promise<void> {
  try {
    await call.http.send({
      operation: "open",
      method: "POST",
      path: onlinePath(session, "close"),
      expect: { nothing: undefined },
      effect: "read",
    });
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
  }
}

const onlinePath = (session: string, step: string): string => `/sessions/online/${encodeURIComponent(session)}/${step}`;

import type { Call } from "../../src/provider-kit/call.js";
import { hmacSha256Hex, isSameDigest, type SignatureScheme } from "../../src/provider-kit/signature.js";
import type { JsonWebhook, Registration, WebhookNews } from "../../src/provider-kit/webhook.js";
import { toCanonicalJson } from "./canonical-json.js";
import * as wire from "./wire.js";

const events = ["document.received", "document.sent", "document.sent.failed"];

/** HMAC-SHA256 over the canonical form of the whole event: bytes in another order or spacing are as genuine. */
export const signature: SignatureScheme = {
  verify({ headers, body }, secrets) {
    const header = headers["x-signature"];
    if (header === undefined) return "missing signature";
    const claimed = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1]?.toLowerCase();
    if (claimed === undefined) return "malformed signature";
    const event = canonicalEvent(body);
    if (event === undefined) return "unreadable body";
    const matches = secrets.filter((secret) => isSameDigest(hmacSha256Hex(secret, event), claimed));
    return matches.length > 0 ? "valid" : "wrong signature";
  },
  sign: (body, secret) => ({
    "x-signature": `sha256=${hmacSha256Hex(secret, toCanonicalJson(Buffer.from(body).toString("utf8")))}`,
  }),
};

function canonicalEvent(body: Uint8Array): string | undefined {
  try {
    return toCanonicalJson(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // Not UTF-8, not JSON or nested beyond reason: nothing that the provider could have signed.
    return undefined;
  }
}

export const webhook: JsonWebhook<{ apiKey: string }, wire.WebhookEvent> = {
  signature,
  body: wire.WebhookEvent,
  read: (event) => ({ eventId: event.id, news: newsOf(event) }),

  /** One registration per URL, however often it is asked for: a second one would double every delivery. */
  async register(url, call) {
    const registered = await call.http.send({
      operation: "webhooks",
      method: "GET",
      path: "/api/webhooks/",
      expect: { json: wire.Webhooks },
      effect: "read",
    });
    const existing = registered.find((hook) => hook.url === url);
    if (existing?.enabled && events.every((event) => existing.events.includes(event))) return toRegistration(existing);
    return toRegistration(await saveWebhook(existing?.id, url, call));
  },

  async unregister(id, call) {
    await call.http.send({
      operation: "webhooks",
      method: "DELETE",
      path: `/api/webhooks/${encodeURIComponent(id)}`,
      expect: { json: wire.Deleted },
      effect: "write",
    });
  },
};

function saveWebhook(id: string | undefined, url: string, call: Call<unknown>) {
  return call.http.send({
    operation: "webhooks",
    method: id === undefined ? "POST" : "PUT",
    path: id === undefined ? "/api/webhooks/" : `/api/webhooks/${encodeURIComponent(id)}`,
    body: { json: { url, events, enabled: true } },
    expect: { json: wire.Webhook },
    effect: "write",
  });
}

const toRegistration = (hook: { id: string; secret: string }): Registration => ({
  id: hook.id,
  secrets: [hook.secret],
});

/** An event carries no status word: its name stands for one. */
const stateOfEvent: Readonly<Record<string, string>> = { "document.sent": "SENT", "document.sent.failed": "FAILED" };

function newsOf(event: wire.WebhookEvent): WebhookNews {
  const id = event.data.document_id;
  if (id === undefined) return { kind: "other", name: event.type };
  if (event.type === "document.received") return { kind: "received", reference: { id } };
  const status = stateOfEvent[event.type];
  if (status === undefined) return { kind: "other", name: event.type };
  const at = event.created_at === undefined ? {} : { at: new Date(event.created_at * 1000).toISOString() };
  return { kind: "status", report: { reference: { id }, status, ...at, native: event } };
}

import type { Call } from "../../src/provider-kit/call.js";
import { hmacSha256Hex, isSameDigest, type SignatureScheme } from "../../src/provider-kit/signature.js";
import type { JsonWebhook, WebhookNews } from "../../src/provider-kit/webhook.js";
import { listAll } from "./listing.js";
import { receivedReference } from "./status.js";
import * as wire from "./wire.js";

const events = ["update.add", "receive.add"];

/** Older signatures could be replays: https://invoicetronic.com/en/docs/webhooks/ */
const toleranceSeconds = 300;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over the time, a point and the bytes as they came. */
export const signature: SignatureScheme = {
  verify({ headers, body, receivedAtMs }, secrets) {
    const header = headers["invoicetronic-signature"];
    if (header === undefined) return "missing signature";
    const time = /(?:^|,)\s*t=(\d{1,12})\s*(?:,|$)/.exec(header)?.[1];
    const claimed = /(?:^|,)\s*v1=([0-9a-f]{64})\s*(?:,|$)/i.exec(header)?.[1]?.toLowerCase();
    if (time === undefined || claimed === undefined) return "malformed signature";
    if (Math.abs(receivedAtMs / 1000 - Number(time)) > toleranceSeconds) return "stale timestamp";
    const message = signed(time, body);
    const matches = secrets.filter((secret) => isSameDigest(hmacSha256Hex(secret, message), claimed));
    return matches.length > 0 ? "valid" : "wrong signature";
  },
  sign(body, secret, sentAtMs) {
    const time = String(Math.floor(sentAtMs / 1000));
    return { "invoicetronic-signature": `t=${time},v1=${hmacSha256Hex(secret, signed(time, body))}` };
  },
};

const signed = (time: string, body: Uint8Array) => Buffer.concat([Buffer.from(`${time}.`, "utf8"), body]);

export const webhook: JsonWebhook<{ apiKey: string }, wire.Event> = {
  signature,
  body: wire.Event,
  read: (event) => ({ ...(event.id != null && { eventId: String(event.id) }), news: newsOf(event) }),

  /** A secret is told once: a registration that is there already is replaced, and its deliveries would come twice. */
  async register(url, call) {
    const earlier: number[] = [];
    for await (const hook of listAll("/webhook", wire.WebHook, { url }, call)) {
      if (hook.url === url) earlier.push(hook.id);
    }
    const { id, secret } = await call.http.send({
      operation: "webhooks",
      method: "POST",
      path: "/webhook",
      body: { json: { id: 0, url, events, enabled: true } },
      expect: { json: wire.CreatedWebHook },
      effect: "write",
    });
    for (const each of earlier) await remove(String(each), call);
    return { id: String(id), secrets: [secret] };
  },

  unregister: (id, call) => remove(id, call),
};

const remove = (id: string, call: Call<unknown>): Promise<undefined> =>
  call.http.send({
    operation: "webhooks",
    method: "DELETE",
    path: `/webhook/${encodeURIComponent(id)}`,
    expect: { nothing: undefined },
    effect: "write",
  });

/** An event names what changed, not what it became: that an update came is a reason to ask the feed. */
function newsOf({ endpoint, event, resource_id: id, success, status_code: status }: wire.Event): WebhookNews {
  const name = event ?? endpoint ?? "event";
  const said = `${event ?? ""} ${endpoint ?? ""}`.toLowerCase();
  const isDone = success ?? (status == null || (status >= 200 && status < 300));
  if (isDone && id != null && /\breceive\b/.test(said)) return { kind: "received", reference: receivedReference(id) };
  return isDone && /\bupdate\b/.test(said) ? { kind: "feed" } : { kind: "other", name };
}

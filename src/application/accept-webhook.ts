import { createHash } from "node:crypto";
import type { Webhook } from "../provider-kit/webhook.js";
import type { Gateway } from "./gateway.js";

export interface IncomingDelivery {
  readonly accountId: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
}

export type Acceptance = "accepted" | "duplicate" | "unknown account" | { readonly refused: string };

/** Verifies a delivery over its raw bytes and commits it, unread by anybody, before it is acknowledged. */
export async function acceptWebhook(
  { accounts, store, log }: Pick<Gateway, "accounts" | "store" | "log">,
  delivery: IncomingDelivery,
): Promise<Acceptance> {
  const { accountId, headers, body, receivedAtMs } = delivery;
  const account = accounts.find(accountId);
  const webhook = account?.provider.webhook;
  if (!account || !webhook) return "unknown account";
  const { tenantId } = account;

  if (webhook.signature) {
    const secrets = (await store.keys.webhookRegistration(accountId))?.secrets ?? [];
    const verdict = webhook.signature.verify({ headers, body, receivedAtMs }, secrets);
    if (verdict !== "valid") {
      log.warn({ accountId, verdict }, "a webhook was refused");
      await store.inbox.refuse({ tenantId, accountId, headers: redacted(headers), reason: verdict });
      return { refused: verdict };
    }
  }
  const added = await store.inbox.add({
    tenantId,
    accountId,
    dedupeKey: dedupeKeyOf(webhook, body),
    headers: redacted(headers),
    body,
  });
  return added ? "accepted" : "duplicate";
}

/** The provider's own event id where it has one, else what was said. */
function dedupeKeyOf(webhook: Webhook<unknown>, body: Uint8Array): string {
  const parsed = readWebhook(webhook, body);
  const eventId = typeof parsed === "object" ? parsed.eventId : undefined;
  return eventId === undefined ? `sha256:${createHash("sha256").update(body).digest("hex")}` : `event:${eventId}`;
}

/** What a delivery says, or a sentence about why it cannot be read. */
export function readWebhook(
  webhook: Webhook<unknown>,
  body: Uint8Array,
): ReturnType<Webhook<unknown>["read"]> | string {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString("utf8"));
  } catch (error) {
    return `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = webhook.body.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
    return `The body has an unexpected shape (${where.slice(0, 5).join("; ")})`;
  }
  return webhook.read(parsed.data);
}

const secretHeaders = /authorization|cookie|signature|token|secret|key/;

function redacted(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? "[redacted]" : value]),
  );
}

import { hashOf } from "./content-hash.js";
import type { SignatureScheme, Verdict } from "../provider-kit/signature.js";
import type { Webhook } from "../provider-kit/webhook.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import { isPlainlyElse, readWebhook } from "./read-webhook.js";
import { type Refusal, refuseWebhook, withoutSecrets } from "./refuse-webhook.js";
import { findUnstorable } from "./unstorable.js";
import { verifyingSecrets, type WebhookRegistration } from "./webhook-registration.js";

export interface IncomingDelivery {
  readonly accountId: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** By the clock of this machine. */
  readonly receivedAtMs: number;
}

export type Acceptance = "accepted" | "duplicate" | "unknown account" | Refusal;

type Acceptor = Pick<Gateway, "accounts" | "store" | "now" | "log">;

/** Verifies a delivery over its raw bytes and commits it, unread by anybody, before it is acknowledged. */
export async function acceptWebhook(gateway: Acceptor, delivery: IncomingDelivery): Promise<Acceptance> {
  const account = findPushed(gateway, delivery.accountId);
  if (!account) return "unknown account";
  const { store } = gateway;
  const { webhook, tenantId, id: accountId, provider } = account;
  const { body, receivedAtMs } = delivery;
  const headers = withoutSecrets(delivery.headers);
  const refuse = (refusal: Refusal): Refusal => {
    void refuseWebhook(gateway, delivery, refusal);
    return refusal;
  };

  const contentType = delivery.headers["content-type"];
  if (isPlainlyElse(webhook, contentType)) {
    return refuse({ refused: `content type ${contentType?.slice(0, 100)}`, by: "type" });
  }
  if (webhook.signature) {
    const verdict = await verify(gateway, webhook.signature, delivery);
    if (verdict !== "valid") return refuse({ refused: verdict, by: "signature" });
  }
  const eventId = eventIdOf(webhook, { headers, body });
  const added = await store.inbox.add({
    tenantId,
    accountId,
    provider: provider.id,
    headers,
    body,
    // Whoever may say anything could otherwise take the id of what is to come, which would then be a repetition.
    dedupeKey: eventId !== undefined && webhook.signature ? `event:${eventId}` : `sha256:${hashOf(body)}`,
    ...(eventId !== undefined && { eventId }),
  });
  if (added === undefined) return "duplicate";
  store.inbox.noteAnswer(tenantId, added, Date.now() - receivedAtMs);
  return "accepted";
}

/** Another instance may have rotated the secrets a moment ago: nothing is refused by what was remembered. */
async function verify(
  { store, now }: Acceptor,
  signature: SignatureScheme,
  { accountId, headers, body, receivedAtMs }: IncomingDelivery,
): Promise<Verdict> {
  const verifyBy = (registration: WebhookRegistration | undefined) =>
    signature.verify({ headers, body, receivedAtMs }, verifyingSecrets(registration, now()));
  const verdict = verifyBy(await store.keys.recentWebhookRegistration(accountId));
  return verdict === "valid" ? verdict : verifyBy(await store.keys.webhookRegistration(accountId));
}

/** The account that may be told something at this address. */
export function findPushed(
  { accounts }: Pick<Gateway, "accounts">,
  accountId: string,
): (Account & { readonly webhook: Webhook<unknown> }) | undefined {
  const account = accounts.find(accountId);
  const webhook = account?.provider.webhook;
  return account && webhook && account.webhooks !== false ? { ...account, webhook } : undefined;
}

const longestEventId = 200;

/** The provider's own id of the event, where it has one that fits into an index. */
function eventIdOf(webhook: Webhook<unknown>, message: Parameters<typeof readWebhook>[1]): string | undefined {
  const reading = readWebhook(webhook, message);
  const eventId = typeof reading === "object" ? reading.eventId : undefined;
  return eventId === undefined || eventId.length > longestEventId || findUnstorable(eventId) ? undefined : eventId;
}

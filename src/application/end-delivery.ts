import type { StatusReport } from "../provider-kit/receipt.js";
import type { Webhook } from "../provider-kit/webhook.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { DeliveryRecord } from "./inbox.js";

/** Between two tries: twelve of them, over more than an hour. */
const pausesSeconds = [1, 5, 15, 30, 60, 120, 300, 600, 900, 900, 900];

/** A webhook can overtake the answer to its own submit: it waits for it, at most for so long. */
class NotYetKnown extends Error {}
const longestWaitSeconds = 24 * 3_600;
const longestPauseSeconds = 1_800;

export const notYetKnown = ({ id }: Account, { reference }: StatusReport) =>
  new NotYetKnown(`No invoice of account ${id} has the reference ${reference.id}`);

export const end = ({ store }: Gateway, { tenantId, id }: DeliveryRecord, reason?: string): Promise<void> =>
  store.transaction(tenantId, (unit) =>
    unit.closeDelivery(id, { state: "APPLIED", ...(reason !== undefined && { reason }) }),
  );

export async function tryLater(
  gateway: Gateway,
  { webhook, delivery }: { readonly webhook: Webhook<unknown>; readonly delivery: DeliveryRecord },
  error: unknown,
): Promise<void> {
  const { tenantId, id, accountId, attempts } = delivery;
  const now = gateway.now();
  const reason = error instanceof Error ? error.message : String(error);
  const pauseSeconds = error instanceof NotYetKnown ? waitByAge(delivery, now) : pausesSeconds[attempts - 1];
  if (pauseSeconds === undefined) {
    // Anybody can make up references; a person has nothing to do with those.
    const isWorthless = error instanceof NotYetKnown && !webhook.signature;
    return isWorthless ? end(gateway, delivery, `It is not signed. ${reason}`) : bury(gateway, delivery, reason);
  }
  gateway.log.warn({ accountId, deliveryId: id, error }, "a webhook could not be applied; trying again later");
  const asked = error instanceof ProviderFailure ? (error.retryAfterSeconds ?? 0) : 0;
  const afterSeconds = Math.max(pauseSeconds, asked);
  await gateway.store.inbox.postpone(tenantId, id, { now, afterSeconds, error: reason });
}

/** Half its age; undefined when it has waited long enough. */
function waitByAge({ receivedAt }: DeliveryRecord, now: Date): number | undefined {
  const ageSeconds = (now.getTime() - Date.parse(receivedAt)) / 1_000;
  if (ageSeconds >= longestWaitSeconds) return undefined;
  return Math.ceil(Math.min(Math.max(ageSeconds / 2, 1), longestPauseSeconds));
}

export async function bury(gateway: Gateway, delivery: DeliveryRecord, reason: string): Promise<void> {
  const { tenantId, id, accountId, attempts, receivedAt } = delivery;
  gateway.log.warn({ accountId, deliveryId: id, reason }, "a webhook could not be dealt with");
  const provider = gateway.accounts.find(accountId)?.provider.id;
  await gateway.store.transaction(tenantId, async (unit) => {
    await unit.closeDelivery(id, { state: "DEAD", reason });
    await unit.putDeadLetter({
      source: "INBOUND_WEBHOOK",
      accountId,
      subjectId: id,
      state: "DEAD",
      reason: reason.replaceAll("\u0000", ""),
      attempts,
      receivedAt,
      ...(provider !== undefined && { provider }),
    });
  });
}

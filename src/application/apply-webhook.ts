import { readWebhook } from "./accept-webhook.js";
import type { StatusReport } from "../provider-kit/receipt.js";
import type { WebhookNews } from "../provider-kit/webhook.js";
import type { Account, Gateway } from "./gateway.js";
import { receiveDocument } from "./receive-document.js";
import { recordStatus } from "./record-status.js";
import type { DeliveryRecord } from "./records.js";

/** After so many tries nobody will come to know what the delivery speaks of, or a fault of ours will not go away. */
const mostAttempts = 12;

/** A webhook can overtake the answer to its own submit: it waits for it. */
class NotYetKnown extends Error {}

/**
 * Does what a committed delivery says, once: its effect and its end are one transaction. What cannot be done waits for
 * a person in the end.
 */
export async function applyWebhook(gateway: Gateway, tenantId: string, deliveryId: string): Promise<void> {
  const delivery = await gateway.store.inbox.get(tenantId, deliveryId);
  if (!delivery) return;
  const account = gateway.accounts.find(delivery.accountId);
  const webhook = account?.provider.webhook;
  if (!account || !webhook || account.tenantId !== tenantId) {
    return bury(gateway, delivery, `Account ${delivery.accountId} is not configured for webhooks`);
  }
  const reading = readWebhook(webhook, delivery.body);
  if (typeof reading === "string") return bury(gateway, delivery, reading);
  try {
    await apply(gateway, account, delivery, reading.news);
  } catch (error) {
    if (delivery.attempts < mostAttempts) throw error;
    await bury(gateway, delivery, error instanceof Error ? error.message : String(error));
  }
}

async function apply(gateway: Gateway, account: Account, delivery: DeliveryRecord, news: WebhookNews): Promise<void> {
  if (news.kind === "status") return applyStatus(gateway, account, delivery, news.report);
  if (news.kind === "received") await receiveDocument(gateway, account, news.reference, "PROVIDER_WEBHOOK");
  await close(gateway, delivery);
}

async function applyStatus(
  gateway: Gateway,
  account: Account,
  delivery: DeliveryRecord,
  report: StatusReport,
): Promise<void> {
  await gateway.store.transaction(delivery.tenantId, async (unit) => {
    const invoiceId = await unit.findInvoiceByReference(account.id, report.reference.id);
    if (invoiceId === undefined) {
      throw new NotYetKnown(`No invoice of account ${account.id} has the reference ${report.reference.id}`);
    }
    await recordStatus(gateway, unit, account, invoiceId, report, "PROVIDER_WEBHOOK");
    await unit.closeDelivery(delivery.id, { state: "APPLIED" });
  });
}

const close = ({ store }: Gateway, { tenantId, id }: DeliveryRecord): Promise<void> =>
  store.transaction(tenantId, (unit) => unit.closeDelivery(id, { state: "APPLIED" }));

async function bury(gateway: Gateway, delivery: DeliveryRecord, reason: string): Promise<void> {
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
      reason,
      attempts,
      receivedAt,
      ...(provider !== undefined && { provider }),
    });
  });
}

import { readWebhook } from "./accept-webhook.js";
import type { Reference } from "../provider-kit/receipt.js";
import type { Account, Gateway } from "./gateway.js";
import { receiveDocument } from "./receive-documents.js";
import { recordStatus } from "./record-status.js";
import type { DeliveryRecord } from "./records.js";

/** After so many tries nobody will come to know what the delivery speaks of. */
const mostAttempts = 12;

/** A webhook can overtake the answer to its own submit: it waits for it. */
class NotYetKnown extends Error {}

/** Does what a committed delivery says, once: its effect and its end are one transaction. */
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

  const { news } = reading;
  if (news.kind === "other") return close(gateway, delivery);
  if (news.kind === "received") {
    return receive(gateway, account, delivery, news.reference);
  }
  await applyStatus(gateway, account, delivery, news.report);
}

async function receive(
  gateway: Gateway,
  account: Account,
  delivery: DeliveryRecord,
  reference: Reference,
): Promise<void> {
  try {
    await receiveDocument(gateway, account, reference, "PROVIDER_WEBHOOK");
  } catch (error) {
    if (delivery.attempts < mostAttempts) throw error;
    return bury(gateway, delivery, error instanceof Error ? error.message : String(error));
  }
  await close(gateway, delivery);
}

async function applyStatus(
  gateway: Gateway,
  account: Account,
  delivery: DeliveryRecord,
  report: Parameters<typeof recordStatus>[4],
): Promise<void> {
  await gateway.store.transaction(delivery.tenantId, async (unit) => {
    const invoiceId = await unit.findInvoiceByReference(account.id, report.reference.id);
    if (invoiceId === undefined) {
      const reason = `No invoice of account ${account.id} has the reference ${report.reference.id}`;
      if (delivery.attempts < mostAttempts) throw new NotYetKnown(reason);
      return unit.closeDelivery(delivery.id, { state: "DEAD", reason });
    }
    await recordStatus(gateway, unit, account, invoiceId, report, "PROVIDER_WEBHOOK");
    await unit.closeDelivery(delivery.id, { state: "APPLIED" });
  });
}

const close = ({ store }: Gateway, { tenantId, id }: DeliveryRecord): Promise<void> =>
  store.transaction(tenantId, (unit) => unit.closeDelivery(id, { state: "APPLIED" }));

async function bury(
  { store, log }: Gateway,
  { tenantId, id, accountId }: DeliveryRecord,
  reason: string,
): Promise<void> {
  log.warn({ accountId, deliveryId: id, reason }, "a webhook could not be read");
  await store.transaction(tenantId, (unit) => unit.closeDelivery(id, { state: "DEAD", reason }));
}

import type { StatusReport } from "../provider-kit/receipt.js";
import type { Webhook, WebhookNews } from "../provider-kit/webhook.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { Account, Gateway } from "./gateway.js";
import type { DeliveryRecord } from "./inbox.js";
import { readWebhook } from "./read-webhook.js";
import { receiveDocument } from "./receive-document.js";
import { recordStatus } from "./record-status.js";

/** Between two tries: twelve of them, over more than an hour. */
const pausesSeconds = [1, 5, 15, 30, 60, 120, 300, 600, 900, 900, 900];

/** A webhook can overtake the answer to its own submit: it waits for it, at most for so long. */
class NotYetKnown extends Error {}
const longestWaitSeconds = 24 * 3_600;
const longestPauseSeconds = 1_800;

/**
 * Does what a committed delivery says, once: its effect and its end are one transaction. What cannot be done waits for
 * a person in the end.
 */
export async function applyWebhook(gateway: Gateway, tenantId: string, deliveryId: string): Promise<void> {
  const delivery = await gateway.store.inbox.take(tenantId, deliveryId, gateway.now());
  if (!delivery) return;
  const account = gateway.accounts.find(delivery.accountId);
  const webhook = account?.provider.webhook;
  if (!account || !webhook || account.tenantId !== tenantId) {
    return bury(gateway, delivery, `Account ${delivery.accountId} is not configured for webhooks`);
  }
  const reading = readWebhook(webhook, delivery);
  if (typeof reading === "string") return bury(gateway, delivery, reading);
  try {
    await apply(gateway, { account, webhook, delivery }, reading.news);
  } catch (error) {
    await tryLater(gateway, webhook, delivery, error);
  }
}

interface Subject {
  readonly account: Account;
  readonly webhook: Webhook<unknown>;
  readonly delivery: DeliveryRecord;
}

async function apply(gateway: Gateway, subject: Subject, news: WebhookNews): Promise<void> {
  const { account, webhook, delivery } = subject;
  if (news.kind === "other") return end(gateway, delivery, `Nothing is done about ${news.name}`);
  if (news.kind === "feed") {
    await gateway.store.schedule.hastenFeed({ tenantId: account.tenantId, accountId: account.id, kind: "status" });
    return end(gateway, delivery, "The provider's log is read for it");
  }
  if (news.kind === "received") {
    await receiveDocument(gateway, account, news.reference, "PROVIDER_WEBHOOK");
    return end(gateway, delivery);
  }
  return webhook.signature ? applyStatus(gateway, subject, news.report) : followHint(gateway, subject, news.report);
}

async function applyStatus(gateway: Gateway, { account, delivery }: Subject, report: StatusReport): Promise<void> {
  await gateway.store.transaction(delivery.tenantId, async (unit) => {
    const invoiceId = await unit.findInvoiceByReference(account.id, report.reference.id);
    if (invoiceId === undefined) throw notYetKnown(account, report);
    await recordStatus(gateway, unit, account, invoiceId, report, "PROVIDER_WEBHOOK");
    await unit.closeDelivery(delivery.id, { state: "APPLIED" });
  });
}

/** Anybody may have said it: what counts is what the provider says when it is asked. */
async function followHint(gateway: Gateway, { account, delivery }: Subject, hint: StatusReport): Promise<void> {
  const { store } = gateway;
  const { polling, feed } = account.provider;
  if (!polling && feed) {
    await store.schedule.hastenFeed({ tenantId: delivery.tenantId, accountId: account.id, kind: "status" });
    return end(gateway, delivery, "It is not signed; the provider's log is read for it");
  }
  const invoiceId = await store.transaction(delivery.tenantId, (unit) =>
    unit.findInvoiceByReference(account.id, hint.reference.id),
  );
  if (invoiceId === undefined) throw notYetKnown(account, hint);
  if (!polling) return end(gateway, delivery, "It is not signed, and the provider cannot be asked");
  const [invoice] = await store.reader(delivery.tenantId).invoices([invoiceId]);
  const reference = invoice?.reference ?? hint.reference;
  const reports = await polling.fetch([reference], account.backgroundCall);
  const report = reports.find(({ reference: { id } }) => id === reference.id);
  if (!report) return end(gateway, delivery, "It is not signed, and the provider was asked and says nothing");
  await store.transaction(delivery.tenantId, async (unit) => {
    await recordStatus(gateway, unit, account, invoiceId, report, "PROVIDER_POLL");
    const reason = `It is not signed; the provider was asked and says ${report.status}`;
    await unit.closeDelivery(delivery.id, { state: "APPLIED", reason });
  });
}

const notYetKnown = ({ id }: Account, { reference }: StatusReport) =>
  new NotYetKnown(`No invoice of account ${id} has the reference ${reference.id}`);

const end = ({ store }: Gateway, { tenantId, id }: DeliveryRecord, reason?: string): Promise<void> =>
  store.transaction(tenantId, (unit) =>
    unit.closeDelivery(id, { state: "APPLIED", ...(reason !== undefined && { reason }) }),
  );

async function tryLater(
  gateway: Gateway,
  webhook: Webhook<unknown>,
  delivery: DeliveryRecord,
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
      reason: reason.replaceAll("\u0000", ""),
      attempts,
      receivedAt,
      ...(provider !== undefined && { provider }),
    });
  });
}

import type { StatusReport } from "../provider-kit/receipt.js";
import { bury, end, notYetKnown, tryLater } from "./end-delivery.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { OpenedDelivery, UnreadableDelivery } from "./open-delivery.js";
import { receiveDocument } from "./receive-document.js";
import { recordStatus } from "./record-status.js";

/**
 * Does what a committed delivery says that is no signed status, once: its effect and its end are one transaction. What
 * cannot be done waits for a person in the end.
 */
export async function applyWebhook(gateway: Gateway, opened: OpenedDelivery | UnreadableDelivery): Promise<void> {
  if ("reason" in opened) return bury(gateway, opened.delivery, opened.reason);
  try {
    await apply(gateway, opened);
  } catch (error) {
    await tryLater(gateway, opened, error);
  }
}

async function apply(gateway: Gateway, { account, delivery, news }: OpenedDelivery): Promise<void> {
  if (news.kind === "other") return end(gateway, delivery, `Nothing is done about ${news.name}`);
  if (news.kind === "feed") {
    await readFeedSoon(gateway, account);
    return end(gateway, delivery, "The provider's log is read for it");
  }
  if (news.kind === "received") {
    await receiveDocument(gateway, account, news.reference, "PROVIDER_WEBHOOK");
    return end(gateway, delivery);
  }
  return followHint(gateway, { account, delivery }, news.report);
}

const readFeedSoon = ({ store }: Gateway, { id: accountId, tenantId }: Account): Promise<void> =>
  store.schedule.hastenFeed({ tenantId, accountId, kind: "status" });

/** Anybody may have said it: what counts is what the provider says when it is asked. */
async function followHint(
  gateway: Gateway,
  { account, delivery }: Pick<OpenedDelivery, "account" | "delivery">,
  hint: StatusReport,
): Promise<void> {
  const { store } = gateway;
  const { polling, feed } = account.provider;
  if (!polling && feed) {
    await readFeedSoon(gateway, account);
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

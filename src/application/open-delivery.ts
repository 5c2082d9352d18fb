import type { StatusReport } from "../provider-kit/receipt.js";
import type { Webhook, WebhookNews } from "../provider-kit/webhook.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { DeliveryRecord } from "./inbox.js";
import { readWebhook } from "./read-webhook.js";

export interface OpenedDelivery {
  readonly account: Account;
  readonly webhook: Webhook<unknown>;
  readonly delivery: DeliveryRecord;
  readonly news: WebhookNews;
}

/** Says by itself how an invoice stands: its signature makes it believed. */
export interface StatusDelivery extends Omit<OpenedDelivery, "news"> {
  readonly report: StatusReport;
}

export interface UnreadableDelivery {
  readonly delivery: DeliveryRecord;
  readonly reason: string;
}

export interface SortedDeliveries {
  /** By tenant. */
  readonly statuses: ReadonlyMap<string, readonly StatusDelivery[]>;
  /** Each takes its own time, some ask a provider. */
  readonly others: readonly (OpenedDelivery | UnreadableDelivery)[];
}

/** Tells what many can be applied together from what is applied one by one. */
export function sortDeliveries(gateway: Gateway, deliveries: readonly DeliveryRecord[]): SortedDeliveries {
  const statuses: StatusDelivery[] = [];
  const others: (OpenedDelivery | UnreadableDelivery)[] = [];
  for (const delivery of deliveries) {
    const opened = openDelivery(gateway, delivery);
    if ("news" in opened && opened.news.kind === "status" && opened.webhook.signature) {
      const { account, webhook, news } = opened;
      statuses.push({ account, webhook, delivery, report: news.report });
    } else others.push(opened);
  }
  return { statuses: Map.groupBy(statuses, ({ delivery }) => delivery.tenantId), others };
}

function openDelivery({ accounts }: Gateway, delivery: DeliveryRecord): OpenedDelivery | UnreadableDelivery {
  const account = accounts.find(delivery.accountId);
  const webhook = account?.provider.webhook;
  if (!account || !webhook || account.tenantId !== delivery.tenantId) {
    return { delivery, reason: `Account ${delivery.accountId} is not configured for webhooks` };
  }
  const reading = readWebhook(webhook, delivery);
  return typeof reading === "string"
    ? { delivery, reason: reading }
    : { account, webhook, delivery, news: reading.news };
}

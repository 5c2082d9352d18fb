import type { StatusReport } from "../provider-kit/receipt.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import { recordStatus } from "./record-status.js";
import { walkFeed } from "./walk-feed.js";

/** Walks the log in which a provider tells what happened to an account's documents. */
export async function followStatusFeed(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  const feed = account?.provider.feed;
  if (!account || !feed) return;
  await walkFeed(
    gateway,
    { tenantId: account.tenantId, accountId, kind: "status" },
    {
      everySeconds: feed.everySeconds,
      list: (cursor) => feed.list(cursor, account.backgroundCall),
      take: (report) => take(gateway, account, report),
    },
  );
}

/** False for a report that came before the answer to its own submission, and has to come again. */
function take(gateway: Gateway, account: Account, report: StatusReport): Promise<boolean> {
  return gateway.store.transaction(account.tenantId, async (unit) => {
    const { id } = report.reference;
    const invoiceId =
      (await unit.findInvoiceByReference(account.id, id)) ?? (await unit.findInvoiceByNetworkReference(account.id, id));
    if (invoiceId === undefined) return !(await unit.isSending(account.id));
    await recordStatus(gateway, unit, account, invoiceId, report, "PROVIDER_POLL");
    return true;
  });
}

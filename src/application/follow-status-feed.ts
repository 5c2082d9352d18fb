import type { StatusReport } from "../provider-kit/receipt.js";
import type { Account, Gateway } from "./gateway.js";
import { recordStatus } from "./record-status.js";

/**
 * Walks the log in which a provider tells what happened to an account's documents, from where it stood, when its time
 * has come.
 */
export async function followStatusFeed(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  const feed = account?.provider.feed;
  if (!account || !feed) return;
  const { schedule } = gateway.store;
  const name = { tenantId: account.tenantId, accountId, kind: "status" } as const;
  const claim = await schedule.claimFeed(name, feed.everySeconds);
  if (!claim) return;
  let { cursor } = claim;
  for (let more = true; more;) {
    const page = await feed.list(cursor, account.backgroundCall);
    for (const report of page.items) {
      // The cursor stays in front of it: it comes again.
      if (!(await take(gateway, account, report))) return;
    }
    more = page.more && page.cursor !== cursor;
    if (page.cursor === undefined || page.cursor === cursor) continue;
    cursor = page.cursor;
    await schedule.saveFeedCursor(name, cursor);
  }
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

import type { Gateway } from "./gateway.js";
import { receiveDocument } from "./receive-document.js";

const defaultEverySeconds = 30;

/**
 * Walks an account's inbound feed from where it stood, when its time has come. A document that cannot be read keeps no
 * other waiting.
 */
export async function receiveDocuments(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  if (!account?.provider.listReceived) return;
  const { schedule } = gateway.store;
  const feed = { tenantId: account.tenantId, accountId, kind: "received" } as const;
  const claim = await schedule.claimFeed(feed, account.provider.limits.receiveEverySeconds ?? defaultEverySeconds);
  if (!claim) return;
  let { cursor } = claim;
  for (let more = true; more;) {
    const page = await account.provider.listReceived(cursor, account.backgroundCall);
    for (const { reference } of page.items) await receiveDocument(gateway, account, reference, "PROVIDER_POLL");
    more = page.more && page.cursor !== cursor;
    if (page.cursor === undefined || page.cursor === cursor) continue;
    cursor = page.cursor;
    await schedule.saveFeedCursor(feed, cursor);
  }
}

import type { Gateway } from "./gateway.js";
import { receiveDocument } from "./receive-document.js";

/** Walks an account's inbound feed from where it stood. A document that cannot be read keeps no other waiting. */
export async function receiveDocuments(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  if (!account?.provider.listReceived) return;
  let cursor = await gateway.store.schedule.feedCursor(accountId);
  for (let more = true; more;) {
    const page = await account.provider.listReceived(cursor, account.backgroundCall);
    for (const { reference } of page.items) await receiveDocument(gateway, account, reference, "PROVIDER_POLL");
    more = page.more && page.cursor !== cursor;
    if (page.cursor === undefined || page.cursor === cursor) continue;
    cursor = page.cursor;
    await gateway.store.schedule.saveFeedCursor(account.tenantId, accountId, cursor);
  }
}

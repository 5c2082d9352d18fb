import type { Gateway } from "./gateway.js";
import { receiveDocument } from "./receive-document.js";
import { walkFeed } from "./walk-feed.js";

const defaultEverySeconds = 30;

/** Walks an account's inbound feed. A document that cannot be read keeps no other waiting. */
export async function receiveDocuments(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  const listReceived = account?.provider.listReceived;
  if (!account || !listReceived) return;
  const { tenantId, provider } = account;
  await walkFeed(
    gateway,
    { tenantId, accountId, kind: "received" },
    {
      everySeconds: provider.limits.receiveEverySeconds ?? defaultEverySeconds,
      list: (cursor) => listReceived.call(provider, cursor, account.backgroundCall),
      async take({ reference }) {
        await receiveDocument(gateway, account, reference, "PROVIDER_POLL");
        return true;
      },
    },
  );
}

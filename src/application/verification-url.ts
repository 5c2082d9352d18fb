import type { Account } from "./account.js";
import type { InvoiceRecord } from "./records.js";

/** The public page where anyone can verify the invoice; undefined where there is none, or not yet. */
export function verificationUrl(
  accounts: readonly Account[],
  { accountId, networkReferences }: Pick<InvoiceRecord, "accountId" | "networkReferences">,
): string | undefined {
  const account = accounts.find(({ id }) => id === accountId);
  if (account?.portal === undefined) return undefined;
  return account.provider.verification?.url(account.portal, networkReferences);
}

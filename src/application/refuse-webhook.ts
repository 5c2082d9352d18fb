import { hashOf } from "./content-hash.js";
import type { Gateway } from "./gateway.js";

/** Why a delivery is not taken: a few words for the log, and what was wrong. */
export interface Refusal {
  readonly refused: string;
  readonly by: "signature" | "type" | "nesting" | "size" | "time" | "connection";
}

/** What came, as far as it came. */
export interface RefusedDelivery {
  readonly accountId: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent when it did not come whole. */
  readonly body?: Uint8Array;
  /** By the clock of this machine. */
  readonly receivedAtMs: number;
}

/**
 * Writes down that a delivery was refused. The answer does not wait for it and does not depend on it. What is for an
 * unknown account belongs to nobody and is not kept.
 */
export async function refuseWebhook(
  { accounts, store, log }: Pick<Gateway, "accounts" | "store" | "log">,
  { accountId, headers, body, receivedAtMs }: RefusedDelivery,
  { refused: reason }: Refusal,
): Promise<void> {
  const account = accounts.find(accountId);
  if (!account) return;
  const claimed = Number(headers["content-length"] ?? 0);
  try {
    const isKept = await store.inbox.refuse({
      tenantId: account.tenantId,
      accountId,
      provider: account.provider.id,
      headers: withoutSecrets(headers),
      reason,
      bytes: body?.byteLength ?? (claimed > 0 ? Math.min(claimed, mostBytes) : 0),
      acknowledgedInMs: Math.max(0, Date.now() - receivedAtMs),
      ...(body && { sha256: hashOf(body) }),
    });
    if (isKept) log.warn({ accountId, reason }, "a webhook was refused");
  } catch (error) {
    log.error({ error, accountId, reason }, "a refused webhook was not written down");
  }
}

/** A length that somebody only claims. */
const mostBytes = 2 ** 31 - 1;

const secretHeaders = /authorization|cookie|signature|token|secret|key/;

export const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? "[redacted]" : value]),
  );

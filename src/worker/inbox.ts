import { applyStatuses } from "../application/apply-statuses.js";
import { applyWebhook } from "../application/apply-webhook.js";
import type { Account, Gateway } from "../application/gateway.js";
import { type OpenedDelivery, sortDeliveries, type UnreadableDelivery } from "../application/open-delivery.js";
import { createBell } from "./bell.js";

/** What waits shares transactions: the more waits, the less each costs. */
const takenAtOnce = 50;
/** They wait for the same counter of events: more of them would only hold their locks for longer. */
const transactionsPerTenant = 2;
/** A tenant whose rows are locked keeps no other waiting, and leaves connections to everybody else. */
const transactionsAtOnce = 6;
/** One account whose provider hangs keeps no other waiting. */
const callsPerAccount = 4;
/** What other instances took and left, and what waited, is found by looking. */
const lookEveryMs = 1_000;

type Other = OpenedDelivery | UnreadableDelivery;

/** Takes what providers have told, from whichever instance it came, and does what it says. */
export function startInbox(gateway: Gateway): { stop(): Promise<void> } {
  const { inbox } = gateway.store;
  const bell = createBell();
  const stopping = new AbortController();
  const forget = inbox.onDue(() => bell.ring());
  /** With their tenants. */
  const transactions = new Map<Promise<void>, string>();
  const lines = new Map<string, Line>();

  const lineOf = (accountId: string): Line => {
    const line = lines.get(accountId) ?? createLine(gateway, stopping.signal, () => bell.ring());
    lines.set(accountId, line);
    return line;
  };

  const apply = (tenantId: string, deliveries: Parameters<typeof applyStatuses>[2]): void => {
    const applying = applyStatuses(gateway, tenantId, deliveries)
      .catch((error: unknown) => gateway.log.error({ error, tenantId }, "webhooks could not be applied"))
      .finally(() => {
        transactions.delete(applying);
        bell.ring();
      });
    transactions.set(applying, tenantId);
  };

  const isBusy = ({ id, tenantId }: Account): boolean =>
    lines.get(id)?.isFull() === true ||
    [...transactions.values()].filter((busy) => busy === tenantId).length >= transactionsPerTenant;

  /** Says whether there may be more. */
  const takeTurn = async (): Promise<boolean> => {
    const accounts = gateway.accounts.all();
    const exceptAccounts = accounts.filter(isBusy).map(({ id }) => id);
    if (accounts.length > 0 && exceptAccounts.length === accounts.length) return false;
    const claimed = await inbox.claim({ now: gateway.now(), limit: takenAtOnce, exceptAccounts });
    const { statuses, others } = sortDeliveries(gateway, claimed);
    for (const other of others) lineOf(other.delivery.accountId).add(other);
    for (const [tenantId, deliveries] of statuses) {
      while (transactions.size >= transactionsAtOnce) await Promise.race(transactions.keys());
      apply(tenantId, deliveries);
    }
    return claimed.length > 0;
  };

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const seen = bell.rings();
      const isMore = await takeTurn().catch((error: unknown) => {
        gateway.log.error({ error }, "the inbox could not be looked into");
        return false;
      });
      if (!isMore) await bell.next(seen, lookEveryMs);
    }
  })();

  return {
    async stop() {
      forget();
      stopping.abort();
      bell.ring();
      await running;
      await Promise.all([...transactions.keys(), ...[...lines.values()].map((line) => line.done())]);
    },
  };
}

interface Line {
  add(other: Other): void;
  /** More would only wait here, while another instance might have time for it. */
  isFull(): boolean;
  done(): Promise<unknown>;
}

/** What each takes its own time for, of one account. */
function createLine(gateway: Gateway, stopping: AbortSignal, freed: () => void): Line {
  const waiting: Other[] = [];
  const strands = new Set<Promise<void>>();

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !stopping.aborted; next = waiting.shift()) {
      const { delivery } = next;
      // Somebody else may have it by now.
      if (Date.parse(delivery.takenUntil) <= gateway.now().getTime()) continue;
      await applyWebhook(gateway, next).catch((error: unknown) =>
        gateway.log.error({ error, deliveryId: delivery.id }, "a webhook could not be applied"),
      );
    }
  };

  return {
    add(other) {
      waiting.push(other);
      if (strands.size >= callsPerAccount) return;
      const strand = work().finally(() => {
        strands.delete(strand);
        freed();
      });
      strands.add(strand);
    },
    isFull: () => strands.size >= callsPerAccount,
    done: () => Promise.all(strands),
  };
}

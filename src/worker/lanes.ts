import type { Account } from "../application/account.js";
import type { Gateway } from "../application/gateway.js";
import { createRetryBudget, type RetryBudget } from "../application/retry-budget.js";
import { failOver } from "../application/fail-over.js";
import { sendQueued } from "../application/send-queued.js";
import { createBell } from "./bell.js";

export interface Lanes {
  /** Something waits for this account; every account without one. */
  wake(accountId: string): void;
  /** Takes no more and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * One lane per account: what hangs or is throttled in one keeps nobody waiting in another. A lane takes work only when
 * the account may send, urgent work first; one of its workers is there for urgent work alone.
 */
export function startLanes(gateway: Gateway): Lanes {
  const lanes = new Map(gateway.accounts.all().map((account) => [account.id, startLane(gateway, account)]));
  const unknown = new Set<string>();
  const forget = gateway.store.onQueued((accountId) => lanes.get(accountId)?.wake());
  return {
    wake(accountId) {
      const lane = lanes.get(accountId);
      lane?.wake();
      if (lane || unknown.has(accountId)) return;
      unknown.add(accountId);
      gateway.log.warn({ accountId }, "submissions wait for an account that is not configured any more");
    },
    async stop() {
      forget();
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
}

const workersPerLane = 4;
/** After a fault of ours. */
const pauseMs = 1_000;
/** Limits and breakers change their mind: nobody sleeps longer than this over an old answer. */
const longestSleepMs = 1_000;

function startLane(gateway: Gateway, account: Account): { wake(): void; stop(): Promise<void> } {
  const bell = createBell();
  const stopping = new AbortController();
  const budget = createRetryBudget(gateway.now);
  const count = account.provider.limits.submissionsAtOnce ?? workersPerLane;
  const workers = Array.from({ length: count }, async (_, index) => {
    const onlyUrgent = count > 1 && index === 0;
    while (!stopping.signal.aborted) {
      const seen = bell.rings();
      const sleepMs = await takeTurn(gateway, account, budget, onlyUrgent);
      if (sleepMs > 0) await bell.next(seen, sleepMs);
    }
  });
  return {
    wake: () => bell.ring(),
    async stop() {
      stopping.abort();
      bell.ring();
      await Promise.all(workers);
    },
  };
}

/** Sends once, if it may; answers how long to sleep when nobody rings. */
async function takeTurn(gateway: Gateway, account: Account, budget: RetryBudget, onlyUrgent: boolean): Promise<number> {
  try {
    // The one try that an open circuit allows is for whoever takes anything.
    if (onlyUrgent && account.pace.circuit().state !== "CLOSED") return longestSleepMs;
    const { urgentMs, otherMs } = await account.pace.permit();
    if (urgentMs > 0) {
      const moved = account.pace.circuit().state === "OPEN" ? await failOver(gateway, account) : 0;
      return moved > 0 ? 0 : Math.min(urgentMs, longestSleepMs);
    }
    const sent = await sendQueued(gateway, account, { budget, onlyUrgent: onlyUrgent || otherMs > 0 });
    if (sent > 0) return 0;
    return onlyUrgent || otherMs === 0 ? Infinity : Math.min(otherMs, longestSleepMs);
  } catch (error) {
    gateway.log.error({ error, accountId: account.id }, "what waits for an account could not be sent");
    return pauseMs;
  }
}

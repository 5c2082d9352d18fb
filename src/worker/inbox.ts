import { applyStatuses } from "../application/apply-statuses.js";
import { applyWebhook } from "../application/apply-webhook.js";
import type { Account } from "../application/account.js";
import type { Gateway } from "../application/gateway.js";
import type { DeliveryRecord } from "../application/inbox.js";
import {
  type OpenedDelivery,
  sortDeliveries,
  type StatusDelivery,
  type UnreadableDelivery,
} from "../application/open-delivery.js";
import { createBell } from "./bell.js";

/** What waits shares transactions: the more waits, the less each costs. */
const takenAtOnce = 100;
/** Between the starts of two of them: a tenant that hears much is told in groups, one that hears little at once. */
const pauseMs = 60;
/** They wait for the same counter of events: more of them would only hold their locks for longer. */
const transactionsPerTenant = 2;
/** A tenant whose rows are locked keeps no other waiting, and leaves connections to everybody else. */
const transactionsAtOnce = 6;
/** One account whose provider hangs keeps no other waiting. */
const callsPerAccount = 4;
/** What this process has accepted and not applied yet. More of it waits in the database, for whoever has time. */
const mostHeld = 400;
const mostHeldBytes = 8 * 2 ** 20;
/** What other instances took and left, and what waited, is found by looking. */
const lookEveryMs = 1_000;

type Other = OpenedDelivery | UnreadableDelivery;

/** Takes what providers have told, from whichever instance it came, and does what it says. */
export function startInbox(gateway: Gateway): { stop(): Promise<void> } {
  const { inbox } = gateway.store;
  const bell = createBell();
  const stopping = new AbortController();
  const held = createTally();
  const tenants = new Map<string, StatusLine>();
  const accounts = new Map<string, Line>();
  /** Accounts of which older ones wait in the database: what they tell now waits behind those. */
  const behind = new Set<string>();
  let hasPassedOver = false;

  /** There is time again for what could not be taken. */
  const lookAgain = (): void => {
    if (hasPassedOver || behind.size > 0) bell.ring();
  };

  let running = 0;
  const places = {
    /** Undefined where there is none. */
    take(): (() => void) | undefined {
      if (running >= transactionsAtOnce) return undefined;
      running++;
      return () => {
        running--;
        lookAgain();
        for (const line of tenants.values()) line.start();
      };
    },
  };

  const statusLineOf = (tenantId: string): StatusLine => {
    const line = tenants.get(tenantId) ?? createStatusLine(gateway, tenantId, { places, held });
    tenants.set(tenantId, line);
    return line;
  };
  const lineOf = (accountId: string): Line => {
    const line = accounts.get(accountId) ?? createLine(gateway, held, stopping.signal, lookAgain);
    accounts.set(accountId, line);
    return line;
  };

  const take = (deliveries: readonly DeliveryRecord[]): void => {
    const { statuses, others } = sortDeliveries(gateway, held.add(deliveries));
    for (const other of others) lineOf(other.delivery.accountId).add(other);
    for (const [tenantId, some] of statuses) statusLineOf(tenantId).add(some);
  };

  const isBusy = ({ id, tenantId }: Account): boolean =>
    accounts.get(id)?.isFull() === true || tenants.get(tenantId)?.isFull() === true;

  const forget = inbox.onDue(() => bell.ring());
  const giveNoMore = inbox.giveTo({
    now: () => gateway.now(),
    hasRoomFor(accountId) {
      const isFull = !held.isBelow(mostHeld, mostHeldBytes) || accounts.get(accountId)?.isFull() === true;
      if (isFull) behind.add(accountId);
      return !behind.has(accountId);
    },
    take,
  });

  /** Says whether there may be more. */
  const takeTurn = async (): Promise<boolean> => {
    const all = gateway.accounts.all();
    const exceptAccounts = all.filter(isBusy).map(({ id }) => id);
    hasPassedOver = exceptAccounts.length > 0;
    if (all.length > 0 && exceptAccounts.length === all.length) return false;
    const claimed = await inbox.claim({ now: gateway.now(), limit: takenAtOnce, exceptAccounts });
    take(claimed);
    if (claimed.length < takenAtOnce) for (const id of behind) if (!exceptAccounts.includes(id)) behind.delete(id);
    return claimed.length > 0;
  };

  const looking = (async () => {
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
      giveNoMore();
      stopping.abort();
      bell.ring();
      await looking;
      await Promise.all([...tenants.values(), ...accounts.values()].map((line) => line.done()));
    },
  };
}

/** What this process has in its hands: what waits takes room, and what is worked on is not begun again. */
function createTally() {
  /** Until when each is ours: what waited here for too long may have been claimed anew. */
  const inHand = new Map<string, string>();
  let deliveries = 0;
  let bytes = 0;
  return {
    /** Answers those that are new here. */
    add(some: readonly DeliveryRecord[]): readonly DeliveryRecord[] {
      const fresh = some.filter(({ id }) => !inHand.has(id));
      for (const { id, takenUntil } of some) inHand.set(id, takenUntil);
      for (const { body } of fresh) {
        deliveries += 1;
        bytes += body.byteLength;
      }
      return fresh;
    },
    /** Its time has come: others may wait in its place. */
    begin({ body }: DeliveryRecord): void {
      deliveries -= 1;
      bytes -= body.byteLength;
    },
    finish: ({ id }: DeliveryRecord) => void inHand.delete(id),
    isStillTaken: ({ id }: DeliveryRecord, now: Date) => Date.parse(inHand.get(id) ?? "") > now.getTime(),
    isBelow: (most: number, mostBytes: number) => deliveries < most && bytes < mostBytes,
  };
}

type Tally = ReturnType<typeof createTally>;

interface StatusLine {
  add(deliveries: readonly StatusDelivery[]): void;
  start(): void;
  isFull(): boolean;
  done(): Promise<unknown>;
}

/** Signed statuses of one tenant, which share transactions. */
function createStatusLine(
  gateway: Gateway,
  tenantId: string,
  { places, held }: { readonly places: { take(): (() => void) | undefined }; readonly held: Tally },
): StatusLine {
  let waiting: StatusDelivery[] = [];
  const running = new Set<Promise<void>>();
  let idle = Promise.withResolvers<void>();
  idle.resolve();
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const apply = async (some: readonly StatusDelivery[]): Promise<void> => {
    try {
      const taken = some.filter(({ delivery }) => held.isStillTaken(delivery, gateway.now()));
      await applyStatuses(gateway, tenantId, taken);
    } catch (error) {
      gateway.log.error({ error, tenantId }, "webhooks could not be applied");
    } finally {
      for (const { delivery } of some) {
        held.begin(delivery);
        held.finish(delivery);
      }
    }
  };

  const start = (): void => {
    while (waiting.length > 0 && running.size < transactionsPerTenant) {
      const leftMs = lastStartMs + pauseMs - performance.now();
      if (leftMs > 0 && waiting.length < takenAtOnce) {
        timer ??= setTimeout(() => {
          timer = undefined;
          start();
        }, leftMs);
        return;
      }
      const leave = places.take();
      if (!leave) return;
      lastStartMs = performance.now();
      const applying = apply(waiting.slice(0, takenAtOnce)).finally(() => {
        running.delete(applying);
        leave();
        if (waiting.length === 0 && running.size === 0) idle.resolve();
      });
      waiting = waiting.slice(takenAtOnce);
      running.add(applying);
    }
  };

  return {
    add(deliveries) {
      if (waiting.length === 0 && running.size === 0) idle = Promise.withResolvers();
      waiting.push(...deliveries);
      start();
    },
    start,
    isFull: () => waiting.length >= takenAtOnce || running.size >= transactionsPerTenant,
    done: () => idle.promise,
  };
}

interface Line {
  add(other: Other): void;
  /** More would only wait here, while another instance might have time for it. */
  isFull(): boolean;
  done(): Promise<unknown>;
}

/** What each takes its own time for, of one account. */
function createLine(gateway: Gateway, held: Tally, stopping: AbortSignal, freed: () => void): Line {
  const waiting: Other[] = [];
  const strands = new Set<Promise<void>>();

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !stopping.aborted; next = waiting.shift()) {
      const { delivery } = next;
      held.begin(delivery);
      try {
        // Somebody else may have it by now.
        if (held.isStillTaken(delivery, gateway.now())) await applyWebhook(gateway, next);
      } catch (error) {
        gateway.log.error({ error, deliveryId: delivery.id }, "a webhook could not be applied");
      } finally {
        held.finish(delivery);
      }
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

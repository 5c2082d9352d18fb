import type { SentLine } from "../stand-in/pushing/senders.js";
import type { Taken } from "./subscribers.js";

/** A webhook as the database has it. */
export interface StoredDelivery {
  readonly eventId: string;
  readonly state: string;
  readonly sha256: string;
}

export interface DeliveryEvidence {
  readonly sent: readonly SentLine[];
  /** The ids of what was acknowledged. */
  readonly ledger: readonly string[];
  readonly stored: readonly StoredDelivery[];
  /** By the provider's reference: how the invoice stands. */
  readonly statuses: ReadonlyMap<string, string>;
}

export interface DeliveryVerdict {
  readonly acknowledged: number;
  /** Acknowledged and not stored. */
  readonly lost: number;
  /** Stored more than once. */
  readonly duplicated: number;
  /** Acknowledged, and not applied, or without its effect. */
  readonly unapplied: number;
  /** Stored, and never sent. */
  readonly unsent: number;
  /** Stored with other bytes than were sent. */
  readonly altered: number;
}

/** Holds what was acknowledged against what the database has. */
export function judgeDeliveries({ sent, ledger, stored, statuses }: DeliveryEvidence): DeliveryVerdict {
  const acknowledged = [...new Set(ledger)];
  const sentById = new Map(sent.map((line) => [line.id, line]));
  const storedById = Map.groupBy(stored, ({ eventId }) => eventId);
  const hasEffect = (id: string): boolean => {
    const line = sentById.get(id);
    const status = line && statuses.get(line.reference);
    return line?.word === "PAID" ? status === "PAID" : status !== undefined;
  };
  const isApplied = (id: string) => storedById.get(id)?.some(({ state }) => state === "APPLIED") ?? false;
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !storedById.has(id)).length,
    duplicated: [...storedById.values()].filter(({ length }) => length > 1).length,
    unapplied: acknowledged.filter((id) => !isApplied(id) || !hasEffect(id)).length,
    unsent: [...storedById.keys()].filter((id) => !sentById.has(id)).length,
    altered: stored.filter(({ eventId, sha256 }) => (sentById.get(eventId)?.sha256 ?? sha256) !== sha256).length,
  };
}

export interface LogEntry {
  readonly eventId: string;
  readonly recordedAtMs: number;
}

export interface StreamEvidence {
  readonly subscribers: readonly { readonly tenantId: string; readonly taken: readonly Taken[] }[];
  /** Each tenant's log, in the order of its places. */
  readonly logs: ReadonlyMap<string, readonly LogEntry[]>;
}

export interface StreamVerdict {
  readonly missing: number;
  readonly duplicate: number;
  /** Events that came after one which has a later place. */
  readonly disorder: number;
  /** Events that the tenant's log does not have: another tenant's, or nobody's. */
  readonly foreign: number;
}

/** Holds what each subscriber was told against the log of its tenant. */
export function judgeStreams({ subscribers, logs }: StreamEvidence): StreamVerdict {
  const verdicts = subscribers.map(({ tenantId, taken }) => {
    const log = logs.get(tenantId) ?? [];
    const places = new Map(log.map(({ eventId }, place) => [eventId, place]));
    const known = taken.map(({ eventId }) => places.get(eventId)).filter((place) => place !== undefined);
    const distinct = new Set(known);
    let furthest = -1;
    let disorder = 0;
    for (const place of known) {
      if (place < furthest) disorder += 1;
      furthest = Math.max(furthest, place);
    }
    return {
      missing: log.length - distinct.size,
      duplicate: known.length - distinct.size,
      disorder,
      foreign: taken.length - known.length,
    };
  });
  const sum = (count: (verdict: StreamVerdict) => number) => verdicts.reduce((all, each) => all + count(each), 0);
  return {
    missing: sum(({ missing }) => missing),
    duplicate: sum(({ duplicate }) => duplicate),
    disorder: sum(({ disorder }) => disorder),
    foreign: sum(({ foreign }) => foreign),
  };
}

/** From the start of the gateway to its kill. */
export interface Round {
  readonly startedAtMs: number;
  readonly readyAtMs: number;
  readonly killedAtMs: number;
}

/**
 * For each round and each subscriber for whom something waited when the gateway became ready: how long it waited on.
 * Who got nothing before the kill has waited until then at least.
 */
export function waitsAfterReady({ subscribers, logs }: StreamEvidence, rounds: readonly Round[]): number[] {
  return subscribers.flatMap(({ tenantId, taken }) => {
    const log = logs.get(tenantId) ?? [];
    return rounds.flatMap(({ startedAtMs, readyAtMs, killedAtMs }) => {
      const known = new Set(taken.filter(({ atMs }) => atMs <= startedAtMs).map(({ eventId }) => eventId));
      const hasWaited = log.some(({ eventId, recordedAtMs }) => recordedAtMs <= readyAtMs && !known.has(eventId));
      if (!hasWaited) return [];
      const first = taken.find(({ atMs }) => atMs > startedAtMs && atMs <= killedAtMs);
      return [Math.max(0, (first?.atMs ?? killedAtMs) - readyAtMs)];
    });
  });
}

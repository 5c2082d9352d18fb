import type { StandInKind } from "../stand-in/wire.js";
import type { Obligation } from "./clients.js";
import type { Sight } from "./survey.js";

export interface Evidence {
  readonly obligations: readonly Obligation[];
  /** From the providers' own files: the number of each document they have created. */
  readonly created: readonly string[];
  /** By submission. */
  readonly sights: ReadonlyMap<string, Sight>;
}

export interface Verdict {
  /** Invoices that a provider has more than once. */
  readonly doubled: number;
  /** Acknowledged, at no provider, and not shown as unknown. */
  readonly neverSent: number;
  /** Still waiting or being sent. */
  readonly pending: number;
  /** Shown as unknown. */
  readonly parked: number;
  readonly parkedByProvider: Readonly<Record<StandInKind, number>>;
  /** Parked, and the invoice does not say so. */
  readonly parkedUnseen: number;
  /** Settled as something else than what the provider's file says. */
  readonly disagreeing: number;
}

const underWay: ReadonlySet<string | undefined> = new Set(["QUEUED", "IN_FLIGHT"]);

/** Holds what was promised against what the providers' files say. */
export function judge({ obligations, created, sights }: Evidence): Verdict {
  const timesCreated = new Map<string, number>();
  for (const number of created) timesCreated.set(number, (timesCreated.get(number) ?? 0) + 1);
  const seen = obligations.map(({ number, provider, submissionId }) => ({
    provider,
    isThere: timesCreated.has(number),
    sight: sights.get(submissionId),
  }));
  const parked = seen.filter(({ sight }) => sight?.state === "OUTCOME_UNKNOWN");
  const parkedAt = (kind: StandInKind) => parked.filter(({ provider }) => provider === kind).length;
  const settled = seen.filter(({ sight }) => !underWay.has(sight?.state) && sight?.state !== "OUTCOME_UNKNOWN");
  return {
    doubled: [...timesCreated.values()].filter((times) => times > 1).length,
    neverSent: seen.filter(({ isThere, sight }) => !isThere && sight?.state !== "OUTCOME_UNKNOWN").length,
    pending: seen.filter(({ sight }) => underWay.has(sight?.state)).length,
    parked: parked.length,
    parkedByProvider: { keyed: parkedAt("keyed"), numbered: parkedAt("numbered"), bare: parkedAt("bare") },
    parkedUnseen: parked.filter(({ sight }) => !sight?.showsUnknown).length,
    disagreeing: settled.filter(({ isThere, sight }) => isThere !== (sight?.state === "ACCEPTED")).length,
  };
}

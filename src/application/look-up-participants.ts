import { checkParticipantId, type ParticipantId, participantKey } from "../domain/participant.js";
import type { ProviderProblem } from "../domain/problem.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { ParticipantFinding } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import type { CacheEntry, Gateway } from "./gateway.js";
import { toFailure } from "./answer.js";
import type { Freshness, Participant, ParticipantLookup, SourceResult, SourceState } from "./tenant-gateway.js";

const freshSeconds = 600;
/** "Not there" changes sooner than "there". */
const freshSecondsWhenAbsent = 60;
/** How long an answer may still serve when its source is down, or while it is being renewed. */
const staleSeconds = 86_400;

interface Found {
  readonly finding?: ParticipantFinding;
  readonly source: SourceResult;
}

/** Asks every account that can look participants up; a source that fails says so and takes nothing from the others. */
export async function lookUpParticipants(
  gateway: Gateway,
  tenantId: string,
  identifiers: readonly ParticipantId[],
  freshness: Freshness,
): Promise<ParticipantLookup[]> {
  const accounts = gateway.accounts.ofTenant(tenantId).filter(({ provider }) => provider.lookUp);
  const perAccount = await Promise.all(accounts.map((account) => askAccount(gateway, account, identifiers, freshness)));
  return identifiers.map((requested, index) => {
    const found = perAccount.flatMap((answers) => answers[index] ?? []);
    const participant = merge(requested, found);
    return { requested, sources: found.map(({ source }) => source), ...(participant && { participant }) };
  });
}

async function askAccount(
  gateway: Gateway,
  account: Account,
  identifiers: readonly ParticipantId[],
  freshness: Freshness,
): Promise<Found[]> {
  const { cache } = gateway;
  const kind = `participant:${account.id}`;
  const cached = await cache.getMany<ParticipantFinding>(account.tenantId, kind, identifiers.map(participantKey));
  return Promise.all(
    identifiers.map(async (identifier, index) => {
      const malformed = checkParticipantId(identifier);
      if (malformed !== undefined) return notAsked(account, malformed);
      const known = cached[index];
      if (known && freshness !== "LIVE" && (freshness === "CACHED" || isFresh(gateway, known))) {
        return fromCache(account, known, "CACHED");
      }
      if (known && freshness === "STALE_WHILE_REVALIDATE") {
        void askLive(gateway, { ...account, call: account.backgroundCall }, kind, identifier, known);
        return fromCache(account, known, "STALE");
      }
      if (freshness === "CACHED") return { source: { provider: account.provider.id, state: "SKIPPED" as const } };
      return askLive(gateway, account, kind, identifier, known);
    }),
  );
}

function isFresh({ now }: Pick<Gateway, "now">, { value, storedAt }: CacheEntry<ParticipantFinding>): boolean {
  const ageSeconds = (now().getTime() - Date.parse(storedAt)) / 1000;
  return ageSeconds < (value.reachable ? freshSeconds : freshSecondsWhenAbsent);
}

const fromCache = (
  { provider }: Account,
  { value, storedAt }: CacheEntry<ParticipantFinding>,
  state: "CACHED" | "STALE",
): Found => ({ finding: value, source: { provider: provider.id, state, asOf: storedAt } });

/** An identifier that nobody can have issued is nobody's. */
const notAsked = ({ provider: { id } }: Account, message: string): Found => ({
  source: { provider: id, state: "SKIPPED", problem: { provider: id, kind: "INVALID_REQUEST", message } },
});

async function askLive(
  gateway: Gateway,
  account: Account,
  kind: string,
  identifier: ParticipantId,
  known: CacheEntry<ParticipantFinding> | undefined,
): Promise<Found> {
  const { provider, call, tenantId } = account;
  const startedAt = gateway.now();
  try {
    const finding = await provider.lookUp?.(identifier, call);
    if (!finding) return { source: { provider: provider.id, state: "UNSUPPORTED" } };
    const key = participantKey(identifier);
    await gateway.cache.setMany(tenantId, kind, [{ key, value: finding, ttlSeconds: staleSeconds }]);
    const latencyMs = gateway.now().getTime() - startedAt.getTime();
    return { finding, source: { provider: provider.id, state: "LIVE", asOf: startedAt.toISOString(), latencyMs } };
  } catch (error) {
    const { problem } = error instanceof ProviderFailure ? error : toFailure(gateway, provider.id, error);
    const state = stateOf(problem);
    return {
      ...(known && { finding: known.value }),
      source: { provider: provider.id, state, problem, ...(known && { asOf: known.storedAt }) },
    };
  }
}

const stateOf = ({ kind }: ProviderProblem): SourceState =>
  kind === "TIMEOUT" ? "TIMED_OUT" : kind === "RATE_LIMITED" || kind === "CIRCUIT_OPEN" ? kind : "ERROR";

function merge(requested: ParticipantId, found: readonly Found[]): Participant | undefined {
  const known = found.filter((entry): entry is Found & { finding: ParticipantFinding } => entry.finding !== undefined);
  const registered = known.filter(({ finding }) => finding.reachable);
  if (registered.length === 0) return undefined;
  const name = registered.find(({ finding }) => finding.name !== undefined)?.finding.name;
  const country = registered.find(({ finding }) => finding.country !== undefined)?.finding.country;
  return {
    id: participantKey(requested),
    identifiers: [requested],
    reachability: known.map(({ finding, source }) => ({
      network: finding.network,
      reachable: finding.reachable,
      via: source.provider,
      checkedAt: source.asOf ?? "",
      ...(finding.accessPoint !== undefined && { accessPoint: finding.accessPoint }),
    })),
    capabilities: registered.flatMap(({ finding }) => finding.documents),
    ...(name !== undefined && { name }),
    ...(country !== undefined && { country }),
  };
}

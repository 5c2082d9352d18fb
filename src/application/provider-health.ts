import type { Account, Circuit, Vitals } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { AccountTraffic } from "./store.js";
import { pause } from "./pause.js";

/** How one provider is doing for one tenant, as this process sees it. */
export interface ProviderHealth extends Omit<Vitals, "calls"> {
  readonly state: HealthState;
  readonly circuit: Circuit;
  readonly lastWebhookAt?: string;
  /** Submissions that wait to be sent. */
  readonly backlog: number;
}

export type HealthState = "HEALTHY" | "DEGRADED" | "DOWN" | "UNKNOWN";

export interface HealthReport {
  readonly provider: string;
  readonly health: ProviderHealth;
}

type Parts = Pick<Gateway, "store" | "accounts">;

/** Below this share of good calls a provider is not well. */
const wellFrom = 0.95;

/** Undefined where the tenant has no account. Calls are those of the preferred account, what waits is of all. */
export async function findProviderHealth(
  { store, accounts }: Parts,
  tenantId: string,
  provider: string,
): Promise<ProviderHealth | undefined> {
  const own = accounts.ofTenant(tenantId).filter((account) => account.provider.id === provider);
  const [preferred] = own;
  if (!preferred) return undefined;
  const traffic = await store.traffic(tenantId);
  return toHealth(
    preferred,
    await preferred.vitals(),
    traffic.filter(({ accountId }) => own.some(({ id }) => id === accountId)),
  );
}

function toHealth({ pace }: Account, { calls, ...vitals }: Vitals, traffic: readonly AccountTraffic[]): ProviderHealth {
  const circuit = pace.circuit();
  const lastWebhookAt = traffic
    .flatMap((account) => account.lastWebhookAt ?? [])
    .sort()
    .at(-1);
  return {
    ...vitals,
    state: toState(circuit, calls, vitals),
    circuit,
    backlog: traffic.reduce((sum, { backlog }) => sum + backlog, 0),
    ...(lastWebhookAt !== undefined && { lastWebhookAt }),
  };
}

function toState(circuit: Circuit, calls: number, { successRate = 1, rateLimit }: Omit<Vitals, "calls">): HealthState {
  if (circuit.state !== "CLOSED") return "DOWN";
  if (successRate < wellFrom || rateLimit?.remaining === 0) return "DEGRADED";
  return calls === 0 ? "UNKNOWN" : "HEALTHY";
}

const lookMs = 1_000;

/** The health of each provider, and again whenever it has changed, once a second at most. */
export async function* followProviderHealth(
  parts: Parts,
  tenantId: string,
  providers: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<HealthReport> {
  const told = new Map<string, string>();
  while (!signal.aborted) {
    for (const provider of providers) {
      const health = await findProviderHealth(parts, tenantId, provider);
      if (!health || signal.aborted || told.get(provider) === fingerprintOf(health)) continue;
      told.set(provider, fingerprintOf(health));
      yield { provider, health };
    }
    await pause(lookMs, signal);
  }
}

/** Latencies differ with every call: only a tenth more or less is news. */
const fingerprintOf = ({ latencyP95Ms, successRate, ...health }: ProviderHealth): string =>
  JSON.stringify({
    ...health,
    successRate: successRate?.toFixed(2),
    latency: latencyP95Ms && Math.round(Math.log(latencyP95Ms) / Math.log(1.1)),
  });

export function resetCircuit({ accounts }: Pick<Gateway, "accounts">, tenantId: string, provider: string): boolean {
  const own = accounts.ofTenant(tenantId).filter((account) => account.provider.id === provider);
  for (const { pace } of own) pace.reset();
  return own.length > 0;
}

import type { ParticipantId } from "../domain/participant.js";
import type { Call } from "../provider-kit/call.js";
import type { Provider } from "../provider-kit/provider.js";
import type { RoutingRule } from "./routing-rules.js";

/** One tenant's access to one provider. */
export interface Account {
  readonly id: string;
  readonly tenantId: string;
  readonly provider: Provider;
  readonly environment: ProviderEnvironment;
  /** What the tenant is called on the network, where the invoice does not say it. */
  readonly sender?: ParticipantId;
  readonly validation: ValidationPolicy;
  /** False where the operator wants its provider to push nothing. */
  readonly webhooks?: boolean;
  /** Where its provider's verification pages are; absent when there are none. */
  readonly portal?: string;
  /** For what somebody waits for. */
  readonly call: Call<unknown>;
  /** The same, for an answer that is worth nothing after that moment. */
  callUntil(deadline: Date): Call<unknown>;
  /** For what can wait; it leaves a part of every rate limit to the others. */
  readonly backgroundCall: Call<unknown>;
  readonly pace: Pace;
  vitals(): Promise<Vitals>;
}

/** Whether somebody waits for it. */
export type Urgency = "INTERACTIVE" | "BACKGROUND";

/** What one account's calls are held to: the limits of its provider, and a breaker that opens while it fails. */
export interface Pace {
  /** When submissions may be sent. While the circuit is open, one caller per pause is let through to try. */
  permit(): Promise<Permit>;
  circuit(): Circuit;
  /** Closes the circuit whatever has happened; a provider that still fails opens it again. */
  reset(): void;
}

/** How the calls of one account have fared in the last minutes, as this process saw it. */
export interface Vitals {
  readonly calls: number;
  /** Of the calls, 0 to 1; absent without any. */
  readonly successRate?: number;
  readonly latencyP95Ms?: number;
  /** When the provider last answered a question that nobody waited for. */
  readonly lastPollAt?: string;
  /** Of the limit that is closest to being used up; absent where none is known. */
  readonly rateLimit?: RateLimitStatus;
}

export interface RateLimitStatus {
  /** Absent where the provider only said to stay away. */
  readonly limit?: number;
  readonly remaining: number;
  /** When there is room again; absent while there is. */
  readonly resetsAt?: string;
}

/** Milliseconds to wait; 0 is now. */
export interface Permit {
  readonly urgentMs: number;
  readonly otherMs: number;
}

export type Circuit =
  | { readonly state: "CLOSED"; readonly since: string }
  | { readonly state: "OPEN" | "HALF_OPEN"; readonly since: string; readonly nextProbeAt: string };

/**
 * What official rules mean for sending: a broken one refuses the invoice, or is only reported, or they are not run. Our
 * own rules always refuse.
 */
export type ValidationPolicy = "refuse" | "warn" | "off";

export type ProviderEnvironment = "PRODUCTION" | "SANDBOX" | "SIMULATED";

export interface Accounts {
  /** In the order of the configuration: the first that fits is preferred where no rule says otherwise. */
  ofTenant(tenantId: string): readonly Account[];
  /** The tenant's own rules, the first that holds decides. */
  rulesOf(tenantId: string): readonly RoutingRule[];
  find(accountId: string): Account | undefined;
  all(): readonly Account[];
}

import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from "cockatiel";
import type { Circuit } from "../../application/account.js";
import { ProviderFailure } from "../../provider-kit/failure.js";

/** Stops calling a provider that fails again and again, and tries with single calls whether it is back. */
export interface Breaker {
  /** @throws {ProviderFailure} at once, to try again later, while the circuit is open */
  run<Answer extends { readonly status: number }>(call: () => Promise<Answer>): Promise<Answer>;
  /** Milliseconds until a call makes sense; while the circuit is open one caller per pause is let through. */
  permitMs(): number;
  circuit(): Circuit;
  /** Closes the circuit and forgets the failures. */
  reset(): void;
}

const failuresInARow = 5;
const pauseMs = 5_000;

export function createBreaker(providerId: string): Breaker {
  let since = Date.now();
  let nextProbeAt = 0;
  let policy = createPolicy();

  function createPolicy() {
    const created = circuitBreaker(
      handleWhen((error) => error instanceof Outage || isOutage(error)),
      { breaker: new ConsecutiveBreaker(failuresInARow), halfOpenAfter: pauseMs },
    );
    created.onStateChange((state) => {
      // A call that began before a reset ends in a policy that counts no more.
      if (created !== policy) return;
      if (state !== CircuitState.HalfOpen) since = Date.now();
      if (state === CircuitState.Open) nextProbeAt = Date.now() + pauseMs;
    });
    return created;
  }

  return {
    async run(call) {
      try {
        return await policy.execute(async () => {
          const answer = await call();
          if (answer.status >= 500) throw new Outage(answer);
          return answer;
        });
      } catch (error) {
        if (error instanceof Outage) return error.answer as Awaited<ReturnType<typeof call>>;
        if (error instanceof BrokenCircuitError) throw circuitOpen(providerId, nextProbeAt - Date.now());
        throw error;
      }
    },
    permitMs() {
      if (policy.state === CircuitState.Closed) return 0;
      const left = nextProbeAt - Date.now();
      if (left > 0) return left;
      nextProbeAt = Date.now() + pauseMs;
      return 0;
    },
    circuit: () =>
      policy.state === CircuitState.Closed
        ? { state: "CLOSED", since: new Date(since).toISOString() }
        : {
            state: policy.state === CircuitState.HalfOpen ? "HALF_OPEN" : "OPEN",
            since: new Date(since).toISOString(),
            nextProbeAt: new Date(nextProbeAt).toISOString(),
          },
    reset() {
      if (policy.state !== CircuitState.Closed) since = Date.now();
      policy = createPolicy();
    },
  };
}

/** Carries an answer of a provider that is down past the policy, which counts what is thrown. */
class Outage extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super("the provider is down");
    this.answer = answer;
  }
}

const isOutage = (error: unknown): boolean =>
  error instanceof ProviderFailure && (error.problem.kind === "TIMEOUT" || error.problem.kind === "NETWORK");

const circuitOpen = (provider: string, waitMs: number): ProviderFailure =>
  new ProviderFailure(
    "retry",
    {
      provider,
      kind: "CIRCUIT_OPEN",
      message: "The provider failed again and again; it is left alone for a moment and nothing was sent",
      retryAt: new Date(Date.now() + Math.max(0, waitMs)).toISOString(),
    },
    { retryAfterSeconds: Math.max(0, waitMs) / 1_000 },
  );

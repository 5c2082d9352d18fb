import type { Vitals } from "../../application/account.js";

/** Remembers how the last calls of one account have fared. */
export interface CallRecord {
  note(call: NotedCall): void;
  vitals(): Pick<Vitals, "calls" | "successRate" | "latencyP95Ms" | "lastPollAt">;
}

export interface NotedCall {
  /** The provider worked: a refused invoice is a success too. */
  readonly isSuccess: boolean;
  readonly tookMs: number;
  /** A question that nobody waited for. */
  readonly isPoll: boolean;
}

const rememberedForMs = 300_000;
const mostRemembered = 500;

export function createCallRecord(now: () => number): CallRecord {
  const calls: (NotedCall & { readonly at: number })[] = [];
  let lastPollAt: string | undefined;

  return {
    note(call) {
      if (calls.length >= mostRemembered) calls.shift();
      calls.push({ ...call, at: now() });
      if (call.isPoll && call.isSuccess) lastPollAt = new Date(now()).toISOString();
    },
    vitals() {
      const since = now() - rememberedForMs;
      const recent = calls.filter(({ at }) => at > since);
      const times = recent.map(({ tookMs }) => tookMs).sort((left, right) => left - right);
      // Nearest rank: the smallest time that 95 of 100 calls stay within.
      const latency = times[Math.ceil(times.length * 0.95) - 1];
      return {
        calls: recent.length,
        ...(latency !== undefined && {
          successRate: recent.filter(({ isSuccess }) => isSuccess).length / recent.length,
          latencyP95Ms: Math.round(latency),
        }),
        ...(lastPollAt !== undefined && { lastPollAt }),
      };
    },
  };
}

import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

const policy = { "ratelimit-limit": "100", "ratelimit-policy": "100;w=1, 2000;w=60, 100000;w=86400" };
const windows = [
  { requests: 100, ms: 1_000 },
  { requests: 2_000, ms: 60_000 },
] as const;
const burst = 200;
const refillMs = 1_000;

const isPolled = ({ method, path }: SimulatorRequest): boolean =>
  method === "GET" && /^\/(receive|update|send|log|webhookhistory)(\/|$)/.test(path);

/** The limits of all requests, and the bucket of those that are polled. */
export function createThrottle({ now }: SimulatorContext) {
  const moments: number[] = [];
  let tokens = burst;
  let filledAt = now().getTime();

  return {
    headers: policy,
    /** The answer to a request that is too much. */
    refuse(request: SimulatorRequest): SimulatorResponse | undefined {
      const at = now().getTime();
      tokens = Math.min(burst, tokens + (at - filledAt) / refillMs);
      filledAt = at;
      while (moments[0] !== undefined && moments[0] <= at - 60_000) moments.shift();
      const isTooMuch = windows.some(({ requests, ms }) => moments.filter((each) => each > at - ms).length >= requests);
      const isDry = isPolled(request) && tokens < 1;
      if (isTooMuch || isDry) return { status: 429, headers: { ...policy, "retry-after": "1" } };
      moments.push(at);
      if (isPolled(request)) tokens -= 1;
      return undefined;
    },
  };
}

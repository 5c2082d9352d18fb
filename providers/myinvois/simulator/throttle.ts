import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { refuse } from "./answers.js";

export type Operation =
  "login" | "submit" | "submission" | "state" | "document" | "details" | "recent" | "search" | "validateTin";

export type RequestsPerMinute = Readonly<Record<Operation, number>>;

/** https://sdk.myinvois.hasil.gov.my/integration-practices/ */
export const publishedRequestsPerMinute: RequestsPerMinute = {
  login: 12,
  submit: 100,
  submission: 300,
  state: 12,
  document: 60,
  details: 125,
  recent: 12,
  search: 12,
  validateTin: 60,
};

const windowMs = 60_000;

/** Counts requests per client and operation over the last minute. */
export function createThrottle(limits: RequestsPerMinute, now: () => Date) {
  const seen = new Map<string, number[]>();
  return {
    /** The refusal, or undefined when the request may pass. */
    check(clientId: string, operation: Operation): SimulatorResponse | undefined {
      const key = `${clientId} ${operation}`;
      const nowMs = now().getTime();
      const recent = (seen.get(key) ?? []).filter((at) => at > nowMs - windowMs);
      seen.set(key, recent);
      const limit = limits[operation];
      if (recent.length < limit) {
        recent.push(nowMs);
        return undefined;
      }
      const resetMs = (recent[0] ?? nowMs) + windowMs;
      return refuse(429, "TooManyRequests", `more than ${limit} requests a minute for ${operation}`, {
        "retry-after": String(Math.max(1, Math.ceil((resetMs - nowMs) / 1000))),
        "x-rate-limit-limit": String(limit),
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": new Date(resetMs).toISOString(),
      });
    },
  };
}

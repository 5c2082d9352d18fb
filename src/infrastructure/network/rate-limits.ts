import type { RateLimitStatus, Urgency } from "../../application/account.js";
import { ProviderFailure } from "../../provider-kit/failure.js";
import type { Limits, Rate } from "../../provider-kit/provider.js";
import type { RateWindows, Window } from "./rate-windows.js";

/** Keeps the calls of one account below the limits of its provider. */
export interface RateLimits {
  /**
   * Waits for room and takes it.
   * @throws {ProviderFailure} to try again later, when there will be none soon
   */
  enter(operation: string, urgency: Urgency, mostMs?: number): Promise<void>;
  /** Milliseconds until there is room; takes none. */
  waitMs(operation: string, urgency: Urgency): Promise<number>;
  /** Of the window that is closest to being full; undefined where there is none. */
  status(operation: string): Promise<RateLimitStatus | undefined>;
  /** Believes what an answer says about limits more than what was declared. */
  learn(operation: string, status: number, headers: Readonly<Record<string, string>>): Promise<void>;
  /** Leaves the operation alone for so long. */
  pause(operation: string, seconds: number): Promise<void>;
}

export interface RateLimitsOptions {
  readonly provider: { readonly id: string; readonly limits: Limits };
  readonly accountId: string;
  readonly windows: RateWindows;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Calls may arrive closer together than they were made. */
const marginMs = 100;
const marginShare = 0.02;

/** This part of every limit is kept for what somebody waits for. */
const interactiveShare = 0.1;

/** Longer than this nobody keeps a connection open for a place. */
const longestWaitMs = 10_000;

const longestBlockMs = 300_000;
const defaultBlockMs = 1_000;

export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { provider, accountId, windows, sleep = pause } = options;
  const { rates } = provider.limits;
  const nameOf = (operation: string) => (Object.hasOwn(rates, operation) ? operation : "*");
  const keyOf = (operation: string) => `${accountId}:${nameOf(operation)}`;
  const windowsOf = (operation: string, urgency: Urgency): Window[] =>
    [rates[nameOf(operation)] ?? []].flat().map((rate) => toWindow(rate, urgency));

  return {
    async enter(operation, urgency, mostMs = longestWaitMs) {
      for (let waited = 0; ;) {
        const waitMs = await windows.take(keyOf(operation), windowsOf(operation, urgency));
        if (waitMs === 0) return;
        if (waited + waitMs > Math.min(mostMs, longestWaitMs)) throw tooMany(provider.id, operation, waitMs);
        await sleep(waitMs);
        waited += waitMs;
      }
    },
    waitMs: (operation, urgency) => windows.peek(keyOf(operation), windowsOf(operation, urgency)),
    async status(operation) {
      const key = keyOf(operation);
      const declared = [rates[nameOf(operation)] ?? []].flat();
      const room = await Promise.all(
        declared.map(async ({ requests, perSeconds }) => {
          const remaining = Math.max(0, requests - (await windows.count(key, perSeconds * 1_000)));
          return { limit: requests, remaining };
        }),
      );
      const [tightest] = room.sort((left, right) => left.remaining / left.limit - right.remaining / right.limit);
      const waitMs = await windows.peek(key, windowsOf(operation, "INTERACTIVE"));
      if (waitMs === 0) return tightest;
      return { ...tightest, remaining: 0, resetsAt: new Date(Date.now() + waitMs).toISOString() };
    },
    async learn(operation, status, headers) {
      const ms = blockMs(status, headers);
      if (ms > 0) await windows.block(keyOf(operation), ms);
    },
    async pause(operation, seconds) {
      if (seconds > 0) await windows.block(keyOf(operation), Math.min(seconds * 1_000, longestBlockMs));
    },
  };
}

function toWindow({ requests, perSeconds }: Rate, urgency: Urgency): Window {
  const reserve = urgency === "INTERACTIVE" ? 0 : Math.ceil(requests * interactiveShare);
  return { calls: Math.max(1, requests - reserve), ms: perSeconds * 1_000 * (1 + marginShare) + marginMs };
}

const tooMany = (provider: string, operation: string, waitMs: number): ProviderFailure =>
  new ProviderFailure(
    "retry",
    {
      provider,
      kind: "RATE_LIMITED",
      message: `${operation} waits for the provider's rate limit; nothing was sent`,
      retryAt: new Date(Date.now() + waitMs).toISOString(),
    },
    { retryAfterSeconds: waitMs / 1_000 },
  );

/** How long an answer asks to stay away: `Retry-After`, or `RateLimit-Remaining: 0` until `RateLimit-Reset`. */
function blockMs(status: number, headers: Readonly<Record<string, string>>): number {
  const asked = retryAfterSeconds(headers["retry-after"]);
  if (asked !== undefined && (status === 429 || status === 503)) return Math.min(asked * 1_000, longestBlockMs);
  const remaining =
    headers["ratelimit-remaining"] ?? headers["x-ratelimit-remaining"] ?? headers["x-rate-limit-remaining"];
  const reset = headers["ratelimit-reset"] ?? headers["x-ratelimit-reset"] ?? headers["x-rate-limit-reset"];
  const until = remaining === "0" || status === 429 ? secondsUntil(reset) : undefined;
  if (until !== undefined) return Math.min(until * 1_000, longestBlockMs);
  return status === 429 ? defaultBlockMs : 0;
}

/** RFC 9110 §10.2.3: seconds or a date. */
export function retryAfterSeconds(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (dateOf(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), longestBlockMs / 1_000) : undefined;
}

/** `Date.parse` would take a bare number for a year. */
const dateOf = (text: string): number => (/^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN);

/** Seconds, as the drafts of RateLimit headers have it; a moment in Unix time or a date, as many providers do. */
function secondsUntil(reset: string | undefined): number | undefined {
  if (!reset) return undefined;
  if (!/^\d+$/.test(reset)) return retryAfterSeconds(reset);
  const number = Number(reset);
  return number > 1_000_000_000 ? Math.max(0, number - Date.now() / 1_000) : number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

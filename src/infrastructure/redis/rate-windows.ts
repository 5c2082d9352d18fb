import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { RateWindows, Window } from "../network/rate-windows.js";

/**
 * KEYS: calls (sorted set of moments), block. ARGV: "take" or "peek", name of the call, then calls and milliseconds of
 * each window. Answers how many milliseconds to wait. Redis's clock counts for all instances.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = math.max(0, redis.call('PTTL', KEYS[2]))
local longest = 0
for i = 3, #ARGV, 2 do
  local calls, ms = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  longest = math.max(longest, ms)
  local nth = redis.call('ZREVRANGE', KEYS[1], calls - 1, calls - 1, 'WITHSCORES')
  if nth[2] then wait = math.max(wait, tonumber(nth[2]) + ms - now) end
end
if wait == 0 and ARGV[1] == 'take' then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - longest)
  redis.call('ZADD', KEYS[1], now, ARGV[2])
  redis.call('PEXPIRE', KEYS[1], longest + 1000)
end
return wait`;

/** KEYS: calls. ARGV: milliseconds. */
const countScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZCOUNT', KEYS[1], '(' .. (now - ARGV[1]), '+inf')`;

const callsKey = (key: string): string => `einvoice:{rate ${key}}:calls`;
const blockKey = (key: string): string => `einvoice:{rate ${key}}:block`;

/** Shared by all instances. While Redis is away each instance counts for itself; the provider's own 429 corrects it. */
export function shareRateWindows(local: RateWindows, redis: Redis): RateWindows {
  const ask = (act: "take" | "peek", key: string, windows: readonly Window[]): Promise<number> => {
    const limits = windows.flatMap(({ calls, ms }) => [calls, ms]);
    return redis
      .eval(script, 2, callsKey(key), blockKey(key), act, randomUUID(), ...limits)
      .then(Number)
      .catch(() => 0);
  };
  return {
    // This process's own calls count even when Redis is away or has forgotten them.
    async take(key, windows) {
      const waitMs = (await local.peek(key, windows)) || (await ask("take", key, windows));
      if (waitMs === 0) await local.take(key, windows);
      return waitMs;
    },
    peek: async (key, windows) => (await local.peek(key, windows)) || ask("peek", key, windows),
    count: (key, ms) =>
      redis
        .eval(countScript, 1, callsKey(key), ms)
        .then(Number)
        .catch(() => local.count(key, ms)),
    async block(key, ms) {
      await local.block(key, ms);
      await redis.set(blockKey(key), "1", "PX", Math.ceil(ms)).catch(() => undefined);
    },
  };
}

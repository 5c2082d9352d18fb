import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createRateLimits, type RateLimits } from "../../src/infrastructure/network/rate-limits.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import { connectRedis, type RedisConnections } from "../../src/infrastructure/redis/connect-redis.js";
import { shareRateWindows } from "../../src/infrastructure/redis/rate-windows.js";
import { startRedis, type TestRedis } from "../setup/redis-server.js";
import { silentLog } from "../setup/silent-log.js";

const hasRedis = inject("redisUrl") !== undefined;

let server: TestRedis;
const connections: RedisConnections[] = [];

beforeAll(async () => {
  if (hasRedis) server = await startRedis();
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  if (hasRedis) await server.stop();
});

async function openInstance(accountId: string, requests: number, perSeconds: number): Promise<RateLimits> {
  const redis = connectRedis(server.url, silentLog);
  connections.push(redis);
  await new Promise<void>((resolve) => redis.commands.once("ready", resolve));
  return createRateLimits({
    provider: { id: "provider", limits: { rates: { submit: { requests, perSeconds } } } },
    accountId,
    windows: shareRateWindows(createLocalRateWindows(Date.now), redis.commands),
  });
}

describe.skipIf(!hasRedis)("Two instances of the gateway", () => {
  it("stay below a provider's limit together", async () => {
    const instances = [await openInstance("together", 20, 1), await openInstance("together", 20, 1)];
    const moments: number[] = [];
    await Promise.all(
      instances.map(async (limits) => {
        for (let call = 0; call < 30; call++) {
          await limits.enter("submit", "INTERACTIVE");
          moments.push(Date.now());
        }
      }),
    );
    moments.sort((left, right) => left - right);
    const mostInASecond = Math.max(
      ...moments.map((start) => moments.filter((at) => at >= start && at < start + 1_000).length),
    );
    expect(moments).toHaveLength(60);
    expect(mostInASecond).toBeLessThanOrEqual(20);
  });

  it("both stay away for as long as the provider has told one of them", async () => {
    const [one, other] = [await openInstance("told", 100, 1), await openInstance("told", 100, 1)];
    await one.learn("submit", 429, { "retry-after": "30" });
    expect(await other.waitMs("submit", "INTERACTIVE")).toBeGreaterThan(25_000);
  });

  it("count each for itself while Redis is away", async () => {
    const limits = await openInstance("alone", 2, 60);
    await server.kill();
    await limits.enter("submit", "INTERACTIVE");
    await limits.enter("submit", "INTERACTIVE");
    expect(await limits.waitMs("submit", "INTERACTIVE")).toBeGreaterThan(50_000);
  });
});

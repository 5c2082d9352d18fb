import { describe, expect, inject, it } from "vitest";
import { createLocalWakeUps } from "../../src/infrastructure/memory/wake-ups.js";
import { connectRedis } from "../../src/infrastructure/redis/connect-redis.js";
import { shareWakeUps } from "../../src/infrastructure/redis/wake-ups.js";
import { until } from "../api/support/until.js";
import { startRedis } from "../setup/redis-server.js";
import { silentLog } from "../setup/silent-log.js";

describe.skipIf(inject("redisUrl") === undefined)("Wake-ups between instances", () => {
  it.each(["before", "after"])("are heard when Redis is ready %s somebody wants them", async (moment) => {
    const server = await startRedis();
    const redis = connectRedis(server.url, silentLog);
    const isReady = () =>
      until(
        () => Promise.resolve(redis.subscriber.status),
        (status) => status === "ready",
      );
    if (moment === "before") await isReady();
    const local = createLocalWakeUps({ readPositions: () => new Promise(() => undefined), log: silentLog });
    shareWakeUps(local, redis.commands, redis.subscriber);
    await isReady();

    const listeners = await until(
      async () => Number((await redis.commands.pubsub("NUMSUB", "einvoice:wake-ups"))[1]),
      (count) => count > 0,
      3_000,
    );
    local.stop();
    redis.close();
    await server.stop();

    expect(listeners).toBe(1);
  });
});

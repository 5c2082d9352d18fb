import { Redis } from "ioredis";
import type { Log } from "../../application/gateway.js";

export interface RedisConnections {
  readonly commands: Redis;
  readonly subscriber: Redis;
  close(): void;
}

/** Redis speeds things up and never holds them up: a command fails at once when it is away or slow. */
export function connectRedis(url: string, log: Log): RedisConnections {
  const retryStrategy = (times: number) => Math.min(100 * 2 ** Math.min(times, 5), 2_000) * (0.5 + Math.random() / 2);
  const common = { retryStrategy, enableOfflineQueue: false, connectTimeout: 2_000 };
  const commands = new Redis(url, { ...common, maxRetriesPerRequest: 0, commandTimeout: 150 });
  const subscriber = new Redis(url, { ...common, autoResubscribe: false });
  for (const connection of [commands, subscriber]) {
    let away = false;
    connection.on("error", (error: Error) => {
      if (!away) log.warn({ error }, "Redis is away: the gateway goes on without it");
      away = true;
    });
    connection.on("ready", () => {
      if (away) log.info({}, "Redis is back");
      away = false;
    });
  }
  return {
    commands,
    subscriber,
    close() {
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}

import type { Redis } from "ioredis";
import type { Cache, CacheEntry } from "../../application/gateway.js";
import { cacheKey, jittered, type MemoryCache } from "../memory/cache.js";

/** How long a value found in Redis is kept in memory; another process may replace it there. */
const memorySeconds = 30;

/** The second level, shared by all instances. When Redis is away the first level serves alone. */
export function createTwoLevelCache(memory: MemoryCache, redis: Redis, now: () => Date): Cache {
  return {
    async getMany<Value>(tenantId: string, kind: string, keys: readonly string[]) {
      const found = await memory.getMany<Value>(tenantId, kind, keys);
      const missing = keys.flatMap((key, index) =>
        found[index] ? [] : [{ key: cacheKey(tenantId, kind, key), index }],
      );
      if (missing.length === 0) return found;
      const texts = await redis.mget(missing.map(({ key }) => key)).catch(() => []);
      const learned: { key: string; entry: CacheEntry<unknown>; ttlSeconds: number }[] = [];
      missing.forEach(({ key, index }, place) => {
        const text = texts[place];
        if (!text) return;
        const entry = JSON.parse(text) as CacheEntry<Value>;
        found[index] = entry;
        learned.push({ key, entry, ttlSeconds: memorySeconds });
      });
      memory.setEntries(learned);
      return found;
    },

    async setMany(tenantId, kind, values) {
      await memory.setMany(tenantId, kind, values);
      const storedAt = now().toISOString();
      const pipeline = redis.pipeline();
      for (const { key, value, ttlSeconds } of values) {
        const entry: CacheEntry<unknown> = { value, storedAt };
        pipeline.set(cacheKey(tenantId, kind, key), JSON.stringify(entry), "EX", Math.ceil(jittered(ttlSeconds)));
      }
      // The value is served from memory; other instances will ask the source themselves.
      await pipeline.exec().catch(() => undefined);
    },
  };
}

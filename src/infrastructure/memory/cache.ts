import { LRUCache } from "lru-cache";
import type { Cache, CacheEntry } from "../../application/gateway.js";

/** Tenant first: no key can reach over to another tenant. */
export const cacheKey = (tenantId: string, kind: string, key: string): string =>
  ["eig", tenantId, kind, key].map(encodeURIComponent).join(":");

const mostEntries = 10_000;

export interface MemoryCache extends Cache {
  setEntries(entries: readonly { key: string; entry: CacheEntry<unknown>; ttlSeconds: number }[]): void;
}

/** The first level: this process's memory. */
export function createMemoryCache(now: () => Date): MemoryCache {
  const entries = new LRUCache<string, CacheEntry<unknown>>({ max: mostEntries });
  const setEntries: MemoryCache["setEntries"] = (added) => {
    for (const { key, entry, ttlSeconds } of added) entries.set(key, entry, { ttl: jittered(ttlSeconds) * 1000 });
  };
  return {
    setEntries,
    getMany<Value>(tenantId: string, kind: string, keys: readonly string[]) {
      return Promise.resolve(
        keys.map((key) => entries.get(cacheKey(tenantId, kind, key)) as CacheEntry<Value> | undefined),
      );
    },
    setMany(tenantId, kind, values) {
      const storedAt = now().toISOString();
      setEntries(
        values.map(({ key, value, ttlSeconds }) => ({
          key: cacheKey(tenantId, kind, key),
          entry: { value, storedAt },
          ttlSeconds,
        })),
      );
      return Promise.resolve();
    },
  };
}

/** Ten percent either way, so that what was stored together does not expire together. */
export const jittered = (seconds: number): number => seconds * (0.9 + Math.random() * 0.2);

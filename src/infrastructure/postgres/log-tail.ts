import type { LogPage } from "../../application/queries.js";

export type ReadTail = (tenantId: string, after: number) => Promise<LogPage>;

/**
 * Everyone who asks for the same place in the same turn of the event loop is answered from one reading. Nobody joins a
 * reading that has begun: it may be older than what he was woken for.
 */
export function shareTail(read: ReadTail): ReadTail {
  const waiting = new Map<string, Promise<LogPage>>();
  return (tenantId, after) => {
    const key = `${after} ${tenantId}`;
    const joined = waiting.get(key);
    if (joined) return joined;
    const page = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting.delete(key);
      return read(tenantId, after);
    });
    waiting.set(key, page);
    return page;
  };
}

export interface Memory<Value> {
  recall(key: string): Value | undefined;
  /** A value is kept from the first time it is remembered: asking again does not prolong it. */
  remember(key: string, value: Value): void;
}

const maxEntries = 10_000;

/** Keeps what was looked up for a short while; the oldest go first. */
export function createMemory<Value>(forMs: number, now: () => Date): Memory<Value> {
  const entries = new Map<string, { value: Value; untilMs: number }>();
  const find = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined || now().getTime() < entry.untilMs) return entry;
    entries.delete(key);
    return undefined;
  };
  return {
    recall: (key) => find(key)?.value,
    remember(key, value) {
      if (find(key) !== undefined) return;
      const [oldest] = entries.keys();
      if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest);
      entries.set(key, { value, untilMs: now().getTime() + forMs });
    },
  };
}

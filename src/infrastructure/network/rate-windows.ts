/** So many calls in so many milliseconds, counted backwards from each call. */
export interface Window {
  readonly calls: number;
  readonly ms: number;
}

/**
 * Remembers when calls were made, by key. Counting calls in a window that slides keeps the limit of a provider whatever
 * way it counts: a bucket that refills would let through nearly twice the limit at the seam of two windows.
 */
export interface RateWindows {
  /** Notes a call when there is room for it in all windows: 0; or says in how many milliseconds there will be. */
  take(key: string, windows: readonly Window[]): Promise<number>;
  /** The same without noting it. */
  peek(key: string, windows: readonly Window[]): Promise<number>;
  /** How many calls were noted in the last milliseconds. */
  count(key: string, ms: number): Promise<number>;
  /** No call before that much time has passed, whatever the windows say. */
  block(key: string, ms: number): Promise<void>;
}

interface Calls {
  /** Moments, oldest first. */
  readonly moments: number[];
  blockedUntil: number;
}

/** In the memory of this process, for one gateway that works alone. */
export function createLocalRateWindows(now: () => number): RateWindows {
  const byKey = new Map<string, Calls>();
  const callsOf = (key: string): Calls => {
    const known = byKey.get(key) ?? { moments: [], blockedUntil: 0 };
    byKey.set(key, known);
    return known;
  };
  const waitMs = ({ moments, blockedUntil }: Calls, windows: readonly Window[]): number =>
    Math.max(
      0,
      blockedUntil - now(),
      ...windows.map(({ calls, ms }) => (moments.at(-calls) ?? -Infinity) + ms - now()),
    );

  return {
    take(key, windows) {
      const calls = callsOf(key);
      const wait = waitMs(calls, windows);
      if (wait > 0) return Promise.resolve(wait);
      const oldest = now() - Math.max(0, ...windows.map(({ ms }) => ms));
      const forgotten = calls.moments.findIndex((moment) => moment > oldest);
      calls.moments.splice(0, forgotten < 0 ? calls.moments.length : forgotten);
      calls.moments.push(now());
      return Promise.resolve(0);
    },
    peek: (key, windows) => Promise.resolve(waitMs(callsOf(key), windows)),
    count: (key, ms) => Promise.resolve(callsOf(key).moments.filter((moment) => moment > now() - ms).length),
    block(key, ms) {
      const calls = callsOf(key);
      calls.blockedUntil = Math.max(calls.blockedUntil, now() + ms);
      return Promise.resolve();
    },
  };
}

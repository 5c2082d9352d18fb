/** https://mfinante.gov.ro/static/10/eFactura/limiteApeluriAPI.txt */
export const publishedLimits = {
  requestsPerMinute: 1_000,
  statusesPerMessageAndDay: 100,
  downloadsPerMessageAndDay: 10,
  listsPerDay: 1_500,
  pagedListsPerDay: 100_000,
  buyerMessagesPerDay: 1_000,
};

export type SimulatedLimits = typeof publishedLimits;

/** Counts what was asked for within a minute, or on a day. */
export function createCounters(now: () => Date) {
  const counts = new Map<string, { period: string; count: number }>();
  const isAllowed = (key: string, limit: number, period: string): boolean => {
    const known = counts.get(key);
    const count = known?.period === period ? known.count : 0;
    if (count >= limit) return false;
    counts.set(key, { period, count: count + 1 });
    return true;
  };
  return {
    today: (key: string, limit: number) => isAllowed(key, limit, now().toISOString().slice(0, 10)),
    thisMinute: (key: string, limit: number) => isAllowed(key, limit, now().toISOString().slice(0, 16)),
  };
}

export type Counters = ReturnType<typeof createCounters>;

/** Interface specification 1.6.11: what comes too soon waits four seconds longer than the one before it. */
const delayMs = 4_000;

export function createThrottle(requestsPerSecond: number, now: () => Date) {
  const lastAt = new Map<string, number>();
  return {
    async enter(endpoint: string): Promise<void> {
      const at = now().getTime();
      const before = lastAt.get(endpoint) ?? -Infinity;
      const isSoon = at - before < 1_000 / requestsPerSecond;
      const admittedAt = isSoon ? Math.max(at, before) + delayMs : at;
      lastAt.set(endpoint, admittedAt);
      if (isSoon) await new Promise((resolve) => setTimeout(resolve, admittedAt - at).unref());
    },
  };
}

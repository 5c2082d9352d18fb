/** Wakes all who wait; who was busy while it rang does not fall asleep over it. */
export function createBell() {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    rings: () => rings,
    ring() {
      rings++;
      for (const wake of waiting) wake();
    },
    async next(seen: number, sleepMs: number): Promise<void> {
      if (rings !== seen) return;
      await new Promise<void>((resolve) => {
        const timer = Number.isFinite(sleepMs) ? setTimeout(() => wake(), sleepMs) : undefined;
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    },
  };
}

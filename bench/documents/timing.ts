import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// Collecting garbage would otherwise throw compiled code away, and the next round would pay for it.
setFlagsFromString("--no-flush-bytecode");

/** So that nobody pays for the garbage of what was measured before. */
export const collectGarbage = runInNewContext("gc") as () => void;

/** Some systems count a thread's time in steps of several milliseconds. */
const shortestMs = 100;

/**
 * What the work takes of this thread's processor, in milliseconds: what others do on the machine does not count. Short
 * work is done again and again.
 */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let times = 1; ; times++) {
    await work();
    const { user, system } = process.threadCpuUsage(before);
    const spentMs = (user + system) / 1_000;
    if (spentMs >= shortestMs) return spentMs / times;
  }
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that so large a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const rounded = (value: number): number => Number(value.toPrecision(3));

import { setTimeout as pause } from "node:timers/promises";
import type { Receiver } from "./receivers.js";

export interface OneQueue {
  readonly longestDelayMs: number;
  readonly lost: number;
}

const events = 12;
const timeoutMs = 1_000;

/** The control: one queue for all endpoints, in memory, and a process that ends before it is empty. */
export async function runOneQueue(fine: Receiver, hanging: Receiver): Promise<OneQueue> {
  const dueMs = Date.now();
  const queue = Array.from({ length: events }, (_, index) =>
    [hanging, fine].map((to) => ({ to, id: `control-${index}` })),
  );
  const before = fine.calls.length;
  let isKilled = false;
  const working = (async () => {
    for (const { to, id } of queue.flat()) {
      if (isKilled) return;
      await fetch(to.url, {
        method: "POST",
        headers: { "webhook-id": id },
        body: JSON.stringify({ data: { id } }),
        signal: AbortSignal.timeout(timeoutMs),
      }).catch(() => undefined);
    }
  })();
  await pause(3 * timeoutMs + 500);
  isKilled = true;
  await working;
  const calls = fine.calls.slice(before);
  return {
    longestDelayMs: Math.max(0, ...calls.map(({ atMs }) => atMs - dueMs)),
    lost: events - calls.length,
  };
}

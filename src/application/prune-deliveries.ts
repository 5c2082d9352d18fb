import type { Gateway } from "./gateway.js";
import { pause } from "./pause.js";

/** The log of what providers pushed goes back so far. */
const keptDays = 90;

/** Between two chunks: what comes in goes first. */
const pauseMs = 50;

/** Deletes what has ended and is older, a few at a time, until nothing is left; what is open stays. */
export async function pruneDeliveries({ store }: Pick<Gateway, "store">, stopping: AbortSignal): Promise<number> {
  let pruned = 0;
  for (let deleted = -1; deleted !== 0 && !stopping.aborted; pruned += deleted) {
    deleted = await store.inbox.prune(keptDays);
    if (deleted > 0) await pause(pauseMs, stopping);
  }
  return pruned;
}

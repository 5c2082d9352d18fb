import type { Gateway } from "./gateway.js";
import { pause } from "./pause.js";

/** Between two chunks: who follows the log comes first. */
const pauseMs = 50;

/** Deletes events beyond the age that they are kept for, a few at a time, until none is left. */
export async function pruneEvents(
  { store }: Pick<Gateway, "store">,
  keptDays: number,
  stopping: AbortSignal,
): Promise<number> {
  let pruned = 0;
  for (let deleted = -1; deleted !== 0 && !stopping.aborted; pruned += deleted) {
    deleted = await store.pruneEvents(keptDays);
    if (deleted > 0) await pause(pauseMs, stopping);
  }
  return pruned;
}

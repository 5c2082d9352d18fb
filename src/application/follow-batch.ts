import { batchStateOf } from "./batch-state.js";
import type { Gateway } from "./gateway.js";
import type { BatchRecord } from "./records.js";

/** At most so often a batch is looked at, for each who follows it. */
const pauseMs = 300;
/** Refused items and the end of a batch are no events. */
const longestPauseMs = 1_000;

/** The batch as it is, and again whenever something has changed; ends when every outcome is known. */
export async function* followBatch(
  { store, accounts, wakeUps }: Pick<Gateway, "store" | "accounts" | "wakeUps">,
  tenantId: string,
  batchId: string,
  signal: AbortSignal,
): AsyncGenerator<BatchRecord> {
  const reader = store.reader(tenantId);
  const bell = createBell(signal);
  const stopListening = wakeUps.listen(tenantId, bell.ring);
  let told: string | undefined;
  try {
    while (!signal.aborted) {
      const [batch] = await reader.batches([batchId]);
      if (!batch) return;
      const now = JSON.stringify([batch, await batchStateOf(accounts.ofTenant(tenantId), batch)]);
      if (now !== told) yield batch;
      told = now;
      if (batch.finishedAt !== undefined) return;
      await bell.rest(pauseMs);
      await bell.wait(longestPauseMs - pauseMs);
    }
  } finally {
    stopListening();
  }
}

/** Remembers that it was rung while nobody waited. */
function createBell(signal: AbortSignal) {
  let rung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    rung = true;
    wake?.();
  };
  const sleep = (ms: number, until?: "rung") =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
      if (until) wake = done;
      if (signal.aborted) done();
    });
  return {
    ring,
    /** However often it is rung. */
    rest: (ms: number) => sleep(ms),
    async wait(ms: number) {
      if (!rung) await sleep(ms, "rung");
      rung = false;
    },
  };
}

import type { Account } from "./account.js";
import type { BatchRecord } from "./records.js";

export type BatchState =
  "ACCEPTED" | "RUNNING" | "THROTTLED" | "COMPLETED" | "COMPLETED_WITH_ERRORS" | "REJECTED" | "CANCELLED";

/** An unknown outcome is an open one. */
export async function batchStateOf(accounts: readonly Account[], batch: BatchRecord): Promise<BatchState> {
  const { total, accepted, rejected, unknown, pending } = batch.counts;
  if (batch.stage === "REFUSED") return "REJECTED";
  if (pending + unknown === 0) {
    if (rejected === 0) return "COMPLETED";
    if (batch.cancelled === total) return "CANCELLED";
    return accepted === 0 ? "REJECTED" : "COMPLETED_WITH_ERRORS";
  }
  if (await isThrottled(accounts, batch)) return "THROTTLED";
  return pending === total && !batch.isUnderWay ? "ACCEPTED" : "RUNNING";
}

/** Everything that is left waits for accounts that may not send now. */
async function isThrottled(
  accounts: readonly Account[],
  { stage, isUnderWay, waitsFor }: BatchRecord,
): Promise<boolean> {
  if (stage !== "PREPARED" || isUnderWay || waitsFor.length === 0) return false;
  const waiting = await Promise.all(
    accounts
      .filter(({ id }) => waitsFor.includes(id))
      .map(async ({ pace }) => {
        // Asking for a permit would use up the one try that an open circuit allows.
        if (pace.circuit().state !== "CLOSED") return true;
        return (await pace.permit()).otherMs > 0;
      }),
  );
  return waiting.length > 0 && waiting.every(Boolean);
}

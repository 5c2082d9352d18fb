import type { DeadLetterRecord } from "./dead-letters.js";
import type { Gateway } from "./gateway.js";
import type { Job } from "./jobs.js";
import type { Unit } from "./store.js";

/** Puts back to work what waits for a person; answers which of the ids that was. */
export async function replayDeadLetters(
  { store }: Gateway,
  tenantId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  // Everybody locks in the same order.
  const wanted = [...new Set(ids)].sort();
  return store.transaction(tenantId, async (unit) => {
    const replayed: string[] = [];
    for (const id of wanted) {
      const letter = await unit.lockDeadLetter(id);
      if (letter?.state !== "DEAD") continue;
      const job = await handBack(unit, tenantId, letter);
      if (job) unit.enqueue(job);
      replayed.push(id);
    }
    return replayed;
  });
}

/** Answers the job that does it; a webhook is its own. */
async function handBack(
  unit: Unit,
  tenantId: string,
  { id, source, subjectId }: DeadLetterRecord,
): Promise<Job | undefined> {
  if (source === "INBOUND_DOCUMENT") {
    await unit.setDeadLetterState(id, "WAITING");
    return { name: "receive", tenantId, letterId: id };
  }
  await unit.setDeadLetterState(id, "SETTLED");
  if (source === "SUBMISSION") return { name: "reconcile", tenantId, submissionId: subjectId };
  await unit.reopenDelivery(subjectId);
  return undefined;
}

import type { Gateway } from "./gateway.js";
import { reconcileWhenDue } from "./reconcile-submission.js";

/** By then a fault of ours will not go away by itself. */
const mostAttempts = 12;

/**
 * Reconciles a submission; what fails again and again by a fault of ours waits for a person instead of coming back for
 * ever.
 */
export async function reconcileOrBury(gateway: Gateway, tenantId: string, submissionId: string): Promise<void> {
  try {
    await reconcileWhenDue(gateway, tenantId, submissionId);
  } catch (error) {
    if (!(await bury(gateway, tenantId, submissionId, error))) throw error;
  }
}

/** Whether that was one time too many. */
function bury(gateway: Gateway, tenantId: string, submissionId: string, error: unknown): Promise<boolean> {
  const { log, now, accounts } = gateway;
  return gateway.store.transaction(tenantId, async (unit) => {
    const submission = await unit.lockSubmission(submissionId);
    if (!submission) return true;
    const { accountId } = submission;
    const subject = { source: "SUBMISSION", accountId, subjectId: submissionId } as const;
    const known = await unit.findDeadLetter(subject);
    if (known?.state === "DEAD") return true;
    const attempts = (known?.state === "WAITING" ? known.attempts : 0) + 1;
    const isDead = attempts >= mostAttempts;
    const reason = error instanceof Error ? error.message : String(error);
    const provider = accounts.find(accountId)?.provider.id;
    await unit.putDeadLetter({
      ...subject,
      state: isDead ? "DEAD" : "WAITING",
      reason,
      attempts,
      receivedAt: known?.receivedAt ?? now().toISOString(),
      ...(provider !== undefined && { provider }),
    });
    log.error({ error, submissionId, attempts, isDead }, "a submission could not be reconciled");
    return isDead;
  });
}

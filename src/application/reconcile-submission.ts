import type { ProviderProblem } from "../domain/problem.js";
import { moveTo } from "../domain/submission.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../provider-kit/provider.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account, Urgency } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { SubmissionRecord } from "./records.js";
import { toFailure } from "./answer.js";
import { loadOrders } from "./load-orders.js";
import { askAgain, settleAttempt } from "./settle-attempt.js";

/**
 * Settles a submission whose outcome is unknown by asking the provider. What the provider has is adopted; what it
 * does not have is sent again only when the request can no longer land late. Where the provider cannot be asked, the
 * submission stays as it is: shown, and never sent in silence.
 */
export async function reconcileSubmission(
  gateway: Gateway,
  tenantId: string,
  submissionId: string,
): Promise<Reconciliation> {
  const [submission] = await gateway.store.reader(tenantId).submissions([submissionId]);
  return submission ? reconcile(gateway, tenantId, submission, "INTERACTIVE") : "NOT_UNKNOWN";
}

/** What became of a question about a submission. */
export type Reconciliation =
  | "NOT_UNKNOWN"
  /** The provider cannot be asked about it. */
  | "NOT_ASKABLE"
  /** The provider has it, or has refused it. */
  | "ADOPTED"
  /** The provider does not have it: it was queued again. */
  | "QUEUED_AGAIN"
  /** The provider does not have it, but it may still land until then. */
  | { readonly mayLandUntil: string }
  | { readonly unanswered: ProviderProblem };

/**
 * The same, unless the next question is put off: of several jobs for one submission only one goes on. What was being
 * sent by somebody who died becomes unknown first.
 */
export async function reconcileWhenDue(gateway: Gateway, tenantId: string, submissionId: string): Promise<void> {
  await settleInterrupted(gateway, tenantId, submissionId);
  const [submission] = await gateway.store.reader(tenantId).submissions([submissionId]);
  if (!submission || Date.parse(submission.nextAttemptAt ?? "") > gateway.now().getTime()) return;
  await reconcile(gateway, tenantId, submission, "BACKGROUND");
}

function settleInterrupted(gateway: Gateway, tenantId: string, submissionId: string): Promise<void> {
  return gateway.store.transaction(tenantId, async (unit) => {
    const submission = await unit.lockSubmission(submissionId);
    if (submission?.state !== "IN_FLIGHT" || (await unit.isHeldByLivingInstance(submissionId))) return;
    const failure = new ProviderFailure("hold", {
      provider: submission.provider,
      kind: "UNKNOWN",
      message: "The gateway stopped while it was sending",
    });
    await settleAttempt(gateway, unit, tenantId, submission, { failure });
  });
}

async function reconcile(
  gateway: Gateway,
  tenantId: string,
  submission: SubmissionRecord,
  urgency: Urgency,
): Promise<Reconciliation> {
  if (submission.state !== "OUTCOME_UNKNOWN") return "NOT_UNKNOWN";
  const account = gateway.accounts.find(submission.accountId);
  const [order] = account?.provider.reconcile ? await loadOrders(gateway, tenantId, [submission]) : [];
  if (!account || !order) return "NOT_ASKABLE";
  // The question counts from when it was put: what lands while it is answered may not be in the answer.
  const askedAtMs = gateway.now().getTime();
  const finding = await ask(gateway, account, order, urgency);
  if (typeof finding === "object" && "receipt" in finding) {
    await adopt(gateway, tenantId, submission, finding.receipt);
    return "ADOPTED";
  }
  const settledAtMs = Date.parse(submission.unknownSince ?? "") + account.provider.settlesWithinSeconds * 1000;
  if (finding === "nothing" && askedAtMs >= settledAtMs) {
    await sendAgain(gateway, tenantId, submission);
    return "QUEUED_AGAIN";
  }
  await askLater(gateway, tenantId, submission);
  return finding !== "nothing" ? finding : { mayLandUntil: new Date(settledAtMs).toISOString() };
}

type Finding = { readonly receipt: Receipt } | { readonly unanswered: ProviderProblem } | "nothing";

async function ask(
  gateway: Gateway,
  { provider, call, backgroundCall }: Account,
  order: SubmitOrder,
  urgency: Urgency,
): Promise<Finding> {
  try {
    const receipt = await provider.reconcile?.(order, urgency === "INTERACTIVE" ? call : backgroundCall);
    return receipt ? { receipt } : "nothing";
  } catch (error) {
    const { problem } = toFailure(gateway, provider.id, error);
    gateway.log.warn({ submissionId: order.key, problem }, "a provider could not be asked about a submission");
    return { unanswered: problem };
  }
}

/** Nothing is done when the attempt that was asked about is not the last one any more. */
const whileUnknown = (
  gateway: Gateway,
  tenantId: string,
  { id, attempts }: SubmissionRecord,
  act: (unit: Parameters<typeof settleAttempt>[1], submission: SubmissionRecord) => Promise<void>,
): Promise<void> =>
  gateway.store.transaction(tenantId, async (unit) => {
    const submission = await unit.lockSubmission(id);
    if (submission?.state === "OUTCOME_UNKNOWN" && submission.attempts === attempts) await act(unit, submission);
  });

const adopt = (gateway: Gateway, tenantId: string, asked: SubmissionRecord, receipt: Receipt): Promise<void> =>
  whileUnknown(gateway, tenantId, asked, (unit, submission) =>
    settleAttempt(gateway, unit, tenantId, submission, { receipt }),
  );

const askLater = (gateway: Gateway, tenantId: string, asked: SubmissionRecord): Promise<void> =>
  whileUnknown(gateway, tenantId, asked, async (unit, submission) => {
    // Somebody else has asked in the meantime and put the next question off: one job goes on.
    if (submission.nextAttemptAt !== asked.nextAttemptAt) return;
    const now = gateway.now();
    const sinceMs = now.getTime() - Date.parse(submission.unknownSince ?? "");
    const questions = Math.floor(Math.log2(Math.max(1, sinceMs / 2000)));
    await askAgain(unit, tenantId, submission, now, questions);
  });

const sendAgain = (gateway: Gateway, tenantId: string, asked: SubmissionRecord): Promise<void> =>
  whileUnknown(gateway, tenantId, asked, async (unit, submission) => {
    const now = gateway.now().toISOString();
    const { unknownSince: _, nextAttemptAt: __, ...rest } = submission;
    await unit.saveSubmission({ ...rest, state: moveTo(submission.state, "QUEUED") });
    const invoice = await unit.lockInvoice(submission.invoiceId);
    if (invoice) {
      await changeInvoice(unit, invoice, {
        news: { meaning: { transport: "QUEUED" }, at: now },
        origin: "GATEWAY",
        now,
        submissionId: submission.id,
      });
    }
  });

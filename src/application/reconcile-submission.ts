import { moveTo } from "../domain/submission.js";
import type { Receipt, SubmitOrder } from "../provider-kit/provider.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account, Gateway } from "./gateway.js";
import type { SubmissionRecord } from "./records.js";
import { nextQuestionInSeconds } from "./retry-schedule.js";
import { toFailure } from "./answer.js";
import { loadOrders } from "./load-orders.js";
import { settleAttempt } from "./settle-attempt.js";

/**
 * Settles a submission whose outcome is unknown by asking the provider. What the provider has is adopted; what it
 * does not have is sent again only when the request can no longer land late. Where the provider cannot be asked, the
 * submission stays as it is: shown, and never sent in silence.
 */
export async function reconcileSubmission(gateway: Gateway, tenantId: string, submissionId: string): Promise<void> {
  const [submission] = await gateway.store.reader(tenantId).submissions([submissionId]);
  const account = submission && gateway.accounts.find(submission.accountId);
  if (!submission || submission.state !== "OUTCOME_UNKNOWN" || !account?.provider.reconcile) return;
  const [order] = await loadOrders(gateway, tenantId, [submission]);
  if (!order) return;
  const finding = await ask(gateway, account, order);
  if (finding === "no answer") return askLater(gateway, tenantId, submissionId);
  if (finding) return adopt(gateway, tenantId, submissionId, finding);
  const settledAtMs = Date.parse(submission.unknownSince ?? "") + account.provider.settlesWithinSeconds * 1000;
  return gateway.now().getTime() >= settledAtMs
    ? sendAgain(gateway, tenantId, submissionId)
    : askLater(gateway, tenantId, submissionId);
}

async function ask(
  gateway: Gateway,
  { provider, call }: Account,
  order: SubmitOrder,
): Promise<Receipt | undefined | "no answer"> {
  try {
    return await provider.reconcile?.(order, call);
  } catch (error) {
    const { problem } = toFailure(gateway, provider.id, error);
    gateway.log.warn({ submissionId: order.key, problem }, "a provider could not be asked about a submission");
    return "no answer";
  }
}

const whileUnknown = (
  gateway: Gateway,
  tenantId: string,
  submissionId: string,
  act: (unit: Parameters<typeof settleAttempt>[1], submission: SubmissionRecord) => Promise<void>,
): Promise<void> =>
  gateway.store.transaction(tenantId, async (unit) => {
    const submission = await unit.lockSubmission(submissionId);
    if (submission?.state === "OUTCOME_UNKNOWN") await act(unit, submission);
  });

const adopt = (gateway: Gateway, tenantId: string, submissionId: string, receipt: Receipt): Promise<void> =>
  whileUnknown(gateway, tenantId, submissionId, (unit, submission) =>
    settleAttempt(gateway, unit, tenantId, submission, { receipt }),
  );

const askLater = (gateway: Gateway, tenantId: string, submissionId: string): Promise<void> =>
  whileUnknown(gateway, tenantId, submissionId, (unit, submission) => {
    const sinceMs = gateway.now().getTime() - Date.parse(submission.unknownSince ?? "");
    const asked = Math.floor(Math.log2(Math.max(1, sinceMs / 2000)));
    unit.enqueue({ name: "reconcile", tenantId, submissionId }, { startAfterSeconds: nextQuestionInSeconds(asked) });
    return Promise.resolve();
  });

const sendAgain = (gateway: Gateway, tenantId: string, submissionId: string): Promise<void> =>
  whileUnknown(gateway, tenantId, submissionId, async (unit, submission) => {
    const now = gateway.now().toISOString();
    const { unknownSince: _, ...rest } = submission;
    await unit.saveSubmission({ ...rest, state: moveTo(submission.state, "QUEUED") });
    const invoice = await unit.lockInvoice(submission.invoiceId);
    if (invoice) {
      await changeInvoice(unit, invoice, {
        news: { meaning: { transport: "QUEUED" }, at: now },
        origin: "GATEWAY",
        now,
        submissionId,
      });
    }
    unit.enqueue({ name: "send", tenantId, submissionIds: [submissionId] });
  });

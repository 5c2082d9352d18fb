import { moveTo } from "../domain/submission.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { SubmitOrder } from "../provider-kit/provider.js";
import { type Answer, toFailure } from "./answer.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account, Gateway, Unit } from "./gateway.js";
import { loadOrders } from "./load-orders.js";
import type { SubmissionRecord } from "./records.js";
import { settleAttempt } from "./settle-attempt.js";

/**
 * Sends submissions that wait. Each is marked as being sent, and committed so, before the provider is called: whoever
 * finds it marked after a crash knows that it may have been sent.
 */
export async function sendSubmissions(
  gateway: Gateway,
  tenantId: string,
  submissionIds: readonly string[],
): Promise<void> {
  const held: string[] = [];
  try {
    const taken = await gateway.store.transaction(tenantId, async (unit) => {
      const taken: SubmissionRecord[] = [];
      for (const id of [...submissionIds].sort()) {
        const submission = await takeSubmission(gateway, unit, tenantId, id, held);
        if (submission) taken.push(submission);
      }
      return taken;
    });
    await sendTaken(gateway, tenantId, taken);
  } finally {
    gateway.store.letGo(held);
  }
}

async function sendTaken(gateway: Gateway, tenantId: string, taken: readonly SubmissionRecord[]): Promise<void> {
  for (const [accountId, submissions] of Map.groupBy(taken, ({ accountId }) => accountId)) {
    const account = gateway.accounts.find(accountId);
    if (!account) {
      const failure = unavailable(accountId);
      await settleAll(
        gateway,
        tenantId,
        submissions,
        submissions.map(() => ({ failure })),
      );
      continue;
    }
    const orders = await loadOrders(gateway, tenantId, submissions);
    await transmit(gateway, account, submissions, orders);
  }
}

async function takeSubmission(
  gateway: Gateway,
  unit: Unit,
  tenantId: string,
  id: string,
  held: string[],
): Promise<SubmissionRecord | undefined> {
  const submission = await unit.lockSubmission(id);
  if (!submission) return undefined;
  if (submission.state === "IN_FLIGHT") {
    if (!(await unit.isHeldByLivingInstance(id)))
      await settleAttempt(gateway, unit, tenantId, submission, lostAttempt(submission));
    return undefined;
  }
  const at = gateway.now();
  if (submission.state !== "QUEUED" || Date.parse(submission.nextAttemptAt ?? "") > at.getTime()) return undefined;

  const { nextAttemptAt: _, ...rest } = submission;
  const sending: SubmissionRecord = {
    ...rest,
    state: moveTo(submission.state, "IN_FLIGHT"),
    attempts: submission.attempts + 1,
  };
  await unit.saveSubmission(sending);
  held.push(id);
  await unit.holdSubmission(id);
  await unit.saveAttempt({
    submissionId: id,
    number: sending.attempts,
    provider: submission.provider,
    startedAt: at.toISOString(),
  });
  const invoice = await unit.lockInvoice(submission.invoiceId);
  if (invoice) {
    await changeInvoice(unit, invoice, {
      news: { meaning: { transport: "SENDING" }, at: at.toISOString() },
      origin: "GATEWAY",
      now: at.toISOString(),
    });
  }
  return sending;
}

/** Somebody died between marking and settling. */
const lostAttempt = ({ provider }: SubmissionRecord): Answer => ({
  failure: new ProviderFailure("hold", {
    provider,
    kind: "UNKNOWN",
    message: "The gateway stopped while it was sending",
  }),
});

const unavailable = (accountId: string): ProviderFailure =>
  new ProviderFailure("retry", {
    provider: accountId,
    kind: "UNAVAILABLE",
    message: `Account ${accountId} is not configured`,
  });

async function transmit(
  gateway: Gateway,
  account: Account,
  submissions: readonly SubmissionRecord[],
  orders: readonly SubmitOrder[],
): Promise<void> {
  const { provider, call, tenantId } = account;
  if (provider.submitBatch && orders.length > 1) {
    let answers: Answer[];
    try {
      const receipts = await provider.submitBatch(orders, call);
      if (receipts.length !== orders.length) throw new Error(`${receipts.length} receipts for ${orders.length} orders`);
      answers = receipts.map((receipt) => ({ receipt }));
    } catch (error) {
      const failure = toFailure(gateway, provider.id, error);
      // A refusal of the whole call says nothing about any one of them.
      if (failure.consequence === "refused") return transmitOneByOne(gateway, account, submissions, orders);
      answers = orders.map(() => ({ failure }));
    }
    return settleAll(gateway, tenantId, submissions, answers);
  }
  return transmitOneByOne(gateway, account, submissions, orders);
}

async function transmitOneByOne(
  gateway: Gateway,
  { provider, call, tenantId }: Account,
  submissions: readonly SubmissionRecord[],
  orders: readonly SubmitOrder[],
): Promise<void> {
  for (const [index, order] of orders.entries()) {
    const submission = submissions[index];
    if (!submission) continue;
    let answer: Answer;
    try {
      answer = { receipt: await provider.submit(order, call) };
    } catch (error) {
      answer = { failure: toFailure(gateway, provider.id, error) };
    }
    await settleAll(gateway, tenantId, [submission], [answer]);
  }
}

async function settleAll(
  gateway: Gateway,
  tenantId: string,
  submissions: readonly SubmissionRecord[],
  answers: readonly Answer[],
): Promise<void> {
  await gateway.store.transaction(tenantId, async (unit) => {
    for (const [index, { id, attempts }] of submissions.entries()) {
      const answer = answers[index];
      const submission = await unit.lockSubmission(id);
      if (answer && submission?.attempts === attempts && isWaitedFor(submission, answer)) {
        await settleAttempt(gateway, unit, tenantId, submission, answer);
      }
    }
  });
}

/** Who was taken for dead and was only slow still brings a receipt; nothing else of it counts any more. */
const isWaitedFor = ({ state }: SubmissionRecord, answer: Answer): boolean =>
  state === "IN_FLIGHT" || (state === "OUTCOME_UNKNOWN" && "receipt" in answer);

import { moveTo } from "../domain/submission.js";
import type { SubmitOrder } from "../provider-kit/provider.js";
import { type Answer, toFailure } from "./answer.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { loadOrders } from "./load-orders.js";
import type { SubmissionRecord } from "./records.js";
import type { RetryBudget } from "./retry-budget.js";
import { settleAttempt } from "./settle-attempt.js";

export interface SendingOptions {
  readonly budget: RetryBudget;
  /** Leaves what nobody waits for. */
  readonly onlyUrgent: boolean;
}

/**
 * Sends what waits for one account: one submission, or as many as fit into one call of the provider. Each is marked as
 * being sent, and committed so, before the provider is called: whoever finds it marked after a crash knows that it may
 * have been sent. Answers how many there were.
 */
export async function sendQueued(gateway: Gateway, account: Account, options: SendingOptions): Promise<number> {
  const held: string[] = [];
  try {
    const taken = await takeQueued(gateway, account, options, held);
    options.budget.book(taken.map(({ attempts }) => attempts - 1));
    const verdicts = await send(gateway, account, taken);
    options.budget.payBack(verdicts);
    return taken.length;
  } finally {
    gateway.store.letGo(held);
  }
}

/** What somebody waits for never waits for the rest of a call. */
const ofOneUrgency = (queued: readonly SubmissionRecord[]): readonly SubmissionRecord[] =>
  queued.filter(({ urgent }) => urgent === queued[0]?.urgent);

function takeQueued(
  gateway: Gateway,
  { id: accountId, tenantId, provider }: Account,
  { budget, onlyUrgent }: SendingOptions,
  held: string[],
): Promise<readonly SubmissionRecord[]> {
  return gateway.store.transaction(tenantId, async (unit) => {
    const queued = await unit.lockQueued({
      accountId,
      limit: provider.submitBatch ? (provider.limits.batch?.documents ?? 1) : 1,
      now: gateway.now(),
      onlyUrgent,
      onlyFresh: !budget.allowsRetries(),
      oneByOne: provider.limits.submissionsAtOnce === 1,
    });
    const taken: SubmissionRecord[] = [];
    for (const submission of ofOneUrgency(queued)) taken.push(await mark(gateway, unit, submission, held));
    return taken;
  });
}

async function mark(
  gateway: Gateway,
  unit: Unit,
  { nextAttemptAt: _, ...submission }: SubmissionRecord,
  held: string[],
): Promise<SubmissionRecord> {
  const at = gateway.now().toISOString();
  const sending: SubmissionRecord = {
    ...submission,
    state: moveTo(submission.state, "IN_FLIGHT"),
    attempts: submission.attempts + 1,
  };
  await unit.saveSubmission(sending);
  held.push(submission.id);
  await unit.holdSubmission(submission.id);
  await unit.saveAttempt({
    submissionId: submission.id,
    number: sending.attempts,
    provider: submission.provider,
    startedAt: at,
  });
  const invoice = await unit.lockInvoice(submission.invoiceId);
  if (invoice) {
    await changeInvoice(unit, invoice, {
      news: { meaning: { transport: "SENDING" }, at },
      origin: "GATEWAY",
      now: at,
    });
  }
  return sending;
}

interface Outgoing {
  readonly submission: SubmissionRecord;
  readonly order: SubmitOrder;
}

/** Answers how many were accepted or refused. */
async function send(gateway: Gateway, account: Account, taken: readonly SubmissionRecord[]): Promise<number> {
  if (taken.length === 0) return 0;
  const orders = await loadOrders(gateway, account.tenantId, taken);
  const outgoing = orders.flatMap((order, index) => {
    const submission = taken[index];
    return submission ? [{ submission, order }] : [];
  });
  let verdicts = 0;
  for (const call of toCalls(outgoing, account.provider.limits.batch?.bytes)) {
    verdicts += await (call.length > 1 ? sendTogether : sendOneByOne)(gateway, account, call);
  }
  return verdicts;
}

/** Splits what was taken into calls that keep the provider's limit of bytes. */
function toCalls(outgoing: readonly Outgoing[], mostBytes = Infinity): Outgoing[][] {
  const calls: Outgoing[][] = [];
  let filled = Infinity;
  for (const one of outgoing) {
    const { byteLength } = one.order.document.bytes;
    const call = calls.at(-1);
    if (call && filled + byteLength <= mostBytes) {
      call.push(one);
      filled += byteLength;
    } else {
      calls.push([one]);
      filled = byteLength;
    }
  }
  return calls;
}

const callOf = ({ call, backgroundCall }: Account, outgoing: readonly Outgoing[]): Account["call"] =>
  outgoing[0]?.submission.urgent ? call : backgroundCall;

async function sendTogether(gateway: Gateway, account: Account, outgoing: readonly Outgoing[]): Promise<number> {
  const { provider } = account;
  const orders = outgoing.map(({ order }) => order);
  let answers: readonly Answer[];
  try {
    const receipts = (await provider.submitBatch?.(orders, callOf(account, outgoing))) ?? [];
    if (receipts.length !== orders.length) throw new Error(`${receipts.length} receipts for ${orders.length} orders`);
    answers = receipts.map((receipt) => ({ receipt }));
  } catch (error) {
    const failure = toFailure(gateway, provider.id, error);
    // A refusal of the whole call says nothing about any one of them.
    if (failure.consequence === "refused") return sendOneByOne(gateway, account, outgoing);
    answers = orders.map(() => ({ failure }));
  }
  await settleAll(gateway, account, outgoing, answers);
  return answers.filter(isVerdict).length;
}

async function sendOneByOne(gateway: Gateway, account: Account, outgoing: readonly Outgoing[]): Promise<number> {
  let verdicts = 0;
  const { provider } = account;
  for (const one of outgoing) {
    let answer: Answer;
    try {
      if (!provider.submit) throw new Error(`${provider.id} sends nothing`);
      answer = { receipt: await provider.submit(one.order, callOf(account, [one])) };
    } catch (error) {
      answer = { failure: toFailure(gateway, provider.id, error) };
    }
    await settleAll(gateway, account, [one], [answer]);
    if (isVerdict(answer)) verdicts++;
  }
  return verdicts;
}

const isVerdict = (answer: Answer): boolean => "receipt" in answer || answer.failure.consequence === "refused";

async function settleAll(
  gateway: Gateway,
  { tenantId }: Account,
  outgoing: readonly Outgoing[],
  answers: readonly Answer[],
): Promise<void> {
  await gateway.store.transaction(tenantId, async (unit) => {
    for (const [index, { submission: sent }] of outgoing.entries()) {
      const answer = answers[index];
      const submission = await unit.lockSubmission(sent.id);
      if (answer && submission?.attempts === sent.attempts && isWaitedFor(submission, answer)) {
        await settleAttempt(gateway, unit, tenantId, submission, answer);
      }
    }
  });
}

/** Who was taken for dead and was only slow still brings a receipt; nothing else of it counts any more. */
const isWaitedFor = ({ state }: SubmissionRecord, answer: Answer): boolean =>
  state === "IN_FLIGHT" || (state === "OUTCOME_UNKNOWN" && "receipt" in answer);

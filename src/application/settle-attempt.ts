import type { ProviderProblem } from "../domain/problem.js";
import { type AttemptOutcome, moveTo } from "../domain/submission.js";
import type { Provider, Receipt, Rejection } from "../provider-kit/provider.js";
import { expectEvidence, keepEvidence } from "./archive-evidence.js";
import { changeInvoice, type InvoiceChange, refusalBy, toNews, toReason, withWarnings } from "./change-invoice.js";
import { moveOn } from "./fail-over.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { nextPollAt } from "./poll-schedule.js";
import type { InvoiceRecord, SubmissionRecord } from "./records.js";
import { nextAttemptInSeconds, nextQuestionInSeconds } from "./retry-schedule.js";
import type { Answer } from "./answer.js";

/** Writes down what an attempt came to: on the attempt, the submission and the invoice, with the job that follows. */
export async function settleAttempt(
  gateway: Pick<Gateway, "now" | "accounts" | "store" | "newId">,
  unit: Unit,
  tenantId: string,
  submission: SubmissionRecord,
  answer: Answer,
): Promise<void> {
  const invoice = await unit.lockInvoice(submission.invoiceId);
  if (!invoice) throw new Error(`Submission ${submission.id} has lost its invoice`);
  const account = gateway.accounts.find(submission.accountId);
  const provider = account?.provider;
  const now = gateway.now();
  const context: Context = { gateway, unit, tenantId, submission, invoice, account, provider, now };

  if ("receipt" in answer) {
    const { receipt } = answer;
    return receipt.outcome === "accepted" ? accept(context, receipt) : reject(context, receipt.rejection);
  }
  const { consequence, problem, rejection, retryAfterSeconds } = answer.failure;
  if (consequence === "refused") {
    const refusal: Rejection = rejection ?? {
      code: problem.nativeCode ?? problem.kind,
      message: problem.message,
      violations: [],
    };
    return reject(context, refusal, problem);
  }
  return consequence === "retry" ? sendAgain(context, problem, retryAfterSeconds) : park(context, problem);
}

interface Context {
  readonly gateway: Pick<Gateway, "now" | "accounts" | "store" | "newId">;
  readonly unit: Unit;
  readonly tenantId: string;
  readonly submission: SubmissionRecord;
  readonly invoice: InvoiceRecord;
  readonly account: Account | undefined;
  readonly provider: Provider | undefined;
  readonly now: Date;
}

async function accept(context: Context, receipt: Extract<Receipt, { outcome: "accepted" }>): Promise<void> {
  const { unit, submission, invoice, account, provider, now } = context;
  await endAttempt(context, "ACCEPTED", { providerReference: receipt.reference.id });
  const { unknownSince: _, nextAttemptAt: __, ...rest } = submission;
  const report = { reference: receipt.reference, status: receipt.status };
  const news = provider ? toNews(provider, report, now.toISOString()) : { meaning: {}, at: now.toISOString() };
  const screened = receipt.warnings !== undefined;
  const change: InvoiceChange = {
    news: {
      ...news,
      isFirstWord: true,
      meaning: {
        transport: "ACCEPTED_BY_PROVIDER",
        ...(screened && { screening: "PASSED" as const }),
        ...news.meaning,
      },
    },
    origin: "GATEWAY",
    now: now.toISOString(),
    submissionId: submission.id,
    reference: receipt.reference,
    ...(receipt.networkReferences && { networkReferences: receipt.networkReferences }),
    ...(screened && { validation: withWarnings(invoice, submission.provider, receipt.warnings, now) }),
  };
  const changed = await changeInvoice(unit, invoice, change);
  if (receipt.evidence) await keepEvidence(context.gateway, unit, context.tenantId, invoice.id, receipt.evidence);
  if (account) expectEvidence(unit, account, invoice, changed);
  const isAsked = account && !changed.state.terminal;
  const pollAt = isAsked ? await nextPollAt(unit, account, submission, submission.polls, now) : undefined;
  const state = moveTo(submission.state, "ACCEPTED");
  await unit.saveSubmission({ ...rest, state, ...(pollAt !== undefined && { pollAt }) });
}

async function reject(context: Context, rejection: Rejection, problem?: ProviderProblem): Promise<void> {
  const { unit, submission, invoice, provider, now } = context;
  const refused: ProviderProblem = problem ?? {
    provider: submission.provider,
    kind: "BUSINESS_REJECTION",
    message: rejection.message,
    nativeCode: rejection.code,
  };
  await endAttempt(context, "REJECTED", { problem: refused });
  const { unknownSince: _, nextAttemptAt: __, ...rest } = submission;
  await unit.saveSubmission({ ...rest, state: moveTo(submission.state, "REJECTED") });
  await changeInvoice(unit, invoice, {
    news: {
      meaning: provider ? refusalBy(provider) : { screening: "REFUSED" },
      at: now.toISOString(),
      reason: toReason(rejection),
    },
    origin: "GATEWAY",
    now: now.toISOString(),
    submissionId: submission.id,
    problem: refused,
  });
}

/** A job comes this much later than the earliest moment, so that it never finds its submission too early. */
const marginSeconds = 1;

/** After so many tries at one account the next one of the route is asked. */
const triesPerAccount = 3;

/** An account that cannot sign in will not do better the next time. */
const isLocked = ({ kind }: ProviderProblem): boolean => kind === "AUTHENTICATION" || kind === "AUTHORIZATION";

async function sendAgain(context: Context, problem: ProviderProblem, retryAfterSeconds?: number): Promise<void> {
  const { gateway, unit, submission, invoice, now } = context;
  await endAttempt(context, "NOT_ACCEPTED", { problem });
  const queued: SubmissionRecord = {
    ...submission,
    state: moveTo(submission.state, "QUEUED"),
    nextAttemptAt: later(now, nextAttemptInSeconds(submission.attempts, retryAfterSeconds)),
  };
  await unit.saveSubmission(queued);
  await changeInvoice(unit, invoice, {
    news: { meaning: { transport: "QUEUED" }, at: now.toISOString() },
    origin: "GATEWAY",
    now: now.toISOString(),
  });
  if (isLocked(problem) || submission.attempts >= triesPerAccount) await moveOn(gateway, unit, queued);
}

async function park(context: Context, problem: ProviderProblem): Promise<void> {
  const { unit, tenantId, submission, invoice, now } = context;
  await endAttempt(context, "UNKNOWN", { problem });
  const parked: SubmissionRecord = {
    ...submission,
    movable: false,
    state: moveTo(submission.state, "OUTCOME_UNKNOWN"),
    unknownSince: submission.unknownSince ?? now.toISOString(),
  };
  await askAgain(unit, tenantId, parked, now, 0);
  await changeInvoice(unit, invoice, {
    news: {
      meaning: { transport: "UNKNOWN" },
      at: now.toISOString(),
      reason: { code: problem.kind, message: problem.message, rules: [] },
    },
    origin: "GATEWAY",
    now: now.toISOString(),
    submissionId: submission.id,
    problem,
  });
}

/** Saves a submission of unknown outcome with the moment of the next question, and the job that puts it. */
export async function askAgain(
  unit: Unit,
  tenantId: string,
  submission: SubmissionRecord,
  now: Date,
  asked: number,
): Promise<void> {
  const startAfterSeconds = nextQuestionInSeconds(asked);
  await unit.saveSubmission({ ...submission, nextAttemptAt: later(now, startAfterSeconds) });
  unit.enqueue(
    { name: "reconcile", tenantId, submissionId: submission.id },
    { startAfterSeconds: startAfterSeconds + marginSeconds },
  );
}

async function endAttempt(
  { unit, submission, now }: Context,
  outcome: AttemptOutcome,
  more: { problem?: ProviderProblem; providerReference?: string },
): Promise<void> {
  await unit.saveAttempt({
    submissionId: submission.id,
    number: submission.attempts,
    provider: submission.provider,
    startedAt: now.toISOString(),
    endedAt: now.toISOString(),
    outcome,
    ...more,
  });
}

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

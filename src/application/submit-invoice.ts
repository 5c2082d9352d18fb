import { queuedState } from "../domain/lifecycle.js";
import type { Problem } from "../domain/problem.js";
import { isSettled } from "../domain/submission.js";
import type { ValidationReport } from "../domain/validation.js";
import { checkCommand } from "./check-command.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { headOf } from "./invoice-head.js";
import { conflict } from "./idempotency.js";
import { type Preparation, prepareSubmission, type ReadySubmission } from "./prepare-submission.js";
import type { SubmissionRecord } from "./records.js";
import { requestHash } from "./request-hash.js";
import type { SubmitInvoiceCommand, SubmitInvoiceResult } from "./tenant-gateway.js";

/** Longest time a caller may wait for the verdict in the same request. */
const longestWaitMs = 30_000;

/**
 * Commits the submission and its first event together and answers; sends nothing itself: a queued submission is its own
 * job. With `waitMs` it
 * answers once the provider has, or the time is up.
 */
export async function submitInvoice(
  gateway: Gateway,
  tenantId: string,
  command: SubmitInvoiceCommand,
): Promise<SubmitInvoiceResult> {
  const problem = checkCommand(command);
  if (problem) return { replayed: false, problems: [problem] };
  const { idempotencyKey: key, waitMs: _, ...request } = command;
  const hash = requestHash(request);
  const preparation = await prepareSubmission(gateway, tenantId, command);

  const stored = await gateway.store
    .transaction(tenantId, async (unit) => {
      const submissionId = gateway.newId();
      const earlier = await unit.claimKey({
        key,
        operation: "submitInvoice",
        requestHash: hash,
        subjectId: submissionId,
      });
      if (earlier) {
        return earlier.requestHash === hash && earlier.operation === "submitInvoice"
          ? { submissionId: earlier.subjectId, replayed: true, problems: [] }
          : { replayed: false, problems: [conflict(key, earlier)] };
      }
      if (!preparation.ready) throw new Refused(preparation.problems);
      const added = await addSubmission(gateway, unit, {
        submissionId,
        command,
        ready: preparation.ready,
        preparation,
      });
      if ("problem" in added) throw new Refused([added.problem]);
      return { submissionId, replayed: false, problems: [] };
    })
    .catch(refusedAsValue);

  if (!("submissionId" in stored) || stored.submissionId === undefined) {
    return { replayed: false, problems: stored.problems };
  }
  const submission = await awaitVerdict(gateway, tenantId, stored.submissionId, command.waitMs ?? 0);
  const [invoice] = await gateway.store.reader(tenantId).invoices([submission.invoiceId]);
  return { submission, replayed: stored.replayed, problems: [], ...(invoice && { invoice }) };
}

/** Rolls the transaction back: a refused request leaves nothing behind, not even its key. */
export class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join("; "));
    this.problems = problems;
  }
}

export function refusedAsValue(error: unknown): { replayed: false; problems: readonly Problem[] } {
  if (error instanceof Refused) return { replayed: false, problems: error.problems };
  throw error;
}

export interface NewSubmission {
  readonly submissionId: string;
  readonly command: SubmitInvoiceCommand;
  readonly ready: ReadySubmission;
  readonly preparation: { readonly report: ValidationReport; readonly route: Preparation["route"] };
  readonly batchId?: string;
}

/** Writes invoice, documents, submission and first event; answers why not when the document is on its way already. */
export async function addSubmission(
  gateway: Pick<Gateway, "now" | "newId">,
  unit: Unit,
  { submissionId, command, ready, preparation, batchId }: NewSubmission,
): Promise<{ readonly invoiceId: string } | { readonly problem: Problem }> {
  const at = gateway.now().toISOString();
  const invoiceId = gateway.newId();
  const { account, invoice, document, raw, documentKey, sender, receiver } = ready;
  const submission: SubmissionRecord = {
    id: submissionId,
    invoiceId,
    idempotencyKey: command.idempotencyKey,
    accountId: account.id,
    provider: account.provider.id,
    state: "QUEUED",
    route: preparation.route,
    documentKey,
    attempts: 0,
    polls: 0,
    createdAt: at,
    ...(sender && { sender }),
    ...(receiver && { receiver }),
    ...(batchId !== undefined && { batchId }),
    urgent: batchId === undefined,
    movable: command.routing?.allowFailover ?? true,
    ...(command.routing?.scheduleAt !== undefined && { nextAttemptAt: command.routing.scheduleAt }),
  };
  if (!(await unit.insertSubmission(submission))) {
    const existing = await unit.findLiveSubmission(account.id, documentKey);
    return { problem: duplicate(invoice.number, existing) };
  }
  const state = queuedState(at);
  await unit.insertInvoice({
    id: invoiceId,
    direction: "OUTBOUND",
    ...headOf(invoice),
    accountId: account.id,
    provider: account.provider.id,
    networkReferences: [],
    state,
    validation: preparation.report,
    labels: command.labels ?? [],
    sequence: 1,
    version: 1,
    createdAt: at,
    updatedAt: at,
    content: invoice,
    ...(command.clientReference !== undefined && { clientReference: command.clientReference }),
  });
  const common = { invoiceId, createdAt: at };
  if (raw) await unit.insertDocument({ ...common, id: gateway.newId(), kind: "SUBMITTED", ...raw });
  await unit.insertDocument({ ...common, id: gateway.newId(), kind: "SENT", ...document });
  unit.publish({
    type: "INVOICE_SUBMITTED",
    invoiceId,
    sequence: 1,
    direction: "OUTBOUND",
    provider: account.provider.id,
    origin: "GATEWAY",
    occurredAt: at,
    state,
    submissionId,
  });
  return { invoiceId };
}

function duplicate(number: string, existing: SubmissionRecord | undefined): Problem {
  return {
    code: "DUPLICATE_INVOICE",
    message: `Invoice ${number} of this seller is already submitted${existing ? ` (state ${existing.state})` : ""}`,
    path: ["content"],
    retryable: false,
    ...(existing && { existingInvoiceId: existing.invoiceId }),
  };
}

async function awaitVerdict(
  gateway: Gateway,
  tenantId: string,
  submissionId: string,
  waitMs: number,
): Promise<SubmissionRecord> {
  const reader = gateway.store.reader(tenantId);
  const deadline = Date.now() + Math.min(Math.max(0, waitMs), longestWaitMs);
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 250)) {
    const [submission] = await reader.submissions([submissionId]);
    if (!submission) throw new Error(`Submission ${submissionId} is committed and cannot be read`);
    const decided =
      submission.state === "ACCEPTED" || submission.state === "OUTCOME_UNKNOWN" || isSettled(submission.state);
    const leftMs = deadline - Date.now();
    if (decided || leftMs <= 0) return submission;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
  }
}

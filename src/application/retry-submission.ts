import { prepareDocument } from "./prepare-document.js";
import type { InvalidTransition, Problem, RouteDecision } from "../domain/problem.js";
import { moveTo } from "../domain/submission.js";
import type { DocumentContent } from "../provider-kit/provider.js";
import { changeInvoice } from "./change-invoice.js";
import { chooseRoute } from "./choose-route.js";
import { handOver } from "./fail-over.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { checkIdempotencyKey, conflict } from "./idempotency.js";
import { type Reconciliation, reconcileSubmission } from "./reconcile-submission.js";
import type { InvoiceRecord, SubmissionRecord } from "./records.js";
import { requestHash } from "./request-hash.js";
import { Refused, refusedAsValue } from "./submit-invoice.js";
import type { RetrySubmissionCommand, Routing, SubmitInvoiceResult } from "./tenant-gateway.js";

/**
 * Sends once more, or at once, because a person asks for it. What a provider may have is sent again only when it has
 * said that it does not have it, or when nobody can ask it, and never before the lost request can no longer land.
 */
export async function retrySubmission(
  gateway: Gateway,
  tenantId: string,
  { idempotencyKey: key, ...request }: RetrySubmissionCommand,
): Promise<SubmitInvoiceResult> {
  const problem = checkIdempotencyKey(key);
  if (problem) return { replayed: false, problems: [problem] };
  const { submissionId, routing = {} } = request;
  const reader = gateway.store.reader(tenantId);
  const [before] = await reader.submissions([submissionId]);
  if (!before) return { replayed: false, problems: [noSubmission(submissionId)] };
  const newRoute = await chooseNewRoute(gateway, tenantId, before, routing);
  const isAskedAbout = before.state === "OUTCOME_UNKNOWN" && "stays" in newRoute;
  const reconciliation = isAskedAbout && (await reconcileSubmission(gateway, tenantId, before.id));
  const wish: Wish = { routing, newRoute, ...(reconciliation && { reconciliation }) };

  const hash = requestHash(request);
  const ended = await gateway.store
    .transaction(tenantId, async (unit) => {
      const submission = await unit.lockSubmission(submissionId);
      const invoice = submission && (await unit.lockInvoice(submission.invoiceId));
      if (!submission || !invoice) throw new Refused([noSubmission(submissionId)]);
      const operation = "retrySubmission";
      const earlier = await unit.claimKey({ key, operation, requestHash: hash, subjectId: submissionId });
      if (earlier && (earlier.operation !== operation || earlier.requestHash !== hash)) {
        throw new Refused([conflict(key, earlier)]);
      }
      if (earlier) return { replayed: true, problems: [] };
      // It may be on its way by now.
      if (reconciliation !== "QUEUED_AGAIN") await sendOnceMore(gateway, unit, submission, invoice, wish);
      return { replayed: false, problems: [] };
    })
    .catch(refusedAsValue);

  const [submission] = await reader.submissions([submissionId]);
  const [invoice] = await reader.invoices([before.invoiceId]);
  return { ...ended, ...(submission && { submission }), ...(invoice && { invoice }) };
}

interface Wish {
  readonly routing: Routing;
  readonly newRoute: NewRoute;
  /** What the provider said when it was asked, for a submission whose outcome was unknown. */
  readonly reconciliation?: Reconciliation;
}

/** @throws {Refused} */
async function sendOnceMore(
  gateway: Gateway,
  unit: Unit,
  submission: SubmissionRecord,
  invoice: InvoiceRecord,
  { routing, newRoute, reconciliation }: Wish,
): Promise<void> {
  const { unknownSince, nextAttemptAt: _, ...rest } = submission;
  const mayBeThere = unknownSince !== undefined || newRoute.wasUnknown;
  const isElsewhere = "account" in newRoute && newRoute.account.id !== submission.accountId;
  if (isElsewhere && mayBeThere) {
    const message = `Submission ${submission.id} cannot go through another account: an attempt at ${submission.accountId} was never answered`;
    throw new Refused([invalidTransition(invoice, { message })]);
  }
  const obstacle = findObstacle(gateway, submission, reconciliation);
  if (obstacle) throw new Refused([invalidTransition(invoice, obstacle)]);
  if ("problem" in newRoute) throw new Refused([newRoute.problem]);
  const accountId = isElsewhere ? newRoute.account.id : submission.accountId;
  const rival = await unit.findLiveSubmission(accountId, submission.documentKey);
  if (rival && rival.id !== submission.id) throw new Refused([duplicate(invoice, rival)]);

  const wasFailed = submission.state === "FAILED";
  const { reference: _reference, ...unsent } = invoice;
  // What the provider still says of the document that failed is not about the one that goes out now.
  const record = wasFailed ? unsent : invoice;
  const queued: SubmissionRecord = {
    ...rest,
    state: submission.state === "QUEUED" ? "QUEUED" : moveTo(submission.state, "QUEUED"),
    movable: (routing.allowFailover ?? submission.movable) && !mayBeThere,
    ...(routing.scheduleAt !== undefined && { nextAttemptAt: routing.scheduleAt }),
  };
  if (isElsewhere) {
    const { decision: route, account, document } = newRoute;
    return handOver(gateway, unit, { ...queued, route }, record, { account, document, origin: "OPERATOR" });
  }
  const { progress: __, ...afresh } = queued;
  await unit.saveSubmission(wasFailed ? afresh : queued);
  const now = gateway.now().toISOString();
  await changeInvoice(unit, record, {
    news: { meaning: { transport: "QUEUED" }, at: now },
    origin: "OPERATOR",
    now,
    submissionId: submission.id,
  });
}

/** Why it cannot be sent once more, in a sentence. */
function findObstacle(
  { accounts, now }: Gateway,
  { id, state, accountId, unknownSince }: SubmissionRecord,
  reconciliation: Reconciliation | undefined,
): Obstacle | undefined {
  if (state === "QUEUED" || state === "FAILED") return undefined;
  if (reconciliation === "ADOPTED") {
    return { message: `The provider was asked and knows submission ${id}, which is ${state} now` };
  }
  if (state !== "OUTCOME_UNKNOWN") {
    return { message: `Submission ${id} is ${state}${adviceFor[state]}`, retryable: state === "IN_FLIGHT" };
  }
  if (typeof reconciliation === "object" && "unanswered" in reconciliation) {
    const message = `The provider may have submission ${id} and could not be asked (${reconciliation.unanswered.message})`;
    return { message, retryable: true };
  }
  const settlesWithinMs = (accounts.find(accountId)?.provider.settlesWithinSeconds ?? 0) * 1000;
  const settledAtMs = Date.parse(unknownSince ?? "") + settlesWithinMs;
  const isSettled = reconciliation === "NOT_ASKABLE" && now().getTime() >= settledAtMs;
  if (isSettled) return undefined;
  const until = new Date(settledAtMs).toISOString();
  return { message: `Submission ${id} may still reach the provider until ${until}`, retryable: true };
}

interface Obstacle {
  readonly message: string;
  readonly retryable?: boolean;
}

const adviceFor: Readonly<Record<"IN_FLIGHT" | "ACCEPTED" | "REJECTED" | "CANCELLED", string>> = {
  IN_FLIGHT: ": it is being sent at this moment",
  ACCEPTED: ": the provider has it",
  REJECTED: ": what was refused is put right and submitted anew",
  CANCELLED: ": what was taken back is submitted anew",
};

type NewRoute = { readonly wasUnknown: boolean } & (
  | { readonly stays: true }
  | { readonly account: Account; readonly decision: RouteDecision; readonly document: DocumentContent }
  | { readonly problem: Problem }
);

async function chooseNewRoute(
  gateway: Gateway,
  tenantId: string,
  submission: SubmissionRecord,
  routing: Routing,
): Promise<NewRoute> {
  const reader = gateway.store.reader(tenantId);
  const attempts = await reader.attemptsOf([submission.id]);
  const wasUnknown = attempts.some(({ outcome }) => outcome === "UNKNOWN");
  if (routing.provider === undefined && routing.network === undefined) return { wasUnknown, stays: true };
  const [found] = await reader.contents([submission.invoiceId]);
  if (!found) throw new Error(`Submission ${submission.id} has lost its invoice`);
  const choice = { accounts: gateway.accounts.ofTenant(tenantId), rules: gateway.accounts.rulesOf(tenantId) };
  const { decision, account } = chooseRoute(choice, found.content, routing);
  if (!account) return { wasUnknown, problem: noRoute(decision) };
  if (account.id === submission.accountId) return { wasUnknown, stays: true };
  const raw = await reader.submittedDocument(submission.invoiceId);
  const prepared = prepareDocument(account.provider, { invoice: found.content, ...(raw && { raw }) });
  if (!prepared) return { wasUnknown, problem: noRoute(decision) };
  if ("document" in prepared) return { wasUnknown, account, decision, document: prepared.document };
  const { violations } = prepared;
  const message = `${account.provider.name} cannot take the invoice: ${violations[0]?.message}`;
  return {
    wasUnknown,
    problem: { code: "VALIDATION_FAILED", message, path: ["routing"], retryable: false, violations },
  };
}

const noRoute = (route: RouteDecision): Problem => ({
  code: "NO_ROUTE",
  message: route.explanation,
  path: ["routing"],
  retryable: false,
  route,
});

const duplicate = ({ number }: InvoiceRecord, rival: SubmissionRecord): Problem => ({
  code: "DUPLICATE_INVOICE",
  message: `Invoice ${number} was submitted anew in the meantime (state ${rival.state})`,
  path: ["submissionId"],
  retryable: false,
  existingInvoiceId: rival.invoiceId,
});

const invalidTransition = (invoice: InvoiceRecord, { message, retryable = false }: Obstacle): InvalidTransition => ({
  code: "INVALID_TRANSITION",
  message,
  path: ["submissionId"],
  retryable,
  from: invoice.state.value,
  allowed: [],
});

export const noSubmission = (id: string): Problem => ({
  code: "NOT_FOUND",
  message: `There is no submission ${id}`,
  path: ["submissionId"],
  retryable: false,
});

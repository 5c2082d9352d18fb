import type { InvoiceState } from "../domain/lifecycle.js";
import type { Problem } from "../domain/problem.js";
import { moveTo } from "../domain/submission.js";
import type { StatusReport } from "../provider-kit/provider.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account, Gateway, Unit } from "./gateway.js";
import { checkIdempotencyKey, conflict } from "./idempotency.js";
import { recordStatus } from "./record-status.js";
import type { InvoiceRecord, SubmissionRecord } from "./records.js";
import { requestHash } from "./request-hash.js";
import { toFailure } from "./answer.js";
import { Refused, refusedAsValue } from "./submit-invoice.js";
import type { CancelInvoiceCommand, InvoiceResult } from "./tenant-gateway.js";
import { findUnstorable } from "./unstorable.js";

const longestReason = 300;

/**
 * Cancels an invoice: one that still waits is taken back here; one that the provider has is cancelled there, within
 * the provider's window, which is checked before it is called.
 */
export async function cancelInvoice(
  gateway: Gateway,
  tenantId: string,
  command: CancelInvoiceCommand,
): Promise<InvoiceResult> {
  const problem = checkIdempotencyKey(command.idempotencyKey) ?? checkReason(command.reason);
  if (problem) return { problems: [problem] };
  const begun = await begin(gateway, tenantId, command).catch(refusedAsValue);
  if ("problems" in begun)
    return { ...(await current(gateway, tenantId, command.invoiceId)), problems: begun.problems };
  if (begun.kind === "done") return current(gateway, tenantId, command.invoiceId);

  const { account, invoice } = begun;
  let report: StatusReport;
  try {
    const { provider, call } = account;
    if (!provider.cancel || !invoice.reference) return { problems: [notFound(command.invoiceId)] };
    report = await provider.cancel(invoice.reference, command.reason, call);
  } catch (error) {
    return cancelFailed(gateway, tenantId, account, invoice, error);
  }
  await gateway.store.transaction(tenantId, (unit) =>
    recordStatus(gateway, unit, account, invoice.id, report, "GATEWAY"),
  );
  return current(gateway, tenantId, invoice.id);
}

type Begun =
  { readonly kind: "done" } | { readonly kind: "ask"; readonly account: Account; readonly invoice: InvoiceRecord };

function begin(gateway: Gateway, tenantId: string, command: CancelInvoiceCommand): Promise<Begun> {
  const { idempotencyKey: key, ...request } = command;
  return gateway.store.transaction(tenantId, async (unit): Promise<Begun> => {
    const submission = await unit.findSubmissionOfInvoice(command.invoiceId);
    const invoice = await unit.lockInvoice(command.invoiceId);
    if (!invoice) throw new Refused([notFound(command.invoiceId)]);
    const hash = requestHash(request);
    const earlier = await unit.claimKey({ key, operation: "cancelInvoice", requestHash: hash, subjectId: invoice.id });
    if (earlier && (earlier.operation !== "cancelInvoice" || earlier.requestHash !== hash)) {
      throw new Refused([conflict(key, earlier)]);
    }
    if (invoice.state.value === "CANCELLED") return { kind: "done" };
    if (submission?.state === "QUEUED") {
      await takeBack(gateway, unit, invoice, submission, command.reason);
      return { kind: "done" };
    }
    const account = gateway.accounts.find(invoice.accountId ?? "");
    const refusal = account ? obstacle(account, invoice, gateway.now()) : notFound(command.invoiceId);
    if (!account || refusal) throw new Refused(refusal ? [refusal] : []);
    return { kind: "ask", account, invoice };
  });
}

/** Nothing was sent yet: the submission simply ends. */
async function takeBack(
  gateway: Gateway,
  unit: Unit,
  invoice: InvoiceRecord,
  submission: SubmissionRecord,
  reason: string,
): Promise<void> {
  const now = gateway.now().toISOString();
  await unit.saveSubmission({ ...submission, state: moveTo(submission.state, "CANCELLED") });
  await changeInvoice(unit, invoice, {
    news: {
      meaning: { clearance: "CANCELLED", final: true },
      at: now,
      reason: { code: "CANCELLED_BEFORE_SENDING", message: reason, rules: [] },
    },
    origin: "OPERATOR",
    now,
    submissionId: submission.id,
  });
}

const notCancellable: ReadonlySet<InvoiceState["value"]> = new Set([
  "REJECTED",
  "FAILED",
  "OUTCOME_UNKNOWN",
  "SUBMITTING",
]);

function obstacle({ provider }: Account, invoice: InvoiceRecord, now: Date): Problem | undefined {
  if (!provider.cancel) {
    return {
      code: "UNSUPPORTED_BY_PROVIDER",
      message: `${provider.name} cannot cancel an invoice: correct it with a credit note`,
      path: ["invoiceId"],
      retryable: false,
      capability: "CANCEL",
      provider: provider.id,
    };
  }
  if (!invoice.reference || notCancellable.has(invoice.state.value)) {
    return invalidTransition(invoice, `Invoice ${invoice.number} is ${invoice.state.value} and cannot be cancelled`);
  }
  const hours = provider.limits.cancelWithinHours;
  const ageHours = (now.getTime() - Date.parse(invoice.state.since)) / 3_600_000;
  if (hours !== undefined && ageHours > hours) {
    return invalidTransition(
      invoice,
      `Invoice ${invoice.number} became ${invoice.state.value} ${Math.floor(ageHours)} hours ago; ${provider.name} cancels within ${hours}`,
    );
  }
  return undefined;
}

const invalidTransition = (invoice: InvoiceRecord, message: string): Problem => ({
  code: "INVALID_TRANSITION",
  message,
  path: ["invoiceId"],
  retryable: false,
  from: invoice.state.value,
});

async function cancelFailed(
  gateway: Gateway,
  tenantId: string,
  account: Account,
  invoice: InvoiceRecord,
  error: unknown,
): Promise<InvoiceResult> {
  const { problem, rejection, consequence, retryAfterSeconds } = toFailure(gateway, account.provider.id, error);
  if (consequence === "hold") await askSoon(gateway, tenantId, invoice.id);
  if (problem.kind === "RATE_LIMITED") {
    const retryAt = new Date(gateway.now().getTime() + (retryAfterSeconds ?? 1) * 1000).toISOString();
    return { problems: [{ code: "RATE_LIMITED", message: problem.message, retryable: true, retryAt }] };
  }
  return {
    invoice,
    problems: [
      {
        code: "PROVIDER_REJECTED",
        message: problem.message,
        path: ["invoiceId"],
        retryable: consequence !== "refused",
        problem,
        violations: rejection?.violations ?? [],
      },
    ],
  };
}

/** The answer was lost: the provider's status will tell whether it cancelled. */
const askSoon = (gateway: Gateway, tenantId: string, invoiceId: string): Promise<void> =>
  gateway.store.transaction(tenantId, async (unit) => {
    const submission = await unit.findSubmissionOfInvoice(invoiceId);
    if (submission) await unit.saveSubmission({ ...submission, pollAt: gateway.now().toISOString() });
  });

async function current({ store }: Gateway, tenantId: string, invoiceId: string): Promise<InvoiceResult> {
  const [invoice] = await store.reader(tenantId).invoices([invoiceId]);
  return { problems: [], ...(invoice && { invoice }) };
}

export const notFound = (id: string): Problem => ({
  code: "NOT_FOUND",
  message: `There is no invoice ${id}`,
  path: ["invoiceId"],
  retryable: false,
});

function checkReason(reason: string): Problem | undefined {
  const storable = findUnstorable(reason) === undefined;
  if (storable && reason.trim().length > 0 && reason.length <= longestReason) return undefined;
  const message = storable
    ? `The reason has ${reason.length} characters; it needs 1 to ${longestReason}`
    : "The reason holds a character that cannot be stored";
  return {
    code: "VALIDATION_FAILED",
    message,
    path: ["reason"],
    retryable: false,
    violations: [{ rule: "GW-REASON-01", ruleset: "GATEWAY", severity: "FATAL", message, path: ["reason"] }],
  };
}

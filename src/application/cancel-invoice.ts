import type { EventRecord } from "./records.js";
import type { Problem } from "../domain/problem.js";
import { moveTo } from "../domain/submission.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Reader, Unit } from "./store.js";
import { checkIdempotencyKey } from "./idempotency.js";
import { noInvoice, performAction, type Standing } from "./perform-action.js";
import type { InvoiceRecord, SubmissionRecord } from "./records.js";
import { Refused } from "./submit-invoice.js";
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
  { idempotencyKey, invoiceId, reason }: CancelInvoiceCommand,
): Promise<InvoiceResult> {
  const problem = checkIdempotencyKey(idempotencyKey) ?? checkReason(reason);
  if (problem) return { problems: [problem] };
  const reader = gateway.store.reader(tenantId);
  const acceptedAt = await findAcceptance(reader, invoiceId);
  const problems = await performAction(gateway, tenantId, {
    operation: "cancelInvoice",
    idempotencyKey,
    invoiceId,
    request: { kind: "CANCEL", reason },
    async admit(unit, standing) {
      const { invoice, submission } = standing;
      if (invoice.state.value === "CANCELLED") return undefined;
      if (submission?.state === "QUEUED") {
        await takeBack(gateway, unit, invoice, submission, reason);
        return undefined;
      }
      return findCanceller(gateway, standing, acceptedAt);
    },
    call({ provider, call }, { invoice }) {
      if (!provider.cancel || !invoice.reference) throw new Error(`Invoice ${invoice.id} was let through by mistake`);
      return provider.cancel(invoice.reference, reason, call);
    },
  });
  const [invoice] = await reader.invoices([invoiceId]);
  return { problems, ...(invoice && { invoice }) };
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

/** @throws {Refused} */
function findCanceller(gateway: Gateway, { invoice }: Standing, acceptedAt: string | undefined): Account {
  const { state, number } = invoice;
  if (invoice.direction === "INBOUND") {
    throw refusal(invoice, `Invoice ${number} was sent to you: respond to it, its seller cancels it`);
  }
  const account = gateway.accounts.find(invoice.accountId ?? "");
  if (!account) throw new Refused([noInvoice(invoice.id)]);
  const { provider } = account;
  if (!provider.cancel) throw new Refused([unsupported(provider)]);
  const isThere = state.transport === "ACCEPTED_BY_PROVIDER" || state.transport === "DELIVERED";
  const isRefused = state.screening === "REFUSED" || state.clearance === "REJECTED";
  if (!invoice.reference || !isThere || isRefused) {
    throw refusal(invoice, `Invoice ${number} is ${state.value} and cannot be cancelled`);
  }
  const hours = provider.limits.cancelWithinHours;
  const ageHours = (gateway.now().getTime() - Date.parse(acceptedAt ?? invoice.createdAt)) / 3_600_000;
  if (hours !== undefined && ageHours > hours) {
    throw refusal(
      invoice,
      `Invoice ${number} was accepted ${Math.floor(ageHours)} hours ago; ${provider.name} cancels within ${hours}`,
    );
  }
  return account;
}

/** Far more than happens to an invoice until it is accepted. */
const mostEvents = 1_000;

/**
 * From when on it counts as accepted: since the authority cleared it, or where there is none, since the provider took
 * it. Whatever was said of it later does not change that.
 */
async function findAcceptance(reader: Reader, invoiceId: string): Promise<string | undefined> {
  const events = await reader.events({ invoiceIds: [invoiceId], after: 0, limit: mostEvents });
  return (events.find(isCleared) ?? events.find(isTaken))?.occurredAt;
}

const isCleared = ({ state }: EventRecord): boolean =>
  state.clearance === "CLEARED" || state.clearance === "CLEARED_WITH_WARNINGS" || state.clearance === "REPORTED";

const isTaken = ({ state }: EventRecord): boolean =>
  state.transport === "ACCEPTED_BY_PROVIDER" || state.transport === "DELIVERED";

const unsupported = ({ id, name }: Account["provider"]): Problem => ({
  code: "UNSUPPORTED_BY_PROVIDER",
  message: `${name} cannot cancel an invoice: correct it with a credit note`,
  path: ["invoiceId"],
  retryable: false,
  capability: "CANCEL",
  provider: id,
});

const refusal = (invoice: InvoiceRecord, message: string): Refused =>
  new Refused([
    {
      code: "INVALID_TRANSITION",
      message,
      path: ["invoiceId"],
      retryable: false,
      from: invoice.state.value,
      allowed: [],
    },
  ]);

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

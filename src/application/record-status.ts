import type { InvoiceStatus } from "../domain/lifecycle.js";
import { moveTo, type SubmissionState } from "../domain/submission.js";
import type { StatusReport } from "../provider-kit/provider.js";
import { expectEvidence, keepEvidence } from "./archive-evidence.js";
import { changeInvoice, toNews, withWarnings } from "./change-invoice.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { nextPollAt } from "./poll-schedule.js";
import type { EventOrigin, InvoiceRecord } from "./records.js";

/** What it takes of a transaction to record one word. */
export type StatusUnit = Pick<
  Unit,
  | "findSubmissionOfInvoice"
  | "lockInvoice"
  | "saveInvoice"
  | "saveSubmission"
  | "hasWebhookRegistration"
  | "insertDocument"
  | "publish"
  | "enqueue"
>;

/**
 * The only place where a provider's word changes an invoice that the provider has. Repeated and late words change
 * nothing; when the invoice is final, the provider is asked no more.
 */
export async function recordStatus(
  gateway: Pick<Gateway, "now" | "newId" | "store">,
  unit: StatusUnit,
  account: Account,
  invoiceId: string,
  report: StatusReport,
  origin: EventOrigin,
): Promise<InvoiceRecord | undefined> {
  const submission = await unit.findSubmissionOfInvoice(invoiceId);
  const invoice = await unit.lockInvoice(invoiceId);
  if (!invoice) return undefined;
  const at = gateway.now().toISOString();
  const changed = await changeInvoice(unit, invoice, {
    news: toNews(account.provider, report, at),
    origin,
    now: at,
    ...(submission && { submissionId: submission.id }),
    ...(report.networkReferences && { networkReferences: report.networkReferences }),
    ...(report.native !== undefined && { native: report.native }),
    ...(report.warnings && { validation: withWarnings(invoice, account.provider.id, report.warnings, gateway.now()) }),
  });
  if (report.evidence) await keepEvidence(gateway, unit, account.tenantId, invoiceId, report.evidence);
  expectEvidence(unit, account, invoice, changed);
  if (submission) {
    const { pollAt: asked, ...rest } = submission;
    const state = stateAfter(submission.state, changed.state.value);
    const polls = origin === "PROVIDER_POLL" ? submission.polls + 1 : submission.polls;
    const goesOn = asked !== undefined && !changed.state.terminal;
    const pollAt = goesOn ? await nextPollAt(unit, account, submission, polls, gateway.now()) : undefined;
    if (state !== submission.state || asked !== undefined) {
      await unit.saveSubmission({ ...rest, state, polls, ...(pollAt !== undefined && { pollAt }) });
    }
  }
  return changed;
}

/** A document the provider had taken, and then refused, failed or cancelled, was not accepted in the end. */
function stateAfter(state: SubmissionState, invoice: InvoiceStatus): SubmissionState {
  const ended = invoice === "REJECTED" || invoice === "FAILED" || invoice === "CANCELLED";
  return ended && state === "ACCEPTED" ? moveTo(state, invoice) : state;
}

import { advance, eventsOf, type Meaning, type News, type StatusReason } from "../domain/lifecycle.js";
import type { ProviderProblem } from "../domain/problem.js";
import { type RuleViolation, toValidationReport, type ValidationReport } from "../domain/validation.js";
import type { NetworkReference, Provider, Reference, Rejection, StatusReport } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import type { Unit } from "./store.js";
import type { EventOrigin, InvoiceRecord } from "./records.js";

export interface InvoiceChange {
  readonly news: News;
  readonly origin: EventOrigin;
  readonly now: string;
  readonly submissionId?: string;
  readonly reference?: Reference;
  readonly networkReferences?: readonly NetworkReference[];
  readonly validation?: ValidationReport;
  readonly problem?: ProviderProblem;
  readonly native?: unknown;
  /** Who takes it from now on. */
  readonly account?: Account;
}

/** The only way an invoice changes: its new state and the events about it are saved together. */
export async function changeInvoice(
  unit: Pick<Unit, "saveInvoice" | "publish">,
  invoice: InvoiceRecord,
  change: InvoiceChange,
): Promise<InvoiceRecord> {
  const state = advance(invoice.state, invoice.direction, change.news);
  const learned = learn(invoice, change);
  if (state === invoice.state && learned === invoice) return invoice;

  const types = eventsOf(invoice.state, state);
  const changed: InvoiceRecord = {
    ...learned,
    state,
    sequence: invoice.sequence + types.length,
    version: invoice.version + 1,
    updatedAt: change.now,
  };
  await unit.saveInvoice(changed);
  types.forEach((type, index) =>
    unit.publish({
      type,
      invoiceId: invoice.id,
      sequence: invoice.sequence + index + 1,
      direction: invoice.direction,
      origin: change.origin,
      occurredAt: change.news.at,
      before: invoice.state.value,
      state,
      ...(changed.provider !== undefined && { provider: changed.provider }),
      ...(change.submissionId !== undefined && { submissionId: change.submissionId }),
      ...(type === "INVOICE_VALIDATED" && changed.validation && { validation: changed.validation }),
      ...(change.problem && { problem: change.problem }),
      ...(change.native !== undefined && { native: change.native }),
    }),
  );
  return changed;
}

function learn(invoice: InvoiceRecord, change: InvoiceChange): InvoiceRecord {
  const known = new Set(invoice.networkReferences.map(({ kind, value }) => `${kind} ${value}`));
  const added = (change.networkReferences ?? []).filter(({ kind, value }) => !known.has(`${kind} ${value}`));
  if (!change.reference && added.length === 0 && !change.validation && !change.account) return invoice;
  return {
    ...invoice,
    networkReferences: [...invoice.networkReferences, ...added],
    ...(change.reference && { reference: change.reference }),
    ...(change.validation && { validation: change.validation }),
    ...(change.native !== undefined && { native: change.native }),
    ...(change.account && { accountId: change.account.id, provider: change.account.provider.id }),
  };
}

/** The provider's word in our terms. A word without a meaning changes nothing and is kept as it was said. */
export function toNews(provider: Provider, report: StatusReport, now: string): News {
  const meaning: Meaning | undefined = Object.hasOwn(provider.statuses, report.status)
    ? provider.statuses[report.status]
    : undefined;
  return {
    meaning: meaning ?? {},
    at: isBelievable(report.at, now) ? report.at : now,
    native: {
      code: report.status,
      mapped: meaning !== undefined,
      ...(report.label !== undefined && { label: report.label }),
    },
    ...(report.rejection && { reason: toReason(report.rejection) }),
  };
}

/** Clocks differ by minutes; what claims to lie further ahead would outlast every later word. */
const furthestAheadMs = 5 * 60_000;

const isBelievable = (at: string | undefined, now: string): at is string =>
  at !== undefined && Date.parse(at) <= Date.parse(now) + furthestAheadMs;

export const toReason = (rejection: Rejection): StatusReason => ({
  code: rejection.code,
  message: rejection.message,
  rules: rejection.violations,
  ...(rejection.actionRequired !== undefined && { actionRequired: rejection.actionRequired }),
});

/** The report with what the provider found beside; a finding that is there is not added again. */
export function withWarnings(
  { validation }: InvoiceRecord,
  provider: string,
  warnings: readonly RuleViolation[],
  now: Date,
): ValidationReport {
  const known = validation?.violations ?? [];
  const isKnown = (found: RuleViolation) =>
    known.some(
      ({ rule, ruleset, message }) => found.rule === rule && found.ruleset === ruleset && found.message === message,
    );
  return toValidationReport(
    [...new Set([...(validation?.rulesets ?? []), provider])],
    [...known, ...warnings.filter((found) => !isKnown(found))],
    { state: validation?.officialRules ?? "NOT_INSTALLED", rulesets: [], violations: [] },
    now,
  );
}

/** An explicit refusal: by the authority where the provider is one, else by the provider's own checks. */
export const refusalBy = (provider: Provider): Meaning =>
  provider.kind === "CLEARANCE" ? { clearance: "REJECTED", final: true } : { screening: "REFUSED", final: true };

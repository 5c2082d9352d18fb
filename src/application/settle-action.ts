import { responseTraits } from "../domain/business-response.js";
import type { ProviderFailure } from "../provider-kit/failure.js";
import type { Reference, StatusReport } from "../provider-kit/provider.js";
import type { ActionRecord } from "./actions.js";
import { toFailure } from "./answer.js";
import { applyReport } from "./apply-action.js";
import type { Account, Urgency } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { recordStatus } from "./record-status.js";
import type { InvoiceRecord } from "./records.js";
import { nextQuestionInSeconds } from "./retry-schedule.js";

/**
 * Finds out what became of an action whose answer was lost. What the provider did is written down; what it did not do
 * may be asked for again once the lost request can no longer land. Where it cannot say, the action stays unknown.
 */
export async function settleAction(
  gateway: Gateway,
  tenantId: string,
  id: string,
  urgency: Urgency,
): Promise<ActionRecord | undefined> {
  const action = await gateway.store.transaction(tenantId, (unit) => findUnknown(gateway, unit, id));
  if (!action) return undefined;
  const [invoice] = await gateway.store.reader(tenantId).invoices([action.invoiceId]);
  const account = gateway.accounts.find(invoice?.accountId ?? "");
  if (!invoice?.reference || !account) return action;
  // The question counts from when it was put: what lands while it is answered may not be in the answer.
  const askedAtMs = gateway.now().getTime();
  const finding = isVisible(action, invoice) ? "done" : await ask(gateway, account, invoice.reference, action, urgency);
  return gateway.store.transaction(tenantId, (unit) => settle(gateway, unit, account, action, finding, askedAtMs));
}

/** The same as a job, which comes again until it is known. */
export async function settleActionAgain(gateway: Gateway, tenantId: string, id: string): Promise<void> {
  const action = await settleAction(gateway, tenantId, id, "BACKGROUND");
  if (action?.state !== "UNKNOWN") return;
  const sinceMs = gateway.now().getTime() - Date.parse(action.unknownSince ?? "");
  const startAfterSeconds = nextQuestionInSeconds(Math.floor(Math.log2(Math.max(1, sinceMs / 2000))));
  await gateway.store.transaction(tenantId, (unit) => {
    unit.enqueue({ name: "settle", tenantId, actionId: id }, { startAfterSeconds });
    return Promise.resolve();
  });
}

/** What was under way with somebody who died has become unknown. */
async function findUnknown({ now }: Gateway, unit: Unit, id: string): Promise<ActionRecord | undefined> {
  const action = await unit.lockAction(id);
  if (action?.state !== "UNDER_WAY") return action?.state === "UNKNOWN" ? action : undefined;
  if (await unit.isActionHeld(id)) return undefined;
  const unknown: ActionRecord = { ...action, state: "UNKNOWN", unknownSince: now().toISOString() };
  await unit.saveAction(unknown);
  return unknown;
}

/** The invoice may show by itself that it was done: by a webhook, or by polling. */
function isVisible({ request }: ActionRecord, { state }: InvoiceRecord): boolean {
  if (request.kind === "CANCEL") return state.value === "CANCELLED";
  const { business } = responseTraits[request.response.kind].meaning;
  return business !== undefined && state.business === business;
}

type Finding =
  | "done"
  /** The provider does not have it. */
  | "nothing"
  | "no answer"
  /** It did it, and says so. */
  | { readonly report: StatusReport }
  /** Where the document stands; whether that shows the deed is to be seen. */
  | { readonly status: StatusReport };

async function ask(
  gateway: Gateway,
  account: Account,
  reference: Reference,
  action: ActionRecord,
  urgency: Urgency,
): Promise<Finding> {
  const { provider } = account;
  const call = urgency === "INTERACTIVE" ? account.call : account.backgroundCall;
  const { request, id: key } = action;
  try {
    if (request.kind === "RESPOND" && provider.findResponse) {
      const report = await provider.findResponse(reference, { ...request.response, key }, call);
      return report ? { report } : "nothing";
    }
    const [status] = (await provider.polling?.fetch([reference], call)) ?? [];
    return status ? { status } : "no answer";
  } catch (error) {
    const { problem }: ProviderFailure = toFailure(gateway, provider.id, error);
    gateway.log.warn({ actionId: action.id, problem }, "a provider could not be asked about an action");
    return "no answer";
  }
}

async function settle(
  gateway: Gateway,
  unit: Unit,
  account: Account,
  asked: ActionRecord,
  finding: Finding,
  askedAtMs: number,
): Promise<ActionRecord | undefined> {
  // In the order in which everybody locks; nobody else settles it from here on.
  await unit.findSubmissionOfInvoice(asked.invoiceId);
  await unit.lockInvoice(asked.invoiceId);
  const action = await unit.lockAction(asked.id);
  if (action?.state !== "UNKNOWN" || action.unknownSince !== asked.unknownSince) return action;
  const changed = await hear(gateway, unit, account, action, finding);
  const isDone = finding === "done" || (changed !== undefined && isVisible(action, changed)) || isReport(finding);
  const settlesAtMs = Date.parse(action.unknownSince ?? "") + account.provider.settlesWithinSeconds * 1000;
  // Only the authority's status is proof that nothing was cancelled: what a buyer said need not show in a status.
  const isNothing = finding === "nothing" || (changed !== undefined && action.request.kind === "CANCEL");
  const isNotDone = !isDone && isNothing && askedAtMs >= settlesAtMs;
  if (!isDone && !isNotDone) {
    await unit.saveAction(action);
    return action;
  }
  const { unknownSince: _, problem: __, ...known } = action;
  const ended: ActionRecord = {
    ...known,
    state: isDone ? "DONE" : "NOT_DONE",
    endedAt: gateway.now().toISOString(),
  };
  await unit.saveAction(ended);
  return ended;
}

const isReport = (finding: Finding): boolean => typeof finding === "object" && "report" in finding;

/** The invoice after what was heard of it; undefined when nothing was. */
async function hear(
  gateway: Gateway,
  unit: Unit,
  account: Account,
  action: ActionRecord,
  finding: Finding,
): Promise<InvoiceRecord | undefined> {
  if (typeof finding === "string") return undefined;
  if ("report" in finding) return applyReport(gateway, unit, account, action, finding.report);
  return recordStatus(gateway, unit, account, action.invoiceId, finding.status, "PROVIDER_POLL");
}

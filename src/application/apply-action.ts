import { type BusinessResponse, meaningOf } from "../domain/business-response.js";
import type { StatusReason } from "../domain/lifecycle.js";
import type { StatusReport } from "../provider-kit/provider.js";
import type { ActionRecord } from "./actions.js";
import { changeInvoice, toNews } from "./change-invoice.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { recordStatus } from "./record-status.js";
import type { InvoiceRecord } from "./records.js";

/** Writes down on the invoice what a provider said when it did what it was asked to do. */
export async function applyReport(
  gateway: Pick<Gateway, "now" | "newId" | "store">,
  unit: Unit,
  account: Account,
  action: ActionRecord,
  report: StatusReport,
): Promise<InvoiceRecord | undefined> {
  const { request, invoiceId } = action;
  if (request.kind === "RESPOND") return applyResponse(gateway, unit, account, action, request.response, report);
  const changed = await recordStatus(gateway, unit, account, invoiceId, report, "GATEWAY");
  const submission = await unit.findSubmissionOfInvoice(invoiceId);
  if (submission && changed?.state.value !== "CANCELLED") {
    // It took the request and has not come to an end with it.
    await unit.saveSubmission({ ...submission, pollAt: gateway.now().toISOString() });
  }
  return changed;
}

/** What was said holds as we said it, unless the provider's own word says what it made of it. */
async function applyResponse(
  { now }: Pick<Gateway, "now">,
  unit: Unit,
  { provider }: Account,
  { id, invoiceId }: ActionRecord,
  response: BusinessResponse,
  report: StatusReport,
): Promise<InvoiceRecord | undefined> {
  const invoice = await unit.lockInvoice(invoiceId);
  if (!invoice) return undefined;
  const at = now().toISOString();
  const earlier = (await unit.actionsOf(invoiceId)).filter((action) => action.id !== id);
  const paid = earlier.flatMap(paymentOf);
  const { reason: _, ...news } = toNews(provider, report, at);
  const reason = reasonOf(response);
  return changeInvoice(unit, invoice, {
    news: {
      ...news,
      meaning: { ...meaningOf(response, { payable: invoice.payable, paid }), ...news.meaning },
      ...(reason && { reason }),
    },
    origin: "OPERATOR",
    now: at,
    ...(report.networkReferences && { networkReferences: report.networkReferences }),
    ...(report.native !== undefined && { native: report.native }),
  });
}

function paymentOf({ request, state }: ActionRecord): string[] {
  if (state !== "DONE" || request.kind !== "RESPOND" || request.response.kind !== "PAID") return [];
  return request.response.amount === undefined ? [] : [request.response.amount];
}

function reasonOf({ kind, reasons, note }: BusinessResponse): StatusReason | undefined {
  const [first] = reasons;
  const message = note ?? first?.text;
  if (!first && message === undefined) return undefined;
  return { code: first?.code ?? kind, message: message ?? first?.code ?? kind, rules: [] };
}

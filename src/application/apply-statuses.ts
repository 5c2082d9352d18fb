import { notYetKnown, tryLater } from "./end-delivery.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import type { HeldInvoice, Told } from "./inbox.js";
import type { StatusDelivery } from "./open-delivery.js";
import { recordStatus, type StatusUnit } from "./record-status.js";
import type { InvoiceRecord, SubmissionRecord } from "./records.js";

/**
 * Applies what signed deliveries of one tenant say, each once: all effects and ends are one transaction. When that fails
 * they are applied one by one, and only those that fail then are tried later.
 */
export async function applyStatuses(
  gateway: Gateway,
  tenantId: string,
  deliveries: readonly StatusDelivery[],
): Promise<void> {
  const [first, ...more] = deliveries;
  if (!first) return;
  let unknown: readonly StatusDelivery[];
  try {
    unknown = await gateway.store.transaction(tenantId, (unit) => recordAll(gateway, unit, deliveries));
  } catch (error) {
    if (more.length === 0) return tryLater(gateway, first, error);
    gateway.log.warn({ error, deliveries: deliveries.length }, "webhooks could not be applied together");
    for (const delivery of deliveries) await applyStatuses(gateway, tenantId, [delivery]);
    return;
  }
  for (const delivery of unknown) {
    await tryLater(gateway, delivery, notYetKnown(delivery.account, delivery.report));
  }
}

/** Answers those about something that is not known yet. */
async function recordAll(
  gateway: Gateway,
  unit: Unit,
  deliveries: readonly StatusDelivery[],
): Promise<readonly StatusDelivery[]> {
  const open = await unit.holdHeard(
    deliveries.map(({ account, delivery, report }) => ({
      deliveryId: delivery.id,
      accountId: account.id,
      referenceId: report.reference.id,
    })),
  );
  const changes = collectChanges(
    unit,
    [...open.values()].flatMap(({ held }) => held ?? []),
  );
  const unknown: StatusDelivery[] = [];
  const applied: string[] = [];
  for (const told of deliveries) {
    const found = open.get(told.delivery.id);
    if (!found) continue;
    if (!found.held) {
      unknown.push(told);
      continue;
    }
    await recordStatus(gateway, changes.unit, told.account, found.held.invoice.id, told.report, "PROVIDER_WEBHOOK");
    applied.push(told.delivery.id);
  }
  await unit.saveTold({ ...changes.all(), applied });
  return unknown;
}

/** Many words about many invoices: each finds what those before it have left, and all are written together. */
function collectChanges(
  unit: Unit,
  held: readonly HeldInvoice[],
): { readonly unit: StatusUnit; all(): Pick<Told, "invoices" | "submissions"> } {
  const invoices = new Map<string, InvoiceRecord>();
  const submissions = new Map<string, SubmissionRecord>();
  for (const { invoice, submission } of held) {
    invoices.set(invoice.id, invoice);
    if (submission) submissions.set(invoice.id, submission);
  }
  const changedInvoices = new Set<string>();
  const changedSubmissions = new Set<string>();
  const pushed = new Map<string, Promise<boolean>>();
  return {
    unit: {
      publish: unit.publish,
      enqueue: unit.enqueue,
      insertDocument: (document) => unit.insertDocument(document),
      lockInvoice: (id) => Promise.resolve(invoices.get(id)),
      findSubmissionOfInvoice: (id) => Promise.resolve(submissions.get(id)),
      saveInvoice(invoice) {
        invoices.set(invoice.id, invoice);
        changedInvoices.add(invoice.id);
        return Promise.resolve();
      },
      saveSubmission(submission) {
        submissions.set(submission.invoiceId, submission);
        changedSubmissions.add(submission.invoiceId);
        return Promise.resolve();
      },
      hasWebhookRegistration(accountId) {
        const known = pushed.get(accountId) ?? unit.hasWebhookRegistration(accountId);
        pushed.set(accountId, known);
        return known;
      },
    },
    all: () => ({
      invoices: [...invoices.values()].filter(({ id }) => changedInvoices.has(id)),
      submissions: [...submissions.values()].filter(({ invoiceId }) => changedSubmissions.has(invoiceId)),
    }),
  };
}

import type { Invoice } from "../domain/invoice.js";
import { receivedState } from "../domain/lifecycle.js";
import { modelRulesets } from "../domain/rules/check-invoice.js";
import { type OfficialRulesResult, type RuleViolation, toValidationReport } from "../domain/validation.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { ReceivedDocument, Reference } from "../provider-kit/provider.js";
import type { Account, Gateway, Unit } from "./gateway.js";
import { headOf } from "./invoice-head.js";
import type { EventOrigin } from "./records.js";

/** Fetches one inbound document and keeps its bytes at first sight. A document that is there already changes nothing. */
export async function receiveDocument(
  gateway: Gateway,
  account: Account,
  reference: Reference,
  origin: EventOrigin,
): Promise<void> {
  const { provider, call, tenantId } = account;
  if (!provider.fetchReceived) return;
  const known = await gateway.store.transaction(tenantId, (unit) =>
    unit.findInvoiceByReference(account.id, reference.id),
  );
  if (known !== undefined) return;
  const received = await provider.fetchReceived(reference, call);
  const read = await gateway.documents.read(received.document);
  if ("violations" in read) {
    throw new Error(`Inbound document ${received.reference.id} cannot be read: ${read.violations[0]?.message}`);
  }
  const official = await gateway.officialRules.check(received.document);
  const checked = { ...received, ...read, official };
  await gateway.store.transaction(tenantId, (unit) => keep(gateway, unit, account, checked, origin));
}

/** Whatever its rules say, it was received: they are only reported. */
interface CheckedDocument extends ReceivedDocument {
  readonly invoice: Invoice;
  readonly findings: readonly RuleViolation[];
  readonly official: OfficialRulesResult;
}

async function keep(
  gateway: Gateway,
  unit: Unit,
  account: Account,
  received: CheckedDocument,
  origin: EventOrigin,
): Promise<void> {
  const { document, reference, invoice, findings, official } = received;
  if ((await unit.findInvoiceByReference(account.id, reference.id)) !== undefined) return;
  const at = gateway.now();
  const now = at.toISOString();
  const id = gateway.newId();
  const state = receivedState(received.receivedAt ?? now);
  const provider = account.provider.id;
  await unit.insertInvoice({
    id,
    direction: "INBOUND",
    ...headOf(invoice),
    accountId: account.id,
    provider,
    reference,
    networkReferences: received.networkReferences ?? [],
    state,
    validation: toValidationReport(modelRulesets, findings, official, at),
    labels: [],
    sequence: 1,
    version: 1,
    createdAt: now,
    updatedAt: now,
    content: invoice,
  });
  await unit.insertDocument({ id: gateway.newId(), invoiceId: id, createdAt: now, kind: "RECEIVED", ...document });
  unit.publish({
    type: "INVOICE_RECEIVED",
    invoiceId: id,
    sequence: 1,
    direction: "INBOUND",
    provider,
    origin,
    occurredAt: received.receivedAt ?? now,
    state,
  });
}

/** Walks an account's inbound feed from where it stood. */
export async function receiveDocuments(gateway: Gateway, accountId: string): Promise<void> {
  const account = gateway.accounts.find(accountId);
  if (!account?.provider.listReceived) return;
  let cursor = await gateway.store.schedule.feedCursor(accountId);
  for (let more = true; more;) {
    const page = await account.provider.listReceived(cursor, account.backgroundCall);
    for (const { reference } of page.items) await receiveOne(gateway, account, reference);
    more = page.more && page.cursor !== cursor;
    if (page.cursor === undefined || page.cursor === cursor) continue;
    cursor = page.cursor;
    await gateway.store.schedule.saveFeedCursor(account.tenantId, accountId, cursor);
  }
}

/** A document that cannot be read is left with the provider; the ones behind it are received all the same. */
async function receiveOne(gateway: Gateway, account: Account, reference: Reference): Promise<void> {
  try {
    await receiveDocument(gateway, account, reference, "PROVIDER_POLL");
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    gateway.log.error(
      { error, accountId: account.id, reference: reference.id },
      "an inbound document could not be kept",
    );
  }
}

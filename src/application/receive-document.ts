import type { Invoice } from "../domain/invoice.js";
import { receivedState } from "../domain/lifecycle.js";
import type { ProviderProblemKind } from "../domain/problem.js";
import { modelRulesets } from "../domain/rules/check-invoice.js";
import { type OfficialRulesResult, type RuleViolation, toValidationReport } from "../domain/validation.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { ReceivedDocument, Reference } from "../provider-kit/provider.js";
import type { DeadLetterRecord } from "./dead-letters.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { headOf } from "./invoice-head.js";
import type { EventOrigin } from "./records.js";

/**
 * Fetches one inbound document and keeps its bytes at first sight. A document that is there already changes nothing; one
 * that cannot be read is set aside and keeps no other waiting.
 * @throws {ProviderFailure} while the provider cannot be asked
 */
export async function receiveDocument(
  gateway: Gateway,
  account: Account,
  reference: Reference,
  origin: EventOrigin,
): Promise<void> {
  const isKnown = await gateway.store.transaction(account.tenantId, async (unit) => {
    const invoiceId = await unit.findInvoiceByReference(account.id, reference.id);
    return invoiceId !== undefined || (await unit.findDeadLetter(subjectOf(account, reference))) !== undefined;
  });
  if (!isKnown) await tryToReceive(gateway, account, { reference, origin });
}

/** Another try with a document that was set aside. */
export async function receiveAgain(gateway: Gateway, tenantId: string, letterId: string): Promise<void> {
  const found = await gateway.store.transaction(tenantId, (unit) => unit.lockDeadLetter(letterId));
  if (found?.state !== "WAITING" || !found.reference) return;
  const account = gateway.accounts.find(found.accountId);
  if (account) return tryToReceive(gateway, account, { reference: found.reference, origin: "GATEWAY", letter: found });
  const reason = `Account ${found.accountId} is not configured`;
  await gateway.store.transaction(tenantId, (unit) => unit.putDeadLetter({ ...found, state: "DEAD", reason }));
}

interface Try {
  readonly reference: Reference;
  readonly origin: EventOrigin;
  /** Of earlier tries. */
  readonly letter?: DeadLetterRecord;
}

async function tryToReceive(gateway: Gateway, account: Account, { reference, origin, letter }: Try): Promise<void> {
  let received: ReceivedDocument | undefined;
  try {
    received = await fetchOnce(gateway, account, reference, letter);
    if (!received) return;
    const read = await gateway.documents.read(received.document);
    if ("violations" in read) throw new Error(`It cannot be read: ${read.violations[0]?.message}`);
    const official = await gateway.officialRules.check(received.document);
    const checked: CheckedDocument = { ...received, ...read, official };
    await gateway.store.transaction(account.tenantId, async (unit) => {
      await keep(gateway, unit, account, checked, origin);
      if (letter) await unit.setDeadLetterState(letter.id, "SETTLED");
    });
  } catch (error) {
    if (isPassing(error)) throw error;
    await setAside(gateway, account, { reference, origin, ...(letter && { letter }) }, received, error);
  }
}

/** What a provider says of one document; any other failure says that it cannot be asked at the moment. */
const aboutDocument: ReadonlySet<ProviderProblemKind> = new Set([
  "NOT_FOUND",
  "INVALID_REQUEST",
  "INVALID_RESPONSE",
  "BUSINESS_REJECTION",
]);

const isPassing = (error: unknown): error is ProviderFailure =>
  error instanceof ProviderFailure && !aboutDocument.has(error.problem.kind);

/** What was fetched before is not fetched again: some providers keep a document for days only. */
async function fetchOnce(
  { store }: Gateway,
  { provider, call, tenantId }: Account,
  reference: Reference,
  letter: DeadLetterRecord | undefined,
): Promise<ReceivedDocument | undefined> {
  const payload = letter && (await store.reader(tenantId).deadLetterPayload(letter));
  if (payload && "document" in payload) {
    return { reference, status: "", document: payload.document, receivedAt: letter.receivedAt };
  }
  return provider.fetchReceived?.(reference, call);
}

const mostTries = 4;
const waitsSeconds = [1, 3, 10];

const subjectOf = ({ id }: Account, reference: Reference) =>
  ({ source: "INBOUND_DOCUMENT", accountId: id, subjectId: reference.id }) as const;

async function setAside(
  gateway: Gateway,
  account: Account,
  { reference, letter }: Try,
  received: ReceivedDocument | undefined,
  error: unknown,
): Promise<void> {
  const { store, log, now } = gateway;
  const { tenantId, provider } = account;
  const reason = error instanceof Error ? error.message : String(error);
  const attempts = (letter?.attempts ?? 0) + 1;
  const isDead = attempts % mostTries === 0;
  log.error({ error, accountId: account.id, reference: reference.id, isDead }, "an inbound document could not be kept");
  await store.transaction(tenantId, async (unit) => {
    const { id } = await unit.putDeadLetter({
      ...subjectOf(account, reference),
      provider: provider.id,
      reference,
      state: isDead ? "DEAD" : "WAITING",
      reason,
      attempts,
      receivedAt: letter?.receivedAt ?? received?.receivedAt ?? now().toISOString(),
      ...(received && { document: received.document }),
    });
    const startAfterSeconds = waitsSeconds[(attempts % mostTries) - 1] ?? 1;
    if (!isDead) unit.enqueue({ name: "receive", tenantId, letterId: id }, { startAfterSeconds });
  });
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

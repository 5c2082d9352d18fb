import { createHash } from "node:crypto";
import type { DocumentContent } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import type { InvoiceRecord } from "./records.js";

/** There is nothing yet: the job comes again, later and later. */
class NoEvidenceYet extends Error {}

const shown: ReadonlySet<string> = new Set(["CLEARED", "CLEARED_WITH_WARNINGS", "REPORTED", "REJECTED", "CANCELLED"]);

/** Asks for evidence when the authority, the receiver or the end has spoken anew. */
export function expectEvidence(
  unit: Pick<Unit, "enqueue">,
  { tenantId, provider }: Pick<Account, "tenantId" | "provider">,
  before: InvoiceRecord,
  after: InvoiceRecord,
): void {
  const { clearance, transport, terminal } = after.state;
  const isDecided = shown.has(clearance) || transport === "DELIVERED" || terminal;
  const isNews =
    clearance !== before.state.clearance || transport !== before.state.transport || terminal !== before.state.terminal;
  if (provider.fetchEvidence && isDecided && isNews) unit.enqueue({ name: "evidence", tenantId, invoiceId: after.id });
}

/** Fetches what an authority has to show for a document and keeps it, each piece once. */
export async function archiveEvidence(gateway: Gateway, tenantId: string, invoiceId: string): Promise<void> {
  const [invoice] = await gateway.store.reader(tenantId).invoices([invoiceId]);
  const account = invoice && gateway.accounts.find(invoice.accountId ?? "");
  if (!invoice?.reference || !account?.provider.fetchEvidence) return;
  const { reference, state } = invoice;
  const evidence = await account.provider.fetchEvidence(reference, account.backgroundCall, state.clearance);
  if (evidence.length === 0)
    throw new NoEvidenceYet(`${account.provider.name} has no evidence of ${invoice.number} yet`);
  await gateway.store.transaction(tenantId, (unit) => keepEvidence(gateway, unit, tenantId, invoiceId, evidence));
}

export async function keepEvidence(
  { store, newId, now }: Pick<Gateway, "store" | "newId" | "now">,
  unit: Pick<Unit, "lockInvoice" | "insertDocument">,
  tenantId: string,
  invoiceId: string,
  evidence: readonly DocumentContent[],
): Promise<void> {
  await unit.lockInvoice(invoiceId);
  const kept = await store.reader(tenantId).documentsOf([invoiceId]);
  const hashes = new Set(kept.filter(({ kind }) => kind === "EVIDENCE").map(({ sha256 }) => sha256));
  for (const document of evidence) {
    const sha256 = createHash("sha256").update(document.bytes).digest("hex");
    if (hashes.has(sha256)) continue;
    hashes.add(sha256);
    await unit.insertDocument({
      id: newId(),
      invoiceId,
      createdAt: now().toISOString(),
      kind: "EVIDENCE",
      ...document,
    });
  }
}

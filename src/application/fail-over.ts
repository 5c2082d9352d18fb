import { prepareDocument } from "./prepare-document.js";
import type { DocumentContent } from "../provider-kit/provider.js";
import { changeInvoice } from "./change-invoice.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { isSameJurisdiction } from "./jurisdiction.js";
import type { EventOrigin, InvoiceRecord, SubmissionRecord } from "./records.js";

const mostAtOnce = 50;

/**
 * Moves what waits for an account whose provider is down to the next account of its route that is up. Only what no
 * provider can have moves: every attempt so far was explicitly not accepted. Answers how many moved.
 */
export function failOver(gateway: Gateway, account: Account): Promise<number> {
  return gateway.store.transaction(account.tenantId, async (unit) => {
    const queued = await unit.lockQueued({
      accountId: account.id,
      limit: mostAtOnce,
      now: gateway.now(),
      onlyUrgent: false,
      onlyFresh: false,
      onlyMovable: true,
    });
    let moved = 0;
    for (const submission of queued) if (await moveOn(gateway, unit, submission)) moved++;
    return moved;
  });
}

type Mover = Pick<Gateway, "accounts" | "store" | "now" | "newId">;

/** Gives a queued submission to the next account that can take it; false when there is none. */
export async function moveOn(gateway: Mover, unit: Unit, submission: SubmissionRecord): Promise<boolean> {
  const from = gateway.accounts.find(submission.accountId);
  const next = submission.movable && from ? nextAccount(gateway, submission, from) : undefined;
  const invoice = next && (await unit.lockInvoice(submission.invoiceId));
  if (!next || !invoice) return false;
  const reader = gateway.store.reader(next.tenantId);
  const [content] = await reader.contents([submission.invoiceId]);
  const raw = await reader.submittedDocument(submission.invoiceId);
  const prepared = content && prepareDocument(next.provider, { invoice: content.content, ...(raw && { raw }) });
  if (!prepared || !("document" in prepared)) return false;
  if (await unit.findLiveSubmission(next.id, submission.documentKey)) return false;

  const { nextAttemptAt: _, ...rest } = submission;
  const explanation = `${next.provider.name} takes it through account ${next.id}, since account ${submission.accountId} does not answer`;
  const route = { ...submission.route, chosen: next.provider.id, explanation };
  await handOver(gateway, unit, { ...rest, route }, invoice, {
    account: next,
    document: prepared.document,
    origin: "GATEWAY",
  });
  return true;
}

export interface Taker {
  readonly account: Account;
  /** As it writes the invoice. */
  readonly document: DocumentContent;
  readonly origin: EventOrigin;
}

/** Lets another account take a submission that no provider can have; nothing of what the first has begun is kept. */
export async function handOver(
  gateway: Pick<Gateway, "now" | "newId">,
  unit: Unit,
  { progress: _, ...submission }: SubmissionRecord,
  invoice: InvoiceRecord,
  { account, document, origin }: Taker,
): Promise<void> {
  const now = gateway.now().toISOString();
  await unit.moveSubmission({ ...submission, accountId: account.id, provider: account.provider.id });
  await unit.insertDocument({
    ...document,
    id: gateway.newId(),
    invoiceId: invoice.id,
    kind: "SENT",
    createdAt: now,
  });
  await changeInvoice(unit, invoice, {
    news: { meaning: { transport: "QUEUED" }, at: now },
    origin,
    now,
    submissionId: submission.id,
    account,
  });
}

function nextAccount(gateway: Mover, { route, accountId }: SubmissionRecord, from: Account): Account | undefined {
  const own = route.candidates.find(({ account }) => account === accountId);
  return route.candidates
    .filter(({ eligible, rank = 0 }) => eligible && rank > (own?.rank ?? Infinity))
    .sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0))
    .map(({ account }) => gateway.accounts.find(account))
    .find((account) => account && account.pace.circuit().state === "CLOSED" && isSameJurisdiction(from, account));
}

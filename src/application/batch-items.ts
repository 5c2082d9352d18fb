import type { Problem } from "../domain/problem.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { checkCommand } from "./check-command.js";
import { conflict } from "./idempotency.js";
import { toInputProblem } from "./input-path.js";
import { type Preparation, prepareSubmission, type ReadySubmission } from "./prepare-submission.js";
import type { BatchItemRecord, KeyClaim } from "./records.js";
import { requestHash } from "./request-hash.js";
import { addSubmission } from "./submit-invoice.js";
import type { SubmitInvoiceCommand } from "./tenant-gateway.js";
import { findUnstorable } from "./unstorable.js";

/** One item of a batch after everything that needs no transaction. */
export interface PreparedItem {
  readonly record: BatchItemRecord;
  /** Absent when the record has problems. */
  readonly candidate?: Candidate;
}

export interface Candidate {
  readonly index: number;
  readonly command: SubmitInvoiceCommand;
  readonly preparation: Preparation;
  readonly ready: ReadySubmission;
  readonly requestHash: string;
}

/** Checks one item and writes its document; keeps and sends nothing. */
export async function prepareItem(
  gateway: Gateway,
  tenantId: string,
  index: number,
  command: SubmitInvoiceCommand,
): Promise<PreparedItem> {
  const { clientReference } = command;
  const common = {
    index,
    ...(clientReference !== undefined && !findUnstorable(clientReference) && { clientReference }),
  };
  const problem = checkCommand(command);
  if (problem) return { record: { ...common, problems: [toInputProblem(problem, command)] } };

  const preparation = await prepareSubmission(gateway, tenantId, command);
  const { ready, problems } = preparation;
  if (!ready) return { record: { ...common, problems: problems.map((each) => toInputProblem(each, command)) } };
  const { idempotencyKey: _key, waitMs: _waitMs, ...request } = command;
  const candidate = { index, command, preparation, ready, requestHash: requestHash(request) };
  return { record: { ...common, problems: [] }, candidate };
}

/** So many items are prepared at a time: others get their turn between them. */
const preparedAtOnce = 8;

export async function prepareAll<Item>(
  items: readonly Item[],
  prepare: (item: Item, index: number) => PreparedItem | Promise<PreparedItem>,
): Promise<readonly PreparedItem[]> {
  const prepared: PreparedItem[] = [];
  const left = items.entries();
  const workThrough = async () => {
    for (const [index, item] of left) {
      prepared[index] = await prepare(item, index);
      // What waits for nothing outside would otherwise keep the process to itself until the last item.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: Math.min(preparedAtOnce, items.length) }, workThrough));
  return prepared;
}

type Outcome = Pick<BatchItemRecord, "invoiceId" | "submissionId" | "problems">;

/**
 * Takes what can be taken: keys first, in their order, then documents, in theirs. Two batches with the same ones in
 * another order never wait for each other in a circle.
 */
export async function addItems(
  gateway: Gateway,
  unit: Unit,
  batchId: string,
  items: readonly PreparedItem[],
): Promise<BatchItemRecord[]> {
  const byKey = Map.groupBy(
    items.flatMap(({ candidate }) => candidate ?? []),
    ({ command }) => command.idempotencyKey,
  );
  const leaders = [...byKey.values()].flatMap(([leader]) =>
    leader ? [{ ...leader, claim: claimOf(leader, gateway.newId()) }] : [],
  );
  const earlier = await claimAll(unit, leaders);

  const outcomes = new Map<number, Outcome>();
  const refusedKeys: string[] = [];
  for (const leader of leaders.sort(inOrderOfDocuments)) {
    const { claim, index, command, preparation, ready } = leader;
    const known = earlier.get(claim.key);
    if (known) {
      outcomes.set(index, isSame(known, claim) ? replayOf(known) : { problems: [conflict(claim.key, known)] });
      continue;
    }
    const submissionId = claim.subjectId;
    const added = await addSubmission(gateway, unit, { submissionId, command, ready, preparation, batchId });
    if ("problem" in added) refusedKeys.push(claim.key);
    outcomes.set(
      index,
      "problem" in added ? { problems: [added.problem] } : { problems: [], submissionId, invoiceId: added.invoiceId },
    );
  }
  for (const key of refusedKeys) await unit.releaseKey(key);

  for (const { index: leaderIndex, claim } of leaders) {
    for (const { index, requestHash: hash } of byKey.get(claim.key)?.slice(1) ?? []) {
      const outcome = outcomes.get(leaderIndex) ?? { problems: [] };
      outcomes.set(
        index,
        hash === claim.requestHash ? outcome : { problems: [repeatedKey(claim.key, leaderIndex, outcome)] },
      );
    }
  }
  return items.map(({ record }) => ({ ...record, ...outcomes.get(record.index) }));
}

type Leader = Candidate & { readonly claim: KeyClaim };

const claimOf = ({ command, requestHash: hash }: Candidate, submissionId: string): KeyClaim => ({
  key: command.idempotencyKey,
  operation: "submitInvoice",
  requestHash: hash,
  subjectId: submissionId,
});

interface EarlierClaim extends KeyClaim {
  readonly invoiceId?: string;
}

async function claimAll(unit: Unit, leaders: readonly Leader[]): Promise<Map<string, EarlierClaim>> {
  const claims = leaders.map(({ claim }) => claim).sort((one, other) => compare(one.key, other.key));
  const earlier = await unit.batches.claimKeys(claims);
  const ids = earlier.filter(({ operation }) => operation === "submitInvoice").map(({ subjectId }) => subjectId);
  const invoices = await unit.batches.invoicesOf(ids);
  return new Map(
    earlier.map((claim) => {
      const invoiceId = invoices.get(claim.subjectId);
      return [claim.key, { ...claim, ...(invoiceId !== undefined && { invoiceId }) }];
    }),
  );
}

export const isSame = (earlier: KeyClaim, claim: Pick<KeyClaim, "operation" | "requestHash">): boolean =>
  earlier.requestHash === claim.requestHash && earlier.operation === claim.operation;

const replayOf = ({ subjectId, invoiceId }: EarlierClaim): Outcome => ({
  problems: [],
  submissionId: subjectId,
  ...(invoiceId !== undefined && { invoiceId }),
});

export const repeatedKey = (key: string, firstIndex: number, first?: Outcome): Problem => ({
  code: "IDEMPOTENCY_CONFLICT",
  message: `The idempotency key ${JSON.stringify(key)} has other content in item ${firstIndex} of this batch`,
  path: ["idempotencyKey"],
  retryable: false,
  ...(first?.submissionId !== undefined && { originalSubmissionId: first.submissionId }),
});

const inOrderOfDocuments = (one: Leader, other: Leader): number =>
  compare(one.ready.account.id, other.ready.account.id) ||
  compare(one.ready.documentKey, other.ready.documentKey) ||
  one.index - other.index;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

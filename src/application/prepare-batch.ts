import type { Problem, ValidationProblem } from "../domain/problem.js";
import {
  addItems,
  type Candidate,
  isSame,
  prepareAll,
  type PreparedItem,
  prepareItem,
  repeatedKey,
} from "./batch-items.js";
import type { BatchWork, CheckedItem, RepeatedItem } from "./batch-ports.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { conflict } from "./idempotency.js";
import type { BatchStage } from "./records.js";
import { fromStagedText } from "./staged-command.js";
import type { SubmitInvoiceCommand } from "./tenant-gateway.js";

/** One line of an upload: the input of submitInvoice as JSON. */
export type ReadLine = (
  line: string,
) => { readonly command: SubmitInvoiceCommand } | { readonly problem: ValidationProblem };

/** What is in memory at a time, and in one transaction. As many fit into one call of most providers. */
const portion = { items: 100, bytes: 8 * 1024 * 1024 };

/** A fault of ours is tried again after this, and other batches come first. */
const restSeconds = 5;

/**
 * Prepares the next portion of the batch that has waited longest, in one transaction with where it stands: a crash
 * leaves a portion done or not done. With ALL_OR_NOTHING every item is checked before the first is taken. Answers
 * whether there was one.
 */
export async function prepareNextBatch(gateway: Gateway, readLine: ReadLine): Promise<boolean> {
  const work = await gateway.store.batches.claim();
  if (!work) return false;
  try {
    await preparePortion(gateway, readLine, work);
  } catch (error) {
    await gateway.store.batches.rest(work, restSeconds);
    throw error;
  }
  return true;
}

async function preparePortion(gateway: Gateway, readLine: ReadLine, work: BatchWork): Promise<void> {
  const { tenantId, id: batchId, stage, position } = work;
  const bodies = await gateway.store.batches.readInput(work, portion);
  if (bodies.length === 0) throw new Error(`Batch ${batchId} has lost its items from ${position} on`);
  const prepared = await prepareAll(bodies, (body, offset) =>
    prepareBody(gateway, readLine, work, position + offset, body),
  );
  await gateway.store.transaction(tenantId, async (unit) => {
    // An instance that was taken for dead and was only slow finds that another has gone on.
    if (!(await unit.batches.lock(work))) return;
    const items =
      stage === "CHECKING" ? await checkItems(unit, prepared) : await addItems(gateway, unit, batchId, prepared);
    await unit.batches.saveItems(batchId, items);
    const reached = position + bodies.length;
    const next =
      reached < work.total ? { stage, position: reached } : { stage: await endStage(unit, work), position: 0 };
    await unit.batches.advance(work, next);
  });
}

function prepareBody(
  gateway: Gateway,
  readLine: ReadLine,
  { tenantId, input }: BatchWork,
  index: number,
  body: string,
): PreparedItem | Promise<PreparedItem> {
  if (input === "COMMANDS") return prepareItem(gateway, tenantId, index, fromStagedText(body));
  const read = readLine(body);
  if ("command" in read) return prepareItem(gateway, tenantId, index, read.command);
  const message = `Line ${index + 1}: ${read.problem.message}`;
  return { record: { index, problems: [{ ...read.problem, message }] } };
}

async function endStage(unit: Unit, { id, stage }: BatchWork): Promise<BatchStage> {
  if (stage === "PREPARING") return "PREPARED";
  const repeats = await unit.batches.findRepeats(id);
  const problems = repeats.map((repeat) => ({ index: repeat.index, problems: [repeatOf(repeat)] }));
  if (problems.length > 0) await unit.batches.saveProblems(id, problems);
  return (await unit.batches.hasProblems(id)) ? "REFUSED" : "PREPARING";
}

/** Looks for what stands in the way of each item outside of its batch; takes nothing. */
async function checkItems(unit: Unit, prepared: readonly PreparedItem[]): Promise<CheckedItem[]> {
  const candidates = prepared.flatMap(({ candidate }) => candidate ?? []);
  const keys = new Map((await unit.batches.findKeys(candidates.map(keyOf))).map((claim) => [claim.key, claim]));
  const live = await unit.batches.findLiveDocuments(candidates.map(printOf));
  const documents = new Map(live.map((document) => [placeOf(document), document.invoiceId]));

  const problemOf = (candidate: Candidate): Problem | undefined => {
    const key = keyOf(candidate);
    const earlier = keys.get(key);
    if (earlier) {
      const same = isSame(earlier, { operation: "submitInvoice", requestHash: candidate.requestHash });
      return same ? undefined : conflict(key, earlier);
    }
    const existingInvoiceId = documents.get(placeOf(printOf(candidate)));
    return existingInvoiceId === undefined ? undefined : duplicate(candidate, existingInvoiceId);
  };
  return prepared.map(({ record, candidate }) => {
    const problem = candidate && problemOf(candidate);
    return {
      ...record,
      problems: problem ? [problem] : record.problems,
      ...(candidate && { print: printOf(candidate) }),
    };
  });
}

const keyOf = ({ command }: Candidate): string => command.idempotencyKey;

const printOf = ({ command, requestHash, ready }: Candidate) => ({
  key: command.idempotencyKey,
  requestHash,
  accountId: ready.account.id,
  documentKey: ready.documentKey,
});

const placeOf = (document: { readonly accountId: string; readonly documentKey: string }): string =>
  JSON.stringify([document.accountId, document.documentKey]);

const duplicate = ({ ready }: Candidate, existingInvoiceId: string): Problem => ({
  code: "DUPLICATE_INVOICE",
  message: `Invoice ${ready.invoice.number} of this seller is already submitted`,
  path: ["content"],
  retryable: false,
  existingInvoiceId,
});

const repeatOf = ({ of, firstIndex, key }: RepeatedItem): Problem =>
  of === "KEY"
    ? repeatedKey(key, firstIndex)
    : {
        code: "DUPLICATE_INVOICE",
        message: `The same invoice is item ${firstIndex} of this batch`,
        path: ["content"],
        retryable: false,
      };

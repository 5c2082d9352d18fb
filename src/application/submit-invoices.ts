import type { Problem } from "../domain/problem.js";
import { checkCommand } from "./check-command.js";
import type { Gateway } from "./gateway.js";
import { checkIdempotencyKey, conflict } from "./idempotency.js";
import { toInputProblem } from "./input-path.js";
import { type Preparation, prepareSubmission } from "./prepare-submission.js";
import type { BatchItemRecord } from "./records.js";
import { requestHash } from "./request-hash.js";
import { addSubmission, Refused, refusedAsValue } from "./submit-invoice.js";
import type { SubmitInvoiceCommand, SubmitInvoicesCommand, SubmitInvoicesResult } from "./tenant-gateway.js";

export const largestInlineBatch = 1_000;

/**
 * Many invoices under one key. Each keeps its own key and may be refused alone; with ALL_OR_NOTHING one refusal stops
 * the batch before anything is stored.
 */
export async function submitInvoices(
  gateway: Gateway,
  tenantId: string,
  command: SubmitInvoicesCommand,
): Promise<SubmitInvoicesResult> {
  const limit = checkBatch(command);
  if (limit) return { replayed: false, problems: [limit] };
  const hash = requestHash({ items: command.items, errorPolicy: command.errorPolicy });
  const preparations = await prepareAll(
    command.items,
    (item) => checkItem(item) ?? prepareSubmission(gateway, tenantId, item),
  );

  return gateway.store
    .transaction(tenantId, async (unit): Promise<SubmitInvoicesResult> => {
      const batchId = gateway.newId();
      const earlier = await unit.claimKey({
        key: command.idempotencyKey,
        operation: "submitInvoices",
        requestHash: hash,
        subjectId: batchId,
      });
      if (earlier) {
        return earlier.requestHash === hash && earlier.operation === "submitInvoices"
          ? { batchId: earlier.subjectId, replayed: true, problems: [] }
          : { replayed: false, problems: [conflict(command.idempotencyKey, earlier)] };
      }
      const items: BatchItemRecord[] = [];
      for (const [index, item] of command.items.entries()) {
        const preparation = preparations[index];
        if (!preparation) continue;
        items.push(await addItem(gateway, unit, batchId, index, item, preparation));
      }
      const refused = items.filter(({ problems }) => problems.length > 0);
      if (command.errorPolicy === "ALL_OR_NOTHING" && refused.length > 0) throw new Refused(atItems(refused));
      await unit.insertBatch({ id: batchId, errorPolicy: command.errorPolicy, items });
      return { batchId, replayed: false, problems: [] };
    })
    .catch(refusedAsValue);
}

function checkBatch({ idempotencyKey, items }: SubmitInvoicesCommand): Problem | undefined {
  if (items.length === 0 || items.length > largestInlineBatch) {
    return {
      code: "LIMIT_EXCEEDED",
      message: `The batch has ${items.length} invoices; it takes 1 to ${largestInlineBatch}`,
      path: ["items", "inline"],
      retryable: false,
      limit: largestInlineBatch,
      actual: items.length,
    };
  }
  return checkIdempotencyKey(idempotencyKey);
}

/** So many invoices of a batch are prepared at a time: others get their turn between them. */
const preparedAtOnce = 8;

async function prepareAll(
  items: readonly SubmitInvoiceCommand[],
  prepare: (item: SubmitInvoiceCommand) => Preparation | Promise<Preparation>,
): Promise<readonly Preparation[]> {
  const preparations: Preparation[] = [];
  const left = items.entries();
  const workThrough = async () => {
    for (const [index, item] of left) preparations[index] = await prepare(item);
  };
  await Promise.all(Array.from({ length: Math.min(preparedAtOnce, items.length) }, workThrough));
  return preparations;
}

function checkItem(item: SubmitInvoiceCommand): Preparation | undefined {
  const problem = checkCommand(item);
  if (!problem) return undefined;
  return {
    problems: [problem],
    report: {
      valid: false,
      rulesets: ["GATEWAY"],
      violations: problem.violations,
      officialRules: "NOT_INSTALLED",
      checkedAt: "",
    },
    route: { candidates: [], explanation: problem.message },
  };
}

async function addItem(
  gateway: Gateway,
  unit: Parameters<typeof addSubmission>[1],
  batchId: string,
  index: number,
  command: SubmitInvoiceCommand,
  preparation: Preparation,
): Promise<BatchItemRecord> {
  const common = {
    index,
    ...(command.clientReference !== undefined && { clientReference: command.clientReference }),
  };
  const { ready } = preparation;
  if (!ready) return { ...common, problems: preparation.problems.map((problem) => toInputProblem(problem, command)) };

  const submissionId = gateway.newId();
  const { idempotencyKey: key, waitMs: _, ...request } = command;
  const hash = requestHash(request);
  const earlier = await unit.claimKey({ key, operation: "submitInvoice", requestHash: hash, subjectId: submissionId });
  if (earlier && (earlier.requestHash !== hash || earlier.operation !== "submitInvoice")) {
    return { ...common, problems: [conflict(key, earlier)] };
  }
  if (earlier) {
    const known = await unit.lockSubmission(earlier.subjectId);
    return {
      ...common,
      problems: [],
      submissionId: earlier.subjectId,
      ...(known && { invoiceId: known.invoiceId }),
    };
  }
  const added = await addSubmission(gateway, unit, { submissionId, command, ready, preparation, batchId });
  if ("problem" in added) {
    await unit.releaseKey(key);
    return { ...common, problems: [added.problem] };
  }
  return { ...common, problems: [], submissionId, invoiceId: added.invoiceId };
}

/** The problems of single invoices, with their place in the input in front of their path. */
const atItems = (items: readonly BatchItemRecord[]): Problem[] =>
  items.flatMap(({ index, problems }) =>
    problems.map((problem) => ({
      ...problem,
      path: ["items", "inline", String(index), ...(problem.path ?? [])],
    })),
  );

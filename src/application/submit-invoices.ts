import type { LimitExceeded, NotFound, Problem, ValidationProblem } from "../domain/problem.js";
import { addItems, isSame, prepareAll, type PreparedItem, prepareItem } from "./batch-items.js";
import type { NewBatch } from "./batch-ports.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { checkIdempotencyKey, conflict } from "./idempotency.js";
import type { BatchItemRecord, KeyClaim } from "./records.js";
import { requestHash } from "./request-hash.js";
import { uploadLifetimeHours } from "./stage-upload.js";
import { toStagedText } from "./staged-command.js";
import { Refused, refusedAsValue } from "./submit-invoice.js";
import type { SubmitInvoiceCommand, SubmitInvoicesCommand, SubmitInvoicesResult } from "./tenant-gateway.js";
import { findUnstorable } from "./unstorable.js";

export const largestInlineBatch = 1_000;

/** So many are prepared while the caller waits: it learns at once what is wrong with them. */
const largestImmediateBatch = 50;

/**
 * Many invoices under one key. Each keeps its own key and may be refused alone; with ALL_OR_NOTHING one refusal stops
 * the batch before anything is sent. A large batch is safe once it is answered, and prepared later.
 */
export async function submitInvoices(
  gateway: Gateway,
  tenantId: string,
  command: SubmitInvoicesCommand,
): Promise<SubmitInvoicesResult> {
  const problem = checkBatch(command);
  if (problem) return { replayed: false, problems: [problem] };
  const { items } = command;
  if ("uploadId" in items) return submitUpload(gateway, tenantId, command, items.uploadId);
  const { inline } = items;
  const { errorPolicy } = command;
  if (inline.length > largestImmediateBatch) {
    const staged = inline.map((item) => ({ ...referenceOf(item), body: toStagedText(item) }));
    // GraphQL gives the fields of an input one order: of text it is quicker, and just as good.
    const hash = requestHash({ items: staged.map(({ body }) => body), errorPolicy });
    return underKey(gateway, tenantId, command, hash, (unit, batch) => unit.batches.stage(batch, staged));
  }
  const hash = requestHash({ items: inline, errorPolicy });
  const prepared = await prepareAll(inline, (item, index) => prepareItem(gateway, tenantId, index, item));
  return underKey(gateway, tenantId, command, hash, (unit, batch) => addAtOnce(gateway, unit, batch, prepared));
}

async function addAtOnce(
  gateway: Gateway,
  unit: Unit,
  batch: NewBatch,
  prepared: readonly PreparedItem[],
): Promise<void> {
  const items = await addItems(gateway, unit, batch.id, prepared);
  const refused = items.filter(({ problems }) => problems.length > 0);
  if (batch.errorPolicy === "ALL_OR_NOTHING" && refused.length > 0) throw new Refused(atItems(refused));
  await unit.batches.insert(batch, items);
}

/** The same file under the same key is the same request, whichever upload it came with. */
async function submitUpload(
  gateway: Gateway,
  tenantId: string,
  command: SubmitInvoicesCommand,
  uploadId: string,
): Promise<SubmitInvoicesResult> {
  const upload = uuid.test(uploadId)
    ? await gateway.store.uploads.find(tenantId, uploadId, uploadLifetimeHours)
    : undefined;
  if (!upload) return { replayed: false, problems: [noUpload(uploadId)] };
  const hash = requestHash({ sha256: upload.sha256, errorPolicy: command.errorPolicy });
  return underKey(gateway, tenantId, command, hash, async (unit, batch) => {
    if (!(await unit.batches.stageUpload(batch, uploadId, upload.lines))) throw new Refused([usedUpload(uploadId)]);
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whoever comes first with the key makes the batch. */
function underKey(
  gateway: Gateway,
  tenantId: string,
  { idempotencyKey: key, errorPolicy }: SubmitInvoicesCommand,
  hash: string,
  make: (unit: Unit, batch: NewBatch) => Promise<void>,
): Promise<SubmitInvoicesResult> {
  return gateway.store
    .transaction(tenantId, async (unit): Promise<SubmitInvoicesResult> => {
      const batchId = gateway.newId();
      const claim: KeyClaim = { key, operation: "submitInvoices", requestHash: hash, subjectId: batchId };
      const earlier = await unit.claimKey(claim);
      if (earlier) {
        return isSame(earlier, claim)
          ? { batchId: earlier.subjectId, replayed: true, problems: [] }
          : { replayed: false, problems: [conflict(key, earlier)] };
      }
      await make(unit, { id: batchId, errorPolicy });
      return { batchId, replayed: false, problems: [] };
    })
    .catch(refusedAsValue);
}

function checkBatch({ idempotencyKey, items }: SubmitInvoicesCommand): ValidationProblem | LimitExceeded | undefined {
  const actual = "inline" in items ? items.inline.length : 1;
  if (actual === 0 || actual > largestInlineBatch) {
    return {
      code: "LIMIT_EXCEEDED",
      message: `The batch has ${actual} invoices; it takes 1 to ${largestInlineBatch}`,
      path: ["items", "inline"],
      retryable: false,
      limit: largestInlineBatch,
      actual,
    };
  }
  return checkIdempotencyKey(idempotencyKey);
}

const referenceOf = ({ clientReference }: SubmitInvoiceCommand) =>
  clientReference !== undefined && !findUnstorable(clientReference) ? { clientReference } : {};

/** The problems of single invoices, with their place in the input in front of their path. */
const atItems = (items: readonly BatchItemRecord[]): Problem[] =>
  items.flatMap(({ index, problems }) =>
    problems.map((problem) => ({
      ...problem,
      path: ["items", "inline", String(index), ...(problem.path ?? [])],
    })),
  );

const uploadPath = ["items", "jsonlUploadId"];

const noUpload = (id: string): NotFound => ({
  code: "NOT_FOUND",
  message: `There is no upload ${id}, or it is older than ${uploadLifetimeHours} hours`,
  path: uploadPath,
  retryable: false,
});

function usedUpload(id: string): ValidationProblem {
  const message = `The upload ${id} was used by another batch: upload the file again`;
  return {
    code: "VALIDATION_FAILED",
    message,
    path: uploadPath,
    retryable: false,
    violations: [{ rule: "GW-UPLOAD-01", ruleset: "GATEWAY", severity: "FATAL", message, path: uploadPath }],
  };
}

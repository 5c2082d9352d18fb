import { createHash } from "node:crypto";
import { sql, type Transaction } from "kysely";
import type { Job } from "../../application/jobs.js";
import type { Unit } from "../../application/store.js";
import type { KeyClaim, NewEvent, SubmissionRecord } from "../../application/records.js";
import { sellerKeysOf } from "../../application/relate-invoices.js";
import { createActionUnit } from "./actions.js";
import { createDeadLetterUnit } from "./dead-letters.js";
import { createDeliveryUnit } from "./deliveries.js";
import { type Instance, instanceTimeoutSeconds } from "./instance.js";
import { createBatchUnit } from "./batches.js";
import { partiesOf, searchTextOf } from "./invoice-search.js";
import { insertRelations } from "./relations.js";
import {
  json,
  toInvoice,
  toInvoiceChanges,
  toSubmission,
  toRoute,
  toSubmissionChanges,
  toSubmissionRow,
} from "./rows.js";
import type { Tables } from "./tables.js";

export interface EnqueuedJob {
  readonly job: Job;
  readonly startAfterSeconds?: number;
}

/** What a transaction tells the world once it is committed. */
export interface News {
  readonly events: readonly NewEvent[];
  readonly jobs: readonly EnqueuedJob[];
  /** Accounts that something was queued for. */
  readonly queued: ReadonlySet<string>;
  /** Whether a webhook is to be applied again. */
  readonly reopened: boolean;
  /** Webhooks that have been, with what was noted about their answers. */
  readonly applied: readonly string[];
}

/** One tenant's unit of work inside an open transaction. */
export function createUnit(
  transaction: Transaction<Tables>,
  tenantId: string,
  instance: Instance,
  answeredIn: (deliveryId: string) => number | undefined,
): { unit: Unit; news: () => News } {
  const events: NewEvent[] = [];
  const jobs: EnqueuedJob[] = [];
  const queued = new Set<string>();
  let reopened = false;
  const applied: string[] = [];
  const deliveries = createDeliveryUnit(transaction, tenantId, queued, answeredIn);
  const letters = createDeadLetterUnit(transaction, tenantId);
  const ofTenant = { tenant_id: tenantId };
  const { id: instanceId, heldHere } = instance;

  const updateSubmission = async (
    submission: SubmissionRecord,
    changes: ReturnType<typeof toSubmissionChanges>,
  ): Promise<void> => {
    await transaction
      .updateTable("submission")
      .set({ ...changes, held_by: null, updated_at: sql`now()` })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", submission.id)
      .execute();
    if (submission.state === "QUEUED") queued.add(submission.accountId);
  };

  /** Who asks first keeps the account until the end of the transaction. */
  const holdAccount = (accountId: string) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 0))`.execute(transaction);

  const isBusy = async (accountId: string): Promise<boolean> => {
    const open = await transaction
      .selectFrom("submission")
      .select("id")
      .where("tenant_id", "=", tenantId)
      .where("account_id", "=", accountId)
      .where("state", "in", ["IN_FLIGHT", "OUTCOME_UNKNOWN"])
      .limit(1)
      .executeTakeFirst();
    return open !== undefined;
  };

  const unit: Unit = {
    ...createActionUnit(transaction, tenantId, instance),
    ...letters,
    ...deliveries,

    async claimKey(claim) {
      const inserted = await transaction
        .insertInto("key_claim")
        .values({
          ...ofTenant,
          key: claim.key,
          operation: claim.operation,
          request_hash: claim.requestHash,
          subject_id: claim.subjectId,
        })
        .onConflict((conflict) => conflict.columns(["tenant_id", "key"]).doNothing())
        .returning("key")
        .executeTakeFirst();
      if (inserted) return undefined;
      const earlier = await transaction
        .selectFrom("key_claim")
        .select(["key", "operation", "request_hash", "subject_id"])
        .where("tenant_id", "=", tenantId)
        .where("key", "=", claim.key)
        .executeTakeFirstOrThrow();
      return {
        key: earlier.key,
        operation: earlier.operation as KeyClaim["operation"],
        requestHash: earlier.request_hash,
        subjectId: earlier.subject_id,
      };
    },

    async releaseKey(key) {
      await transaction.deleteFrom("key_claim").where("tenant_id", "=", tenantId).where("key", "=", key).execute();
    },

    async insertInvoice(invoice) {
      const { countries, counterparties } = partiesOf(invoice.content, invoice.direction);
      await transaction
        .insertInto("invoice")
        .values({
          ...ofTenant,
          id: invoice.id,
          direction: invoice.direction,
          client_reference: invoice.clientReference ?? null,
          number: invoice.number,
          kind: invoice.kind,
          type_code: invoice.typeCode,
          issue_date: invoice.issueDate,
          currency_code: invoice.currencyCode,
          payable: invoice.payable,
          created_at: invoice.createdAt,
          countries,
          counterparties,
          seller_keys: sellerKeysOf(invoice.content),
          search: sql`to_tsvector('simple', ${searchTextOf(invoice.content)})`,
          ...toInvoiceChanges(invoice),
        })
        .execute();
      await transaction
        .insertInto("invoice_content")
        .values({ ...ofTenant, invoice_id: invoice.id, content: JSON.stringify(invoice.content) })
        .execute();
      await insertRelations(transaction, tenantId, invoice.id, invoice.content);
    },

    async lockInvoice(id) {
      const row = await transaction
        .selectFrom("invoice")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst();
      return row && toInvoice(row);
    },

    async saveInvoice(invoice) {
      await transaction
        .updateTable("invoice")
        .set(toInvoiceChanges(invoice))
        .where("tenant_id", "=", tenantId)
        .where("id", "=", invoice.id)
        .execute();
    },

    async findInvoiceByReference(accountId, referenceId) {
      const row = await transaction
        .selectFrom("invoice")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("account_id", "=", accountId)
        .where("reference_id", "=", referenceId)
        .executeTakeFirst();
      return row?.id;
    },

    async findInvoiceByNetworkReference(accountId, value) {
      const row = await transaction
        .selectFrom("invoice")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("account_id", "=", accountId)
        .where(sql<boolean>`network_references @> ${JSON.stringify([{ value }])}::jsonb`)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.id;
    },

    async insertSubmission(submission) {
      const inserted = await transaction
        .insertInto("submission")
        .values(toSubmissionRow(tenantId, submission))
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "account_id", "document_key"])
            .where("state", "not in", ["REJECTED", "FAILED", "CANCELLED"])
            .doNothing(),
        )
        .returning("id")
        .executeTakeFirst();
      if (inserted) queued.add(submission.accountId);
      return inserted !== undefined;
    },

    async lockSubmission(id) {
      const row = await transaction
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst();
      return row && toSubmission(row);
    },

    saveSubmission: (submission) => updateSubmission(submission, toSubmissionChanges(submission)),

    moveSubmission: (submission) =>
      updateSubmission(submission, { ...toSubmissionChanges(submission), ...toRoute(submission) }),

    async lockQueued({ accountId, limit, now, onlyUrgent, onlyFresh, onlyMovable = false, oneByOne = false }) {
      // Two that take at the same time would each lock some of what fits into one call.
      if (oneByOne || limit > 1) await holdAccount(accountId);
      if (oneByOne && (await isBusy(accountId))) return [];
      const rows = await transaction
        .selectFrom("submission")
        .selectAll()
        .where("state", "=", "QUEUED")
        .where("account_id", "=", accountId)
        .where("tenant_id", "=", tenantId)
        .where((is) => is.or([is("next_attempt_at", "is", null), is("next_attempt_at", "<=", now.toISOString())]))
        .$if(onlyUrgent, (query) => query.where("urgent", "=", true))
        .$if(onlyFresh, (query) => query.where("attempts", "=", 0))
        .$if(onlyMovable, (query) => query.where("movable", "=", true))
        .orderBy("urgent", "desc")
        .orderBy("created_at")
        .orderBy("id")
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute();
      return rows.map(toSubmission);
    },

    async saveProgress(id, progress) {
      await transaction
        .updateTable("submission")
        .set({ progress: JSON.stringify(progress) })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .execute();
    },

    async isSending(accountId) {
      const open = await transaction
        .selectFrom("submission")
        .select("id")
        .where("tenant_id", "=", tenantId)
        .where("account_id", "=", accountId)
        .where("state", "in", ["IN_FLIGHT", "OUTCOME_UNKNOWN"])
        .where(sql<boolean>`updated_at > now() - interval '10 minutes'`)
        .limit(1)
        .executeTakeFirst();
      return open !== undefined;
    },

    async findLiveSubmission(accountId, documentKey) {
      const row = await transaction
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("account_id", "=", accountId)
        .where("document_key", "=", documentKey)
        .where("state", "not in", ["REJECTED", "FAILED", "CANCELLED"])
        .executeTakeFirst();
      return row && toSubmission(row);
    },

    async findSubmissionOfInvoice(invoiceId) {
      const row = await transaction
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("invoice_id", "=", invoiceId)
        .orderBy("created_at", "desc")
        .forUpdate()
        .executeTakeFirst();
      return row && toSubmission(row);
    },

    async holdSubmission(id) {
      heldHere.add(id);
      await transaction
        .updateTable("submission")
        .set({ held_by: instanceId })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .execute();
    },

    async isHeldByLivingInstance(id) {
      const row = await transaction
        .selectFrom("submission")
        .innerJoin("instance", "instance.id", "submission.held_by")
        .select("instance.id")
        .where("submission.tenant_id", "=", tenantId)
        .where("submission.id", "=", id)
        .where("instance.id", "!=", instanceId)
        .where(sql<boolean>`instance.seen_at > now() - ${instanceTimeoutSeconds} * interval '1 second'`)
        .executeTakeFirst();
      return row !== undefined || heldHere.has(id);
    },

    async saveAttempt(attempt) {
      const changes = {
        ended_at: attempt.endedAt ?? null,
        outcome: attempt.outcome ?? null,
        problem: json(attempt.problem),
        provider_reference: attempt.providerReference ?? null,
      };
      await transaction
        .insertInto("submission_attempt")
        .values({
          ...ofTenant,
          submission_id: attempt.submissionId,
          number: attempt.number,
          provider: attempt.provider,
          started_at: attempt.startedAt,
          ...changes,
        })
        .onConflict((conflict) => conflict.columns(["tenant_id", "submission_id", "number"]).doUpdateSet(changes))
        .execute();
    },

    async insertDocument(document) {
      await transaction
        .insertInto("document")
        .values({
          ...ofTenant,
          id: document.id,
          invoice_id: document.invoiceId,
          kind: document.kind,
          format: document.format,
          media_type: document.mediaType,
          file_name: document.fileName,
          size_bytes: document.bytes.byteLength,
          sha256: createHash("sha256").update(document.bytes).digest("hex"),
          bytes: Buffer.from(document.bytes),
          created_at: document.createdAt,
        })
        .execute();
    },

    batches: createBatchUnit(transaction, tenantId, instanceId),

    async hasWebhookRegistration(accountId) {
      const row = await transaction
        .selectFrom("account_state")
        .select("account_id")
        .where("account_id", "=", accountId)
        .where("webhook_registration", "is not", null)
        .executeTakeFirst();
      return row !== undefined;
    },

    async reopenDelivery(id) {
      await letters.reopenDelivery(id);
      reopened = true;
    },

    async saveTold(told) {
      await deliveries.saveTold(told);
      applied.push(...told.applied);
    },

    publish: (event) => void events.push(event),
    enqueue: (job, options = {}) => void jobs.push({ job, ...options }),
  };
  return { unit, news: () => ({ events, jobs, queued, reopened, applied }) };
}

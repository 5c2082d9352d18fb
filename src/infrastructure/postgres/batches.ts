import { sql, type Transaction } from "kysely";
import type { Batches, BatchUnit, BatchWork, NewBatch } from "../../application/batch-ports.js";
import type { BatchItemRecord, KeyClaim } from "../../application/records.js";
import type { Database } from "./database.js";
import { present } from "./rows.js";
import type { Tables } from "./tables.js";
import { type Instance, instanceTimeoutSeconds } from "./instance.js";

/** Names of fields and values of a client stand in problems, and PostgreSQL takes neither in JSON. */
const toStorable = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed().replaceAll("\u0000", "\uFFFD") : value;

const texts = (values: readonly (string | undefined)[]) => sql`${values.map((value) => value ?? null)}::text[]`;
const uuids = (values: readonly (string | undefined)[]) => sql`${values.map((value) => value ?? null)}::uuid[]`;

export function createBatchUnit(transaction: Transaction<Tables>, tenantId: string, instanceId: string): BatchUnit {
  const start = (batch: NewBatch, total: number, source?: { id: string; input: string }) =>
    transaction
      .insertInto("batch")
      .values({
        tenant_id: tenantId,
        id: batch.id,
        error_policy: batch.errorPolicy,
        total,
        stage: !source ? "PREPARED" : batch.errorPolicy === "ALL_OR_NOTHING" ? "CHECKING" : "PREPARING",
        input: source?.input ?? null,
        source_id: source?.id ?? null,
      })
      .execute();
  const ofBatch = (id: string) => sql`tenant_id = ${tenantId} and batch_id = ${id}`;

  return {
    async insert(batch, items) {
      await start(batch, items.length);
      await sql`
        insert into batch_item (tenant_id, batch_id, index, client_reference, invoice_id, submission_id, problems)
        select ${tenantId}, ${batch.id}, given.* from ${columnsOf(items)}`.execute(transaction);
    },

    async stage(batch, items) {
      await start(batch, items.length, { id: batch.id, input: "COMMANDS" });
      const bodies = items.map(({ body }) => body);
      await sql`
        insert into staged_item (tenant_id, source_id, index, size_bytes, body)
        select ${tenantId}, ${batch.id}, place::int - 1, octet_length(body), body
        from unnest(${texts(bodies)}) with ordinality as given (body, place)`.execute(transaction);
      await sql`
        insert into batch_item (tenant_id, batch_id, index, client_reference, problems)
        select ${tenantId}, ${batch.id}, place::int - 1, reference, '[]'
        from unnest(${texts(items.map(({ clientReference }) => clientReference))})
          with ordinality as given (reference, place)`.execute(transaction);
    },

    async stageUpload(batch, uploadId, lines) {
      const { rows } = await sql`
        update upload set batch_id = ${batch.id}
        where tenant_id = ${tenantId} and id = ${uploadId} and batch_id is null and sha256 is not null
        returning id`.execute(transaction);
      if (rows.length === 0) return false;
      await start(batch, lines, { id: uploadId, input: "LINES" });
      await sql`
        insert into batch_item (tenant_id, batch_id, index, problems)
        select ${tenantId}, ${batch.id}, index, '[]' from generate_series(0, ${lines}::int - 1) as index`.execute(
        transaction,
      );
      return true;
    },

    async lock({ id, stage, position }) {
      const { rows } = await sql`
        select 1 from batch
        where tenant_id = ${tenantId} and id = ${id} and claimed_by = ${instanceId}
          and stage = ${stage} and position = ${position}
        for update`.execute(transaction);
      return rows.length > 0;
    },

    async saveItems(batchId, items) {
      const prints = items.map(({ print }) => print);
      await sql`
        update batch_item b set client_reference = coalesce(given.client_reference, b.client_reference),
          invoice_id = given.invoice_id, submission_id = given.submission_id, problems = given.problems
        from ${columnsOf(items)}
        where b.tenant_id = ${tenantId} and b.batch_id = ${batchId} and b.index = given.index`.execute(transaction);
      if (prints.every((print) => print === undefined)) return;
      await sql`
        update batch_item b set idempotency_key = given.key, request_hash = given.hash,
          account_id = given.account, document_key = given.document
        from unnest(${items.map(({ index }) => index)}::int[], ${texts(prints.map((print) => print?.key))},
          ${texts(prints.map((print) => print?.requestHash))}, ${texts(prints.map((print) => print?.accountId))},
          ${texts(prints.map((print) => print?.documentKey))}) as given (index, key, hash, account, document)
        where b.tenant_id = ${tenantId} and b.batch_id = ${batchId} and b.index = given.index`.execute(transaction);
    },

    async findRepeats(batchId) {
      const { rows } = await sql<{ index: number; first_index: number; key: string; of: "KEY" | "DOCUMENT" }>`
        with item as (
          select index, idempotency_key as key, request_hash,
            first_value(index) over same_key as key_index,
            first_value(request_hash) over same_key as key_hash,
            first_value(index) over same_document as document_index,
            first_value(idempotency_key) over same_document as document_of_key
          from batch_item where ${ofBatch(batchId)} and idempotency_key is not null and problems = '[]'
          window same_key as (partition by idempotency_key order by index),
            same_document as (partition by account_id, document_key order by index))
        select index, key_index as first_index, key, 'KEY' as of from item where key_hash <> request_hash
        union all
        select index, document_index, key, 'DOCUMENT' from item
        where key_hash = request_hash and document_of_key <> key`.execute(transaction);
      return rows.map((row) => ({ index: row.index, firstIndex: row.first_index, key: row.key, of: row.of }));
    },

    async saveProblems(batchId, items) {
      await sql`
        update batch_item b set problems = given.problems
        from unnest(${items.map(({ index }) => index)}::int[],
          ${texts(items.map(({ problems }) => JSON.stringify(problems, toStorable)))}::jsonb[]) as given (index, problems)
        where b.tenant_id = ${tenantId} and b.batch_id = ${batchId} and b.index = given.index`.execute(transaction);
    },

    async hasProblems(batchId) {
      const { rows } = await sql`
        select 1 from batch_item where ${ofBatch(batchId)} and problems <> '[]' limit 1`.execute(transaction);
      return rows.length > 0;
    },

    async advance({ id }, { stage, position }) {
      await sql`
        update batch set stage = ${stage}, position = ${position}, claimed_by = null, touched_at = now(),
          rests_until = null, finished_at = ${stage === "REFUSED" ? sql`now()` : null}
        where tenant_id = ${tenantId} and id = ${id}`.execute(transaction);
    },

    async claimKeys(claims) {
      const keys = claims.map(({ key }) => key);
      const { rows } = await sql<{ key: string }>`
        insert into key_claim (tenant_id, key, operation, request_hash, subject_id)
        select ${tenantId}, key, operation, hash, subject
        from unnest(${texts(keys)}, ${texts(claims.map(({ operation }) => operation))},
          ${texts(claims.map(({ requestHash }) => requestHash))},
          ${uuids(claims.map(({ subjectId }) => subjectId))}) with ordinality
          as given (key, operation, hash, subject, place)
        order by place
        on conflict do nothing returning key`.execute(transaction);
      const taken = new Set(rows.map(({ key }) => key));
      return this.findKeys(keys.filter((key) => !taken.has(key)));
    },

    async findKeys(keys) {
      if (keys.length === 0) return [];
      const rows = await transaction
        .selectFrom("key_claim")
        .select(["key", "operation", "request_hash", "subject_id"])
        .where("tenant_id", "=", tenantId)
        .where("key", "in", [...keys])
        .execute();
      return rows.map((row) => ({
        key: row.key,
        operation: row.operation as KeyClaim["operation"],
        requestHash: row.request_hash,
        subjectId: row.subject_id,
      }));
    },

    async findLiveDocuments(documents) {
      if (documents.length === 0) return [];
      const { rows } = await sql<{ account_id: string; document_key: string; invoice_id: string }>`
        select s.account_id, s.document_key, s.invoice_id
        from unnest(${texts(documents.map(({ accountId }) => accountId))},
          ${texts(documents.map(({ documentKey }) => documentKey))}) as given (account, document)
        join submission s on s.tenant_id = ${tenantId} and s.account_id = given.account
          and s.document_key = given.document and s.state not in ('REJECTED', 'FAILED', 'CANCELLED')`.execute(
        transaction,
      );
      return rows.map((row) => ({
        accountId: row.account_id,
        documentKey: row.document_key,
        invoiceId: row.invoice_id,
      }));
    },

    async invoicesOf(submissionIds) {
      if (submissionIds.length === 0) return new Map();
      const rows = await transaction
        .selectFrom("submission")
        .select(["id", "invoice_id"])
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...submissionIds])
        .execute();
      return new Map(rows.map((row) => [row.id, row.invoice_id]));
    },
  };
}

const columnsOf = (items: readonly BatchItemRecord[]) => sql`
  unnest(${items.map(({ index }) => index)}::int[], ${texts(items.map(({ clientReference }) => clientReference))},
    ${uuids(items.map(({ invoiceId }) => invoiceId))}, ${uuids(items.map(({ submissionId }) => submissionId))},
    ${texts(items.map(({ problems }) => JSON.stringify(problems, toStorable)))}::jsonb[])
    as given (index, client_reference, invoice_id, submission_id, problems)`;

interface WorkRow {
  tenant_id: string;
  id: string;
  error_policy: string;
  total: number;
  stage: string;
  position: number;
  input: string;
  source_id: string;
}

/** Of all tenants: what is due, by the database's clock. */
export function createBatches(database: Database, { id: instanceId }: Instance): Batches {
  return {
    async claim() {
      const { rows } = await sql<WorkRow>`
        update batch set claimed_by = ${instanceId}
        where (tenant_id, id) = (
          select b.tenant_id, b.id from batch b
          left join instance i on i.id = b.claimed_by
          where b.stage in ('CHECKING', 'PREPARING') and (b.rests_until is null or b.rests_until <= now())
            and (b.claimed_by is null or b.claimed_by = ${instanceId}
              or coalesce(i.seen_at <= now() - ${instanceTimeoutSeconds} * interval '1 second', true))
          order by b.touched_at limit 1
          for update of b skip locked)
        returning *`.execute(database);
      const [row] = rows;
      return row && (present(toWork(row)) as BatchWork);
    },

    async rest({ tenantId, id }, seconds) {
      await sql`
        update batch set claimed_by = null, touched_at = now(), rests_until = now() + ${seconds} * interval '1 second'
        where tenant_id = ${tenantId} and id = ${id} and claimed_by = ${instanceId}`.execute(database);
    },

    async readInput({ tenantId, sourceId, position }, { items, bytes }) {
      const { rows } = await sql<{ body: string }>`
        select s.body from (
          select index, sum(size_bytes) over (order by index) as size from staged_item
          where tenant_id = ${tenantId} and source_id = ${sourceId}
            and index >= ${position} and index < ${position + items}) as chosen
        join staged_item s on s.tenant_id = ${tenantId} and s.source_id = ${sourceId} and s.index = chosen.index
        where chosen.size <= ${bytes} or chosen.index = ${position}
        order by s.index`.execute(database);
      return rows.map(({ body }) => body);
    },

    async finish() {
      await sql`
        update batch b set finished_at = now()
        where b.finished_at is null and b.stage = 'PREPARED'
          and not exists (
            select 1 from submission s where s.tenant_id = b.tenant_id and s.batch_id = b.id
              and s.state in ('QUEUED', 'IN_FLIGHT', 'OUTCOME_UNKNOWN'))
          and not exists (
            select 1 from batch_item i join submission s on s.tenant_id = i.tenant_id and s.id = i.submission_id
            where i.tenant_id = b.tenant_id and i.batch_id = b.id
              and s.state in ('QUEUED', 'IN_FLIGHT', 'OUTCOME_UNKNOWN'))`.execute(database);
    },
  };
}

const toWork = (row: WorkRow) => ({
  tenantId: row.tenant_id,
  id: row.id,
  errorPolicy: row.error_policy,
  total: row.total,
  stage: row.stage,
  position: row.position,
  input: row.input,
  sourceId: row.source_id,
});

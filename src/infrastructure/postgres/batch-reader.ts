import { sql } from "kysely";
import type { BatchCounts, BatchItemRecord, BatchRecord } from "../../application/records.js";
import type { Problem } from "../../domain/problem.js";
import type { Database } from "./database.js";
import { present } from "./rows.js";

export async function readBatches(
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Promise<BatchRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<BatchRow>`
    select b.id, b.error_policy, b.stage, b.total, b.created_at, b.finished_at,
      count(*) filter (where i.submission_id is null and i.problems <> '[]')::int as refused,
      count(*) filter (where s.state = 'ACCEPTED')::int as accepted,
      count(*) filter (where s.state in ('REJECTED', 'FAILED', 'CANCELLED'))::int as rejected,
      count(*) filter (where s.state = 'CANCELLED')::int as cancelled,
      count(*) filter (where s.state = 'OUTCOME_UNKNOWN')::int as unknown,
      count(*) filter (where s.state = 'IN_FLIGHT')::int as under_way,
      coalesce(array_agg(distinct s.account_id) filter (
        where s.state = 'QUEUED' and (s.next_attempt_at is null or s.next_attempt_at <= now())), '{}') as waits_for
    from batch b
    join batch_item i on i.tenant_id = b.tenant_id and i.batch_id = b.id
    left join submission s on s.tenant_id = i.tenant_id and s.id = i.submission_id
    where b.tenant_id = ${tenantId} and b.id in (${sql.join([...ids])})
    group by b.tenant_id, b.id`.execute(database);
  return rows.map(toBatch);
}

export interface BatchPage {
  readonly after?: number;
  readonly limit: number;
  readonly onlyErrors: boolean;
}

export async function readBatchItems(
  database: Database,
  tenantId: string,
  batchId: string,
  { after, limit, onlyErrors }: BatchPage,
): Promise<BatchItemRecord[]> {
  const rows = await database
    .selectFrom("batch_item")
    .leftJoin("submission", (join) =>
      join
        .onRef("submission.tenant_id", "=", "batch_item.tenant_id")
        .onRef("submission.id", "=", "batch_item.submission_id"),
    )
    .select(["index", "problems", "client_reference"])
    .select(["batch_item.invoice_id", "batch_item.submission_id"])
    .where("batch_item.tenant_id", "=", tenantId)
    .where("batch_item.batch_id", "=", batchId)
    .where("batch_item.index", ">", after ?? -1)
    .$if(onlyErrors, (query) =>
      query.where((where) =>
        where.or([
          where("batch_item.submission_id", "is", null).and(sql<boolean>`problems <> '[]'`),
          where("submission.state", "in", ["REJECTED", "FAILED", "OUTCOME_UNKNOWN"]),
        ]),
      ),
    )
    .orderBy("batch_item.index")
    .limit(limit)
    .execute();
  return rows.map((row): BatchItemRecord => ({
    index: row.index,
    problems: row.problems as Problem[],
    ...(row.client_reference !== null && { clientReference: row.client_reference }),
    ...(row.invoice_id !== null && { invoiceId: row.invoice_id }),
    ...(row.submission_id !== null && { submissionId: row.submission_id }),
  }));
}

interface BatchRow {
  id: string;
  error_policy: string;
  stage: string;
  total: number;
  created_at: string;
  finished_at: string | null;
  refused: number;
  accepted: number;
  rejected: number;
  cancelled: number;
  unknown: number;
  under_way: number;
  waits_for: string[];
}

function toBatch(row: BatchRow): BatchRecord {
  // Of a batch that was refused as a whole nothing was taken, whatever each item was worth.
  const rejected = row.stage === "REFUSED" ? row.total : row.rejected + row.refused;
  const counts: BatchCounts = {
    total: row.total,
    accepted: row.accepted,
    rejected,
    unknown: row.unknown,
    pending: row.total - row.accepted - rejected - row.unknown,
  };
  return {
    ...present({ id: row.id, total: row.total, createdAt: row.created_at, finishedAt: row.finished_at }),
    errorPolicy: row.error_policy as BatchRecord["errorPolicy"],
    stage: row.stage as BatchRecord["stage"],
    counts,
    cancelled: row.cancelled,
    isUnderWay: row.under_way > 0,
    waitsFor: row.waits_for,
  };
}

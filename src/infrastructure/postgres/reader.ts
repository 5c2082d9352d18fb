import { sql } from "kysely";
import type { EventQuery, Reader } from "../../application/gateway.js";
import type { BatchCounts, BatchItemRecord, BatchRecord, DocumentKind } from "../../application/records.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { Invoice } from "../../domain/invoice.js";
import type { Problem } from "../../domain/problem.js";
import type { DocumentContent } from "../../provider-kit/provider.js";
import { readActions } from "./actions.js";
import type { Database } from "./database.js";
import { createDeadLetterReader } from "./dead-letters.js";
import { countInvoices, listInvoices } from "./invoice-list.js";
import { readRelations } from "./relations.js";
import { documentColumns, present, toAttempt, toDocument, toEvent, toInvoice, toSubmission } from "./rows.js";

/** What one tenant can read: every query is bound to it. */
export function createReader(database: Database, tenantId: string): Reader {
  const documentBytes = (condition: { id: string } | { invoiceId: string; kind: DocumentKind }) =>
    database
      .selectFrom("document")
      .select(["format", "media_type", "file_name", "bytes"])
      .where("tenant_id", "=", tenantId)
      .$if("id" in condition, (query) => query.where("id", "=", "id" in condition ? condition.id : ""))
      .$if("kind" in condition, (query) => {
        const { invoiceId, kind } = "kind" in condition ? condition : { invoiceId: "", kind: "" };
        return query.where("invoice_id", "=", invoiceId).where("kind", "=", kind).orderBy("created_at", "desc");
      })
      .limit(1)
      .executeTakeFirst()
      .then((row) => row && toContent(row));

  return {
    ...createDeadLetterReader(database, tenantId),
    actionsOf: (invoiceIds) => readActions(database, tenantId, invoiceIds),
    relationsOf: (invoiceIds) => readRelations(database, tenantId, invoiceIds),

    async invoices(ids) {
      if (ids.length === 0) return [];
      const rows = await database
        .selectFrom("invoice")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...ids])
        .execute();
      return rows.map(toInvoice);
    },

    async contents(invoiceIds) {
      if (invoiceIds.length === 0) return [];
      const rows = await database
        .selectFrom("invoice_content")
        .select(["invoice_id", "content"])
        .where("tenant_id", "=", tenantId)
        .where("invoice_id", "in", [...invoiceIds])
        .execute();
      return rows.map((row) => ({ invoiceId: row.invoice_id, content: row.content as Invoice }));
    },

    async findInvoice(by) {
      if (findUnstorable(by)) return undefined;
      const query = database.selectFrom("invoice").selectAll().where("tenant_id", "=", tenantId);
      const row = await (
        "clientReference" in by
          ? query.where("client_reference", "=", by.clientReference)
          : query.where("provider", "=", by.provider).where("reference_id", "=", by.reference)
      )
        .orderBy("created_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && toInvoice(row);
    },

    listInvoices: (query) => listInvoices(database, tenantId, query),
    countInvoices: (filter, limit) => countInvoices(database, tenantId, filter, limit),

    async events(query) {
      if (findUnstorable(query)) return [];
      const rows = await selectEvents(database, tenantId, query).execute();
      return rows.map(toEvent);
    },

    async lastPosition() {
      const row = await database
        .selectFrom("tenant_position")
        .select("position")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return row?.position ?? 0;
    },

    async positionBefore(moment) {
      const row = await database
        .selectFrom("event_log")
        .select("position")
        .where("tenant_id", "=", tenantId)
        .where("recorded_at", "<", moment)
        .orderBy("position", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.position ?? 0;
    },

    async submissions(ids) {
      if (ids.length === 0) return [];
      const rows = await database
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...ids])
        .execute();
      return rows.map(toSubmission);
    },

    async submissionsOf(invoiceIds) {
      if (invoiceIds.length === 0) return [];
      const rows = await database
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("invoice_id", "in", [...invoiceIds])
        .orderBy("created_at")
        .execute();
      return rows.map(toSubmission);
    },

    async attemptsOf(submissionIds) {
      if (submissionIds.length === 0) return [];
      const rows = await database
        .selectFrom("submission_attempt")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("submission_id", "in", [...submissionIds])
        .orderBy("number")
        .execute();
      return rows.map(toAttempt);
    },

    async documentsOf(invoiceIds) {
      if (invoiceIds.length === 0) return [];
      const rows = await database
        .selectFrom("document")
        .select(documentColumns)
        .where("tenant_id", "=", tenantId)
        .where("invoice_id", "in", [...invoiceIds])
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(toDocument);
    },

    async documents(ids) {
      if (ids.length === 0) return [];
      const rows = await database
        .selectFrom("document")
        .select(documentColumns)
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...ids])
        .execute();
      return rows.map(toDocument);
    },

    documentContent: (id) => documentBytes({ id }),
    sentDocument: (invoiceId) => documentBytes({ invoiceId, kind: "SENT" }),
    submittedDocument: (invoiceId) => documentBytes({ invoiceId, kind: "SUBMITTED" }),

    async batches(ids) {
      if (ids.length === 0) return [];
      const rows = await sql<BatchRow>`
        select b.id, b.error_policy, b.total, b.created_at,
          count(i.index) filter (where i.submission_id is null)::int as refused,
          count(*) filter (where s.state = 'ACCEPTED')::int as accepted,
          count(*) filter (where s.state in ('REJECTED', 'FAILED', 'CANCELLED'))::int as rejected,
          count(*) filter (where s.state = 'OUTCOME_UNKNOWN')::int as unknown
        from batch b
        join batch_item i on i.tenant_id = b.tenant_id and i.batch_id = b.id
        left join submission s on s.tenant_id = i.tenant_id and s.id = i.submission_id
        where b.tenant_id = ${tenantId} and b.id in (${sql.join([...ids])})
        group by b.tenant_id, b.id`.execute(database);
      return rows.rows.map(toBatch);
    },

    async batchItems(batchId, { after, limit, onlyErrors }) {
      const rows = await database
        .selectFrom("batch_item")
        .leftJoin("submission", (join) =>
          join
            .onRef("submission.tenant_id", "=", "batch_item.tenant_id")
            .onRef("submission.id", "=", "batch_item.submission_id"),
        )
        .selectAll("batch_item")
        .where("batch_item.tenant_id", "=", tenantId)
        .where("batch_item.batch_id", "=", batchId)
        .where("batch_item.index", ">", after ?? -1)
        .$if(onlyErrors, (query) =>
          query.where((where) =>
            where.or([
              where("batch_item.submission_id", "is", null),
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
    },
  };
}

function selectEvents(database: Database, tenantId: string, query: EventQuery) {
  const { types, invoiceIds, providers, direction } = query;
  return database
    .selectFrom("event_log")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("position", ">", query.after)
    .$if(types !== undefined, (select) => select.where("type", "in", [...(types ?? [])]))
    .$if(invoiceIds !== undefined, (select) => select.where("invoice_id", "in", [...(invoiceIds ?? [])]))
    .$if(providers !== undefined, (select) => select.where("provider", "in", [...(providers ?? [])]))
    .$if(direction !== undefined, (select) => select.where("direction", "=", direction ?? ""))
    .orderBy("position")
    .limit(query.limit);
}

function toContent(row: { format: string; media_type: string; file_name: string; bytes: Uint8Array }): DocumentContent {
  return {
    format: row.format as DocumentContent["format"],
    mediaType: row.media_type,
    fileName: row.file_name,
    bytes: row.bytes,
  };
}

interface BatchRow {
  id: string;
  error_policy: string;
  total: number;
  created_at: string;
  refused: number;
  accepted: number;
  rejected: number;
  unknown: number;
}

function toBatch(row: BatchRow): BatchRecord {
  const rejected = row.rejected + row.refused;
  const counts: BatchCounts = {
    total: row.total,
    accepted: row.accepted,
    rejected,
    unknown: row.unknown,
    pending: row.total - row.accepted - rejected - row.unknown,
  };
  return {
    ...present({ id: row.id, total: row.total, createdAt: row.created_at }),
    errorPolicy: row.error_policy as BatchRecord["errorPolicy"],
    counts,
  };
}

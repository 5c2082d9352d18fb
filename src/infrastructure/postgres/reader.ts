import type { Reader } from "../../application/store.js";
import type { DocumentKind } from "../../application/records.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { Invoice } from "../../domain/invoice.js";
import type { DocumentContent } from "../../provider-kit/provider.js";
import { readActions } from "./actions.js";
import { readBatches, readBatchItems } from "./batch-reader.js";
import type { Database } from "./database.js";
import { createDeadLetterReader } from "./dead-letters.js";
import { readLog, readPositionBefore } from "./event-log.js";
import { countInvoices, listInvoices } from "./invoice-list.js";
import { readRelations } from "./relations.js";
import { documentColumns, toAttempt, toDocument, toInvoice, toSubmission } from "./rows.js";

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

    events: (query) => readLog(database, tenantId, query).then(({ events }) => [...events]),
    readLog: (query) => readLog(database, tenantId, query),

    async lastPosition() {
      const row = await database
        .selectFrom("tenant_position")
        .select("position")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return row?.position ?? 0;
    },

    positionBefore: (moment) => readPositionBefore(database, tenantId, moment),

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

    batches: (ids) => readBatches(database, tenantId, ids),
    batchItems: (batchId, page) => readBatchItems(database, tenantId, batchId, page),
  };
}

function toContent(row: { format: string; media_type: string; file_name: string; bytes: Uint8Array }): DocumentContent {
  return {
    format: row.format as DocumentContent["format"],
    mediaType: row.media_type,
    fileName: row.file_name,
    bytes: row.bytes,
  };
}

import { type Selectable, sql, type Transaction } from "kysely";
import type {
  DeadLetterFilter,
  DeadLetterReader,
  DeadLetterRecord,
  DeadLetterUnit,
} from "../../application/dead-letters.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { DocumentContent } from "../../provider-kit/provider.js";
import type { Database } from "./database.js";
import { json, present } from "./rows.js";
import type { Tables } from "./tables.js";

const columns = [
  "id",
  "source",
  "account_id",
  "provider",
  "subject_id",
  "reference",
  "state",
  "reason",
  "attempts",
  "received_at",
] as const;

type Row = Pick<Selectable<Tables["dead_letter"]>, (typeof columns)[number]>;

const toDeadLetter = (row: Row): DeadLetterRecord =>
  present({
    id: row.id,
    source: row.source,
    accountId: row.account_id,
    provider: row.provider,
    subjectId: row.subject_id,
    reference: row.reference,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    receivedAt: row.received_at,
  }) as unknown as DeadLetterRecord;

export function createDeadLetterUnit(transaction: Transaction<Tables>, tenantId: string): DeadLetterUnit {
  const ofTenant = () => transaction.selectFrom("dead_letter").select(columns).where("tenant_id", "=", tenantId);
  return {
    async putDeadLetter({ document, ...letter }) {
      const kept = document && {
        format: document.format,
        media_type: document.mediaType,
        file_name: document.fileName,
        bytes: Buffer.from(document.bytes),
      };
      const changes = {
        provider: letter.provider ?? null,
        state: letter.state,
        reason: letter.reason,
        attempts: letter.attempts,
        updated_at: sql<string>`now()`,
        ...kept,
      };
      const row = await transaction
        .insertInto("dead_letter")
        .values({
          tenant_id: tenantId,
          source: letter.source,
          account_id: letter.accountId,
          subject_id: letter.subjectId,
          reference: json(letter.reference),
          received_at: letter.receivedAt,
          ...changes,
        })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "source", "account_id", "subject_id"]).doUpdateSet(changes),
        )
        .returning(columns)
        .executeTakeFirstOrThrow();
      return toDeadLetter(row);
    },

    async lockDeadLetter(id) {
      const row = await ofTenant().where("id", "=", id).forUpdate().executeTakeFirst();
      return row && toDeadLetter(row);
    },

    async findDeadLetter({ source, accountId, subjectId }) {
      const row = await ofTenant()
        .where("source", "=", source)
        .where("account_id", "=", accountId)
        .where("subject_id", "=", subjectId)
        .executeTakeFirst();
      return row && toDeadLetter(row);
    },

    async setDeadLetterState(id, state) {
      await transaction
        .updateTable("dead_letter")
        .set({ state, updated_at: sql`now()`, ...(state === "SETTLED" && { bytes: null }) })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .execute();
    },

    async reopenDelivery(id) {
      await transaction
        .updateTable("delivery")
        .set({ state: "RECEIVED", reason: null, closed_at: null, attempts: 0, next_attempt_at: null })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .where("state", "=", "DEAD")
        .execute();
    },
  };
}

export function createDeadLetterReader(database: Database, tenantId: string): DeadLetterReader {
  const dead = ({ source, provider }: DeadLetterFilter) =>
    database
      .selectFrom("dead_letter")
      .where("tenant_id", "=", tenantId)
      .where("state", "=", "DEAD")
      .$if(source !== undefined, (query) => query.where("source", "in", [...(source ?? [])]))
      .$if(provider !== undefined, (query) => query.where("provider", "in", [...(provider ?? [])]));
  return {
    async listDeadLetters({ filter, limit, after }) {
      if (findUnstorable(filter)) return [];
      const rows = await dead(filter)
        .select(columns)
        .$if(after !== undefined, (query) =>
          query.where(sql<boolean>`(received_at, id) < (${after?.receivedAt}::timestamptz, ${after?.id}::uuid)`),
        )
        .orderBy("received_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toDeadLetter);
    },

    async countDeadLetters(filter, limit) {
      if (findUnstorable(filter)) return { value: 0, exact: true };
      const { count } = await database
        .selectFrom(
          dead(filter)
            .select("id")
            .limit(limit + 1)
            .as("counted"),
        )
        .select((select) => select.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return count > limit ? { value: limit, exact: false } : { value: count, exact: true };
    },

    async deadLetters(ids) {
      if (ids.length === 0) return [];
      const rows = await dead({})
        .select(columns)
        .where("id", "in", [...ids])
        .execute();
      return rows.map(toDeadLetter);
    },

    async deadLetterPayload({ id, source, subjectId }) {
      if (source === "INBOUND_WEBHOOK") {
        const delivery = await database
          .selectFrom("delivery")
          .select("body")
          .where("tenant_id", "=", tenantId)
          .where("id", "=", subjectId)
          .executeTakeFirst();
        return delivery?.body ? { body: delivery.body } : undefined;
      }
      const row = await database
        .selectFrom("dead_letter")
        .select(["format", "media_type", "file_name", "bytes"])
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .executeTakeFirst();
      if (!row?.bytes || row.format === null || row.media_type === null || row.file_name === null) return undefined;
      const format = row.format as DocumentContent["format"];
      return { document: { format, mediaType: row.media_type, fileName: row.file_name, bytes: row.bytes } };
    },
  };
}

/** Takes documents that wait for another try and whose job was lost. */
export async function claimWaitingDocuments(
  transaction: Transaction<Tables>,
): Promise<{ tenantId: string; id: string }[]> {
  const { rows } = await sql<{ tenant_id: string; id: string }>`
    update dead_letter set updated_at = now()
    where (tenant_id, id) in (
      select tenant_id, id from dead_letter
      where state = 'WAITING' and source = 'INBOUND_DOCUMENT' and updated_at < now() - interval '5 minutes'
      order by updated_at limit 200
      for update skip locked)
    returning tenant_id, id`.execute(transaction);
  return rows.map(({ tenant_id: tenantId, id }) => ({ tenantId, id }));
}

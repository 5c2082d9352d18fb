import { createHash, randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Job } from "../../application/gateway.js";
import type { Inbox, InboundDeliveryFilter, InboundDeliveryRecord } from "../../application/inbox.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { Database } from "./database.js";
import type { JobQueue } from "./jobs.js";
import { createRefusals } from "./refusals.js";
import { present } from "./rows.js";
import type { Tables } from "./tables.js";

/** Whoever takes a delivery has so long for it before another one may. */
const takenForSeconds = 30;

/** A job that comes a moment early does its work all the same. */
const toleranceMs = 1_000;

const prunedAtOnce = 500;

/** Incoming webhooks: the row and its job are committed together before anybody is told that it arrived. */
export function createInbox(database: Database, jobs: JobQueue): Inbox {
  return {
    refuse: createRefusals(database),

    async add({ tenantId, accountId, provider, dedupeKey, eventId, headers, body }) {
      const job: Job = { name: "apply", tenantId, deliveryId: randomUUID() };
      const isNew = await database.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ id: string }>`
          insert into delivery
            (tenant_id, id, account_id, provider, dedupe_key, event_id, headers, body, bytes, sha256, state)
          values (${tenantId}, ${job.deliveryId}, ${accountId}, ${provider}, ${dedupeKey}, ${eventId ?? null},
            ${JSON.stringify(headers)}, ${Buffer.from(body)}, ${body.byteLength},
            ${createHash("sha256").update(body).digest("hex")}, 'RECEIVED')
          on conflict (tenant_id, account_id, dedupe_key) where dedupe_key is not null
            do update set repeats = delivery.repeats + 1, last_repeat_at = now()
          returning id`.execute(transaction);
        const added = rows[0]?.id === job.deliveryId;
        if (added) await jobs.send(transaction, [{ job }]);
        return added;
      });
      if (isNew) jobs.wake([job.name]);
      return isNew ? job.deliveryId : undefined;
    },

    async noteAnswer(tenantId, id, acknowledgedInMs) {
      // Nothing is lost with it that matters: the commit need not wait for the disk.
      await sql`with fast as (select set_config('synchronous_commit', 'off', true))
                update delivery set acknowledged_in_ms = ${toInteger(acknowledgedInMs)} from fast
                where tenant_id = ${tenantId} and id = ${id}`.execute(database);
    },

    async take(tenantId, id, now) {
      const row = await database
        .updateTable("delivery")
        .set({
          attempts: sql`attempts + 1`,
          next_attempt_at: new Date(now.getTime() + takenForSeconds * 1_000).toISOString(),
        })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .where("state", "=", "RECEIVED")
        .where((where) =>
          where.or([
            where("next_attempt_at", "is", null),
            where("next_attempt_at", "<=", new Date(now.getTime() + toleranceMs).toISOString()),
          ]),
        )
        .returning(["id", "tenant_id", "account_id", "headers", "body", "received_at", "attempts"])
        .executeTakeFirst();
      if (!row?.body) return undefined;
      return {
        id: row.id,
        tenantId: row.tenant_id,
        accountId: row.account_id,
        headers: row.headers as Record<string, string>,
        body: row.body,
        receivedAt: row.received_at,
        attempts: row.attempts,
      };
    },

    async postpone(tenantId, id, { now, afterSeconds, error }) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("delivery")
          .set({
            last_error: error.replaceAll("\u0000", "").slice(0, 2_000),
            next_attempt_at: new Date(now.getTime() + afterSeconds * 1_000).toISOString(),
          })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .where("state", "=", "RECEIVED")
          .execute();
        const job: Job = { name: "apply", tenantId, deliveryId: id };
        await jobs.send(transaction, [{ job, startAfterSeconds: afterSeconds }]);
      });
    },

    async list(tenantId, { filter, limit, before }) {
      if (findUnstorable(filter)) return [];
      const rows = await filtered(database, tenantId, filter)
        .$if(before !== undefined, (query) => query.where("number", "<", before ?? 0))
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },

    async find(tenantId, ids) {
      if (ids.length === 0) return [];
      const rows = await filtered(database, tenantId, {})
        .where("id", "in", [...ids])
        .execute();
      return rows.map(toRecord);
    },

    async prune(keptDays) {
      const { numAffectedRows } = await sql`
        delete from delivery where (tenant_id, id) in (
          select d.tenant_id, d.id from delivery d
          where d.state <> 'RECEIVED' and d.received_at < now() - ${keptDays} * interval '1 day'
            and not exists (
              select from dead_letter l
              where l.tenant_id = d.tenant_id and l.source = 'INBOUND_WEBHOOK' and l.account_id = d.account_id
                and l.subject_id = d.id::text and l.state <> 'SETTLED')
          order by d.received_at limit ${prunedAtOnce}
          for update of d skip locked)`.execute(database);
      return Number(numAffectedRows ?? 0);
    },
  };
}

/** A negative time is a clock that was set. */
const toInteger = (ms: number): number => Math.max(0, Math.round(ms));

const columns = [
  "id",
  "number",
  "account_id",
  "provider",
  "received_at",
  "state",
  "reason",
  "headers",
  "bytes",
  "sha256",
  "acknowledged_in_ms",
  "attempts",
  "last_error",
  "next_attempt_at",
  "closed_at",
  "repeats",
  "last_repeat_at",
  "event_id",
] as const;

function filtered(database: Database, tenantId: string, filter: InboundDeliveryFilter) {
  const { accountIds, providers, verdicts, states, receivedAfter, receivedBefore } = filter;
  const isRefused = sql<boolean>`(case when state = 'REFUSED' then 'REFUSED' else 'ACCEPTED' end) = any(${[...(verdicts ?? [])]}::text[])`;
  return database
    .selectFrom("delivery")
    .select(columns)
    .where("tenant_id", "=", tenantId)
    .$if(accountIds !== undefined, (query) => query.where("account_id", "in", [...(accountIds ?? [])]))
    .$if(providers !== undefined, (query) => query.where("provider", "in", [...(providers ?? [])]))
    .$if(verdicts !== undefined, (query) => query.where(isRefused))
    .$if(states !== undefined, (query) => query.where("state", "in", [...(states ?? [])]))
    .$if(receivedAfter !== undefined, (query) => query.where("received_at", ">", receivedAfter ?? ""))
    .$if(receivedBefore !== undefined, (query) => query.where("received_at", "<", receivedBefore ?? ""));
}

type Row = Pick<Selectable<Tables["delivery"]>, (typeof columns)[number]>;

const toRecord = (row: Row): InboundDeliveryRecord =>
  present({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    provider: row.provider,
    receivedAt: row.received_at,
    verdict: row.state === "REFUSED" ? "REFUSED" : "ACCEPTED",
    reason: row.reason,
    state: row.state === "REFUSED" ? null : row.state,
    headers: row.headers,
    bytes: row.bytes,
    sha256: row.sha256,
    acknowledgedInMs: row.acknowledged_in_ms,
    attempts: row.attempts,
    lastError: row.last_error,
    nextAttemptAt: row.state === "RECEIVED" ? row.next_attempt_at : null,
    appliedAt: row.state === "APPLIED" ? row.closed_at : null,
    repeats: row.repeats,
    lastRepeatAt: row.last_repeat_at,
    eventId: row.event_id,
  }) as unknown as InboundDeliveryRecord;

import { type Selectable, sql } from "kysely";
import type { DeliveryTaker, Inbox, InboundDeliveryFilter, InboundDeliveryRecord } from "../../application/inbox.js";
import { findUnstorable } from "../../application/unstorable.js";
import { createDeliveryWriter, takenForMs } from "./add-deliveries.js";
import { type AnswerNotes, createAnswerNotes } from "./answer-notes.js";
import type { Database } from "./database.js";
import { createRefusals } from "./refusals.js";
import { present } from "./rows.js";
import type { Tables } from "./tables.js";

const prunedAtOnce = 500;

export interface InboxWithBell extends Inbox {
  /** Something is committed that is to be applied. */
  ring(): void;
  readonly answers: AnswerNotes;
}

/** Incoming webhooks: each is committed before anybody is told that it arrived. */
export function createInbox(database: Database): InboxWithBell {
  const listeners = new Set<() => void>();
  const ring = () => {
    for (const listener of listeners) listener();
  };
  const answers = createAnswerNotes(database, ring);
  let taker: DeliveryTaker | undefined;
  return {
    ring,
    answers,
    refuse: createRefusals(database),
    add: createDeliveryWriter(database, { taker: () => taker, added: ring }),
    noteAnswer: answers.note,

    giveTo(given) {
      taker = given;
      return () => {
        if (taker === given) taker = undefined;
      };
    },

    onDue(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    async claim({ now, limit, exceptAccounts }) {
      const takenUntil = new Date(now.getTime() + takenForMs).toISOString();
      const dueAt = now.toISOString();
      // The first condition on the time is for the index: what waits until later is not even looked at. The commit need
      // not wait for the disk: a claim that a crash of the database loses is a delivery that is taken at once.
      const { rows } = await sql<TakenRow>`
        /* claim_deliveries */
        with fast as (select set_config('synchronous_commit', 'off', true)),
        due as (
          select tenant_id, id from delivery
          where state = 'RECEIVED'
            and coalesce(next_attempt_at, received_at) <= greatest(now(), ${dueAt})
            and (next_attempt_at is null or next_attempt_at <= ${dueAt})
            and account_id <> all(${[...exceptAccounts]}::text[])
          order by coalesce(next_attempt_at, received_at) limit ${limit}
          for update skip locked)
        update delivery d set attempts = d.attempts + 1, next_attempt_at = ${takenUntil}
        from due, fast where d.tenant_id = due.tenant_id and d.id = due.id
        returning d.id, d.tenant_id, d.account_id, d.headers, d.body, d.received_at, d.attempts`.execute(database);
      return rows
        .toSorted((one, other) => (one.received_at < other.received_at ? -1 : 1))
        .map((row) => ({
          id: row.id,
          tenantId: row.tenant_id,
          accountId: row.account_id,
          headers: row.headers,
          body: row.body,
          receivedAt: row.received_at,
          attempts: row.attempts,
          takenUntil,
        }));
    },

    async postpone(tenantId, id, { now, afterSeconds, error }) {
      await database
        .updateTable("delivery")
        .set({
          last_error: error.replaceAll("\u0000", "").slice(0, 2_000),
          next_attempt_at: new Date(now.getTime() + afterSeconds * 1_000).toISOString(),
        })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .where("state", "=", "RECEIVED")
        .execute();
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

interface TakenRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly account_id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly received_at: string;
  readonly attempts: number;
}

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

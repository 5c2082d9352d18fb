import { sql } from "kysely";
import type { Job } from "../../application/jobs.js";
import type { Schedule } from "../../application/store.js";
import type { Reference } from "../../provider-kit/provider.js";
import { claimUnsettledActions } from "./actions.js";
import type { Database } from "./database.js";
import { claimWaitingDocuments } from "./dead-letters.js";
import { claimFeed, hastenFeed, saveFeedCursor } from "./feeds.js";
import { type Instance, instanceTimeoutSeconds } from "./instance.js";
import type { JobQueue } from "./jobs.js";
import { toSubmission } from "./rows.js";
import type { SubmissionRow } from "./tables.js";

/** What is due by the database's clock: two instances with clocks of their own agree on it. */
export function createSchedule(database: Database, jobs: JobQueue, instance: Instance): Schedule {
  return {
    async beat() {
      await sql`insert into instance (id, seen_at) values (${instance.id}, now())
                on conflict (id) do update set seen_at = now()`.execute(database);
    },

    async claimPolls(limit) {
      const { rows } = await sql<SubmissionRow & { reference: Reference }>`
        with due as (
          select tenant_id, id from submission where poll_at <= now()
          order by poll_at limit ${limit} for update skip locked)
        update submission s set poll_at = now() + interval '1 minute'
        from due, invoice i
        where s.tenant_id = due.tenant_id and s.id = due.id
          and i.tenant_id = s.tenant_id and i.id = s.invoice_id and i.reference is not null
        returning s.*, i.reference`.execute(database);
      return rows.map((row) => ({
        tenantId: row.tenant_id,
        submission: toSubmission(row),
        reference: row.reference,
      }));
    },

    async waitingAccounts(now) {
      const { rows } = await sql<{ account_id: string }>`
        select distinct account_id from submission
        where state = 'QUEUED' and (next_attempt_at is null or next_attempt_at <= ${now.toISOString()})`.execute(
        database,
      );
      return rows.map(({ account_id }) => account_id);
    },

    async sweep() {
      return database.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ tenant_id: string; id: string }>`
          select s.tenant_id, s.id from submission s
          left join instance i on i.id = s.held_by
          where case
              when s.state = 'IN_FLIGHT' and s.held_by = ${instance.id} then not s.id = any(${[...instance.heldHere]}::uuid[])
              when s.state = 'IN_FLIGHT' and s.held_by is not null
                then coalesce(i.seen_at <= now() - ${instanceTimeoutSeconds} * interval '1 second', true)
              else greatest(s.next_attempt_at, s.updated_at) < now() - interval '30 seconds' end
            and s.state in ('IN_FLIGHT', 'OUTCOME_UNKNOWN')
            and not exists (
              select from dead_letter d
              where d.tenant_id = s.tenant_id and d.source = 'SUBMISSION' and d.account_id = s.account_id
                and d.subject_id = s.id::text and d.state = 'DEAD')
          order by s.updated_at limit 200
          for update of s skip locked`.execute(transaction);
        const actions = await claimUnsettledActions(transaction, instance);
        const documents = await claimWaitingDocuments(transaction);
        const lost: Job[] = [
          ...rows.map(({ tenant_id: tenantId, id }): Job => ({ name: "reconcile", tenantId, submissionId: id })),
          ...actions.map(({ tenantId, id }): Job => ({ name: "settle", tenantId, actionId: id })),
          ...documents.map(({ tenantId, id }): Job => ({ name: "receive", tenantId, letterId: id })),
        ];
        if (rows.length > 0) {
          await sql`update submission set updated_at = now(), held_by = null
                    where (tenant_id, id) in (${sql.join(rows.map((row) => sql`(${row.tenant_id}, ${row.id}::uuid)`))})`.execute(
            transaction,
          );
        }
        await jobs.send(
          transaction,
          lost.map((job) => ({ job })),
        );
        return lost.length;
      });
    },

    claimFeed: (feed, everySeconds) => claimFeed(database, feed, everySeconds),
    saveFeedCursor: (feed, cursor) => saveFeedCursor(database, feed, cursor),
    hastenFeed: (feed) => hastenFeed(database, feed),
  };
}

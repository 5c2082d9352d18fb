import { sql } from "kysely";
import type { Job, Schedule } from "../../application/gateway.js";
import type { Reference } from "../../provider-kit/provider.js";
import type { Database } from "./database.js";
import type { JobQueue } from "./jobs.js";
import { toSubmission } from "./rows.js";
import type { SubmissionRow } from "./tables.js";
import { instanceTimeoutSeconds } from "./unit.js";

/** What is due by the database's clock: two instances with clocks of their own agree on it. */
export function createSchedule(database: Database, jobs: JobQueue, instanceId: string): Schedule {
  return {
    async beat() {
      await sql`insert into instance (id, seen_at) values (${instanceId}, now())
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

    async sweep() {
      return database.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ tenant_id: string; id: string; state: string }>`
          select s.tenant_id, s.id, s.state from submission s
          left join instance i on i.id = s.held_by
          where s.state in ('QUEUED', 'IN_FLIGHT', 'OUTCOME_UNKNOWN')
            and (i.id is null or i.seen_at <= now() - ${instanceTimeoutSeconds} * interval '1 second')
            and case s.state
              when 'IN_FLIGHT' then true
              else coalesce(s.next_attempt_at, s.updated_at) < now() - interval '30 seconds' end
          order by s.updated_at limit 200
          for update of s skip locked`.execute(transaction);
        const deliveries = await sql<{ tenant_id: string; id: string }>`
          select tenant_id, id from delivery
          where state = 'RECEIVED' and received_at < now() - interval '15 seconds' * (1 + attempts)
          order by received_at limit 200`.execute(transaction);
        const lost: Job[] = [
          ...rows.map(({ tenant_id: tenantId, id, state }): Job =>
            state === "OUTCOME_UNKNOWN"
              ? { name: "reconcile", tenantId, submissionId: id }
              : { name: "send", tenantId, submissionIds: [id] },
          ),
          ...deliveries.rows.map(({ tenant_id: tenantId, id }): Job => ({ name: "apply", tenantId, deliveryId: id })),
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

    async feedCursor(accountId) {
      const row = await database
        .selectFrom("account_state")
        .select("feed_cursor")
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row?.feed_cursor ?? undefined;
    },

    async saveFeedCursor(tenantId, accountId, cursor) {
      await database
        .insertInto("account_state")
        .values({ account_id: accountId, tenant_id: tenantId, webhook_registration: null, feed_cursor: cursor })
        .onConflict((conflict) => conflict.column("account_id").doUpdateSet({ feed_cursor: cursor }))
        .execute();
    },
  };
}

import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Inbox, Job } from "../../application/gateway.js";
import type { Database } from "./database.js";
import type { JobQueue } from "./jobs.js";

/** Incoming webhooks: the row and its job are committed together before anybody is told that it arrived. */
export function createInbox(database: Database, jobs: JobQueue): Inbox {
  return {
    async add({ tenantId, accountId, dedupeKey, headers, body }) {
      const id = randomUUID();
      const job: Job = { name: "apply", tenantId, deliveryId: id };
      const added = await database.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto("delivery")
          .values({
            tenant_id: tenantId,
            id,
            account_id: accountId,
            dedupe_key: dedupeKey,
            headers: JSON.stringify(headers),
            body: Buffer.from(body),
            state: "RECEIVED",
            reason: null,
            closed_at: null,
          })
          .onConflict((conflict) =>
            conflict.columns(["tenant_id", "account_id", "dedupe_key"]).where("dedupe_key", "is not", null).doNothing(),
          )
          .returning("id")
          .executeTakeFirst();
        if (row) await jobs.send(transaction, [{ job }]);
        return row !== undefined;
      });
      if (added) jobs.wake([job.name]);
      return added;
    },

    async refuse({ tenantId, accountId, headers, reason }) {
      await database
        .insertInto("delivery")
        .values({
          tenant_id: tenantId,
          id: randomUUID(),
          account_id: accountId,
          dedupe_key: null,
          headers: JSON.stringify(headers),
          body: null,
          state: "REFUSED",
          reason,
          closed_at: sql`now()`,
        })
        .execute();
    },

    async get(tenantId, id) {
      const row = await database
        .updateTable("delivery")
        .set({ attempts: sql`attempts + 1` })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .where("state", "=", "RECEIVED")
        .returning(["id", "tenant_id", "account_id", "body", "received_at", "attempts"])
        .executeTakeFirst();
      if (!row?.body) return undefined;
      return {
        id: row.id,
        tenantId: row.tenant_id,
        accountId: row.account_id,
        body: row.body,
        receivedAt: row.received_at,
        attempts: row.attempts,
      };
    },
  };
}

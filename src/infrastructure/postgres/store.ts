import { sql } from "kysely";
import type { WakeUps } from "../../application/gateway.js";
import type { Store } from "../../application/store.js";
import { appendEvents } from "./append-events.js";
import { createBatches } from "./batches.js";
import type { Database } from "./database.js";
import { pruneEvents, readLog } from "./event-log.js";
import { createInbox } from "./inbox.js";
import type { JobQueue } from "./jobs.js";
import type { Instance } from "./instance.js";
import { createKeys } from "./keys.js";
import { shareTail } from "./log-tail.js";
import { createReader } from "./reader.js";
import { createSchedule } from "./schedule.js";
import type { Seal } from "./sealed.js";
import { createTraffic } from "./traffic.js";
import { createUnit } from "./unit.js";
import { createUploads } from "./uploads.js";
import { createWebhooks } from "./webhooks.js";

export interface StoreParts {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly wakeUps: WakeUps;
  readonly seal: Seal;
  readonly instanceId: string;
}

/** A page of the log for everyone who is up to date. */
const tailLength = 100;

export function createStore({ database, jobs, wakeUps, seal, instanceId }: StoreParts): Store {
  const instance: Instance = { id: instanceId, heldHere: new Set() };
  const inbox = createInbox(database);
  const listeners = new Set<(accountId: string) => void>();
  return {
    async transaction(tenantId, work) {
      const { result, position, names, queued, reopened, applied } = await database
        .transaction()
        .execute(async (transaction) => {
          const { unit, news } = createUnit(transaction, tenantId, instance, inbox.answers.find);
          const result = await work(unit);
          const { events, jobs: enqueued, queued, reopened, applied } = news();
          await jobs.send(transaction, enqueued);
          const position = await appendEvents(transaction, tenantId, events);
          return { result, position, names: enqueued.map(({ job }) => job.name), queued, reopened, applied };
        });
      if (position !== undefined) wakeUps.announce(tenantId, position);
      inbox.answers.forget(applied);
      jobs.wake(names);
      if (reopened) inbox.ring();
      for (const accountId of queued) for (const listener of listeners) listener(accountId);
      return result;
    },

    onQueued(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    reader: (tenantId) => createReader(database, tenantId),
    tail: shareTail((tenantId, after) => readLog(database, tenantId, { after, limit: tailLength })),
    pruneEvents: (keptDays) => pruneEvents(database, keptDays),
    traffic: createTraffic(database),
    inbox,
    schedule: createSchedule(database, jobs, instance),
    batches: createBatches(database, instance),
    uploads: createUploads(database),
    webhooks: createWebhooks(database, seal, instance),
    keys: createKeys(database, seal),
    letGo(submissionIds) {
      for (const id of submissionIds) instance.heldHere.delete(id);
    },

    async checkReady() {
      const { rows } = await sql<{ fsync: string; commit: string; readonly: string }>`
        select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
               current_setting('transaction_read_only') as readonly`.execute(database);
      const settings = rows[0];
      if (settings?.fsync !== "on")
        throw new Error("PostgreSQL runs with fsync off: an acknowledged write could be lost");
      if (settings.commit === "off") {
        throw new Error("PostgreSQL runs with synchronous_commit off: an acknowledged write could be lost");
      }
      if (settings.readonly === "on") throw new Error("PostgreSQL is read-only");
    },
  };
}

/** The newest place of each of these tenants' logs. */
export async function readPositions(
  database: Database,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom("tenant_position")
    .select(["tenant_id", "position"])
    .where("tenant_id", "in", [...tenantIds])
    .execute();
  return new Map(rows.map((row) => [row.tenant_id, row.position]));
}

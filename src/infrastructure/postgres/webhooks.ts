import { createHash } from "node:crypto";
import { sql } from "kysely";
import type {
  ClaimedNotification,
  SettledNotification,
  Settlement,
  Webhooks,
} from "../../application/webhooks/webhook-ports.js";
import type { Database } from "./database.js";
import { type Instance, instanceTimeoutSeconds } from "./instance.js";
import { toEvent } from "./rows.js";
import type { Seal } from "./sealed.js";
import { createTenantEndpoints } from "./webhook-endpoints.js";
import { endpointColumns, openSecrets, toEndpoint } from "./webhook-rows.js";

const eventsAtOnce = 500;
const sweptAtOnce = 2_000;

/** Longer than any try takes: who holds something for longer has lost it. */
const longestHoldSeconds = 60;

const nobodyHolds = sql`(n.held_by is null or n.held_at < now() - ${longestHoldSeconds} * interval '1 second'
  or not exists (
    select from instance i
    where i.id = n.held_by and i.seen_at > now() - ${instanceTimeoutSeconds} * interval '1 second'))`;

/** The same for the same event and endpoint, whenever it is computed. */
function notificationId(endpointId: string, position: number): string {
  const bytes = createHash("sha256").update(`${endpointId}|${position}`).digest();
  // RFC 9562: version 8, of our own making.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function createWebhooks(database: Database, seal: Seal, instance: Instance): Webhooks {
  return {
    ofTenant: (tenantId) => createTenantEndpoints(database, seal, tenantId),

    async behind() {
      const rows = await database
        .selectFrom("webhook_endpoint as e")
        .innerJoin("tenant_position as p", "p.tenant_id", "e.tenant_id")
        .select(["e.tenant_id", "e.id"])
        .where("e.enabled", "=", true)
        .where("e.deleted_at", "is", null)
        .whereRef("e.position", "<", "p.position")
        .execute();
      return rows.map(({ tenant_id: tenantId, id: endpointId }) => ({ tenantId, endpointId }));
    },

    plan({ tenantId, endpointId }, now) {
      return database.transaction().execute(async (transaction) => {
        const endpoint = await transaction
          .selectFrom("webhook_endpoint")
          .select(["position", "types"])
          .where("tenant_id", "=", tenantId)
          .where("id", "=", endpointId)
          .where("enabled", "=", true)
          .where("deleted_at", "is", null)
          .forUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (!endpoint) return false;
        // Read before the page: what is committed later is behind this place.
        const end = await transaction
          .selectFrom("tenant_position")
          .select("position")
          .where("tenant_id", "=", tenantId)
          .executeTakeFirst();
        const events = await transaction
          .selectFrom("event_log")
          .select(["position", "type"])
          .where("tenant_id", "=", tenantId)
          .where("position", ">", endpoint.position)
          .orderBy("position")
          .limit(eventsAtOnce)
          .execute();
        const reached = events.at(-1)?.position ?? end?.position ?? endpoint.position;
        const moment = now.toISOString();
        const told = events.filter(({ type }) => endpoint.types.length === 0 || endpoint.types.includes(type));
        if (told.length > 0) {
          await transaction
            .insertInto("webhook_notification")
            .values(
              told.map(({ position }) => ({
                tenant_id: tenantId,
                id: notificationId(endpointId, position),
                endpoint_id: endpointId,
                position,
                next_attempt_at: moment,
                created_at: moment,
              })),
            )
            .onConflict((conflict) =>
              conflict
                .columns(["tenant_id", "endpoint_id", "position"])
                .doUpdateSet({ state: "PENDING", tries: 0, next_attempt_at: moment, ended_at: null }),
            )
            .execute();
        }
        await transaction
          .updateTable("webhook_endpoint")
          .set({ position: reached })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", endpointId)
          .execute();
        return events.length === eventsAtOnce;
      });
    },

    async due(now) {
      const { rows } = await sql<{ tenant_id: string; id: string }>`
        select e.tenant_id, e.id from webhook_endpoint e
        where e.deleted_at is null and coalesce(e.rests_until <= ${now.toISOString()}, true) and exists (
          select from webhook_notification n
          where n.tenant_id = e.tenant_id and n.endpoint_id = e.id and n.state in ('PENDING', 'FAILED')
            and n.next_attempt_at <= ${now.toISOString()} and (e.enabled or n.position is null) and ${nobodyHolds})`.execute(
        database,
      );
      return rows.map(({ tenant_id: tenantId, id: endpointId }) => ({ tenantId, endpointId }));
    },

    async claim({ tenantId, endpointId }, now): Promise<ClaimedNotification | undefined> {
      const endpoint = await database
        .selectFrom("webhook_endpoint")
        .select([...endpointColumns, "secrets", "position as settled_position"])
        .where("tenant_id", "=", tenantId)
        .where("id", "=", endpointId)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      if (!endpoint || (endpoint.rests_until !== null && Date.parse(endpoint.rests_until) > now.getTime())) {
        return undefined;
      }
      const { rows } = await sql<{ id: string; position: number | null; tries: number; created_at: string }>`
        update webhook_notification set held_by = ${instance.id}, held_at = now()
        where (tenant_id, id) = (
          select n.tenant_id, n.id from webhook_notification n
          where n.tenant_id = ${tenantId} and n.endpoint_id = ${endpointId} and n.state in ('PENDING', 'FAILED')
            and n.next_attempt_at <= ${now.toISOString()} and ${nobodyHolds}
            -- Not as it was read above: it may have said since then that it is gone.
            and (n.position is null or exists (
              select from webhook_endpoint e
              where e.tenant_id = n.tenant_id and e.id = n.endpoint_id and e.enabled and e.deleted_at is null))
          order by n.next_attempt_at, n.number limit 1
          for update skip locked)
        returning id, position, tries, created_at`.execute(database);
      const [row] = rows;
      if (!row) return undefined;
      const secrets = openSecrets(seal, tenantId, endpointId, endpoint.secrets);
      const claimed = {
        id: row.id,
        tries: row.tries,
        createdAt: row.created_at,
        endpoint: toEndpoint(endpoint),
        secrets,
      };
      if (row.position === null) return { ...claimed, subject: "TEST" };
      const event = await database
        .selectFrom("event_log")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("position", "=", row.position)
        .executeTakeFirst();
      return { ...claimed, subject: event ? toEvent(event) : "EVENT_NOT_KEPT" };
    },

    settle: (claimed, settlement) => settle(database, instance, claimed, settlement),

    async letGo({ id, endpoint }) {
      await database
        .updateTable("webhook_notification")
        .set({ held_by: null, held_at: null })
        .where("tenant_id", "=", endpoint.tenantId)
        .where("id", "=", id)
        .where("held_by", "=", instance.id)
        .execute();
    },

    async sweep(olderThanDays) {
      const swept = await sql`
        delete from webhook_notification where (tenant_id, id) in (
          (select tenant_id, id from webhook_notification
           where ended_at < now() - ${olderThanDays} * interval '1 day' limit ${sweptAtOnce})
          union all
          (select n.tenant_id, n.id from webhook_notification n
           join webhook_endpoint e on e.tenant_id = n.tenant_id and e.id = n.endpoint_id
           where e.deleted_at < now() - interval '5 minutes' limit ${sweptAtOnce}))`.execute(database);
      await sql`
        delete from webhook_endpoint e where e.deleted_at < now() - interval '5 minutes' and not exists (
          select from webhook_notification n where n.tenant_id = e.tenant_id and n.endpoint_id = e.id)`.execute(
        database,
      );
      return Number(swept.numAffectedRows ?? 0);
    },
  };
}

async function settle(
  database: Database,
  instance: Instance,
  { id, endpoint: { id: endpointId, tenantId, failingSince: knownSince } }: ClaimedNotification,
  { attempt, state, nextAttemptAt, endpoint }: Settlement,
): Promise<SettledNotification> {
  const isEnd = state === "SUCCEEDED" || state === "DEAD";
  return database.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("webhook_notification")
      .set({
        state,
        tries: sql`tries + 1`,
        next_attempt_at: nextAttemptAt ?? null,
        held_by: null,
        held_at: null,
        ended_at: isEnd ? sql<string>`now()` : null,
      })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", id)
      .$if(state !== "SUCCEEDED", (query) => query.where("held_by", "=", instance.id))
      .execute();
    await transaction
      .insertInto("webhook_attempt")
      .values({
        tenant_id: tenantId,
        notification_id: id,
        at: attempt.at,
        http_status: attempt.httpStatus ?? null,
        duration_ms: attempt.durationMs,
        error: attempt.error ?? null,
      })
      .execute();
    const ofEndpoint = transaction
      .updateTable("webhook_endpoint")
      .where("tenant_id", "=", tenantId)
      .where("id", "=", endpointId);
    const { failingSince, lastFailedAt, restsUntil, disabled } = endpoint;
    if (failingSince === null) {
      await ofEndpoint
        .set({ failing_since: null, rests_until: null, last_succeeded_at: attempt.at })
        .where((is) => is.or([is("failing_since", "is not", null), is("rests_until", "is not", null)]))
        .execute();
    }
    if (typeof failingSince === "string") {
      const failedAt = lastFailedAt ?? attempt.at;
      await ofEndpoint
        .set({
          // While this try was under way another may have succeeded, or somebody may have enabled the endpoint anew.
          failing_since: sql<string>`case when failing_since is not distinct from ${knownSince ?? null}::timestamptz
            then ${failingSince}::timestamptz else coalesce(failing_since, ${failedAt}::timestamptz) end`,
          last_failed_at: failedAt,
          ...(typeof restsUntil === "string" && { rests_until: restsUntil }),
        })
        .execute();
    }
    if (!disabled) return { hasDisabledEndpoint: false };
    const updated = await ofEndpoint
      .set({ enabled: false, disabled_at: disabled.at, disabled_reason: disabled.reason })
      .where("enabled", "=", true)
      .$if(typeof failingSince === "string", (query) => query.where("failing_since", "<=", failingSince ?? null))
      .executeTakeFirst();
    return { hasDisabledEndpoint: updated.numUpdatedRows > 0n };
  });
}

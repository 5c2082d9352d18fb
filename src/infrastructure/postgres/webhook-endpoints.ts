import { sql } from "kysely";
import type { TenantEndpoints } from "../../application/webhooks/webhook-ports.js";
import type { Database } from "./database.js";
import type { Seal } from "./sealed.js";
import {
  closeSecrets,
  endpointColumns,
  openSecrets,
  selectNotifications,
  toEndpoint,
  toNotification,
} from "./webhook-rows.js";

/** One tenant's endpoints: every query is bound to it. */
export function createTenantEndpoints(database: Database, seal: Seal, tenantId: string): TenantEndpoints {
  const ofTenant = () =>
    database
      .selectFrom("webhook_endpoint")
      .select(endpointColumns)
      .select(
        sql<number>`coalesce((
          select min(n.position) - 1 from webhook_notification n
          where n.tenant_id = webhook_endpoint.tenant_id and n.endpoint_id = webhook_endpoint.id
            and n.state in ('PENDING', 'FAILED')), position)`.as("settled_position"),
      )
      .where("tenant_id", "=", tenantId)
      .where("deleted_at", "is", null);
  const update = (id: string) =>
    database.updateTable("webhook_endpoint").where("tenant_id", "=", tenantId).where("id", "=", id);

  return {
    async list() {
      const rows = await ofTenant().orderBy("number").execute();
      return rows.map(toEndpoint);
    },

    async find(id) {
      const row = await ofTenant().where("id", "=", id).executeTakeFirst();
      return row && toEndpoint(row);
    },

    insert(endpoint, most) {
      return database.transaction().execute(async (transaction) => {
        // Whoever creates one at the same moment waits here, so that the count is right.
        await sql`select from tenant where id = ${tenantId} for no key update`.execute(transaction);
        const { count } = await transaction
          .selectFrom("webhook_endpoint")
          .select((select) => select.fn.countAll<number>().as("count"))
          .where("tenant_id", "=", tenantId)
          .where("deleted_at", "is", null)
          .executeTakeFirstOrThrow();
        if (count >= most) return false;
        const last = await transaction
          .selectFrom("tenant_position")
          .select("position")
          .where("tenant_id", "=", tenantId)
          .executeTakeFirst();
        const now = last?.position ?? 0;
        await transaction
          .insertInto("webhook_endpoint")
          .values({
            tenant_id: tenantId,
            id: endpoint.id,
            url: endpoint.url,
            description: endpoint.description ?? null,
            types: [...endpoint.types],
            selection: endpoint.selection ?? null,
            scopes: [...endpoint.scopes],
            secrets: closeSecrets(seal, tenantId, endpoint.id, endpoint.secrets),
            position: Math.min(endpoint.position ?? now, now),
            created_at: endpoint.createdAt,
          })
          .execute();
        return true;
      });
    },

    async save(id, { url, description, types, selection, enabled, scopes }, now) {
      await database.transaction().execute(async (transaction) => {
        const before = await transaction
          .selectFrom("webhook_endpoint")
          .select("enabled")
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .forUpdate()
          .executeTakeFirst();
        await transaction
          .updateTable("webhook_endpoint")
          .set({
            scopes: [...scopes],
            ...(url !== undefined && { url }),
            ...(description !== undefined && { description }),
            ...(types && { types: [...types] }),
            ...(selection !== undefined && { selection }),
            ...(enabled !== undefined && { enabled }),
            ...(enabled === true && {
              disabled_at: null,
              disabled_reason: null,
              failing_since: null,
              rests_until: null,
            }),
          })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .where("deleted_at", "is", null)
          .execute();
        if (enabled !== true || before?.enabled !== false) return;
        await transaction
          .updateTable("webhook_notification")
          .set({ tries: 0, next_attempt_at: now.toISOString() })
          .where("tenant_id", "=", tenantId)
          .where("endpoint_id", "=", id)
          .where("state", "=", "FAILED")
          .execute();
      });
    },

    async remove(id) {
      await update(id)
        .set({ enabled: false, deleted_at: sql`now()`, secrets: closeSecrets(seal, tenantId, id, []) })
        .execute();
    },

    async changeSecrets(id, change) {
      await database.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("webhook_endpoint")
          .select("secrets")
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .where("deleted_at", "is", null)
          .forUpdate()
          .executeTakeFirst();
        if (!row) return;
        const secrets = change(openSecrets(seal, tenantId, id, row.secrets));
        await transaction
          .updateTable("webhook_endpoint")
          .set({ secrets: closeSecrets(seal, tenantId, id, secrets) })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .execute();
      });
    },

    insertTest(endpointId, notificationId, now) {
      return database.transaction().execute(async (transaction) => {
        await sql`select from webhook_endpoint where tenant_id = ${tenantId} and id = ${endpointId}
                  for no key update`.execute(transaction);
        const open = await transaction
          .selectFrom("webhook_notification")
          .select("id")
          .where("tenant_id", "=", tenantId)
          .where("endpoint_id", "=", endpointId)
          .where("position", "is", null)
          .where("state", "in", ["PENDING", "FAILED"])
          .executeTakeFirst();
        if (open) return false;
        const moment = now.toISOString();
        await transaction
          .insertInto("webhook_notification")
          .values({
            tenant_id: tenantId,
            id: notificationId,
            endpoint_id: endpointId,
            position: null,
            next_attempt_at: moment,
            created_at: moment,
          })
          .execute();
        return true;
      });
    },

    async rewind(id, position) {
      await update(id)
        .set({ position: sql`least(position, ${position}::bigint)` })
        .execute();
    },

    async reopen(endpointId, notificationIds, now) {
      const rows = await database
        .updateTable("webhook_notification")
        .set({ state: "PENDING", tries: 0, next_attempt_at: now.toISOString(), ended_at: null })
        .where("tenant_id", "=", tenantId)
        .where("endpoint_id", "=", endpointId)
        .where("id", "in", [...notificationIds])
        .returning("id")
        .execute();
      return rows.map(({ id }) => id);
    },

    async notifications(ids) {
      if (ids.length === 0) return [];
      const isNamed = sql`n.id = any(${[...ids]}::uuid[])`;
      const { rows } = await selectNotifications(tenantId, isNamed, ids.length).execute(database);
      return rows.map(toNotification);
    },

    async listNotifications(endpointId, { states, before, limit }) {
      const isWanted = sql.join(
        [
          sql`n.endpoint_id = ${endpointId}::uuid`,
          ...(states ? [sql`n.state = any(${[...states]}::text[])`] : []),
          ...(before === undefined ? [] : [sql`n.number < ${before}::bigint`]),
        ],
        sql` and `,
      );
      const { rows } = await selectNotifications(tenantId, isWanted, limit).execute(database);
      return rows.map(toNotification);
    },
  };
}

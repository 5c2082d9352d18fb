import { type Selectable, sql, type Transaction } from "kysely";
import type { ActionRecord, ActionUnit } from "../../application/actions.js";
import type { Database } from "./database.js";
import { json, present } from "./rows.js";
import type { Tables } from "./tables.js";
import { type Instance, instanceTimeoutSeconds } from "./instance.js";

const toAction = (row: Selectable<Tables["invoice_action"]>): ActionRecord =>
  present({
    id: row.id,
    invoiceId: row.invoice_id,
    idempotencyKey: row.idempotency_key,
    request: row.request,
    state: row.state,
    problem: row.problem,
    unknownSince: row.unknown_since,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }) as unknown as ActionRecord;

const toChanges = (action: ActionRecord) => ({
  state: action.state,
  problem: json(action.problem),
  unknown_since: action.unknownSince ?? null,
  ended_at: action.endedAt ?? null,
});

const select = (database: Database | Transaction<Tables>, tenantId: string) =>
  database.selectFrom("invoice_action").selectAll().where("tenant_id", "=", tenantId);

export function createActionUnit(
  transaction: Transaction<Tables>,
  tenantId: string,
  { id: instanceId, heldHere }: Instance,
): ActionUnit {
  const update = (action: ActionRecord, heldBy: string | null) =>
    transaction
      .updateTable("invoice_action")
      .set({ ...toChanges(action), held_by: heldBy, updated_at: sql`now()` })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", action.id)
      .execute();
  return {
    async insertAction(action) {
      heldHere.add(action.id);
      await transaction
        .insertInto("invoice_action")
        .values({
          tenant_id: tenantId,
          id: action.id,
          invoice_id: action.invoiceId,
          idempotency_key: action.idempotencyKey,
          request: JSON.stringify(action.request),
          created_at: action.createdAt,
          held_by: instanceId,
          ...toChanges(action),
        })
        .execute();
    },

    async saveAction(action) {
      await update(action, null);
    },

    async resumeAction(action) {
      heldHere.add(action.id);
      await update(action, instanceId);
    },

    async lockAction(id) {
      const row = await select(transaction, tenantId).where("id", "=", id).forUpdate().executeTakeFirst();
      return row && toAction(row);
    },

    async isActionHeld(id) {
      const row = await transaction
        .selectFrom("invoice_action")
        .innerJoin("instance", "instance.id", "invoice_action.held_by")
        .select("instance.id")
        .where("invoice_action.tenant_id", "=", tenantId)
        .where("invoice_action.id", "=", id)
        .where("instance.id", "!=", instanceId)
        .where(sql<boolean>`instance.seen_at > now() - ${instanceTimeoutSeconds} * interval '1 second'`)
        .executeTakeFirst();
      return row !== undefined || heldHere.has(id);
    },

    async actionsOf(invoiceId) {
      const rows = await select(transaction, tenantId)
        .where("invoice_id", "=", invoiceId)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(toAction);
    },
  };
}

export async function readActions(
  database: Database,
  tenantId: string,
  invoiceIds: readonly string[],
): Promise<ActionRecord[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await select(database, tenantId)
    .where("invoice_id", "in", [...invoiceIds])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toAction);
}

/** Takes what nobody works on any more, or what nobody has asked about for long, so that it can be settled. */
export async function claimUnsettledActions(
  transaction: Transaction<Tables>,
  { id: instanceId, heldHere }: Instance,
): Promise<{ tenantId: string; id: string }[]> {
  const { rows } = await sql<{ tenant_id: string; id: string }>`
    with lost as (
      select a.tenant_id, a.id from invoice_action a
      left join instance i on i.id = a.held_by
      where case
          when a.state = 'UNKNOWN' then a.updated_at < now() - interval '10 minutes'
          when a.held_by = ${instanceId} then not a.id = any(${[...heldHere]}::uuid[])
          when a.held_by is not null
            then coalesce(i.seen_at <= now() - ${instanceTimeoutSeconds} * interval '1 second', true)
          else a.updated_at < now() - interval '30 seconds' end
        and a.state in ('UNDER_WAY', 'UNKNOWN')
      order by a.updated_at limit 200
      for update of a skip locked)
    update invoice_action a set held_by = null, updated_at = now()
    from lost where a.tenant_id = lost.tenant_id and a.id = lost.id
    returning a.tenant_id, a.id`.execute(transaction);
  return rows.map(({ tenant_id: tenantId, id }) => ({ tenantId, id }));
}

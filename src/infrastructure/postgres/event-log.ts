import { sql } from "kysely";
import type { EventQuery, LogPage } from "../../application/queries.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { Database } from "./database.js";
import { eventColumns, toEvent } from "./rows.js";
import type { EventRow } from "./tables.js";

/** Events, end and horizon are those of one snapshot: an event is either on the page or known to be missing. */
export async function readLog(database: Database, tenantId: string, query: EventQuery): Promise<LogPage> {
  const readable = findUnstorable(query) === undefined;
  const events = readable
    ? selectEvents(database, tenantId, query)
    : selectEvents(database, tenantId, { after: query.after, limit: 0 });
  // Those who are up to date all ask for the same.
  const name = isUnfiltered(query) ? sql`/* read_log */` : sql``;
  const { rows } = await sql<Omit<EventRow, "tenant_id"> & { log_end: number; horizon: number }>`${name}
    select coalesce(p.position, 0) as log_end, coalesce(h.position, 0) as horizon, ${ofEvent}
    from (select ${tenantId}::text as of_tenant) t
    left join tenant_position p on p.tenant_id = t.of_tenant
    left join event_horizon h on h.tenant_id = t.of_tenant
    left join lateral ${events} e on true
    order by e.position`.execute(database);
  const [first] = rows;
  return {
    end: first?.log_end ?? 0,
    horizon: first?.horizon ?? 0,
    // Of an empty page the joins leave one row without an event.
    events: rows.filter(({ position }) => position !== null).map(toEvent),
  };
}

const isUnfiltered = ({ types, invoiceIds, providers, direction, statuses }: EventQuery): boolean =>
  [types, invoiceIds, providers, direction, statuses].every((part) => part === undefined);

const ofEvent = sql.join(eventColumns.map((column) => sql.ref(`e.${column}`)));

function selectEvents(database: Database, tenantId: string, query: EventQuery) {
  const { types, invoiceIds, providers, direction, statuses } = query;
  return database
    .selectFrom("event_log")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("position", ">", query.after)
    .$if(types !== undefined, (select) => select.where("type", "in", [...(types ?? [])]))
    .$if(invoiceIds !== undefined, (select) => select.where("invoice_id", "in", [...(invoiceIds ?? [])]))
    .$if(providers !== undefined, (select) => select.where("provider", "in", [...(providers ?? [])]))
    .$if(direction !== undefined, (select) => select.where("direction", "=", direction ?? ""))
    .$if(statuses !== undefined, (select) => select.where(sql<string>`state ->> 'value'`, "in", [...(statuses ?? [])]))
    .orderBy("position")
    .limit(query.limit);
}

/** Clocks step back now and then: among so many of the first events behind a moment is the one with the first place. */
const outOfStep = 100;

/** The last place before the moment; 0 where events behind the moment have been deleted. */
export async function readPositionBefore(database: Database, tenantId: string, moment: string): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select case
      when exists (select from event_horizon where tenant_id = ${tenantId} and recorded_at >= ${moment}) then 0
      else coalesce(
        (select min(position) - 1 from (
           select position from event_log where tenant_id = ${tenantId} and recorded_at >= ${moment}
           order by recorded_at limit ${outOfStep}) as behind),
        (select position from tenant_position where tenant_id = ${tenantId}),
        0)
      end as position`.execute(database);
  return rows[0]?.position ?? 0;
}

const chunk = 500;

/**
 * Deletes the oldest events of one tenant that has any beyond that age, by the database's clock; says how many. The
 * horizon moves in the same transaction.
 */
export async function pruneEvents(database: Database, keptDays: number): Promise<number> {
  const keptSince = sql`now() - ${keptDays} * interval '1 day'`;
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ tenant_id: string; horizon: number }>`
      select p.tenant_id, coalesce(h.position, 0) as horizon
      from tenant_position p
      left join event_horizon h on h.tenant_id = p.tenant_id
      cross join lateral (
        select recorded_at from event_log e
        where e.tenant_id = p.tenant_id and e.position > coalesce(h.position, 0)
        order by e.position limit 1) oldest
      where oldest.recorded_at < ${keptSince}
      limit 1`.execute(transaction);
    const [found] = rows;
    if (!found) return 0;
    const { tenant_id: tenantId, horizon } = found;
    const moved = await sql<{ position: number }>`
      with oldest as (
        select position, recorded_at from event_log
        where tenant_id = ${tenantId} and position > ${horizon} order by position limit ${chunk}),
      kept as (select min(position) as position from oldest where recorded_at >= ${keptSince})
      insert into event_horizon (tenant_id, position, recorded_at)
        select ${tenantId}, max(o.position), max(o.recorded_at) from oldest o, kept k
        where k.position is null or o.position < k.position
        having count(*) > 0
      on conflict (tenant_id) do update set
        position = greatest(event_horizon.position, excluded.position),
        recorded_at = greatest(event_horizon.recorded_at, excluded.recorded_at)
      returning position`.execute(transaction);
    const deleted = await transaction
      .deleteFrom("event_log")
      .where("tenant_id", "=", tenantId)
      .where("position", ">", horizon)
      .where("position", "<=", moved.rows[0]?.position ?? horizon)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  });
}

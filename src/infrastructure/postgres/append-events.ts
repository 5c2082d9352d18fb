import { sql, type Transaction } from "kysely";
import type { NewEvent } from "../../application/records.js";
import type { Tables } from "./tables.js";

/**
 * Writes the events as the last act of a transaction: the tenant's counter stays locked until the commit, so places
 * rise in the order of commits, without gaps, and a reader behind a place can never miss one.
 */
export async function appendEvents(
  transaction: Transaction<Tables>,
  tenantId: string,
  events: readonly NewEvent[],
): Promise<number | undefined> {
  if (events.length === 0) return undefined;
  const rows = events.map((event, index) => ({
    place: index + 1,
    invoice_id: event.invoiceId,
    sequence: event.sequence,
    type: event.type,
    direction: event.direction,
    provider: event.provider,
    origin: event.origin,
    occurred_at: event.occurredAt,
    before: event.before,
    state: event.state,
    submission_id: event.submissionId,
    validation: event.validation,
    problem: event.problem,
    native: event.native,
  }));
  // Nothing of an event is made before the counter is locked, not even the moment at which it was recorded.
  const counter = await sql<{ position: number }>`
    /* append_events */
    with counter as (
      insert into tenant_position as t (tenant_id, position) values (${tenantId}, ${events.length})
      on conflict (tenant_id) do update set position = t.position + ${events.length}
      returning position),
    written as (
      insert into event_log (tenant_id, position, invoice_id, sequence, type, direction, provider, origin, occurred_at,
        before, state, submission_id, validation, problem, native)
      select ${tenantId}, counter.position - ${events.length} + e.place, e.invoice_id, e.sequence, e.type, e.direction,
        e.provider, e.origin, e.occurred_at, e.before, e.state, e.submission_id, e.validation, e.problem, e.native
      from counter, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (place bigint, invoice_id uuid,
        sequence integer, type text, direction text, provider text, origin text, occurred_at timestamptz, before text,
        state jsonb, submission_id uuid, validation jsonb, problem jsonb, native jsonb))
    select position from counter`.execute(transaction);
  return counter.rows[0]?.position;
}

import { randomUUID } from "node:crypto";
import type { FreshDatabase } from "./fresh-database.js";

export interface WrittenEvents {
  readonly count: number;
  readonly tenantId?: string;
  /** How long ago they were recorded. */
  readonly daysAgo?: number;
  /** What the provider sent with each, in bytes. */
  readonly nativeBytes?: number;
  readonly invoiceId?: string;
}

/** Puts events of nobody's doing into a tenant's log, the way a transaction of a gateway does. */
export async function writeEvents(
  database: FreshDatabase,
  { count, tenantId = "mine", daysAgo, nativeBytes = 0, invoiceId = randomUUID() }: WrittenEvents,
): Promise<void> {
  const state = {
    value: "SUBMITTED",
    transport: "ACCEPTED_BY_PROVIDER",
    screening: "NONE",
    clearance: "NOT_APPLICABLE",
    business: "NONE",
    payment: "NONE",
    terminal: false,
    since: "2026-01-01T00:00:00.000Z",
  };
  await database.query(
    `with moved as (
       insert into tenant_position (tenant_id, position) values ($1, $2)
       on conflict (tenant_id) do update set position = tenant_position.position + $2
       returning position)
     insert into event_log (tenant_id, position, invoice_id, sequence, type, direction, provider, origin,
                            occurred_at, recorded_at, state, native)
       select $1, moved.position - $2 + n, $6, moved.position - $2 + n, 'INVOICE_STATUS_UPDATED', 'OUTBOUND',
              'nobody', 'GATEWAY', now(),
              case when $3::int is null then clock_timestamp() else now() - $3::int * interval '1 day' end,
              $4, case when $5::int > 0 then to_jsonb(repeat('x', $5::int)) end
       from moved, generate_series(1, $2::int) n order by n`,
    [tenantId, count, daysAgo ?? null, JSON.stringify(state), nativeBytes, invoiceId],
  );
}

import { type Kysely, sql } from "kysely";

const statements = [
  `alter table delivery
     add column number bigint generated always as identity,
     add column provider text,
     add column event_id text,
     add column bytes integer not null default 0,
     add column sha256 text,
     add column acknowledged_in_ms integer,
     add column last_error text,
     add column next_attempt_at timestamptz,
     add column repeats integer not null default 0,
     add column last_repeat_at timestamptz`,
  `update delivery set bytes = length(body), sha256 = encode(sha256(body), 'hex') where body is not null`,
  `create unique index delivery_log on delivery (tenant_id, number)`,
  `create index delivery_ended on delivery (received_at) where state <> 'RECEIVED'`,
];

/** Everything that providers pushed, taken or not, as a log. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

import { type Kysely, sql } from "kysely";

const statements = [
  // Taken while the tenant's counter is locked: moments rise with places, and a stream since a moment misses nothing.
  `alter table event_log alter column recorded_at set default clock_timestamp()`,
  `create table event_horizon (
     tenant_id text primary key references tenant,
     position bigint not null,
     recorded_at timestamptz not null)`,
  // Whoever deletes has to say so first, where every reader sees it.
  `create function refuse_loss() returns trigger language plpgsql as
     $$ begin
       if exists (select from event_horizon h where h.tenant_id = old.tenant_id and h.position >= old.position) then
         return old;
       end if;
       raise exception 'event % of tenant % is kept', old.position, old.tenant_id;
     end $$`,
  `create trigger event_log_is_kept before delete on event_log for each row execute function refuse_loss()`,
  `create index delivery_by_account on delivery (tenant_id, account_id, received_at) where state <> 'REFUSED'`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

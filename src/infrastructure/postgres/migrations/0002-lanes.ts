import { type Kysely, sql } from "kysely";

/** What is queued is found by the account it goes through. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column urgent boolean not null default true`.execute(database);
  await sql`alter table submission add column movable boolean not null default false`.execute(database);
  await sql`create index submission_queued on submission (account_id, urgent desc, created_at, id)
              where state = 'QUEUED'`.execute(database);
}

import { type Kysely, sql } from "kysely";

/** What providers tell of many documents at once, and tokens that every renewal changes. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table account_state
    add column status_cursor text,
    add column status_asked_at timestamptz,
    add column received_asked_at timestamptz`.execute(database);
  await sql`create table account_token (
    account_id text primary key,
    tokens bytea not null)`.execute(database);
}

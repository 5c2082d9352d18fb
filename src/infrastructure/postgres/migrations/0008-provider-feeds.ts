import { type Kysely, sql } from "kysely";

/** What providers tell of many documents at once, tokens that every renewal changes, and records that form a chain. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table account_state
    add column status_cursor text,
    add column status_asked_at timestamptz,
    add column received_asked_at timestamptz`.execute(database);
  await sql`create table account_token (
    account_id text primary key,
    tokens bytea not null)`.execute(database);
  await sql`create table account_chain (
    account_id text not null,
    position bigint not null,
    key text not null,
    link jsonb not null,
    primary key (account_id, position))`.execute(database);
  await sql`create unique index account_chain_once on account_chain (account_id, key)`.execute(database);
}

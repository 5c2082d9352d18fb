import { type Kysely, sql } from "kysely";

const statements = [
  // What is being prepared is found by its stage, what has open outcomes by its missing end.
  `alter table batch
     add column stage text not null default 'PREPARED',
     add column position integer not null default 0,
     add column input text,
     add column source_id uuid,
     add column claimed_by uuid,
     add column touched_at timestamptz not null default now(),
     add column rests_until timestamptz,
     add column finished_at timestamptz`,
  `create index batch_unprepared on batch (touched_at) where stage in ('CHECKING', 'PREPARING')`,
  `create index batch_unfinished on batch (tenant_id, id) where finished_at is null`,
  `create index batch_with_input on batch (tenant_id, id) where source_id is not null`,
  `alter table batch_item
     add column idempotency_key text,
     add column request_hash text,
     add column account_id text,
     add column document_key text`,
  `create table staged_item (
     tenant_id text not null,
     source_id uuid not null,
     index integer not null,
     size_bytes integer not null,
     body text not null,
     primary key (tenant_id, source_id, index))`,
  `create table upload (
     tenant_id text not null references tenant,
     id uuid not null,
     lines integer,
     sha256 text,
     batch_id uuid,
     created_at timestamptz not null default now(),
     primary key (tenant_id, id))`,
  `create index upload_by_age on upload (created_at)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

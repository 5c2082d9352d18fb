import { type Kysely, sql } from "kysely";

/** What people do with an invoice after it was sent or received, and what could not be dealt with. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements: readonly string[] = [
  `create table invoice_action (
     tenant_id text not null references tenant,
     id uuid not null,
     invoice_id uuid not null,
     idempotency_key text not null,
     request jsonb not null,
     state text not null,
     problem jsonb,
     unknown_since timestamptz,
     created_at timestamptz not null,
     ended_at timestamptz,
     held_by uuid,
     updated_at timestamptz not null default now(),
     primary key (tenant_id, id))`,
  `create index invoice_action_by_invoice on invoice_action (tenant_id, invoice_id, created_at)`,
  `create index invoice_action_open on invoice_action (state, updated_at) where state in ('UNDER_WAY', 'UNKNOWN')`,

  `alter table invoice add column seller_keys text[] not null default '{}'`,
  `create table invoice_relation (
     tenant_id text not null,
     invoice_id uuid not null,
     number text not null,
     kind text not null,
     issue_date date,
     primary key (tenant_id, invoice_id, number))`,
  `create index invoice_relation_by_number on invoice_relation (tenant_id, number)`,

  `create table dead_letter (
     tenant_id text not null references tenant,
     id uuid not null default gen_random_uuid(),
     source text not null,
     account_id text not null,
     provider text,
     subject_id text not null,
     reference jsonb,
     state text not null,
     reason text not null,
     attempts integer not null,
     format text,
     media_type text,
     file_name text,
     bytes bytea,
     received_at timestamptz not null,
     updated_at timestamptz not null default now(),
     primary key (tenant_id, id),
     unique (tenant_id, source, account_id, subject_id))`,
  `alter table dead_letter alter column bytes set storage external`,
  `create index dead_letter_dead on dead_letter (tenant_id, received_at desc, id desc) where state = 'DEAD'`,
  `create index dead_letter_waiting on dead_letter (updated_at) where state = 'WAITING'`,
  `insert into dead_letter (tenant_id, source, account_id, subject_id, state, reason, attempts, received_at)
     select tenant_id, 'INBOUND_WEBHOOK', account_id, id::text, 'DEAD', coalesce(reason, ''), attempts, date_trunc('milliseconds', received_at)
     from delivery where state = 'DEAD'`,
];

import { type Kysely, sql } from "kysely";

/** Where tenants are told of their events, and what they were told. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements: readonly string[] = [
  `create table webhook_endpoint (
     tenant_id text not null references tenant,
     id uuid not null,
     number bigint not null generated always as identity,
     url text not null,
     description text,
     types text[] not null,
     selection text,
     scopes text[] not null,
     secrets bytea not null,
     enabled boolean not null default true,
     position bigint not null,
     failing_since timestamptz,
     last_failed_at timestamptz,
     last_succeeded_at timestamptz,
     rests_until timestamptz,
     disabled_at timestamptz,
     disabled_reason text,
     deleted_at timestamptz,
     created_at timestamptz not null,
     primary key (tenant_id, id))`,
  `create table webhook_notification (
     tenant_id text not null,
     id uuid not null,
     number bigint not null generated always as identity,
     endpoint_id uuid not null,
     position bigint,
     state text not null default 'PENDING',
     tries integer not null default 0,
     next_attempt_at timestamptz,
     held_by uuid,
     held_at timestamptz,
     created_at timestamptz not null,
     ended_at timestamptz,
     primary key (tenant_id, id),
     unique (tenant_id, endpoint_id, position),
     foreign key (tenant_id, endpoint_id) references webhook_endpoint)`,
  `create index webhook_notification_due on webhook_notification (tenant_id, endpoint_id, next_attempt_at, number)
     where state in ('PENDING', 'FAILED')`,
  `create index webhook_notification_open on webhook_notification (tenant_id, endpoint_id, position)
     where state in ('PENDING', 'FAILED')`,
  `create index webhook_notification_list on webhook_notification (tenant_id, endpoint_id, number desc)`,
  `create index webhook_notification_ended on webhook_notification (ended_at) where ended_at is not null`,
  `create table webhook_attempt (
     tenant_id text not null,
     notification_id uuid not null,
     number bigint not null generated always as identity,
     at timestamptz not null,
     http_status integer,
     duration_ms integer not null,
     error text,
     primary key (tenant_id, notification_id, number),
     foreign key (tenant_id, notification_id) references webhook_notification on delete cascade)`,
];

import { type RawBuilder, type Selectable, sql } from "kysely";
import type {
  NotificationRecord,
  WebhookEndpointRecord,
  WebhookSecret,
} from "../../application/webhooks/webhook-records.js";
import { present } from "./rows.js";
import type { Seal } from "./sealed.js";
import type { Tables } from "./tables.js";

export type EndpointRow = Omit<
  Selectable<Tables["webhook_endpoint"]>,
  "secrets" | "last_succeeded_at" | "deleted_at"
> & { readonly settled_position: number };

export const endpointColumns = [
  "tenant_id",
  "id",
  "number",
  "url",
  "description",
  "types",
  "selection",
  "scopes",
  "enabled",
  "position",
  "failing_since",
  "last_failed_at",
  "rests_until",
  "disabled_at",
  "disabled_reason",
  "created_at",
] as const;

export const toEndpoint = (row: EndpointRow): WebhookEndpointRecord =>
  present({
    tenantId: row.tenant_id,
    id: row.id,
    number: row.number,
    url: row.url,
    description: row.description,
    types: row.types,
    selection: row.selection,
    scopes: row.scopes,
    enabled: row.enabled,
    position: row.position,
    settledPosition: row.settled_position,
    failingSince: row.failing_since,
    lastFailedAt: row.last_failed_at,
    restsUntil: row.rests_until,
    disabledAt: row.disabled_at,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at,
  }) as unknown as WebhookEndpointRecord;

export interface NotificationRow {
  readonly id: string;
  readonly number: number;
  readonly endpoint_id: string;
  readonly position: number | null;
  readonly state: string;
  readonly tries: number;
  readonly next_attempt_at: string | null;
  readonly created_at: string;
  readonly invoice_id: string | null;
  readonly sequence: number | null;
  readonly attempts: readonly AttemptRow[];
}

interface AttemptRow {
  readonly at: string;
  readonly http_status: number | null;
  readonly duration_ms: number;
  readonly error: string | null;
}

/** With every attempt; what waits at an endpoint that is disabled has no next one. */
export const selectNotifications = (
  tenantId: string,
  condition: RawBuilder<unknown>,
  limit: number,
): RawBuilder<NotificationRow> => sql<NotificationRow>`
  select n.id, n.number, n.endpoint_id, n.position, n.state, n.tries, n.created_at, v.invoice_id, v.sequence,
    case when e.enabled and n.state in ('PENDING', 'FAILED')
      then greatest(n.next_attempt_at, e.rests_until) end as next_attempt_at,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'at', a.at, 'http_status', a.http_status, 'duration_ms', a.duration_ms, 'error', a.error) order by a.number)
      from webhook_attempt a where a.tenant_id = n.tenant_id and a.notification_id = n.id), '[]') as attempts
  from webhook_notification n
  join webhook_endpoint e on e.tenant_id = n.tenant_id and e.id = n.endpoint_id and e.deleted_at is null
  left join event_log v on v.tenant_id = n.tenant_id and v.position = n.position
  where n.tenant_id = ${tenantId} and ${condition}
  order by n.number desc limit ${limit}`;

export const toNotification = (row: NotificationRow): NotificationRecord =>
  present({
    id: row.id,
    number: row.number,
    endpointId: row.endpoint_id,
    position: row.position,
    state: row.state,
    tries: row.tries,
    event: row.invoice_id === null ? null : { invoiceId: row.invoice_id, sequence: row.sequence },
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    attempts: row.attempts.map(({ at, http_status, duration_ms, error }) =>
      present({ at: new Date(at).toISOString(), httpStatus: http_status, durationMs: duration_ms, error }),
    ),
  }) as unknown as NotificationRecord;

const secretsPlace = (tenantId: string, id: string) => `webhook_endpoint|${tenantId}|${id}|secrets`;

export const closeSecrets = (seal: Seal, tenantId: string, id: string, secrets: readonly WebhookSecret[]): Buffer =>
  seal.close(JSON.stringify(secrets), secretsPlace(tenantId, id));

export const openSecrets = (seal: Seal, tenantId: string, id: string, sealed: Uint8Array): WebhookSecret[] =>
  JSON.parse(seal.open(sealed, secretsPlace(tenantId, id))) as WebhookSecret[];

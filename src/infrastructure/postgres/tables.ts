import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from "kysely";
import type { Reference } from "../../provider-kit/receipt.js";

/** A column of JSON text: read as a value, written as text. */
type Json<Value> = ColumnType<Value, string, string>;
type Moment = ColumnType<string, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;

export interface Tables {
  tenant: { id: string; name: string; created_at: Generated<string> };
  tenant_position: { tenant_id: string; position: Generated<number> };
  api_key: {
    id: string;
    tenant_id: string;
    name: string;
    prefix: string;
    hash: Uint8Array;
    scopes: string[];
    created_at: Generated<string>;
    expires_at: string | null;
    revoked_at: string | null;
  };
  account_state: {
    account_id: string;
    tenant_id: string;
    webhook_registration: Uint8Array | null;
    feed_cursor: string | null;
    status_cursor: Generated<string | null>;
    status_asked_at: Generated<string | null>;
    received_asked_at: Generated<string | null>;
  };
  account_chain: { account_id: string; position: number; key: string; link: Json<Reference> };
  account_token: { account_id: string; tokens: Uint8Array };
  instance: { id: string; seen_at: string };
  invoice: InvoiceTable;
  invoice_content: { tenant_id: string; invoice_id: string; content: Json<unknown> };
  document: {
    tenant_id: string;
    id: string;
    invoice_id: string;
    kind: string;
    format: string;
    media_type: string;
    file_name: string;
    size_bytes: number;
    sha256: string;
    bytes: Uint8Array;
    created_at: Moment;
  };
  key_claim: {
    tenant_id: string;
    key: string;
    operation: string;
    request_hash: string;
    subject_id: string;
    created_at: Generated<string>;
  };
  submission: SubmissionTable;
  submission_attempt: {
    tenant_id: string;
    submission_id: string;
    number: number;
    provider: string;
    started_at: Moment;
    ended_at: string | null;
    outcome: string | null;
    problem: NullableJson;
    provider_reference: string | null;
  };
  batch: {
    tenant_id: string;
    id: string;
    error_policy: string;
    total: number;
    stage: string;
    position: Generated<number>;
    input: string | null;
    source_id: string | null;
    claimed_by: string | null;
    touched_at: Generated<string>;
    rests_until: string | null;
    finished_at: string | null;
    created_at: Generated<string>;
  };
  batch_item: {
    tenant_id: string;
    batch_id: string;
    index: number;
    client_reference: string | null;
    invoice_id: string | null;
    submission_id: string | null;
    problems: Json<unknown>;
  };
  delivery: {
    tenant_id: string;
    id: string;
    account_id: string;
    dedupe_key: string | null;
    headers: Json<unknown>;
    body: Uint8Array | null;
    state: string;
    reason: string | null;
    attempts: Generated<number>;
    received_at: Generated<string>;
    closed_at: string | null;
    number: GeneratedAlways<number>;
    provider: string | null;
    event_id: string | null;
    bytes: number;
    sha256: string | null;
    acknowledged_in_ms: number | null;
    last_error: string | null;
    next_attempt_at: string | null;
    repeats: Generated<number>;
    last_repeat_at: string | null;
  };
  event_log: EventTable;
  event_horizon: { tenant_id: string; position: number; recorded_at: Moment };
  invoice_action: {
    tenant_id: string;
    id: string;
    invoice_id: string;
    idempotency_key: string;
    request: Json<unknown>;
    state: string;
    problem: NullableJson;
    unknown_since: string | null;
    created_at: Moment;
    ended_at: string | null;
    held_by: string | null;
    updated_at: Generated<string>;
  };
  invoice_relation: {
    tenant_id: string;
    invoice_id: string;
    number: string;
    kind: string;
    issue_date: string | null;
  };
  dead_letter: DeadLetterTable;
  webhook_endpoint: WebhookEndpointTable;
  webhook_notification: WebhookNotificationTable;
  webhook_attempt: {
    tenant_id: string;
    notification_id: string;
    number: GeneratedAlways<number>;
    at: Moment;
    http_status: number | null;
    duration_ms: number;
    error: string | null;
  };
}

interface InvoiceTable {
  tenant_id: string;
  id: string;
  direction: string;
  client_reference: string | null;
  number: string;
  kind: string;
  type_code: string;
  issue_date: string;
  currency_code: string;
  payable: string;
  account_id: string | null;
  provider: string | null;
  reference: NullableJson;
  reference_id: string | null;
  network_references: Json<unknown>;
  status: string;
  state: Json<unknown>;
  validation: NullableJson;
  native: NullableJson;
  labels: string[];
  countries: string[];
  counterparties: string[];
  seller_keys: Generated<string[]>;
  search: string;
  sequence: number;
  version: number;
  created_at: Moment;
  updated_at: Moment;
}

interface SubmissionTable {
  tenant_id: string;
  id: string;
  invoice_id: string;
  idempotency_key: string;
  account_id: string;
  provider: string;
  state: string;
  route: Json<unknown>;
  sender: NullableJson;
  receiver: NullableJson;
  document_key: string;
  progress: NullableJson;
  attempts: number;
  unknown_since: string | null;
  next_attempt_at: string | null;
  poll_at: string | null;
  polls: number;
  batch_id: string | null;
  urgent: Generated<boolean>;
  movable: Generated<boolean>;
  held_by: string | null;
  created_at: Moment;
  updated_at: Generated<string>;
}

interface DeadLetterTable {
  tenant_id: string;
  id: Generated<string>;
  source: string;
  account_id: string;
  provider: string | null;
  subject_id: string;
  reference: NullableJson;
  state: string;
  reason: string;
  attempts: number;
  format: string | null;
  media_type: string | null;
  file_name: string | null;
  bytes: Uint8Array | null;
  received_at: Moment;
  updated_at: Generated<string>;
}

interface WebhookEndpointTable {
  tenant_id: string;
  id: string;
  number: GeneratedAlways<number>;
  url: string;
  description: string | null;
  types: string[];
  selection: string | null;
  scopes: string[];
  secrets: Uint8Array;
  enabled: Generated<boolean>;
  position: number;
  failing_since: string | null;
  last_failed_at: string | null;
  last_succeeded_at: string | null;
  rests_until: string | null;
  disabled_at: string | null;
  disabled_reason: string | null;
  deleted_at: string | null;
  created_at: Moment;
}

interface WebhookNotificationTable {
  tenant_id: string;
  id: string;
  number: GeneratedAlways<number>;
  endpoint_id: string;
  position: number | null;
  state: Generated<string>;
  tries: Generated<number>;
  next_attempt_at: string | null;
  held_by: string | null;
  held_at: string | null;
  created_at: Moment;
  ended_at: string | null;
}

interface EventTable {
  tenant_id: string;
  position: number;
  invoice_id: string;
  sequence: number;
  type: string;
  direction: string;
  provider: string | null;
  origin: string;
  occurred_at: Moment;
  recorded_at: Generated<string>;
  before: string | null;
  state: Json<unknown>;
  submission_id: string | null;
  validation: NullableJson;
  problem: NullableJson;
  native: NullableJson;
}

export type InvoiceRow = Omit<Selectable<InvoiceTable>, "search" | "countries" | "counterparties" | "seller_keys">;
export type SubmissionRow = Selectable<SubmissionTable>;
export type NewSubmissionRow = Insertable<SubmissionTable>;
export type EventRow = Selectable<EventTable>;

import type { InvoiceEventType } from "../../domain/lifecycle.js";

/** Where a tenant wants to be told what happens to its invoices. */
export interface WebhookEndpointRecord {
  readonly tenantId: string;
  readonly id: string;
  /** Its place in the list. */
  readonly number: number;
  readonly url: string;
  readonly description?: string;
  /** What it is told; everything when there is none. */
  readonly types: readonly InvoiceEventType[];
  /** GraphQL on an event; without it the payload is thin. */
  readonly selection?: string;
  /** Of whoever changed it last: a payload shows no more than they may see. */
  readonly scopes: readonly string[];
  readonly enabled: boolean;
  /** Up to here the log has become notifications. */
  readonly position: number;
  /** Up to here every notification has ended. */
  readonly settledPosition: number;
  /** Since when no try has succeeded. */
  readonly failingSince?: string;
  readonly lastFailedAt?: string;
  /** It has asked not to be called before. */
  readonly restsUntil?: string;
  readonly disabledAt?: string;
  readonly disabledReason?: string;
  readonly createdAt: string;
}

/** PENDING was never tried, FAILED is tried again; SUCCEEDED and DEAD are ends. */
export type NotificationState = "PENDING" | "FAILED" | "SUCCEEDED" | "DEAD";

/** One event for one endpoint, or a test of the endpoint. */
export interface NotificationRecord {
  readonly id: string;
  readonly number: number;
  readonly endpointId: string;
  /** Of the event; absent in a test. */
  readonly position?: number;
  readonly state: NotificationState;
  /** Tries since it was last put to work: its place in the schedule. */
  readonly tries: number;
  readonly attempts: readonly WebhookAttemptRecord[];
  readonly event?: { readonly invoiceId: string; readonly sequence: number };
  readonly nextAttemptAt?: string;
  readonly createdAt: string;
}

export interface WebhookAttemptRecord {
  readonly at: string;
  readonly httpStatus?: number;
  readonly durationMs: number;
  readonly error?: string;
}

export interface WebhookSecret {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  readonly secret: string;
  /** Of one that was rotated: it signs until then. */
  readonly expiresAt?: string;
}

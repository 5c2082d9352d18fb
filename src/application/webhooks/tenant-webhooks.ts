import type { InvoiceEventType } from "../../domain/lifecycle.js";
import type { Problem } from "../../domain/problem.js";
import type { EndpointChanges, TenantEndpoints } from "./webhook-ports.js";
import type { WebhookEndpointRecord } from "./webhook-records.js";

/** What one tenant can do about being told of its events. */
export interface TenantWebhooks extends Pick<TenantEndpoints, "list" | "find" | "notifications" | "listNotifications"> {
  create(command: CreateEndpointCommand): Promise<EndpointResult>;
  update(command: UpdateEndpointCommand): Promise<EndpointResult>;
  delete(id: string): Promise<EndpointResult>;
  rotateSecret(command: { readonly id: string; readonly overlapSeconds: number }): Promise<EndpointResult>;
  sendTest(id: string): Promise<EndpointResult>;
  redeliver(command: RedeliverCommand): Promise<RedeliverResult>;
}

export interface CreateEndpointCommand {
  readonly url: string;
  readonly description?: string;
  readonly types: readonly InvoiceEventType[];
  readonly selection?: string;
  /** What whoever creates it may see. */
  readonly scopes: readonly string[];
  /** Told of everything behind that place of the log; without it, of what comes from now on. */
  readonly position?: number;
}

export interface UpdateEndpointCommand extends EndpointChanges {
  readonly id: string;
}

export interface RedeliverCommand {
  readonly id: string;
  readonly position?: number;
  readonly notificationIds?: readonly string[];
}

export interface EndpointResult {
  readonly endpoint?: WebhookEndpointRecord;
  /** Told once, and never again. */
  readonly secret?: string;
  readonly problems: readonly Problem[];
}

export interface RedeliverResult extends EndpointResult {
  /** Which of the ids are the endpoint's, and told once more. */
  readonly reopened: readonly string[];
}

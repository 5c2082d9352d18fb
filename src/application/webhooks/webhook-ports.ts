import type { EventRecord } from "../records.js";
import type {
  NotificationRecord,
  NotificationState,
  WebhookAttemptRecord,
  WebhookEndpointRecord,
  WebhookSecret,
} from "./webhook-records.js";

/** Endpoints and notifications in the store. */
export interface Webhooks {
  ofTenant(tenantId: string): TenantEndpoints;
  /** Endpoints that are told of events and stand behind their tenant's log. */
  behind(): Promise<EndpointId[]>;
  /**
   * Turns the next events of the log into notifications, in one transaction with the endpoint's position; one that is
   * there already is put to work again. Answers whether there may be more.
   */
  plan(endpoint: EndpointId, now: Date): Promise<boolean>;
  /** Endpoints with something that is due. */
  due(now: Date): Promise<EndpointId[]>;
  /** Takes what has been due longest; nobody else gets it while this instance lives and holds it. */
  claim(endpoint: EndpointId, now: Date): Promise<ClaimedNotification | undefined>;
  /** What a try has led to. Where another instance has taken it over since, only a success counts. */
  settle(claimed: ClaimedNotification, settlement: Settlement): Promise<SettledNotification>;
  /** Gives it back untried. */
  letGo(claimed: ClaimedNotification): Promise<void>;
  /** Deletes what was deleted or has ended that long ago, in portions; answers how much. */
  sweep(olderThanDays: number): Promise<number>;
}

export interface EndpointId {
  readonly tenantId: string;
  readonly endpointId: string;
}

export interface ClaimedNotification {
  readonly id: string;
  readonly tries: number;
  readonly createdAt: string;
  readonly endpoint: WebhookEndpointRecord;
  readonly secrets: readonly WebhookSecret[];
  readonly subject: EventRecord | "TEST" | "EVENT_NOT_KEPT";
}

export interface SettledNotification {
  /** By this settlement, not by another one at the same time. */
  readonly hasDisabledEndpoint: boolean;
}

export interface Settlement {
  readonly attempt: WebhookAttemptRecord;
  readonly state: NotificationState;
  readonly nextAttemptAt?: string;
  /** What changes about the endpoint. */
  readonly endpoint: EndpointHealth;
}

/** Null where something is to be forgotten. */
export interface EndpointHealth {
  readonly failingSince?: string | null;
  readonly lastFailedAt?: string;
  readonly restsUntil?: string | null;
  readonly disabled?: { readonly at: string; readonly reason: string };
}

/** One tenant's endpoints; nothing here reaches another's. */
export interface TenantEndpoints {
  list(): Promise<WebhookEndpointRecord[]>;
  find(id: string): Promise<WebhookEndpointRecord | undefined>;
  /** False when the tenant has as many as it may have. */
  insert(endpoint: NewEndpoint, most: number): Promise<boolean>;
  save(id: string, changes: EndpointChanges, now: Date): Promise<void>;
  /** It is not told anything any more, at once. */
  remove(id: string): Promise<void>;
  /** Computes the new ones from the old ones while nobody else changes them. */
  changeSecrets(id: string, change: (secrets: readonly WebhookSecret[]) => readonly WebhookSecret[]): Promise<void>;
  /** False when a test of it is under way. */
  insertTest(endpointId: string, notificationId: string, now: Date): Promise<boolean>;
  /** Everything behind that place of the log is told again. */
  rewind(id: string, position: number): Promise<void>;
  /** Puts these to work again; answers which of the ids are the endpoint's. */
  reopen(endpointId: string, notificationIds: readonly string[], now: Date): Promise<string[]>;
  notifications(ids: readonly string[]): Promise<NotificationRecord[]>;
  /** The newest first. */
  listNotifications(endpointId: string, page: NotificationPage): Promise<NotificationRecord[]>;
}

export interface NewEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description?: string;
  readonly types: WebhookEndpointRecord["types"];
  readonly selection?: string;
  readonly scopes: readonly string[];
  readonly secrets: readonly WebhookSecret[];
  /** Told of everything behind that place; without it, of what comes from now on. */
  readonly position?: number;
  readonly createdAt: string;
}

export interface EndpointChanges {
  readonly url?: string;
  readonly description?: string | null;
  readonly types?: WebhookEndpointRecord["types"];
  readonly selection?: string | null;
  readonly enabled?: boolean;
  readonly scopes: readonly string[];
}

export interface NotificationPage {
  readonly states?: readonly NotificationState[];
  readonly before?: number;
  readonly limit: number;
}

/** The way to the tenants' systems. */
export interface WebhookSender {
  /** Why nothing can be sent there, as far as the URL itself tells. */
  refuse(url: string): string | undefined;
  /** Never fails: what did not work is told. Where an address may not be called, nothing leaves this machine. */
  send(message: WebhookMessage, signal: AbortSignal): Promise<WebhookAnswer>;
}

export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type WebhookAnswer =
  { readonly status: number; readonly retryAfterSeconds?: number } | { readonly unanswered: string };

/** The payload of an event as JSON text. */
export type WriteEvent = (endpoint: WebhookEndpointRecord, event: EventRecord) => Promise<string>;

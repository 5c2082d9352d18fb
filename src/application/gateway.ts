import type { SystemExtensions } from "../provider-kit/extensions/system-extensions.js";
import type { Accounts } from "./account.js";
import type { Documents, OfficialRules, Renderings } from "./document-ports.js";
import type { Store } from "./store.js";
import type { WebhookSender } from "./webhooks/webhook-ports.js";

/** Everything the use cases need from outside: the ports of the house. */
export interface Gateway {
  readonly store: Store;
  readonly accounts: Accounts;
  /** Of the systems that the configured providers contribute. */
  readonly extensions: readonly SystemExtensions[];
  readonly documents: Documents;
  readonly officialRules: OfficialRules;
  readonly renderings: Renderings;
  readonly cache: Cache;
  readonly wakeUps: WakeUps;
  readonly webhookSender: WebhookSender;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Log;
}

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Two levels: this process's memory, then Redis where there is one. Every key starts with the tenant. */
export interface Cache {
  getMany<Value>(tenantId: string, kind: string, keys: readonly string[]): Promise<(CacheEntry<Value> | undefined)[]>;
  setMany<Value>(
    tenantId: string,
    kind: string,
    entries: readonly { key: string; value: Value; ttlSeconds: number }[],
  ): Promise<void>;
}

export interface CacheEntry<Value> {
  readonly value: Value;
  readonly storedAt: string;
}

/** Tells everyone who listens that a tenant's log has grown. A lost wake-up delays, it never loses. */
export interface WakeUps {
  announce(tenantId: string, position: number): void;
  /** Calls back after every announcement, and now and then without one. */
  listen(tenantId: string, listener: () => void): () => void;
}

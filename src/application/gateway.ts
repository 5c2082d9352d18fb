import type { Decimal } from "../domain/decimal.js";
import type { Invoice } from "../domain/invoice.js";
import type { Direction, InvoiceEventType, InvoiceStatus } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { OfficialRulesResult, RuleViolation } from "../domain/validation.js";
import type { Call } from "../provider-kit/call.js";
import type { SystemExtensions } from "../provider-kit/extensions/system-extensions.js";
import type { DocumentContent, Provider, Reference } from "../provider-kit/provider.js";
import type { ActionRecord, ActionUnit } from "./actions.js";
import type { Batches, BatchUnit, Uploads } from "./batch-ports.js";
import type { DeadLetterReader, DeadLetterUnit } from "./dead-letters.js";
import type {
  ApiKeyRecord,
  AttemptRecord,
  BatchItemRecord,
  BatchRecord,
  DocumentRecord,
  EventRecord,
  InvoiceRecord,
  KeyClaim,
  NewDocument,
  NewEvent,
  NewInvoice,
  SubmissionRecord,
  TenantRecord,
} from "./records.js";
import type { DeliveryUnit, Inbox } from "./inbox.js";
import type { RelationRecord } from "./relate-invoices.js";
import type { RoutingRule } from "./routing-rules.js";
import type { WebhookRegistration } from "./webhook-registration.js";
import type { Webhooks, WebhookSender } from "./webhooks/webhook-ports.js";

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

/** One tenant's access to one provider. */
export interface Account {
  readonly id: string;
  readonly tenantId: string;
  readonly provider: Provider;
  readonly environment: ProviderEnvironment;
  /** What the tenant is called on the network, where the invoice does not say it. */
  readonly sender?: ParticipantId;
  readonly validation: ValidationPolicy;
  /** False where the operator wants its provider to push nothing. */
  readonly webhooks?: boolean;
  /** Where its provider's verification pages are; absent when there are none. */
  readonly portal?: string;
  /** For what somebody waits for. */
  readonly call: Call<unknown>;
  /** The same, for an answer that is worth nothing after that moment. */
  callUntil(deadline: Date): Call<unknown>;
  /** For what can wait; it leaves a part of every rate limit to the others. */
  readonly backgroundCall: Call<unknown>;
  readonly pace: Pace;
  vitals(): Promise<Vitals>;
}

/** Whether somebody waits for it. */
export type Urgency = "INTERACTIVE" | "BACKGROUND";

/** What one account's calls are held to: the limits of its provider, and a breaker that opens while it fails. */
export interface Pace {
  /** When submissions may be sent. While the circuit is open, one caller per pause is let through to try. */
  permit(): Promise<Permit>;
  circuit(): Circuit;
  /** Closes the circuit whatever has happened; a provider that still fails opens it again. */
  reset(): void;
}

/** How the calls of one account have fared in the last minutes, as this process saw it. */
export interface Vitals {
  readonly calls: number;
  /** Of the calls, 0 to 1; absent without any. */
  readonly successRate?: number;
  readonly latencyP95Ms?: number;
  /** When the provider last answered a question that nobody waited for. */
  readonly lastPollAt?: string;
  /** Of the limit that is closest to being used up; absent where none is known. */
  readonly rateLimit?: RateLimitStatus;
}

export interface RateLimitStatus {
  /** Absent where the provider only said to stay away. */
  readonly limit?: number;
  readonly remaining: number;
  /** When there is room again; absent while there is. */
  readonly resetsAt?: string;
}

/** Milliseconds to wait; 0 is now. */
export interface Permit {
  readonly urgentMs: number;
  readonly otherMs: number;
}

export type Circuit =
  | { readonly state: "CLOSED"; readonly since: string }
  | { readonly state: "OPEN" | "HALF_OPEN"; readonly since: string; readonly nextProbeAt: string };

/**
 * What official rules mean for sending: a broken one refuses the invoice, or is only reported, or they are not run. Our
 * own rules always refuse.
 */
export type ValidationPolicy = "refuse" | "warn" | "off";

export type ProviderEnvironment = "PRODUCTION" | "SANDBOX" | "SIMULATED";

export interface Accounts {
  /** In the order of the configuration: the first that fits is preferred where no rule says otherwise. */
  ofTenant(tenantId: string): readonly Account[];
  /** The tenant's own rules, the first that holds decides. */
  rulesOf(tenantId: string): readonly RoutingRule[];
  find(accountId: string): Account | undefined;
  all(): readonly Account[];
}

/** The formats room, as the use cases need it. */
export interface Documents {
  /** Reads a structured document and runs our own rules on it; violations name what is wrong and where. */
  read(document: DocumentContent): Promise<ReadDocument>;
}

export type ReadDocument =
  | {
      readonly invoice: Invoice;
      /** Our own rules that the document breaks. */
      readonly findings: readonly RuleViolation[];
      /** What the gateway asks beyond them of a document that is to be sent. */
      readonly cautions: readonly RuleViolation[];
      /** The same for every document of this content. */
      readonly documentKey: string;
    }
  | { readonly violations: readonly RuleViolation[] };

/** The rules of authorities and networks that the operator has installed. */
export interface OfficialRules {
  readonly isInstalled: boolean;
  /**
   * Never fails: what could not be checked is INCOMPLETE. Given the invoice that the document was written from, findings
   * lead to its fields.
   */
  check(document: DocumentContent, invoice?: Invoice): Promise<OfficialRulesResult>;
}

/** Copies of an invoice for people, made by us. */
export interface Renderings {
  /** Primary language subtags, e.g. `de`. */
  readonly languages: readonly string[];
  /** The language most readers in a country share; English where no single one of ours is. */
  languageOf(countryCode: string): string;
  /** Never fails: what took too long or came when too much was waiting has no bytes. */
  render(order: RenderingOrder): Promise<RenderingOutcome>;
}

export type RenderingFormat = "PDF" | "HTML";

export interface RenderingOrder {
  /** Equal for orders that lead to the same bytes. */
  readonly key: string;
  readonly invoice: Invoice;
  readonly format: RenderingFormat;
  readonly language: string;
  /** The moment the file claims to be made. */
  readonly createdAt: string;
  /** The electronic document it shows; its XML travels inside a PDF. */
  readonly document?: DocumentContent;
  readonly verificationUrl?: string;
}

export type RenderingOutcome =
  | { readonly bytes: Uint8Array }
  | { readonly unanswered: "TOO_SLOW" | "CRASHED" | "BUSY" | "CLOSED"; readonly why: string };

/** PostgreSQL: the truth. */
export interface Store {
  /** State, jobs and news together or not at all. News goes out after the commit. */
  transaction<Result>(tenantId: string, work: (unit: Unit) => Promise<Result>): Promise<Result>;
  reader(tenantId: string): Reader;
  /** The log behind a place, unfiltered: read once for all who ask at the same time. */
  tail(tenantId: string, after: number): Promise<LogPage>;
  /** Deletes some events that are older; says how many: 0 when none is left. */
  pruneEvents(keptDays: number): Promise<number>;
  /** A second old at most. Accounts that nothing is known of are left out. */
  traffic(tenantId: string): Promise<readonly AccountTraffic[]>;
  readonly inbox: Inbox;
  readonly schedule: Schedule;
  readonly batches: Batches;
  readonly uploads: Uploads;
  /** What our tenants are told by HTTP. */
  readonly webhooks: Webhooks;
  readonly keys: Keys;
  /** Calls back after every commit that leaves something of that account to be sent. */
  onQueued(listener: (accountId: string) => void): () => void;
  /** This instance works on these submissions or actions no more: what has not ended was interrupted. */
  letGo(ids: readonly string[]): void;
  /** @throws when the database cannot take a durable write */
  checkReady(): Promise<void>;
}

/** Everything one transaction of one tenant can do. */
export interface Unit extends ActionUnit, DeadLetterUnit, DeliveryUnit {
  /** The first to come with a key gets it; everyone after sees who did. */
  claimKey(claim: KeyClaim): Promise<KeyClaim | undefined>;

  /** Gives a key back whose request was refused. */
  releaseKey(key: string): Promise<void>;

  insertInvoice(invoice: NewInvoice): Promise<void>;
  /** Nobody else changes it until the transaction ends. */
  lockInvoice(id: string): Promise<InvoiceRecord | undefined>;
  saveInvoice(invoice: InvoiceRecord): Promise<void>;
  findInvoiceByReference(accountId: string, referenceId: string): Promise<string | undefined>;
  /** The newest of the account that has a network reference of this value. */
  findInvoiceByNetworkReference(accountId: string, value: string): Promise<string | undefined>;

  /** False when a live submission of the same document exists at this account. */
  insertSubmission(submission: SubmissionRecord): Promise<boolean>;
  lockSubmission(id: string): Promise<SubmissionRecord | undefined>;
  saveSubmission(submission: SubmissionRecord): Promise<void>;
  /** The same, and through another account. */
  moveSubmission(submission: SubmissionRecord): Promise<void>;
  /** Locks what is due to be sent, urgent first, then oldest first; never what another instance has locked. */
  lockQueued(query: QueuedQuery): Promise<SubmissionRecord[]>;
  /** Keeps what a submit of several steps has reached; the submission stays held. */
  saveProgress(id: string, progress: Reference): Promise<void>;
  /** Whether the answer to a submission of the account is waited for, for no longer than ten minutes. */
  isSending(accountId: string): Promise<boolean>;
  findLiveSubmission(accountId: string, documentKey: string): Promise<SubmissionRecord | undefined>;
  /** Whether the provider has our address. */
  hasWebhookRegistration(accountId: string): Promise<boolean>;
  findSubmissionOfInvoice(invoiceId: string): Promise<SubmissionRecord | undefined>;
  /** Marks the submission as being worked on by this instance, until it lets go or dies. */
  holdSubmission(id: string): Promise<void>;
  isHeldByLivingInstance(id: string): Promise<boolean>;

  saveAttempt(attempt: AttemptRecord): Promise<void>;
  insertDocument(document: NewDocument): Promise<void>;
  readonly batches: BatchUnit;

  publish(event: NewEvent): void;
  enqueue(job: Job, options?: { startAfterSeconds?: number }): void;
}

export interface QueuedQuery {
  readonly accountId: string;
  readonly limit: number;
  readonly now: Date;
  /** Leaves what nobody waits for. */
  readonly onlyUrgent: boolean;
  /** Leaves what was tried before. */
  readonly onlyFresh: boolean;
  /** Leaves what may go through this account only. */
  readonly onlyMovable?: boolean;
  /** Nothing while anything of the account is being sent, by any instance, or has an unknown outcome. */
  readonly oneByOne?: boolean;
}

/** A pointer to work: the tables are the truth. */
export type Job =
  | { readonly name: "reconcile"; readonly tenantId: string; readonly submissionId: string }
  | { readonly name: "settle"; readonly tenantId: string; readonly actionId: string }
  /** What an authority has to show for a document. */
  | { readonly name: "evidence"; readonly tenantId: string; readonly invoiceId: string }
  /** Of a document that could not be read before. */
  | { readonly name: "receive"; readonly tenantId: string; readonly letterId: string };

export type JobHandler<Name extends Job["name"]> = (job: Extract<Job, { name: Name }>) => Promise<void>;

/** Where jobs are taken from. A handler that throws gets its job again, later and later. */
export interface Jobs {
  work<Name extends Job["name"]>(name: Name, concurrency: number, handle: JobHandler<Name>): Promise<void>;
}

/** What one tenant can see. Lists of ids answer in any order; what is missing is left out. */
export interface Reader extends DeadLetterReader {
  invoices(ids: readonly string[]): Promise<InvoiceRecord[]>;
  contents(invoiceIds: readonly string[]): Promise<{ invoiceId: string; content: Invoice }[]>;
  findInvoice(by: InvoiceBy): Promise<InvoiceRecord | undefined>;
  listInvoices(query: InvoiceQuery): Promise<Slice<InvoiceRecord>>;
  /** Up to `limit`; `exact` tells whether there are more. */
  countInvoices(filter: InvoiceFilter, limit: number): Promise<{ value: number; exact: boolean }>;
  events(query: EventQuery): Promise<EventRecord[]>;
  /** The same with where the log stood at that moment. */
  readLog(query: EventQuery): Promise<LogPage>;
  /** The place of the newest event; 0 before the first. */
  lastPosition(): Promise<number>;
  /** The last place before the moment; 0 where events behind the moment have been deleted. */
  positionBefore(moment: string): Promise<number>;
  submissions(ids: readonly string[]): Promise<SubmissionRecord[]>;
  submissionsOf(invoiceIds: readonly string[]): Promise<SubmissionRecord[]>;
  attemptsOf(submissionIds: readonly string[]): Promise<AttemptRecord[]>;
  actionsOf(invoiceIds: readonly string[]): Promise<ActionRecord[]>;
  relationsOf(invoiceIds: readonly string[]): Promise<RelationRecord[]>;
  documentsOf(invoiceIds: readonly string[]): Promise<DocumentRecord[]>;
  documents(ids: readonly string[]): Promise<DocumentRecord[]>;
  documentContent(id: string): Promise<DocumentContent | undefined>;
  /** The one that was written last. */
  sentDocument(invoiceId: string): Promise<DocumentContent | undefined>;
  /** What the client gave, when it gave a document. */
  submittedDocument(invoiceId: string): Promise<DocumentContent | undefined>;
  batches(ids: readonly string[]): Promise<BatchRecord[]>;
  batchItems(batchId: string, page: { after?: number; limit: number; onlyErrors: boolean }): Promise<BatchItemRecord[]>;
}

export type InvoiceBy =
  { readonly clientReference: string } | { readonly provider: string; readonly reference: string };

export type InvoiceOrder = "UPDATED_AT_DESC" | "UPDATED_AT_ASC" | "ISSUE_DATE_DESC" | "ISSUE_DATE_ASC" | "TOTAL_DESC";

export interface InvoiceQuery {
  readonly filter: InvoiceFilter;
  readonly order: InvoiceOrder;
  readonly limit: number;
  /** Keyset: the ordered value and id of the last row seen. */
  readonly after?: Keyset;
  readonly before?: Keyset;
}

export interface Keyset {
  readonly value: string;
  readonly id: string;
}

export interface Slice<Item> {
  readonly items: readonly Item[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export interface InvoiceFilter {
  readonly direction?: readonly Direction[];
  readonly typeCodes?: readonly string[];
  readonly status?: readonly InvoiceStatus[];
  readonly provider?: readonly string[];
  readonly country?: readonly string[];
  readonly issueDate?: { readonly from?: string; readonly to?: string };
  readonly updatedAt?: { readonly from?: string; readonly to?: string };
  readonly total?: { readonly min?: Decimal; readonly max?: Decimal };
  readonly currency?: readonly string[];
  readonly counterparty?: ParticipantId;
  readonly number?: StringFilter;
  readonly clientReference?: StringFilter;
  /** Words to be found in number, party names, references and notes. */
  readonly text?: string;
  readonly labels?: readonly string[];
}

export interface StringFilter {
  readonly eq?: string;
  readonly in?: readonly string[];
  readonly startsWith?: string;
}

export interface EventQuery {
  /** Only events behind this place of the tenant's log. */
  readonly after: number;
  readonly limit: number;
  readonly types?: readonly InvoiceEventType[];
  readonly invoiceIds?: readonly string[];
  readonly providers?: readonly string[];
  readonly direction?: Direction;
  /** Of the invoice, right after the event. */
  readonly statuses?: readonly InvoiceStatus[];
}

/** Events behind a place, and where the log stood when they were read. */
export interface LogPage {
  readonly events: readonly EventRecord[];
  /** The place of the newest event; 0 before the first. */
  readonly end: number;
  /** The events up to this place have been deleted; 0 when none has. */
  readonly horizon: number;
}

/** What the tables know about the traffic of one account. */
export interface AccountTraffic {
  readonly accountId: string;
  /** Submissions that wait to be sent. */
  readonly backlog: number;
  readonly lastWebhookAt?: string;
}

export interface FeedName {
  readonly tenantId: string;
  readonly accountId: string;
  /** Documents that came in, or statuses of those that went out. */
  readonly kind: "received" | "status";
}

/** Work that is due without anybody asking. */
export interface Schedule {
  /** Says that this instance lives. */
  beat(): Promise<void>;
  /** Submissions whose status is to be asked for; claimed for this instance for a minute. */
  claimPolls(limit: number): Promise<{ tenantId: string; submission: SubmissionRecord; reference: Reference }[]>;
  /** Accounts with something that is due to be sent. */
  waitingAccounts(now: Date): Promise<string[]>;
  /** Puts a job for everything that should be worked on and is not: after a crash, a lost job, a lost instance. */
  sweep(): Promise<number>;
  /** A feed whose time has come; nobody else is given it before its time comes again. */
  claimFeed(feed: FeedName, everySeconds: number): Promise<{ readonly cursor?: string } | undefined>;
  saveFeedCursor(feed: FeedName, cursor: string): Promise<void>;
  /** Its time has come: somebody says that there is something new. */
  hastenFeed(feed: FeedName): Promise<void>;
}

/** Credentials of our callers and secrets of our accounts. */
export interface Keys {
  findApiKey(hash: Uint8Array): Promise<ApiKeyRecord | undefined>;
  saveApiKey(key: ApiKeyRecord & { prefix: string; hash: Uint8Array }): Promise<void>;
  saveTenant(tenant: TenantRecord): Promise<void>;
  findTenant(id: string): Promise<TenantRecord | undefined>;
  webhookRegistration(accountId: string): Promise<WebhookRegistration | undefined>;
  /** The same as it was a second ago at most; what this process changed is seen at once. */
  recentWebhookRegistration(accountId: string): Promise<WebhookRegistration | undefined>;
  /** One change after the other; undefined deletes. Answers what it is now. */
  changeWebhookRegistration(
    tenantId: string,
    accountId: string,
    change: (current: WebhookRegistration | undefined) => WebhookRegistration | undefined,
  ): Promise<WebhookRegistration | undefined>;
  /** The accounts with a registration, configured or not. */
  registeredAccounts(): Promise<string[]>;
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

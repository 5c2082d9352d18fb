import type { Invoice } from "../domain/invoice.js";
import type { DocumentContent, Reference } from "../provider-kit/provider.js";
import type { ActionRecord, ActionUnit } from "./actions.js";
import type { BatchUnit, Batches, Uploads } from "./batch-ports.js";
import type { DeadLetterReader, DeadLetterUnit } from "./dead-letters.js";
import type { DeliveryUnit, Inbox } from "./inbox.js";
import type { Job } from "./jobs.js";
import type { EventQuery, InvoiceBy, InvoiceFilter, InvoiceQuery, LogPage, Slice } from "./queries.js";
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
import type { RelationRecord } from "./relate-invoices.js";
import type { WebhookRegistration } from "./webhook-registration.js";
import type { Webhooks } from "./webhooks/webhook-ports.js";

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

import type { Decimal } from "../domain/decimal.js";
import type { CalendarDate, Invoice, InvoiceKind } from "../domain/invoice.js";
import type { Direction, InvoiceEventType, InvoiceState, InvoiceStatus } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Problem, ProviderProblem, RouteDecision } from "../domain/problem.js";
import type { AttemptOutcome, SubmissionState } from "../domain/submission.js";
import type { ValidationReport } from "../domain/validation.js";
import type { DocumentFormat, NetworkReference, Reference } from "../provider-kit/provider.js";

/** Everything about an invoice that may change, and what lists show; its content is kept apart and never changes. */
export interface InvoiceRecord {
  readonly id: string;
  readonly direction: Direction;
  readonly clientReference?: string;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly typeCode: string;
  readonly issueDate: CalendarDate;
  readonly currencyCode: string;
  readonly payable: Decimal;
  readonly accountId?: string;
  readonly provider?: string;
  readonly reference?: Reference;
  readonly networkReferences: readonly NetworkReference[];
  readonly state: InvoiceState;
  readonly validation?: ValidationReport;
  /** The provider's object, verbatim, as last seen. */
  readonly native?: unknown;
  readonly labels: readonly string[];
  /** How many events it has had: the `sequence` of its last event. */
  readonly sequence: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewInvoice extends InvoiceRecord {
  readonly content: Invoice;
}

export interface SubmissionRecord {
  readonly id: string;
  readonly invoiceId: string;
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly provider: string;
  readonly state: SubmissionState;
  readonly route: RouteDecision;
  readonly sender?: ParticipantId;
  readonly receiver?: ParticipantId;
  /** The same document (seller, number, type) at the same account: at most one live submission has it. */
  readonly documentKey: string;
  /** What a submit of several steps has reached; survives a crash between the steps. */
  readonly progress?: Reference;
  readonly attempts: number;
  /** When the outcome of the last attempt became unknown. */
  readonly unknownSince?: string;
  /** When it is to be sent again or, while the outcome is unknown, asked about again. */
  readonly nextAttemptAt?: string;
  /** When the provider is to be asked for news; absent when never again. */
  readonly pollAt?: string;
  readonly polls: number;
  readonly batchId?: string;
  /** Somebody waits for it: it goes before what comes in bulk. */
  readonly urgent: boolean;
  /** Another account may take it: the client allows it, and no attempt has left open what the provider did. */
  readonly movable: boolean;
  readonly createdAt: string;
}

export interface AttemptRecord {
  readonly submissionId: string;
  readonly number: number;
  readonly provider: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Absent while it is under way. */
  readonly outcome?: AttemptOutcome;
  readonly problem?: ProviderProblem;
  readonly providerReference?: string;
}

export type DocumentKind =
  "SUBMITTED" | "SENT" | "CLEARED" | "RECEIVED" | "RENDERED" | "ATTACHMENT" | "EVIDENCE" | "RESPONSE";

export interface DocumentRecord {
  readonly id: string;
  readonly invoiceId: string;
  readonly kind: DocumentKind;
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly createdAt: string;
}

export interface NewDocument extends Omit<DocumentRecord, "sizeBytes" | "sha256"> {
  readonly bytes: Uint8Array;
}

export type EventOrigin = "GATEWAY" | "PROVIDER_WEBHOOK" | "PROVIDER_POLL" | "OPERATOR";

export interface NewEvent {
  readonly type: InvoiceEventType;
  readonly invoiceId: string;
  /** Gap-free per invoice. */
  readonly sequence: number;
  readonly direction: Direction;
  readonly provider?: string;
  readonly origin: EventOrigin;
  readonly occurredAt: string;
  readonly before?: InvoiceStatus;
  /** The state right after the event. */
  readonly state: InvoiceState;
  readonly submissionId?: string;
  readonly validation?: ValidationReport;
  readonly problem?: ProviderProblem;
  readonly native?: unknown;
}

/** One entry of the event log: its place is gap-free per tenant and rises in the order of commits. */
export interface EventRecord extends NewEvent {
  readonly position: number;
  readonly recordedAt: string;
}

export type BatchErrorPolicy = "ALL_OR_NOTHING" | "ACCEPT_VALID";

/** With ALL_OR_NOTHING its items are checked before they are prepared, and it may be refused as a whole. */
export type BatchStage = "CHECKING" | "PREPARING" | "PREPARED" | "REFUSED";

export interface BatchRecord {
  readonly id: string;
  readonly errorPolicy: BatchErrorPolicy;
  readonly stage: BatchStage;
  readonly total: number;
  readonly createdAt: string;
  /** When every outcome was known. */
  readonly finishedAt?: string;
  /** Counted from the submissions as they are now. */
  readonly counts: BatchCounts;
  /** Of those that are counted as rejected. */
  readonly cancelled: number;
  /** Something of it is being sent at this moment. */
  readonly isUnderWay: boolean;
  /** The accounts that something of it is due at. */
  readonly waitsFor: readonly string[];
}

export interface BatchCounts {
  readonly total: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly pending: number;
}

/** `index` is the place in the input. */
export interface BatchItemRecord {
  readonly index: number;
  readonly clientReference?: string;
  readonly invoiceId?: string;
  readonly submissionId?: string;
  readonly problems: readonly Problem[];
}

/** Who came first with an idempotency key. */
export interface KeyClaim {
  readonly key: string;
  readonly operation: "submitInvoice" | "submitInvoices" | "cancelInvoice" | "respondToInvoice" | "retrySubmission";
  /** SHA-256 of what was asked. */
  readonly requestHash: string;
  /** What the key was used for: the id of the submission, batch or action. */
  readonly subjectId: string;
}

export interface ApiKeyRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string;
  readonly revokedAt?: string;
}

export interface TenantRecord {
  readonly id: string;
  readonly name: string;
}

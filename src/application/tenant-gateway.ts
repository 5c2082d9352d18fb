import type { BusinessResponse } from "../domain/business-response.js";
import type { InvoiceDraft } from "../domain/draft-invoice.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Problem, ProviderProblem, RouteDecision } from "../domain/problem.js";
import type { ValidationReport } from "../domain/validation.js";
import type { DocumentCapability, DocumentContent, DocumentFormat } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import type { RenderingFormat } from "./document-ports.js";
import type { EventQuery, LogPage } from "./queries.js";
import type { Reader } from "./store.js";
import type {
  BatchErrorPolicy,
  BatchRecord,
  EventRecord,
  InvoiceRecord,
  SubmissionRecord,
  TenantRecord,
} from "./records.js";
import type { InboundDeliveryQuery, InboundDeliveryRecord } from "./inbox.js";
import type { HealthReport, ProviderHealth } from "./provider-health.js";
import type { RotateProviderWebhookCommand, RotationResult } from "./rotate-provider-webhook.js";
import type { UploadResult } from "./stage-upload.js";
import type { TenantWebhooks } from "./webhooks/tenant-webhooks.js";

/** The gateway as one tenant sees it: nothing in it can reach another tenant. */
export interface TenantGateway {
  readonly tenant: TenantRecord;
  readonly reader: Reader;
  readonly accounts: readonly Account[];
  readonly webhooks: TenantWebhooks;

  submitInvoice(command: SubmitInvoiceCommand): Promise<SubmitInvoiceResult>;
  submitInvoices(command: SubmitInvoicesCommand): Promise<SubmitInvoicesResult>;
  /** Keeps lines for a batch to come. */
  stageUpload(bytes: AsyncIterable<Uint8Array>): Promise<UploadResult>;
  /** The batch whenever something of it has changed; ends with it, or when the signal aborts. */
  followBatch(batchId: string, signal: AbortSignal): AsyncIterable<BatchRecord>;
  cancelInvoice(command: CancelInvoiceCommand): Promise<InvoiceResult>;
  respondToInvoice(command: RespondToInvoiceCommand): Promise<InvoiceResult>;
  /** Sends a submission once more, or at once. */
  retrySubmission(command: RetrySubmissionCommand): Promise<SubmitInvoiceResult>;
  /** Asks the provider what became of a submission whose outcome is unknown. */
  reconcileSubmission(submissionId: string): Promise<SubmitInvoiceResult>;
  /** Puts back to work what waits for a person; answers which ids that was. */
  replayDeadLetters(ids: readonly string[]): Promise<readonly string[]>;
  /** Everything submitInvoice would check and decide; sends and stores nothing. */
  preflightInvoice(command: SubmitInvoiceCommand): Promise<PreflightResult>;
  lookUpParticipants(identifiers: readonly ParticipantId[], freshness: Freshness): Promise<ParticipantLookup[]>;
  /** A copy for people; makes and stores nothing of the invoice itself. */
  renderInvoice(invoice: InvoiceRecord, request: RenderingRequest): Promise<RenderInvoiceResult>;
  /** The place behind which a stream from there begins; undefined when the log has not come so far. */
  findPlace(from: StreamPosition): Promise<number | undefined>;
  /** The log behind a place, then live; ends when it is returned from. Reads at the pace of its consumer. */
  streamEvents(after: number, filter: EventFilter): AsyncIterableIterator<StreamItem, undefined>;
  /** Undefined where the tenant has no account. */
  providerHealth(provider: string): Promise<ProviderHealth | undefined>;
  /** The health of each provider, and again whenever it has changed; ends when the signal aborts. */
  followHealth(providers: readonly string[], signal: AbortSignal): AsyncIterable<HealthReport>;
  /** What providers pushed, and what became of it. */
  listInboundDeliveries(query: InboundDeliveryQuery): Promise<readonly InboundDeliveryRecord[]>;
  findInboundDelivery(id: string): Promise<InboundDeliveryRecord | undefined>;
  /** Gives an account's registration at its provider new secrets. */
  rotateProviderWebhook(command: RotateProviderWebhookCommand): Promise<RotationResult>;
  /** Closes the circuits of the tenant's accounts at the provider; false where it has none. */
  resetCircuit(provider: string): boolean;
}

export type Freshness = "CACHED" | "STALE_WHILE_REVALIDATE" | "LIVE";

export interface SubmitInvoiceCommand {
  readonly idempotencyKey: string;
  readonly clientReference?: string;
  readonly content: InvoiceContent;
  readonly routing?: Routing;
  readonly attachments?: readonly AttachmentFile[];
  readonly labels?: readonly string[];
  /** How long to wait for the provider's verdict, in milliseconds. */
  readonly waitMs?: number;
}

export type InvoiceContent =
  | { readonly draft: InvoiceDraft }
  | { readonly document: { readonly format: DocumentFormat; readonly bytes: Uint8Array } };

export interface Routing {
  readonly provider?: string;
  readonly network?: string;
  /** Whether the next account of the route may take it when nobody answers at the first; true unless stated. */
  readonly allowFailover?: boolean;
  /** Not to be sent before this moment. */
  readonly scheduleAt?: string;
}

export interface AttachmentFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface SubmitInvoiceResult {
  readonly invoice?: InvoiceRecord;
  readonly submission?: SubmissionRecord;
  /** The key was seen before; this is what it led to. */
  readonly replayed: boolean;
  readonly problems: readonly Problem[];
}

export interface SubmitInvoicesCommand {
  readonly idempotencyKey: string;
  readonly items: { readonly inline: readonly SubmitInvoiceCommand[] } | { readonly uploadId: string };
  readonly errorPolicy: BatchErrorPolicy;
}

export interface SubmitInvoicesResult {
  readonly batchId?: string;
  readonly replayed: boolean;
  readonly problems: readonly Problem[];
}

export interface CancelInvoiceCommand {
  readonly idempotencyKey: string;
  readonly invoiceId: string;
  readonly reason: string;
}

export interface RespondToInvoiceCommand {
  readonly idempotencyKey: string;
  readonly invoiceId: string;
  readonly response: BusinessResponse;
}

export interface RetrySubmissionCommand {
  readonly idempotencyKey: string;
  readonly submissionId: string;
  /** Where it goes instead, or when. */
  readonly routing?: Routing;
}

export interface InvoiceResult {
  readonly invoice?: InvoiceRecord;
  readonly problems: readonly Problem[];
}

export interface PreflightResult {
  readonly ok: boolean;
  readonly validation: ValidationReport;
  /** Absent when the invoice names no recipient. */
  readonly recipient?: ParticipantLookup;
  readonly route: RouteDecision;
}

export interface RenderingRequest {
  readonly format: RenderingFormat;
  /** BCP 47; without it the language follows the buyer's country. */
  readonly language?: string;
  readonly prefer: RenderingSource;
}

export type RenderingSource = "PROVIDER" | "GATEWAY";

export interface InvoiceRendering {
  readonly source: RenderingSource;
  readonly format: RenderingFormat;
  readonly document: DocumentContent;
  /** Of ours; what language a provider's copy speaks is not known. */
  readonly language?: string;
  /** Why it is ours although the provider has its own. */
  readonly providerProblem?: ProviderProblem;
}

export type RenderInvoiceResult =
  | { readonly rendering: InvoiceRendering }
  | { readonly unknownLanguage: string; readonly languages: readonly string[] }
  | { readonly unanswered: "TOO_SLOW" | "BUSY"; readonly why: string };

export interface ParticipantLookup {
  readonly requested: ParticipantId;
  /** Absent when no source knows the participant. */
  readonly participant?: Participant;
  readonly sources: readonly SourceResult[];
}

export interface Participant {
  /** The canonical form of its first identifier. */
  readonly id: string;
  readonly identifiers: readonly ParticipantId[];
  readonly name?: string;
  readonly country?: string;
  readonly reachability: readonly Reachability[];
  readonly capabilities: readonly DocumentCapability[];
}

export interface Reachability {
  readonly network: string;
  readonly reachable: boolean;
  readonly via: string;
  readonly accessPoint?: string;
  readonly checkedAt: string;
}

/** What one provider contributed to an answer: says exactly what is missing when one is down. */
export interface SourceResult {
  readonly provider: string;
  readonly state: SourceState;
  readonly asOf?: string;
  readonly latencyMs?: number;
  readonly problem?: ProviderProblem;
}

export type SourceState =
  "LIVE" | "CACHED" | "STALE" | "TIMED_OUT" | "CIRCUIT_OPEN" | "RATE_LIMITED" | "ERROR" | "UNSUPPORTED" | "SKIPPED";

export type StreamPosition = { readonly after: number } | { readonly since: string } | { readonly now: true };

export type EventFilter = Omit<EventQuery, "after" | "limit">;

export type StreamItem =
  | { readonly kind: "event"; readonly event: EventRecord }
  | StreamGap
  /** Everything that was there has been told; what follows is live. */
  | { readonly kind: "caughtUp"; readonly position: number; readonly replayed: number };

/** The events behind `requested` and up to `horizon` have been deleted: what comes next is behind the horizon. */
export interface StreamGap extends Pick<LogPage, "horizon" | "end"> {
  readonly kind: "gap";
  readonly requested: number;
}

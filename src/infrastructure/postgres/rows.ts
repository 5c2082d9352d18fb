import type { Selectable } from "kysely";
import type {
  AttemptRecord,
  DocumentRecord,
  EventRecord,
  InvoiceRecord,
  SubmissionRecord,
} from "../../application/records.js";
import type { EventRow, InvoiceRow, NewSubmissionRow, SubmissionRow, Tables } from "./tables.js";

type Present<Thing> = { [Key in keyof Thing]: Exclude<Thing[Key], null> };

/** The same object without what is null or undefined: a record has what it has. */
export function present<Thing extends object>(thing: Thing): Present<Thing> {
  return Object.fromEntries(
    Object.entries(thing).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<Thing>;
}

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** What a record of an invoice is made of: without what only searches look at. */
export const invoiceColumns = [
  "id",
  "direction",
  "client_reference",
  "number",
  "kind",
  "type_code",
  "issue_date",
  "currency_code",
  "payable",
  "account_id",
  "provider",
  "reference",
  "network_references",
  "state",
  "validation",
  "native",
  "labels",
  "sequence",
  "version",
  "created_at",
  "updated_at",
] as const;

export const submissionColumns = [
  "id",
  "invoice_id",
  "idempotency_key",
  "account_id",
  "provider",
  "state",
  "route",
  "sender",
  "receiver",
  "document_key",
  "progress",
  "attempts",
  "unknown_since",
  "next_attempt_at",
  "poll_at",
  "polls",
  "batch_id",
  "urgent",
  "movable",
  "created_at",
] as const;

// A row is what this room wrote: its JSON columns hold the records' own shapes.
export const toInvoice = (row: Pick<InvoiceRow, (typeof invoiceColumns)[number]>): InvoiceRecord =>
  present({
    id: row.id,
    direction: row.direction,
    clientReference: row.client_reference,
    number: row.number,
    kind: row.kind,
    typeCode: row.type_code,
    issueDate: row.issue_date,
    currencyCode: row.currency_code,
    payable: row.payable,
    accountId: row.account_id,
    provider: row.provider,
    reference: row.reference,
    networkReferences: row.network_references,
    state: row.state,
    validation: row.validation,
    native: row.native,
    labels: row.labels,
    sequence: row.sequence,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }) as unknown as InvoiceRecord;

/** The columns of an invoice that change. */
export const toInvoiceChanges = (invoice: InvoiceRecord) => ({
  account_id: invoice.accountId ?? null,
  provider: invoice.provider ?? null,
  reference: json(invoice.reference),
  reference_id: invoice.reference?.id ?? null,
  network_references: JSON.stringify(invoice.networkReferences),
  status: invoice.state.value,
  state: JSON.stringify(invoice.state),
  validation: json(invoice.validation),
  native: json(invoice.native),
  labels: [...invoice.labels],
  sequence: invoice.sequence,
  version: invoice.version,
  updated_at: invoice.updatedAt,
});

export const toSubmission = (row: Pick<SubmissionRow, (typeof submissionColumns)[number]>): SubmissionRecord =>
  present({
    id: row.id,
    invoiceId: row.invoice_id,
    idempotencyKey: row.idempotency_key,
    accountId: row.account_id,
    provider: row.provider,
    state: row.state,
    route: row.route,
    sender: row.sender,
    receiver: row.receiver,
    documentKey: row.document_key,
    progress: row.progress,
    attempts: row.attempts,
    unknownSince: row.unknown_since,
    nextAttemptAt: row.next_attempt_at,
    pollAt: row.poll_at,
    polls: row.polls,
    batchId: row.batch_id,
    urgent: row.urgent,
    movable: row.movable,
    createdAt: row.created_at,
  }) as unknown as SubmissionRecord;

export const toSubmissionRow = (tenantId: string, submission: SubmissionRecord): NewSubmissionRow => ({
  tenant_id: tenantId,
  id: submission.id,
  invoice_id: submission.invoiceId,
  idempotency_key: submission.idempotencyKey,
  ...toRoute(submission),
  sender: json(submission.sender),
  receiver: json(submission.receiver),
  document_key: submission.documentKey,
  batch_id: submission.batchId ?? null,
  urgent: submission.urgent,
  created_at: submission.createdAt,
  ...toSubmissionChanges(submission),
});

/** The columns of a submission that change when another account takes it. */
export const toRoute = (submission: SubmissionRecord) => ({
  account_id: submission.accountId,
  provider: submission.provider,
  route: JSON.stringify(submission.route),
});

/** The columns of a submission that change. */
export const toSubmissionChanges = (submission: SubmissionRecord) => ({
  state: submission.state,
  progress: json(submission.progress),
  attempts: submission.attempts,
  unknown_since: submission.unknownSince ?? null,
  next_attempt_at: submission.nextAttemptAt ?? null,
  poll_at: submission.pollAt ?? null,
  polls: submission.polls,
  movable: submission.movable,
});

export const toAttempt = (row: Selectable<Tables["submission_attempt"]>): AttemptRecord =>
  present({
    submissionId: row.submission_id,
    number: row.number,
    provider: row.provider,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    problem: row.problem,
    providerReference: row.provider_reference,
  }) as unknown as AttemptRecord;

type DocumentRow = Omit<Selectable<Tables["document"]>, "bytes" | "tenant_id">;

export const documentColumns = [
  "id",
  "invoice_id",
  "kind",
  "format",
  "media_type",
  "file_name",
  "size_bytes",
  "sha256",
  "created_at",
] as const;

export const toDocument = (row: DocumentRow): DocumentRecord =>
  ({
    id: row.id,
    invoiceId: row.invoice_id,
    kind: row.kind,
    format: row.format,
    mediaType: row.media_type,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    createdAt: row.created_at,
  }) as unknown as DocumentRecord;

export const eventColumns = [
  "position",
  "invoice_id",
  "sequence",
  "type",
  "direction",
  "provider",
  "origin",
  "occurred_at",
  "recorded_at",
  "before",
  "state",
  "submission_id",
  "validation",
  "problem",
  "native",
] as const;

export const toEvent = (row: Pick<EventRow, (typeof eventColumns)[number]>): EventRecord =>
  present({
    position: row.position,
    invoiceId: row.invoice_id,
    sequence: row.sequence,
    type: row.type,
    direction: row.direction,
    provider: row.provider,
    origin: row.origin,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    before: row.before,
    state: row.state,
    submissionId: row.submission_id,
    validation: row.validation,
    problem: row.problem,
    native: row.native,
  }) as unknown as EventRecord;

import type { z } from "zod";
import type { BusinessResponse, BusinessResponseKind } from "../domain/business-response.js";
import type { Invoice } from "../domain/invoice.js";
import type { ClearanceState, Meaning } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Capability } from "../domain/problem.js";
import type { RuleViolation } from "../domain/validation.js";
import type { Auth, TlsIdentity } from "./auth.js";
import type { Call } from "./call.js";
import type { SystemExtensions } from "./extensions/system-extensions.js";
import type { DocumentContent } from "./document.js";
import type { ErrorReader } from "./failure.js";
import type { NetworkReference, Receipt, Reference, StatusReport } from "./receipt.js";
import type { Webhook } from "./webhook.js";

export type * from "./auth.js";
export type * from "./document.js";
export type * from "./receipt.js";

/**
 * One e-invoicing provider: first what is declared, then what is coded. Optional members are capabilities: present
 * means supported. An adapter has no retry, logger, clock, cache or configuration of its own.
 */
// The core handles providers of every credential shape; only the adapter knows its own.
// oxlint-disable-next-line typescript/no-explicit-any
export interface Provider<Credentials = any> {
  /** The folder's name. */
  readonly id: string;
  readonly name: string;
  /** For people: its documentation, and whom to turn to. */
  readonly about?: ProviderPages;
  readonly kind: ProviderKind;
  /** ISO 3166-1 alpha-2 codes of the countries whose sellers it serves. */
  readonly countries: readonly string[];
  /** Networks it sends into, e.g. "peppol", "myinvois". */
  readonly networks: readonly string[];
  readonly baseUrl: { readonly live: string; readonly sandbox: string };
  /** What one tenant's account needs; checked when an account is configured. */
  readonly credentials: z.ZodType<Credentials>;
  readonly auth: Auth<Credentials>;
  /** Where it asks for more than the machine's own trust, or for a certificate of the caller (mutual TLS). */
  tls?(credentials: Credentials): TlsIdentity;
  /** "address:port" of the DNS servers to ask, where not the machine's. */
  nameServers?(credentials: Credentials): readonly string[] | undefined;
  /** Where it has more than one host: calls to whole URLs below one of these are signed in as all others are. */
  ownUrls?(credentials: Credentials): readonly string[];
  /** Its status words → ours. A word that is missing here changes nothing and raises attention. */
  readonly statuses: Readonly<Record<string, Meaning>>;
  /** Which answers of buyers `respond` carries: all unless stated. */
  readonly responses?: readonly BusinessResponseKind[];
  readonly errors: ErrorReader;
  readonly limits: Limits;
  /** What its system asks for beyond the model; `readExtension` reads it from an invoice. */
  readonly extensions?: SystemExtensions;
  /**
   * The longest time a request can take to land after its connection was lost. Only after that a "not found" means
   * that nothing was sent.
   */
  readonly settlesWithinSeconds: number;

  /**
   * The bytes that will be sent, made before anything is stored; or why this invoice cannot be expressed. Pure. Present
   * with `submit`.
   */
  prepare?(order: PrepareOrder): Prepared;
  /**
   * Called again with the same key after a lost answer: it must not send twice. Absent where nothing can be sent, as
   * with a directory.
   */
  submit?(order: SubmitOrder, call: Call<Credentials>): Promise<Receipt>;
  /** One call for many: one receipt per order, in their order. */
  submitBatch?(orders: readonly SubmitOrder[], call: Call<Credentials>): Promise<readonly Receipt[]>;
  /** What became of an order whose answer was lost: its receipt, or undefined when the provider does not have it. */
  reconcile?(order: SubmitOrder, call: Call<Credentials>): Promise<Receipt | undefined>;
  readonly polling?: Polling<Credentials>;
  /** A log that tells of many documents at once. */
  readonly feed?: StatusFeed<Credentials>;
  readonly webhook?: Webhook<Credentials>;
  cancel?(reference: Reference, reason: string, call: Call<Credentials>): Promise<StatusReport>;
  /** Carries the buyer's answer to an inbound document. It is not called again with a key whose answer was lost. */
  respond?(reference: Reference, response: ResponseOrder, call: Call<Credentials>): Promise<StatusReport>;
  /** What became of an answer that nobody confirmed; undefined when the provider does not have it. */
  findResponse?(
    reference: Reference,
    response: ResponseOrder,
    call: Call<Credentials>,
  ): Promise<StatusReport | undefined>;
  /** Undefined for a scheme that means nothing to this provider. */
  lookUp?(participant: ParticipantId, call: Call<Credentials>): Promise<ParticipantFinding | undefined>;
  /** Inbound documents after the cursor, oldest first. */
  listReceived?(cursor: string | undefined, call: Call<Credentials>): Promise<Page<ReceivedReference>>;
  fetchReceived?(reference: Reference, call: Call<Credentials>): Promise<ReceivedDocument>;
  /**
   * The authority's evidence for a document that is cleared, delivered or final: receipts, notifications, signed
   * answers. Kept with the invoice for ever; none while there is none yet. What it said is known: of what it refused there
   * may be other evidence.
   */
  fetchEvidence?(
    reference: Reference,
    call: Call<Credentials>,
    clearance: ClearanceState,
  ): Promise<readonly DocumentContent[]>;
  /** Its own PDF of a document; undefined while it has none. */
  fetchPdf?(reference: Reference, call: Call<Credentials>): Promise<DocumentContent | undefined>;
  readonly verification?: Verification;
}

/** A public page where anyone can verify a document; copies for people carry its address as a QR code. */
export interface Verification {
  readonly portal: { readonly live: string; readonly sandbox: string };
  /** Undefined while the provider has not told enough for it. Pure. */
  url(portal: string, references: readonly NetworkReference[]): string | undefined;
}

export interface ProviderPages {
  readonly documentation: string;
  readonly support?: string;
  readonly serviceStatus?: string;
  /** What surprises people, a sentence each. */
  readonly quirks?: readonly string[];
}

export type ProviderKind = "ACCESS_POINT" | "CLEARANCE" | "SERVICE_PROVIDER" | "SIMULATOR";

export interface Limits {
  readonly documentBytes?: number;
  /** Of one `submitBatch` call; `bytes` counts the documents before any encoding. */
  readonly batch?: { readonly documents: number; readonly bytes: number };
  /** Requests per window or per each of several windows, by operation name; "*" for all others together. */
  readonly rates: Readonly<Record<string, Rate | readonly Rate[]>>;
  /**
   * Submissions of one account under way at once, by one instance: 4 unless stated. With 1 their order matters: nothing
   * is sent, by any instance, before the outcome of the one before is known.
   */
  readonly submissionsAtOnce?: number;
  /** The least time between two looks at the inbound feed: 30 unless stated. */
  readonly receiveEverySeconds?: number;
  /** How long after acceptance a document can be cancelled. */
  readonly cancelWithinHours?: number;
}

export interface Rate {
  readonly requests: number;
  readonly perSeconds: number;
}

export interface PrepareOrder {
  readonly invoice: Invoice;
  /** The client's own document, to be sent untouched where the provider takes its format. */
  readonly raw?: DocumentContent;
}

export type Prepared =
  | { readonly document: DocumentContent }
  /** What the provider's format cannot express or must have: named by BT term and path. */
  | { readonly violations: readonly RuleViolation[] };

export interface SubmitOrder {
  /** Stable for one submission, whatever the number of attempts; at most 36 characters. */
  readonly key: string;
  readonly invoice: Invoice;
  readonly document: DocumentContent;
  readonly sender?: ParticipantId;
  readonly receiver?: ParticipantId;
  /** What an earlier attempt remembered with `checkpoint`. */
  readonly progress?: Reference;
  /** Commits a reference between the steps of a submit that needs several calls, so that a crash goes on from there. */
  checkpoint(reference: Reference): Promise<void>;
}

export interface ResponseOrder extends BusinessResponse {
  /** Stable for one response, whatever the number of attempts; at most 36 characters. */
  readonly key: string;
}

/** Asking for status where nothing is pushed, or nothing came. */
export interface Polling<Credentials> {
  /** Waiting time before the first question, the second, …; the last one repeats. */
  readonly everySeconds: readonly number[];
  /** References with the same group are asked for in one call. */
  group(reference: Reference): string;
  fetch(references: readonly Reference[], call: Call<Credentials>): Promise<readonly StatusReport[]>;
}

/** Asking for what has happened since the last time, to any document. */
export interface StatusFeed<Credentials> {
  /** The least time between two questions. */
  readonly everySeconds: number;
  /**
   * Reports after the cursor, oldest first; those of documents that are not ours are passed over. Where the log does not
   * know our reference, a report's reference is the value of a network reference of the document: of several that
   * share one, the newest is meant.
   */
  list(cursor: string | undefined, call: Call<Credentials>): Promise<Page<StatusReport>>;
}

export interface ParticipantFinding {
  readonly reachable: boolean;
  readonly network: string;
  readonly name?: string;
  readonly country?: string;
  readonly accessPoint?: string;
  readonly documents: readonly DocumentCapability[];
}

export interface DocumentCapability {
  readonly documentType: string;
  readonly process?: string;
  readonly label: string;
  readonly supportsResponses: boolean;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where to go on; the same cursor may be given again when nothing came. */
  readonly cursor?: string;
  readonly more: boolean;
}

export interface ReceivedReference {
  readonly reference: Reference;
}

export interface ReceivedDocument {
  readonly reference: Reference;
  readonly status: string;
  readonly document: DocumentContent;
  readonly receivedAt?: string;
  readonly networkReferences?: readonly NetworkReference[];
}

/** What the provider can do, read off the adapter itself. */
export function capabilitiesOf(provider: Provider): Capability[] {
  const has: readonly (readonly [Capability, unknown])[] = [
    ["SUBMIT", provider.submit],
    ["SUBMIT_BATCH", provider.submitBatch],
    ["CANCEL", provider.cancel],
    ["RESPOND", provider.respond],
    ["STATUS", provider.polling ?? provider.feed ?? provider.webhook],
    ["RECEIVE", provider.listReceived ?? provider.fetchReceived],
    ["PARTICIPANT_LOOKUP", provider.lookUp],
    ["WEBHOOK", provider.webhook],
    ["WEBHOOK_SIGNED", provider.webhook?.signature],
    ["LOOKUP_BY_CLIENT_REFERENCE", provider.reconcile],
    ["DOCUMENT_PDF", provider.fetchPdf],
  ];
  return has.filter(([, member]) => member !== undefined).map(([capability]) => capability);
}

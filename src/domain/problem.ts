import type { BusinessResponseKind } from "./business-response.js";
import type { InvoiceStatus } from "./lifecycle.js";
import type { ParticipantId } from "./participant.js";
import type { RuleViolation } from "./validation.js";

/** What the caller can put right: a value in the answer, never thrown. `path` leads into the input. */
export type Problem =
  | ValidationProblem
  | IdempotencyConflict
  | DuplicateInvoice
  | ParticipantUnreachable
  | NoRoute
  | ProviderRejected
  | OutcomeUnknown
  | RateLimited
  | NotFound
  | InvalidUrl
  | InvalidTransition
  | UnsupportedByProvider
  | LimitExceeded;

export type ProblemCode = Problem["code"];

interface ProblemOf<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly path?: readonly string[];
  readonly retryable: boolean;
}

export interface ValidationProblem extends ProblemOf<"VALIDATION_FAILED"> {
  readonly violations: readonly RuleViolation[];
}
/** The same idempotency key came with other content. */
export interface IdempotencyConflict extends ProblemOf<"IDEMPOTENCY_CONFLICT"> {
  readonly originalSubmissionId?: string;
}
export interface DuplicateInvoice extends ProblemOf<"DUPLICATE_INVOICE"> {
  readonly existingInvoiceId?: string;
}
export interface ParticipantUnreachable extends ProblemOf<"PARTICIPANT_UNREACHABLE"> {
  readonly participant: ParticipantId;
}
export interface NoRoute extends ProblemOf<"NO_ROUTE"> {
  readonly route: RouteDecision;
}
export interface ProviderRejected extends ProblemOf<"PROVIDER_REJECTED"> {
  readonly problem: ProviderProblem;
  readonly violations: readonly RuleViolation[];
}
/** The provider's answer was lost: it may have done what was asked. */
export interface OutcomeUnknown extends ProblemOf<"OUTCOME_UNKNOWN"> {
  /** Why there is no answer, as far as that is known. */
  readonly cause?: ProviderProblem;
}
export interface RateLimited extends ProblemOf<"RATE_LIMITED"> {
  readonly retryAt: string;
}
export type NotFound = ProblemOf<"NOT_FOUND">;
/** Nothing can be sent there. */
export type InvalidUrl = ProblemOf<"INVALID_URL">;
export interface InvalidTransition extends ProblemOf<"INVALID_TRANSITION"> {
  readonly from: InvoiceStatus;
  /** What may be said about the invoice instead; empty where nothing was to be said. */
  readonly allowed: readonly BusinessResponseKind[];
}
export interface UnsupportedByProvider extends ProblemOf<"UNSUPPORTED_BY_PROVIDER"> {
  readonly capability: Capability;
  readonly provider: string;
}
export interface LimitExceeded extends ProblemOf<"LIMIT_EXCEEDED"> {
  readonly limit: number;
  readonly actual: number;
}

/** One shape for every failure that comes from a provider. */
export interface ProviderProblem {
  readonly provider: string;
  readonly kind: ProviderProblemKind;
  readonly message: string;
  /** The provider's own error code. */
  readonly nativeCode?: string;
  readonly httpStatus?: number;
  readonly retryAt?: string;
  /** The provider's id of the request, for its support desk. */
  readonly requestId?: string;
}

export type ProviderProblemKind =
  | "TIMEOUT"
  | "NETWORK"
  | "RATE_LIMITED"
  | "UNAVAILABLE"
  | "CIRCUIT_OPEN"
  | "AUTHENTICATION"
  | "AUTHORIZATION"
  | "INVALID_REQUEST"
  | "BUSINESS_REJECTION"
  | "DUPLICATE"
  | "NOT_FOUND"
  | "INVALID_RESPONSE"
  | "UNKNOWN";

/** What a provider can do. */
export type Capability =
  | "SUBMIT"
  | "SUBMIT_BATCH"
  | "CANCEL"
  | "STATUS"
  | "LIST"
  | "RECEIVE"
  | "RESPOND"
  | "PARTICIPANT_LOOKUP"
  | "PARTICIPANT_SEARCH"
  | "DOCUMENT_ORIGINAL"
  | "DOCUMENT_PDF"
  | "EVIDENCE"
  | "WEBHOOK"
  | "WEBHOOK_SIGNED"
  | "IDEMPOTENCY_KEY"
  | "LOOKUP_BY_CLIENT_REFERENCE"
  | "VALIDATE";

/** Which provider an invoice goes through, and why. */
export interface RouteDecision {
  /** Provider id; absent when none can take it. */
  readonly chosen?: string;
  readonly candidates: readonly RouteCandidate[];
  readonly explanation: string;
}

export interface RouteCandidate {
  readonly provider: string;
  readonly account: string;
  readonly eligible: boolean;
  readonly rank?: number;
  readonly reasons: readonly string[];
}

import type { RuleViolation } from "../domain/validation.js";
import type { DocumentContent } from "./document.js";

/** The provider's own name for what we sent: opaque to the core, which keeps it and hands it back. */
export interface Reference {
  /** Unique within the account; shown to the client and used to attribute what a webhook says. */
  readonly id: string;
  /** Further parts an adapter needs to ask again (session, submission, hash). */
  readonly [part: string]: string;
}

/** The provider's answer to one order. An answer that was lost or makes no sense is thrown as ProviderFailure. */
export type Receipt =
  (Accepted & { readonly outcome: "accepted" }) | { readonly outcome: "rejected"; readonly rejection: Rejection };

interface Accepted {
  readonly reference: Reference;
  /** The provider's status word. */
  readonly status: string;
  /** What its synchronous validation found; present means that it validated. */
  readonly warnings?: readonly RuleViolation[];
  readonly networkReferences?: readonly NetworkReference[];
  /** What was really sent where it could only be made now, and the authority's answer: kept with the invoice. */
  readonly evidence?: readonly DocumentContent[];
}

export interface Rejection {
  /** The provider's error code. */
  readonly code: string;
  readonly message: string;
  readonly violations: readonly RuleViolation[];
  readonly actionRequired?: string;
}

/** An id for tracing on the network: SBDH instance, AS4 message, KSeF number, SdI id, MyInvois UUID. */
export interface NetworkReference {
  readonly kind: string;
  readonly value: string;
}

/** What a provider says about something it already has. */
export interface StatusReport {
  readonly reference: Reference;
  /** The provider's status word. */
  readonly status: string;
  readonly label?: string;
  /** When it happened, by the provider's clock; ISO 8601. */
  readonly at?: string;
  readonly rejection?: Rejection;
  /** What its validation found and took all the same. */
  readonly warnings?: readonly RuleViolation[];
  readonly networkReferences?: readonly NetworkReference[];
  /** Where the word came as a document: kept with the invoice. */
  readonly evidence?: readonly DocumentContent[];
  /** The provider's object, verbatim. */
  readonly native?: unknown;
}

import type { Invoice } from "../domain/invoice.js";
import type { InvoiceStatus } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { ProviderProblemKind } from "../domain/problem.js";
import type { DocumentContent } from "./document.js";
import type { Consequence } from "./failure.js";
import type { SimulatorResponse } from "./simulator.js";

/**
 * What only somebody who knows a provider can say, and the conformance suite needs to try it:
 * `providers/<id>/conformance.ts`, exported as default.
 */
export interface ConformanceMaterial {
  /** Absent where nothing can be sent. */
  readonly sending?: SendingMaterial;
  /** Errors in the provider's own shape, put in the way of a call that submits, and what has to follow from them. */
  readonly errors?: readonly ErrorSample[];
  /** Credentials of the right shape that the provider refuses. */
  readonly wrongCredentials?: unknown;
  /** A document that can arrive for the account; tried with the simulator's `arrive`. */
  readonly inbound?: (number: string) => DocumentContent;
  /** So many documents need a second page of the inbound feed; 12 unless stated. */
  readonly inboundPage?: number;
  /** Words that have been seen, and that the table of statuses must know. */
  readonly statusWords: readonly string[];
  /** The account at the real sandbox, from the environment; undefined while a variable is missing. */
  sandbox?(environment: Readonly<Record<string, string | undefined>>): SandboxAccount | undefined;
}

export interface SendingMaterial {
  readonly sender?: ParticipantId;
  readonly receiver?: ParticipantId;
  /** One that goes well; numbers are never used twice. */
  invoice(number: string): Invoice;
  /** The path of the call that makes it happen, where that is not the last one that changes anything. */
  readonly decisive?: RegExp;
  /** Where it comes to rest when it goes well. */
  readonly endsAs: InvoiceStatus;
  /** One that is refused, at once or after a while. */
  refused?(number: string): { readonly invoice: Invoice; readonly receiver?: ParticipantId };
  /** One that the provider's format cannot express, and the BT or BG term that stands in the way. */
  inexpressible?(number: string): { readonly invoice: Invoice; readonly term: string };
  /** A document of the client's own that is sent untouched; "never" where everything is written anew. */
  readonly raw?: ((number: string) => DocumentContent) | "never";
}

export interface ErrorSample {
  readonly name: string;
  readonly method?: string;
  /** The call in whose way it is put. */
  readonly path: RegExp;
  readonly answer: SimulatorResponse;
  readonly consequence: Consequence;
  readonly kind?: ProviderProblemKind;
}

export interface SandboxAccount {
  readonly credentials: unknown;
  readonly baseUrl?: string;
}

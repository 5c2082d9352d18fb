import type { BusinessResponse } from "../domain/business-response.js";
import type { Problem } from "../domain/problem.js";

/** What somebody asks a provider to do with an invoice that it has already. */
export type ActionRequest =
  | { readonly kind: "CANCEL"; readonly reason: string }
  | { readonly kind: "RESPOND"; readonly response: BusinessResponse };

/**
 * UNDER_WAY is committed before the provider is called. REFUSED: it said no. NOT_DONE: nothing happened, the same may be
 * asked again. UNKNOWN: the answer was lost, the provider is asked before anything is said again.
 */
export type ActionState = "UNDER_WAY" | "DONE" | "REFUSED" | "NOT_DONE" | "UNKNOWN";

export interface ActionRecord {
  readonly id: string;
  readonly invoiceId: string;
  readonly idempotencyKey: string;
  readonly request: ActionRequest;
  readonly state: ActionState;
  /** Why it is not done. */
  readonly problem?: Problem;
  /** When its outcome became unknown. */
  readonly unknownSince?: string;
  readonly createdAt: string;
  /** When it came to be known what became of it. */
  readonly endedAt?: string;
}

/** What a transaction can do with actions. */
export interface ActionUnit {
  /** This instance works on it until it lets go or dies. */
  insertAction(action: ActionRecord): Promise<void>;
  saveAction(action: ActionRecord): Promise<void>;
  /** The same, and this instance works on it again. */
  resumeAction(action: ActionRecord): Promise<void>;
  lockAction(id: string): Promise<ActionRecord | undefined>;
  isActionHeld(id: string): Promise<boolean>;
  /** The oldest first. */
  actionsOf(invoiceId: string): Promise<ActionRecord[]>;
}

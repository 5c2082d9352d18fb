import type { ProviderProblem, ProviderProblemKind } from "../domain/problem.js";
import type { Rejection } from "./receipt.js";

/**
 * What follows from a failed call:
 * - `refused`: the provider explicitly refuses this invoice or its recipient; sending it again is pointless
 * - `retry`: nothing was accepted; it is safe to send again later
 * - `hold`: it may have been accepted; ask before anything else
 */
export type Consequence = "refused" | "retry" | "hold";

/** A failed call to a provider: thrown by the kit only. */
export class ProviderFailure extends Error {
  readonly consequence: Consequence;
  readonly problem: ProviderProblem;
  readonly rejection: Rejection | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    consequence: Consequence,
    problem: ProviderProblem,
    more: { rejection?: Rejection; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`${problem.provider}: ${problem.message}`, { cause: more.cause });
    this.name = "ProviderFailure";
    this.consequence = consequence;
    this.problem = problem;
    this.rejection = more.rejection;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** An answer with a status outside 2xx, as an adapter sees it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON where it was JSON, else the text (first 64 KB). */
  readonly body: unknown;
}

/** What an adapter reads in an error answer. What it leaves out follows from the HTTP status. */
export interface ErrorReading {
  readonly message?: string;
  readonly nativeCode?: string;
  readonly kind?: ProviderProblemKind;
  readonly consequence?: Consequence;
  readonly rejection?: Rejection;
  readonly requestId?: string;
}

export type ErrorReader = (answer: ErrorAnswer) => ErrorReading;

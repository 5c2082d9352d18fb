import { Field, Int, InterfaceType, ObjectType, createUnionType } from "../decorators.js";
import type { BusinessResponseKind } from "../../domain/business-response.js";
import type { InvoiceStatus } from "../../domain/lifecycle.js";
import type { Capability, ProblemCode, ProviderProblem, RouteDecision } from "../../domain/problem.js";
import { businessResponses } from "../invoice/business-response.js";
import { invoiceStatuses } from "../invoice/invoice-state.js";
import { ProviderProblemType, capabilities } from "../provider/provider.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";
import { RouteDecisionType } from "../submission/submission.js";
import { RuleViolationType } from "./validation.js";

const errorCodes = publishEnum<PublishedProblemCode>("ErrorCode", "What the caller can put right.", {
  VALIDATION_FAILED: "The invoice breaks rules.",
  IDEMPOTENCY_CONFLICT: "The key was used before, for other content.",
  DUPLICATE_INVOICE: "The same invoice was submitted before.",
  NO_ROUTE: "No provider can take the invoice.",
  PROVIDER_REJECTED: "The provider refuses the invoice.",
  OUTCOME_UNKNOWN: "The provider's answer was lost: it may have done what was asked.",
  RATE_LIMITED: "Too much at once.",
  NOT_FOUND: "There is no such thing.",
  INVALID_URL: "Nothing can be sent there.",
  INVALID_TRANSITION: "Not in this state.",
  UNSUPPORTED_BY_PROVIDER: "The provider cannot do this.",
  LIMIT_EXCEEDED: "Too many or too large.",
});

@InterfaceType("UserError", { description: "Something the caller can put right." })
abstract class UserErrorType {
  @Field(() => errorCodes, { description: "What it is." })
  readonly code!: PublishedProblemCode;

  @Field(() => String, { description: "A sentence that names the thing and its value." })
  readonly message!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Path into `input`, e.g. `["content", "invoice", "buyer"]`; in the results of a batch, into the invoice of the item.',
  })
  readonly path?: readonly string[];

  @Field(() => Boolean, { description: "Whether the same request may succeed later." })
  readonly retryable!: boolean;
}

@ObjectType("ValidationError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "The invoice breaks rules.",
})
class ValidationErrorType {
  @Field(() => [RuleViolationType], { description: "Every rule that is broken." })
  readonly violations!: readonly RuleViolationType[];
}

@ObjectType("IdempotencyConflictError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "The idempotency key was used before, for other content.",
})
export class IdempotencyConflictErrorType {}

@ObjectType("DuplicateInvoiceError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "The same seller, number and type were submitted before.",
})
export class DuplicateInvoiceErrorType {}

@ObjectType("NoRouteError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "No provider can take the invoice.",
})
class NoRouteErrorType {
  @Field(() => RouteDecisionType, { description: "Every provider that was considered, and why it cannot." })
  readonly route!: RouteDecision;
}

@ObjectType("ProviderRejectedError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "The provider refuses.",
})
class ProviderRejectedErrorType {
  @Field(() => ProviderProblemType, { description: "What the provider said." })
  readonly problem!: ProviderProblem;

  @Field(() => [RuleViolationType], { description: "The rules that the provider found broken." })
  readonly violations!: readonly RuleViolationType[];
}

@ObjectType("OutcomeUnknownError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "Nobody knows yet whether the provider did what was asked. It is asked, and nothing is sent twice.",
})
class OutcomeUnknownErrorType {
  @Field(() => ProviderProblemType, { nullable: true, description: "Why there is no answer, as far as that is known." })
  readonly cause?: ProviderProblem;
}

@ObjectType("RateLimitedError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "Too much at once.",
})
class RateLimitedErrorType {
  @Field(() => DateTimeScalar, { description: "When to try again." })
  readonly retryAt!: string;
}

@ObjectType("NotFoundError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "There is no such thing, or it is not yours.",
})
class NotFoundErrorType {}

@ObjectType("InvalidUrlError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "Nothing can be sent to the URL.",
})
class InvalidUrlErrorType {}

@ObjectType("InvalidTransitionError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "What was asked for is not possible in this state.",
})
class InvalidTransitionErrorType {
  @Field(() => invoiceStatuses, { description: "The state the invoice is in." })
  readonly from!: InvoiceStatus;

  @Field(() => [businessResponses], {
    description: "What may be said about the invoice now; empty where nothing was to be said, or nothing may be.",
  })
  readonly allowed!: readonly BusinessResponseKind[];
}

@ObjectType("UnsupportedByProviderError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "The provider cannot do this.",
})
export class UnsupportedByProviderErrorType {
  @Field(() => capabilities, { description: "What it would have to be able to do." })
  readonly capability!: Capability;
}

@ObjectType("LimitExceededError", {
  simpleResolvers: true,
  implements: UserErrorType,
  description: "Too many or too large.",
})
class LimitExceededErrorType {
  @Field(() => Int, { description: "The most that is possible." })
  readonly limit!: number;

  @Field(() => Int, { description: "What was given." })
  readonly actual!: number;
}

/** The problems that a mutation answers with; what no use case answers is not published. */
export type PublishedProblemCode = Exclude<ProblemCode, "PARTICIPANT_UNREACHABLE">;

/** The published type of every problem. */
export const errorTypeNames: Readonly<Record<PublishedProblemCode, string>> = {
  VALIDATION_FAILED: "ValidationError",
  IDEMPOTENCY_CONFLICT: "IdempotencyConflictError",
  DUPLICATE_INVOICE: "DuplicateInvoiceError",
  NO_ROUTE: "NoRouteError",
  PROVIDER_REJECTED: "ProviderRejectedError",
  OUTCOME_UNKNOWN: "OutcomeUnknownError",
  RATE_LIMITED: "RateLimitedError",
  NOT_FOUND: "NotFoundError",
  INVALID_URL: "InvalidUrlError",
  INVALID_TRANSITION: "InvalidTransitionError",
  UNSUPPORTED_BY_PROVIDER: "UnsupportedByProviderError",
  LIMIT_EXCEEDED: "LimitExceededError",
};

const submitErrors = [
  ValidationErrorType,
  IdempotencyConflictErrorType,
  DuplicateInvoiceErrorType,
  NoRouteErrorType,
  LimitExceededErrorType,
] as const;

export const SubmitInvoiceError = createUnionType({
  name: "SubmitInvoiceError",
  description: "Why an invoice was not taken.",
  types: () => submitErrors,
});

export const SubmitInvoicesError = createUnionType({
  name: "SubmitInvoicesError",
  description: "Why a batch was not taken: with ALL_OR_NOTHING also what is wrong with its items, where it is small.",
  types: () => [...submitErrors, NotFoundErrorType] as const,
});

const actionErrors = [
  ValidationErrorType,
  IdempotencyConflictErrorType,
  NotFoundErrorType,
  InvalidTransitionErrorType,
  UnsupportedByProviderErrorType,
  ProviderRejectedErrorType,
  OutcomeUnknownErrorType,
  RateLimitedErrorType,
] as const;

export const CancelInvoiceError = createUnionType({
  name: "CancelInvoiceError",
  description: "Why an invoice was not taken back.",
  types: () => actionErrors,
});

export const RespondToInvoiceError = createUnionType({
  name: "RespondToInvoiceError",
  description: "Why the seller was not told.",
  types: () => actionErrors,
});

export const RetrySubmissionError = createUnionType({
  name: "RetrySubmissionError",
  description: "Why a submission is not sent once more.",
  types: () =>
    [
      ValidationErrorType,
      IdempotencyConflictErrorType,
      NotFoundErrorType,
      InvalidTransitionErrorType,
      NoRouteErrorType,
      DuplicateInvoiceErrorType,
    ] as const,
});

export const ReconcileSubmissionError = createUnionType({
  name: "ReconcileSubmissionError",
  description: "Why it is not known what became of a submission.",
  types: () => [NotFoundErrorType, UnsupportedByProviderErrorType, OutcomeUnknownErrorType] as const,
});

export const ReplayDeadLettersError = createUnionType({
  name: "ReplayDeadLettersError",
  description: "Why something was not put back to work.",
  types: () => [NotFoundErrorType, LimitExceededErrorType] as const,
});

export const ResetProviderCircuitError = createUnionType({
  name: "ResetProviderCircuitError",
  description: "Why a provider's circuit was left as it is.",
  types: () => [NotFoundErrorType] as const,
});

export const RotateProviderWebhookError = createUnionType({
  name: "RotateProviderWebhookError",
  description: "Why a provider's webhook was left as it is.",
  types: () =>
    [
      NotFoundErrorType,
      LimitExceededErrorType,
      UnsupportedByProviderErrorType,
      ProviderRejectedErrorType,
      OutcomeUnknownErrorType,
    ] as const,
});

export const WebhookError = createUnionType({
  name: "WebhookError",
  description: "What is wrong with an endpoint, or with what it is to be told.",
  types: () => [ValidationErrorType, NotFoundErrorType, InvalidUrlErrorType, LimitExceededErrorType] as const,
});

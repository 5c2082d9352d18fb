import { Field, Int, ObjectType } from "../decorators.js";
import type { AttemptRecord, SubmissionRecord } from "../../application/records.js";
import type { RouteCandidate, RouteDecision } from "../../domain/problem.js";
import type { AttemptOutcome, SubmissionState } from "../../domain/submission.js";
import { NodeType } from "../node/node.js";
import { ProviderProblemType } from "../provider/provider.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

const submissionStates = publishEnum<SubmissionState>("SubmissionState", "Where one sending stands.", {
  QUEUED: "Waiting to be sent.",
  IN_FLIGHT: "Being sent.",
  ACCEPTED: "The provider has it.",
  REJECTED: "The provider refused it.",
  OUTCOME_UNKNOWN: "The answer was lost; the provider is asked before anything is sent again.",
  FAILED: "Could not be sent.",
  CANCELLED: "Taken back.",
});

const attemptOutcomes = publishEnum<AttemptOutcome>(
  "AttemptOutcome",
  "What happened on the wire. Only NOT_ACCEPTED may be sent again without asking first.",
  {
    ACCEPTED: "The provider took it.",
    REJECTED: "The provider refused it.",
    NOT_ACCEPTED: "Certainly not taken.",
    UNKNOWN: "It may have been taken.",
  },
);

@ObjectType("RouteCandidate", { simpleResolvers: true, description: "A provider that was considered." })
export class RouteCandidateType implements Omit<RouteCandidate, "provider"> {
  @Field(() => String, { description: "The account it would go through; a provider may have several." })
  readonly account!: string;

  @Field(() => Boolean, { description: "Whether it can take the invoice." })
  readonly eligible!: boolean;

  @Field(() => Int, { nullable: true, description: "Its place among those that can; 1 is the best." })
  readonly rank?: number;

  @Field(() => [String], { description: "Why, in sentences." })
  readonly reasons!: readonly string[];
}

@ObjectType("RouteDecision", {
  simpleResolvers: true,
  description: "Which provider an invoice goes through, and why.",
})
export class RouteDecisionType implements Omit<RouteDecision, "chosen"> {
  @Field(() => [RouteCandidateType], { description: "Every provider that was considered." })
  readonly candidates!: readonly RouteCandidate[];

  @Field(() => String, { description: "The decision in a sentence." })
  readonly explanation!: string;
}

@ObjectType("SubmissionAttempt", { simpleResolvers: true, description: "One try to send." })
export class SubmissionAttemptType implements Omit<AttemptRecord, "submissionId" | "provider"> {
  @Field(() => Int, { description: "1 for the first." })
  readonly number!: number;

  @Field(() => DateTimeScalar, { description: "When it began." })
  readonly startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended; null while it is under way." })
  readonly endedAt?: string;

  @Field(() => attemptOutcomes, { nullable: true, description: "How it ended; null while it is under way." })
  readonly outcome?: AttemptOutcome;

  @Field(() => ProviderProblemType, { nullable: true, description: "What went wrong." })
  readonly problem?: ProviderProblemType;

  @Field(() => String, { nullable: true, description: "The provider's name for what it took." })
  readonly providerReference?: string;
}

@ObjectType("Submission", {
  simpleResolvers: true,
  implements: NodeType,
  description: "One sending of one invoice.",
})
export class SubmissionType
  implements Pick<SubmissionRecord, "id" | "idempotencyKey" | "state" | "createdAt" | "route">, NodeType
{
  readonly id!: string;

  @Field(() => String, { description: "The key it was asked for with." })
  readonly idempotencyKey!: string;

  @Field(() => submissionStates, { description: "Where it stands." })
  readonly state!: SubmissionState;

  @Field(() => RouteDecisionType, { description: "The provider it goes through, and why." })
  readonly route!: RouteDecision;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  readonly createdAt!: string;
}

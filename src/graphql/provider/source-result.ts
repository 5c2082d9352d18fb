import { Field, Int, ObjectType } from "../decorators.js";
import type { SourceResult, SourceState } from "../../application/tenant-gateway.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";
import { ProviderProblemType } from "./provider.js";

const sourceStates = publishEnum<SourceState>("SourceState", "What a provider contributed to an answer.", {
  LIVE: "It was asked and has answered.",
  CACHED: "Known here, and fresh.",
  STALE: "Known here, but old.",
  TIMED_OUT: "It did not answer in time.",
  CIRCUIT_OPEN: "It was not asked, because it kept failing.",
  RATE_LIMITED: "It was not asked, because its limit is used up.",
  ERROR: "It answered with an error.",
  UNSUPPORTED: "It cannot answer this.",
  SKIPPED: "It was not needed.",
});

@ObjectType("SourceResult", {
  simpleResolvers: true,
  description: "What one provider contributed to an answer: says exactly what is missing when one is down.",
})
export class SourceResultType implements Omit<SourceResult, "provider"> {
  @Field(() => sourceStates, { description: "How it contributed." })
  readonly state!: SourceState;

  @Field(() => DateTimeScalar, { nullable: true, description: "How old its contribution is." })
  readonly asOf?: string;

  @Field(() => Int, { nullable: true, description: "How long it took, in milliseconds." })
  readonly latencyMs?: number;

  @Field(() => ProviderProblemType, { nullable: true, description: "Why it did not contribute." })
  readonly problem?: ProviderProblemType;
}

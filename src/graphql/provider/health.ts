import { Field, Float, Int, ObjectType } from "../decorators.js";
import type { Circuit, RateLimitStatus } from "../../application/account.js";
import type { HealthState } from "../../application/provider-health.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

const healthStates = publishEnum<HealthState>("HealthState", "How a provider is doing.", {
  HEALTHY: "It answers.",
  DEGRADED: "It answers, but fails now and then, or its limit is used up.",
  DOWN: "It is left alone because it kept failing; single calls find out whether it is back.",
  UNKNOWN: "It was not called lately.",
});

export const circuitStates = publishEnum<Circuit["state"]>("CircuitState", "Whether a provider is called.", {
  CLOSED: "It is.",
  OPEN: "It is not: it kept failing.",
  HALF_OPEN: "One call is under way to find out whether it is back.",
});

@ObjectType("RateLimitStatus", {
  simpleResolvers: true,
  description: "How much of a provider's limit for submitting is left; of several limits the one that is closest.",
})
export class RateLimitStatusType implements RateLimitStatus {
  @Field(() => Int, { nullable: true, description: "How many calls it allows, where that is known." })
  readonly limit?: number;

  @Field(() => Int, { description: "How many it allows now." })
  readonly remaining!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When there is room again; null while there is." })
  readonly resetsAt?: string;
}

@ObjectType("ProviderHealth", {
  description:
    "How a provider is doing for this tenant. Calls are those of the last five minutes, as the gateway process that " +
    "answers has seen them; webhooks and the backlog are everybody's.",
})
export class ProviderHealthType {
  @Field(() => healthStates, { description: "In one word." })
  readonly state!: HealthState;

  @Field(() => Float, { nullable: true, description: "The share of calls that the provider dealt with, 0 to 1." })
  readonly successRate?: number;

  @Field(() => Int, { nullable: true, description: "95 of 100 calls take no longer, in milliseconds." })
  readonly latencyP95Ms?: number;

  @Field(() => RateLimitStatusType, { nullable: true, description: "What is left of its limit, where it has one." })
  readonly rateLimit?: RateLimitStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it last pushed news." })
  readonly lastWebhookAt?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it last answered a question of the gateway's own.",
  })
  readonly lastPollAt?: string;

  @Field(() => Int, { description: "How many submissions wait to be sent." })
  readonly backlog!: number;
}

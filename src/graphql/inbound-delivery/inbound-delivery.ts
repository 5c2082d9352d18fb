import { Field, InputType, Int, ObjectType } from "../decorators.js";
import type {
  DeliveryState,
  DeliveryVerdict,
  InboundDeliveryFilter,
  InboundDeliveryRecord,
} from "../../application/inbox.js";
import { NodeType } from "../node/node.js";
import { PageInfoType } from "../page.js";
import { publishEnum } from "../published-enum.js";
import { CursorScalar, DateTimeScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";

const verdicts = publishEnum<DeliveryVerdict>("InboundVerdict", "Whether what a provider pushed was taken.", {
  ACCEPTED: "It was stored, and acknowledged after that.",
  REFUSED: "It was not taken; `reason` says why.",
});

const states = publishEnum<DeliveryState>("InboundState", "What became of an accepted delivery.", {
  RECEIVED: "It is stored and waits to be applied.",
  APPLIED: "What it says has been done.",
  DEAD: "It could not be applied and waits for a person, as a dead letter.",
});

@ObjectType("HttpHeader", { simpleResolvers: true, description: "One header of a request." })
export class HttpHeaderType {
  @Field(() => String, { description: "Its name in small letters." })
  readonly name!: string;

  @Field(() => String, { description: "Its value; `[redacted]` where it may be a secret." })
  readonly value!: string;
}

@ObjectType("InboundDelivery", {
  simpleResolvers: true,
  implements: NodeType,
  description: "One request by which a provider told us something, taken or not. Kept for 90 days.",
})
export class InboundDeliveryType implements Omit<InboundDeliveryRecord, "number" | "provider" | "headers">, NodeType {
  readonly id!: string;

  @Field(() => String, { description: "The account at whose address it came." })
  readonly accountId!: string;

  @Field(() => DateTimeScalar, { description: "When it came." })
  readonly receivedAt!: string;

  @Field(() => verdicts, { description: "Whether it was taken." })
  readonly verdict!: DeliveryVerdict;

  @Field(() => String, {
    nullable: true,
    description: "Why it was refused, or why it is dead, or what an applied one that changed nothing came to.",
  })
  readonly reason?: string;

  @Field(() => states, { nullable: true, description: "What became of it; null when it was refused." })
  readonly state?: DeliveryState;

  @Field(() => Int, { description: "The length of its body; of one that did not come whole, what it claimed." })
  readonly bytes!: number;

  @Field(() => String, { nullable: true, description: "SHA-256 of the body, hexadecimal; null when not all came." })
  readonly sha256?: string;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from its arrival until the answer was decided; null for a moment after that.",
  })
  readonly acknowledgedInMs?: number;

  @Field(() => Int, { description: "How often it was tried to apply it." })
  readonly attempts!: number;

  @Field(() => String, { nullable: true, description: "Why the last try failed that was to be repeated." })
  readonly lastError?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it is tried next." })
  readonly nextAttemptAt?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was applied." })
  readonly appliedAt?: string;

  @Field(() => Int, {
    description:
      "How often the same came again. Of a refused one: how many more were refused in that minute, of which nothing " +
      "but their number is kept.",
  })
  readonly repeats!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it last came again." })
  readonly lastRepeatAt?: string;

  @Field(() => String, { nullable: true, description: "The provider's id of the event, where it has one." })
  readonly eventId?: string;
}

@InputType("InboundDeliveryFilter", {
  description: "Which deliveries to answer: those that meet everything given. An empty list restricts nothing.",
})
export class InboundDeliveryFilterInput {
  @Field(() => [String], { nullable: true, description: "The accounts they came for." })
  readonly accountIds?: readonly string[];

  @Field(() => [String], { nullable: true, description: "The keys of the providers they came from." })
  readonly providers?: readonly string[];

  @Field(() => [verdicts], { nullable: true, description: "Whether they were taken." })
  readonly verdicts?: readonly DeliveryVerdict[];

  @Field(() => [states], { nullable: true, description: "What became of them; refused ones have no state." })
  readonly states?: readonly DeliveryState[];

  @Field(() => DateTimeScalar, { nullable: true, description: "They came after this moment." })
  readonly receivedAfter?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "They came before this moment." })
  readonly receivedBefore?: string;
}

export function toDeliveryFilter(input: InboundDeliveryFilterInput | null | undefined): InboundDeliveryFilter {
  const { accountIds, providers, verdicts, states, ...times } = withoutAbsent(input ?? {});
  return {
    ...(accountIds?.length && { accountIds }),
    ...(providers?.length && { providers }),
    ...(verdicts?.length && { verdicts }),
    ...(states?.length && { states }),
    ...times,
  };
}

@ObjectType("InboundDeliveryEdge", { simpleResolvers: true, description: "A delivery and its place in the log." })
class InboundDeliveryEdgeType {
  @Field(() => InboundDeliveryType, { description: "The delivery." })
  readonly node!: InboundDeliveryRecord;

  @Field(() => CursorScalar, { description: "Its place in the log." })
  readonly cursor!: string;
}

@ObjectType("InboundDeliveryConnection", { simpleResolvers: true, description: "A page of the log." })
export class InboundDeliveryConnectionType {
  @Field(() => [InboundDeliveryEdgeType], { description: "The deliveries of the page, each with its place." })
  readonly edges!: readonly InboundDeliveryEdgeType[];

  @Field(() => [InboundDeliveryType], { description: "The deliveries of the page." })
  readonly nodes!: readonly InboundDeliveryRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

import { Field, InputType, Int, ObjectType } from "../decorators.js";
import type { DeadLetterFilter, DeadLetterRecord, DeadLetterSource } from "../../application/dead-letters.js";
import { NodeType } from "../node/node.js";
import { PageInfoType } from "../page.js";
import { publishEnum } from "../published-enum.js";
import { CursorScalar, DateTimeScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";

const sources = publishEnum<DeadLetterSource>("DeadLetterSource", "What could not be dealt with.", {
  INBOUND_WEBHOOK: "A webhook of a provider, which was acknowledged.",
  INBOUND_DOCUMENT: "A document that was sent to us and cannot be read.",
  SUBMISSION: "A submission whose outcome is unknown and that could not be reconciled, by a fault of the gateway.",
});

@ObjectType("DeadLetter", {
  simpleResolvers: true,
  implements: NodeType,
  description: "Something that was tried again and again, and waits for a person now.",
})
export class DeadLetterType
  implements Pick<DeadLetterRecord, "id" | "source" | "reason" | "attempts" | "receivedAt">, NodeType
{
  readonly id!: string;

  @Field(() => sources, { description: "What it is." })
  readonly source!: DeadLetterSource;

  @Field(() => String, { description: "Why it could not be dealt with, in a sentence." })
  readonly reason!: string;

  @Field(() => Int, { description: "How often it was tried." })
  readonly attempts!: number;

  @Field(() => DateTimeScalar, { description: "When it came." })
  readonly receivedAt!: string;
}

@InputType("DeadLetterFilter", {
  description: "Which dead letters to answer: those that meet everything given. An empty list restricts nothing.",
})
export class DeadLetterFilterInput {
  @Field(() => [sources], { nullable: true, description: "What they are." })
  readonly source?: readonly DeadLetterSource[];

  @Field(() => [String], { nullable: true, description: "The keys of the providers they come from." })
  readonly provider?: readonly string[];
}

export function toDeadLetterFilter(input: DeadLetterFilterInput | null | undefined): DeadLetterFilter {
  const { source, provider } = withoutAbsent(input ?? {});
  return { ...(source?.length && { source }), ...(provider?.length && { provider }) };
}

/** What the fields of a connection are resolved from. */
export interface DeadLetterList {
  readonly edges: readonly DeadLetterEdgeType[];
  readonly nodes: readonly DeadLetterRecord[];
  readonly pageInfo: PageInfoType;
  readonly filter: DeadLetterFilter;
}

@ObjectType("DeadLetterEdge", { simpleResolvers: true, description: "A dead letter and its place in the list." })
export class DeadLetterEdgeType {
  @Field(() => DeadLetterType, { description: "The dead letter." })
  readonly node!: DeadLetterRecord;

  @Field(() => CursorScalar, { description: "Its place in the list." })
  readonly cursor!: string;
}

@ObjectType("DeadLetterConnection", { simpleResolvers: true, description: "A page of dead letters." })
export class DeadLetterConnectionType {
  @Field(() => [DeadLetterEdgeType], { description: "The dead letters of the page, each with its place." })
  readonly edges!: readonly DeadLetterEdgeType[];

  @Field(() => [DeadLetterType], { description: "The dead letters of the page." })
  readonly nodes!: readonly DeadLetterRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

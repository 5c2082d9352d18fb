import { Field, InputType, ObjectType } from "../decorators.js";
import type {
  Freshness,
  Participant,
  ParticipantLookup,
  Reachability,
  SourceResult,
} from "../../application/tenant-gateway.js";
import type { ParticipantId } from "../../domain/participant.js";
import type { DocumentCapability } from "../../provider-kit/provider.js";
import { NodeType } from "../node/node.js";
import { SourceResultType } from "../provider/source-result.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const freshnesses = publishEnum<Freshness>("Freshness", "How new an answer has to be.", {
  CACHED: "What is known here. No provider is asked.",
  STALE_WHILE_REVALIDATE: "What is known here; what is old is renewed in the background.",
  LIVE: "Every provider is asked; where one does not answer in time, what is known here.",
});

const participantIdentifier = "An address on a network: who numbers, and the number.";

@ObjectType("ParticipantIdentifier", { simpleResolvers: true, description: participantIdentifier })
@InputType("ParticipantIdentifierInput", { description: participantIdentifier })
export class ParticipantIdentifierType implements ParticipantId {
  @Field(() => String, { description: "EAS or ICD code, e.g. `0208`, or a country's own scheme, e.g. `MY:TIN`." })
  readonly scheme!: string;

  @Field(() => String, { description: "The number within the scheme." })
  readonly value!: string;
}

@ObjectType("Reachability", { simpleResolvers: true, description: "Whether a participant can be reached." })
export class ReachabilityType implements Omit<Reachability, "via"> {
  @Field(() => String, { description: "The network, e.g. `peppol`." })
  readonly network!: string;

  @Field(() => Boolean, { description: "Whether a document would arrive." })
  readonly reachable!: boolean;

  @Field(() => String, { nullable: true, description: "Who receives for the participant." })
  readonly accessPoint?: string;

  @Field(() => DateTimeScalar, { description: "When it was found out." })
  readonly checkedAt!: string;
}

@ObjectType("DocumentCapability", {
  simpleResolvers: true,
  description: "A kind of document that a participant receives.",
})
class DocumentCapabilityType implements DocumentCapability {
  @Field(() => String, { description: "The network's id of the kind of document." })
  readonly documentType!: string;

  @Field(() => String, { nullable: true, description: "The network's id of the process." })
  readonly process?: string;

  @Field(() => String, { description: "Its name for people." })
  readonly label!: string;

  @Field(() => Boolean, { description: "Whether the participant answers such documents." })
  readonly supportsResponses!: boolean;
}

@ObjectType("Participant", {
  simpleResolvers: true,
  implements: NodeType,
  description: "Somebody with an address on a network.",
})
class ParticipantType implements Participant, NodeType {
  readonly id!: string;

  @Field(() => [ParticipantIdentifierType], { description: "Its addresses." })
  readonly identifiers!: readonly ParticipantIdentifierType[];

  @Field(() => String, { nullable: true, description: "Its name, where a directory has it." })
  readonly name?: string;

  @Field(() => String, { nullable: true, description: "Its country (ISO 3166-1 alpha-2)." })
  readonly country?: string;

  @Field(() => [ReachabilityType], { description: "Whether it can be reached: one entry per network and provider." })
  readonly reachability!: readonly Reachability[];

  @Field(() => [DocumentCapabilityType], { description: "The kinds of documents it receives." })
  readonly capabilities!: readonly DocumentCapabilityType[];
}

@ObjectType("ParticipantLookup", { simpleResolvers: true, description: "What became of looking up one address." })
export class ParticipantLookupType implements ParticipantLookup {
  @Field(() => ParticipantIdentifierType, { description: "The address that was asked for." })
  readonly requested!: ParticipantIdentifierType;

  @Field(() => ParticipantType, { nullable: true, description: "Null when no source knows the address." })
  readonly participant?: ParticipantType;

  @Field(() => [SourceResultType], { description: "One entry per provider." })
  readonly sources!: readonly SourceResult[];
}

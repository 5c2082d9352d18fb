import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "../decorators.js";
import type { Freshness, ParticipantLookup, Reachability } from "../../application/tenant-gateway.js";
import type { ParticipantId } from "../../domain/participant.js";
import { requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { ParticipantIdentifierType, ParticipantLookupType, ReachabilityType, freshnesses } from "./participant.js";

const mostIdentifiers = 100;

@Resolver()
export class ParticipantQueries {
  @Query(() => [ParticipantLookupType], {
    description:
      "Looks addresses up at every provider that can, in the order asked for; at most 100. Needs the scope " +
      "`participants:read`.",
  })
  participants(
    @Arg("identifiers", () => [ParticipantIdentifierType], { description: "The addresses." })
    identifiers: readonly ParticipantId[],
    @Arg("freshness", () => freshnesses, {
      defaultValue: "STALE_WHILE_REVALIDATE",
      description: "How new the answer has to be.",
    })
    freshness: Freshness | null,
    @Ctx() context: Context,
  ): Promise<ParticipantLookup[]> {
    requireScope(context, "participants:read");
    if (identifiers.length > mostIdentifiers)
      throw badInput("identifiers", identifiers.length, `addresses are more than ${mostIdentifiers}`);
    const asked = identifiers.map(({ scheme, value }) => ({ scheme, value }));
    return context.gateway.lookUpParticipants(asked, freshness ?? "STALE_WHILE_REVALIDATE");
  }
}

@Resolver(() => ReachabilityType)
export class ReachabilityResolver {
  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider that found out." })
  via(@Root() { via }: Reachability, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, via);
  }
}

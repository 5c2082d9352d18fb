import { Arg, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from "../decorators.js";
import type { SourceResult } from "../../application/tenant-gateway.js";
import type { Capability } from "../../domain/problem.js";
import type { ProviderKind } from "../../provider-kit/provider.js";
import type { Context } from "../context.js";
import { ProviderType, capabilities, findProvider, providerKinds, providersOf } from "./provider.js";
import { SourceResultType } from "./source-result.js";

@InputType("ProviderFilter", { description: "Which providers to answer: those that meet everything given." })
class ProviderFilterInput {
  @Field(() => [providerKinds], { nullable: true, description: "What they are." })
  readonly kind?: readonly ProviderKind[] | null;

  @Field(() => String, { nullable: true, description: "A country they serve sellers of (ISO 3166-1 alpha-2)." })
  readonly country?: string | null;

  @Field(() => [capabilities], { nullable: true, description: "What they can do: everything named." })
  readonly capability?: readonly Capability[] | null;
}

const meets = (provider: ProviderType, { kind, country, capability }: ProviderFilterInput): boolean =>
  (!kind?.length || kind.includes(provider.kind)) &&
  (!country || provider.countries.includes(country)) &&
  (capability ?? []).every((wanted) => provider.capabilities.includes(wanted));

@Resolver()
export class ProviderQueries {
  @Query(() => [ProviderType], { description: "The providers the tenant has accounts with, the preferred one first." })
  providers(
    @Arg("filter", () => ProviderFilterInput, { nullable: true, description: "Which ones." })
    filter: ProviderFilterInput | null | undefined,
    @Ctx() context: Context,
  ): ProviderType[] {
    return providersOf(context).filter((provider) => meets(provider, filter ?? {}));
  }
}

@Resolver(() => SourceResultType)
export class SourceResultResolver {
  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider." })
  provider(@Root() { provider }: SourceResult, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }
}

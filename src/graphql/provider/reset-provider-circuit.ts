import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import { notFound } from "../problem/not-found.js";
import { ResetProviderCircuitError } from "../problem/user-error.js";
import { ProviderType, findProvider } from "./provider.js";

@InputType("ResetProviderCircuitInput", { description: "A provider to be called again." })
class ResetProviderCircuitInput {
  @Field(() => String, { description: "Its key." })
  readonly provider!: string;
}

@ObjectType("ResetProviderCircuitPayload", { simpleResolvers: true, description: "What became of calling it again." })
class ResetProviderCircuitPayload {
  @Field(() => ProviderType, { nullable: true, description: "The provider as it is now." })
  readonly provider?: ProviderType;

  @Field(() => [ResetProviderCircuitError], { description: "Why nothing was changed; empty when it was." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class ResetProviderCircuitResolver {
  @Mutation(() => ResetProviderCircuitPayload, {
    description:
      "Calls a provider again at once, instead of when its next call is due: for somebody who knows that it is back. " +
      "Counts for the gateway process that answers. Needs the scope `invoices:write`.",
  })
  resetProviderCircuit(
    @Arg("input", () => ResetProviderCircuitInput, { description: "The provider." })
    { provider: key }: ResetProviderCircuitInput,
    @Ctx() context: Context,
  ): ResetProviderCircuitPayload {
    requireScope(context, "invoices:write");
    const provider = findProvider(context, key);
    if (!provider || !context.gateway.resetCircuit(key)) return { errors: [notFound("provider", key, "provider")] };
    return { provider, errors: [] };
  }
}

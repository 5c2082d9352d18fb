import type { Circuit } from "../../application/account.js";
import type { HealthReport, ProviderHealth } from "../../application/provider-health.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from "../decorators.js";
import { DateTimeScalar } from "../scalars.js";
import { stoppable } from "../stoppable.js";
import { ProviderHealthType, circuitStates } from "./health.js";
import { ProviderType, findProvider, providersOf } from "./provider.js";

/** A provider with the health that was told of it; without, it is looked up. */
type Observed = ProviderType & { readonly health?: ProviderHealth };

@Resolver(() => ProviderType)
export class ProviderResolver {
  @FieldResolver(() => ProviderHealthType, { description: "How it is doing." })
  async health(@Root() { key, health }: Observed, @Ctx() { gateway }: Context): Promise<ProviderHealth> {
    const found = health ?? (await gateway.providerHealth(key));
    if (found) return found;
    throw new Error(`The tenant has no account at ${key}`);
  }
}

@Resolver(() => ProviderHealthType)
export class ProviderHealthResolver {
  @FieldResolver(() => circuitStates, { description: "Whether it is called." })
  circuit(@Root() { circuit }: ProviderHealth): Circuit["state"] {
    return circuit.state;
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "Since when that is so." })
  circuitSince(@Root() { circuit }: ProviderHealth): string {
    return circuit.since;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: "When the next call may find out; null while CLOSED.",
  })
  nextProbeAt(@Root() { circuit }: ProviderHealth): string | undefined {
    return circuit.state === "CLOSED" ? undefined : circuit.nextProbeAt;
  }
}

@Resolver()
export class HealthSubscription {
  @Subscription(() => ProviderType, {
    description: "Each provider with its health as it is now, and again whenever that changes, once a second at most.",
    subscribe: ({ args, context }: { args: { providers?: readonly string[] | null }; context: Context }) => {
      const own = providersOf(context).map(({ key }) => key);
      const unknown = args.providers?.find((key) => !own.includes(key));
      if (unknown !== undefined) throw badInput("providers", unknown, "is no provider of this tenant");
      const wanted = args.providers?.length ? [...new Set(args.providers)] : own;
      return stoppable((signal) => context.gateway.followHealth(wanted, signal));
    },
  })
  providerHealth(
    @Root() { provider, health }: HealthReport,
    @Arg("providers", () => [String], { nullable: true, description: "Their keys; all of the tenant's if left out." })
    _providers: readonly string[] | null | undefined,
    @Ctx() context: Context,
  ): Observed {
    const found = findProvider(context, provider);
    if (found) return Object.assign({ health }, found);
    throw new Error(`The tenant has no account at ${provider}`);
  }
}

import type { ProviderWebhook, RotationResult } from "../../application/rotate-provider-webhook.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "../decorators.js";
import { RotateProviderWebhookError } from "../problem/user-error.js";
import { DateTimeScalar } from "../scalars.js";

@InputType("RotateProviderWebhookInput", { description: "An account whose webhook gets new secrets." })
class RotateProviderWebhookInput {
  @Field(() => String, { description: "The id of the account." })
  readonly accountId!: string;

  @Field(() => Int, {
    defaultValue: 86_400,
    description: "How long what the old secrets signed is still accepted: up to seven days; with 0, no longer.",
  })
  readonly overlapSeconds!: number;
}

@ObjectType("ProviderWebhook", { simpleResolvers: true, description: "Where a provider pushes to." })
class ProviderWebhookType implements ProviderWebhook {
  @Field(() => String, { description: "The account." })
  readonly accountId!: string;

  @Field(() => String, { description: "The provider's id of the registration." })
  readonly registrationId!: string;

  @Field(() => String, { description: "The address that it pushes to." })
  readonly url!: string;

  @Field(() => DateTimeScalar, { description: "Since when it stands." })
  readonly registeredAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until then what an earlier secret signed is accepted; null when only the newest counts.",
  })
  readonly oldSecretsUntil?: string;
}

@ObjectType("RotateProviderWebhookPayload", { simpleResolvers: true, description: "What became of a rotation." })
class RotateProviderWebhookPayload {
  @Field(() => ProviderWebhookType, { nullable: true, description: "The new registration." })
  readonly registration?: ProviderWebhook;

  @Field(() => [RotateProviderWebhookError], { description: "Why it was not done; empty when it was." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class RotateProviderWebhookResolver {
  @Mutation(() => RotateProviderWebhookPayload, {
    description:
      "Registers an account's webhook anew at its provider, with new secrets, and deletes the old registration there. " +
      "Needs the scope `webhooks:write`.",
  })
  async rotateProviderWebhook(
    @Arg("input", () => RotateProviderWebhookInput, { description: "The account, and for how long." })
    input: RotateProviderWebhookInput,
    @Ctx() context: Context,
  ): Promise<RotateProviderWebhookPayload> {
    requireScope(context, "webhooks:write");
    const { registration, problems }: RotationResult = await context.gateway.rotateProviderWebhook(input);
    return { ...(registration && { registration }), errors: problems };
  }
}

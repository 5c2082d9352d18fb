import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "../decorators.js";
import type { Context } from "../context.js";
import { ProviderType, findProvider } from "../provider/provider.js";

@ObjectType("ProviderReference", { simpleResolvers: true, description: "A provider's name for an invoice." })
export class ProviderReferenceType {
  @Field(() => String, { description: "The key of the provider." })
  readonly key!: string;

  @Field(() => String, { description: "What the provider calls the invoice." })
  readonly reference!: string;

  @Field(() => String, {
    nullable: true,
    description: "A public page where anyone can verify the invoice; our copies for people have it as a QR code.",
  })
  readonly url?: string;
}

@Resolver(() => ProviderReferenceType)
export class ProviderReferenceResolver {
  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider; null without an account there." })
  provider(@Root() { key }: ProviderReferenceType, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, key);
  }
}

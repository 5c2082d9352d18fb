import { Field, ObjectType } from "../decorators.js";
import type { RenderingFormat } from "../../application/document-ports.js";
import type { InvoiceRendering, RenderingSource } from "../../application/tenant-gateway.js";
import { ProviderProblemType } from "../provider/provider.js";
import { publishEnum } from "../published-enum.js";

export const renderingFormats = publishEnum<RenderingFormat>("RenderingFormat", "What a copy for people is.", {
  PDF: "A file to print and to keep; ours is a tagged PDF/A-3b with the XML of the invoice inside.",
  HTML: "One page for a browser, without script, that fetches nothing.",
});

export const renderingSources = publishEnum<RenderingSource>("RenderingSource", "Who made a copy for people.", {
  PROVIDER: "The provider; what its copy is worth is for its country to say.",
  GATEWAY: "We, from the content of the invoice: not the legal original, and it says so on every page.",
});

@ObjectType("InvoiceRendering", {
  simpleResolvers: true,
  description: "A copy of an invoice for people, made when it is asked for and not stored among its documents.",
})
export class InvoiceRenderingType implements Omit<InvoiceRendering, "document"> {
  @Field(() => renderingSources, { description: "Who made it." })
  readonly source!: RenderingSource;

  @Field(() => renderingFormats, { description: "What it is." })
  readonly format!: RenderingFormat;

  @Field(() => String, { nullable: true, description: "The language of ours, e.g. `de`; null for a provider's." })
  readonly language?: string;

  @Field(() => ProviderProblemType, {
    nullable: true,
    description: "Why it is ours although the provider has its own: what kept the provider from handing it over.",
  })
  readonly providerProblem?: ProviderProblemType;
}

import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "../decorators.js";
import type { RenderingFormat } from "../../application/document-ports.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { InvoiceRendering, RenderingSource } from "../../application/tenant-gateway.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { InvoiceType } from "../invoice/invoice.js";
import { Base64Scalar } from "../scalars.js";
import { InvoiceRenderingType, renderingFormats, renderingSources } from "./rendering.js";

@Resolver(() => InvoiceType)
export class InvoiceRenderingResolver {
  @FieldResolver(() => InvoiceRenderingType, {
    nullable: true,
    description:
      "Not in EN 16931. A copy for people: the provider's own where it has one, else ours. Null with the error " +
      "RENDERING_TOO_SLOW or RENDERING_BUSY when it could not be made.",
  })
  async rendering(
    @Root() invoice: InvoiceRecord,
    @Arg("format", () => renderingFormats, { defaultValue: "PDF", description: "What it is to be." })
    format: RenderingFormat,
    @Arg("language", () => String, {
      nullable: true,
      description:
        "Of ours, as a BCP 47 tag such as `de-AT`. Without it: the language of the buyer's country, or `en`.",
    })
    language: string | null | undefined,
    @Arg("prefer", () => renderingSources, {
      defaultValue: "PROVIDER",
      description: "GATEWAY makes ours even where the provider has its own.",
    })
    prefer: RenderingSource,
    @Ctx() { gateway }: Context,
  ): Promise<InvoiceRendering> {
    const result = await gateway.renderInvoice(invoice, { format, prefer, ...(language != null && { language }) });
    if ("rendering" in result) return result.rendering;
    if ("unknownLanguage" in result)
      throw badInput("language", result.unknownLanguage, `is none of ${result.languages.join(", ")}`);
    throw new GraphQLError(`Invoice ${invoice.number} could not be rendered: ${result.why}`, {
      extensions: { code: `RENDERING_${result.unanswered}` },
    });
  }
}

@Resolver(() => InvoiceRenderingType)
export class InvoiceRenderingFileResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "False for ours. Null for a provider's: that depends on its country, and nobody here knows.",
  })
  isLegalOriginal(@Root() { source }: InvoiceRendering): boolean | undefined {
    return source === "GATEWAY" ? false : undefined;
  }

  @FieldResolver(() => String, { description: "Its media type, e.g. `application/pdf`." })
  mediaType(@Root() { document }: InvoiceRendering): string {
    return document.mediaType;
  }

  @FieldResolver(() => String, { description: "Its file name." })
  fileName(@Root() { document }: InvoiceRendering): string {
    return document.fileName;
  }

  @FieldResolver(() => Int, { description: "Its size in bytes." })
  sizeBytes(@Root() { document }: InvoiceRendering): number {
    return document.bytes.byteLength;
  }

  @FieldResolver(() => String, { description: "The SHA-256 of its bytes, hexadecimal." })
  sha256(@Root() { document }: InvoiceRendering): string {
    return createHash("sha256").update(document.bytes).digest("hex");
  }

  @FieldResolver(() => Base64Scalar, { description: "The bytes." })
  base64(@Root() { document: { bytes } }: InvoiceRendering): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  }
}

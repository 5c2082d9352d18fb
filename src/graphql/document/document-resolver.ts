import { Ctx, FieldResolver, Resolver, Root } from "../decorators.js";
import type { DocumentRecord } from "../../application/records.js";
import type { Context } from "../context.js";
import { Base64Scalar } from "../scalars.js";
import { InvoiceDocumentType } from "./document.js";

@Resolver(() => InvoiceDocumentType)
export class DocumentResolver {
  @FieldResolver(() => Base64Scalar, { description: "The bytes, loaded only when asked for." })
  async base64(@Root() { id }: DocumentRecord, @Ctx() { gateway }: Context): Promise<string> {
    const content = await gateway.reader.documentContent(id);
    if (!content) throw new Error(`The bytes of document ${id} are gone`);
    return Buffer.from(content.bytes).toString("base64");
  }
}

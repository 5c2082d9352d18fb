import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "../decorators.js";
import type { DocumentKind, DocumentRecord, InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import { verificationUrl } from "../../application/verification-url.js";
import type { InvoiceState } from "../../domain/lifecycle.js";
import { hasScope } from "../access.js";
import type { Context } from "../context.js";
import { InvoiceDocumentType, documentKinds } from "../document/document.js";
import type { InvoiceEventList } from "../event/event-connection.js";
import { InvoiceEventConnectionType } from "../event/event-connection.js";
import { listEvents } from "../event/list-events.js";
import { ForwardPageArgs } from "../page.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { JsonScalar } from "../scalars.js";
import { SubmissionType } from "../submission/submission.js";
import { InvoiceType } from "./invoice.js";
import { InvoiceStateType } from "./invoice-state.js";
import type { InvoiceTypeWord } from "./invoice-type-code.js";
import { invoiceTypeOf, invoiceTypes } from "./invoice-type-code.js";
import { ProviderReferenceType } from "./provider-reference.js";

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @FieldResolver(() => invoiceTypes, { description: "BT-3. The type as a word." })
  type(@Root() { typeCode, kind }: InvoiceRecord): InvoiceTypeWord {
    return invoiceTypeOf(typeCode, kind);
  }

  @FieldResolver(() => InvoiceStateType, { description: "Not in EN 16931. Where the invoice stands." })
  status(@Root() { state }: InvoiceRecord): InvoiceState {
    return state;
  }

  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: "Not in EN 16931. The provider it goes through; null before a route is found or without an account.",
  })
  provider(@Root() { provider }: InvoiceRecord, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }

  @FieldResolver(() => [ProviderReferenceType], { description: "Not in EN 16931. What the provider calls it." })
  providerReferences(@Root() invoice: InvoiceRecord, @Ctx() { gateway }: Context): ProviderReferenceType[] {
    const { provider, reference } = invoice;
    if (!provider || !reference) return [];
    const url = verificationUrl(gateway.accounts, invoice);
    return [{ key: provider, reference: reference.id, ...(url !== undefined && { url }) }];
  }

  @FieldResolver(() => InvoiceEventConnectionType, {
    description: "Not in EN 16931. What happened to it, the oldest first.",
  })
  events(
    @Root() { id }: InvoiceRecord,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ): Promise<InvoiceEventList> {
    return listEvents(context, { invoiceIds: [id] }, page);
  }

  @FieldResolver(() => [SubmissionType], { description: "Not in EN 16931. Every sending of it." })
  submissions(@Root() { id }: InvoiceRecord, @Ctx() { loaders }: Context): Promise<readonly SubmissionRecord[]> {
    return loaders.submissionsOf.load(id);
  }

  @FieldResolver(() => [InvoiceDocumentType], { description: "Not in EN 16931. Its files." })
  async documents(
    @Root() { id }: InvoiceRecord,
    @Arg("kind", () => [documentKinds], { nullable: true, description: "Only files of these kinds." })
    kinds: readonly DocumentKind[] | null | undefined,
    @Ctx() { loaders }: Context,
  ): Promise<readonly DocumentRecord[]> {
    const documents = await loaders.documentsOf.load(id);
    return kinds ? documents.filter(({ kind }) => kinds.includes(kind)) : documents;
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "Not in EN 16931. The provider's object, verbatim, as last seen. Null without the scope `raw:read`.",
  })
  native(@Root() { native }: InvoiceRecord, @Ctx() { viewer }: Context): unknown {
    return hasScope(viewer, "raw:read") ? native : null;
  }
}

import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "../decorators.js";
import type { InvoiceOrder } from "../../application/queries.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { SourceResult } from "../../application/tenant-gateway.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { CountType, PageArgs } from "../page.js";
import { providersOf } from "../provider/provider.js";
import { SourceResultType } from "../provider/source-result.js";
import { CursorScalar } from "../scalars.js";
import { InvoiceType } from "./invoice.js";
import type { InvoiceList } from "./invoice-connection.js";
import { InvoiceConnectionType, InvoiceEdgeType } from "./invoice-connection.js";
import { InvoiceByInput, InvoiceFilterInput, invoiceOrders, toInvoiceFilter } from "./invoice-filter.js";
import { encodeInvoiceCursor, listInvoices } from "./list-invoices.js";

/** Beyond this, counting costs more than the number is worth. */
const countLimit = 10_000;

interface InvoiceEdge {
  readonly node: InvoiceRecord;
  readonly order: InvoiceOrder;
}

@Resolver()
export class InvoiceQueries {
  @Query(() => InvoiceType, { nullable: true, description: "One invoice. Needs the scope `invoices:read`." })
  async invoice(
    @Arg("by", () => InvoiceByInput, { description: "How to find it." }) by: InvoiceByInput,
    @Ctx() context: Context,
  ): Promise<InvoiceRecord | undefined> {
    requireScope(context, "invoices:read");
    const { loaders, gateway } = context;
    if (by.clientReference) return gateway.reader.findInvoice({ clientReference: by.clientReference });
    if (by.providerReference) {
      const { provider, reference } = by.providerReference;
      return gateway.reader.findInvoice({ provider, reference });
    }
    const id = localId("Invoice", by.id ?? "");
    return id === undefined ? undefined : loaders.invoices.load(id);
  }

  @Query(() => InvoiceConnectionType, { description: "Invoices, page by page. Needs the scope `invoices:read`." })
  invoices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => InvoiceFilterInput, { nullable: true, description: "Which ones." })
    filter: InvoiceFilterInput | null | undefined,
    @Arg("orderBy", () => invoiceOrders, { defaultValue: "UPDATED_AT_DESC", description: "In which order." })
    order: InvoiceOrder | null,
    @Ctx() context: Context,
  ): Promise<InvoiceList> {
    requireScope(context, "invoices:read");
    return listInvoices(context, page, toInvoiceFilter(filter), order ?? "UPDATED_AT_DESC");
  }
}

@Resolver(() => InvoiceConnectionType)
export class InvoiceConnectionResolver {
  @FieldResolver(() => [InvoiceEdgeType], { description: "The invoices of the page, each with its place." })
  edges(@Root() { nodes, order }: InvoiceList): InvoiceEdge[] {
    return nodes.map((node) => ({ node, order }));
  }

  @FieldResolver(() => CountType, { description: "How many there are on all pages; counting stops at 10,000." })
  totalCount(@Root() { filter }: InvoiceList, @Ctx() { gateway }: Context): Promise<CountType> {
    return gateway.reader.countInvoices(filter, countLimit);
  }

  @FieldResolver(() => [SourceResultType], {
    description:
      "One entry per provider: CACHED where its invoices are listed as last heard of, SKIPPED where the filter leaves " +
      "it out, UNSUPPORTED where it cannot have such invoices.",
  })
  sources(@Root() { filter }: InvoiceList, @Ctx() context: Context): SourceResult[] {
    const wanted = filter.provider;
    const onlyInbound = filter.direction?.every((direction) => direction === "INBOUND") ?? false;
    return providersOf(context).map(({ key, capabilities }) => {
      if (wanted && !wanted.includes(key)) return { provider: key, state: "SKIPPED" };
      return { provider: key, state: onlyInbound && !capabilities.includes("RECEIVE") ? "UNSUPPORTED" : "CACHED" };
    });
  }
}

@Resolver(() => InvoiceEdgeType)
export class InvoiceEdgeResolver {
  @FieldResolver(() => CursorScalar, { description: "The place of the invoice in this order." })
  cursor(@Root() { node, order }: InvoiceEdge, @Ctx() { viewer }: Context): string {
    return encodeInvoiceCursor(viewer.tenantId, order, node);
  }
}

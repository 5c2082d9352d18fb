import { Arg, Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "../decorators.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { RelationKind, RelationRecord } from "../../application/relate-invoices.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import type { CursorList } from "../cursor.js";
import { decodeCursor, encodeCursor } from "../cursor.js";
import { ForwardPageArgs, PageInfoType, readPageSize, toForwardPage } from "../page.js";
import { publishEnum } from "../published-enum.js";
import { CursorScalar } from "../scalars.js";
import { InvoiceType } from "./invoice.js";

const relationKinds = publishEnum<RelationKind>("RelationKind", "What one invoice is to another.", {
  CORRECTS: "It corrects the other one.",
  CORRECTED_BY: "The other one corrects it.",
  CREDITS: "It is a credit note for the other one.",
  CREDITED_BY: "The other one is a credit note for it.",
});

@ObjectType("RelatedInvoiceEdge", { simpleResolvers: true, description: "A related invoice and what it is." })
class RelatedInvoiceEdgeType {
  @Field(() => relationKinds, { description: "What the invoice that was asked about is to this one." })
  readonly kind!: RelationKind;

  @Field(() => InvoiceType, { description: "The related invoice." })
  readonly node!: InvoiceRecord;

  @Field(() => CursorScalar, { description: "Its place in the list." })
  readonly cursor!: string;
}

@ObjectType("RelatedInvoiceConnection", { simpleResolvers: true, description: "A page of related invoices." })
class RelatedInvoiceConnectionType {
  @Field(() => [RelatedInvoiceEdgeType], { description: "The related invoices of the page, each with what it is." })
  readonly edges!: readonly RelatedInvoiceEdgeType[];

  @Field(() => [InvoiceType], { description: "The related invoices of the page." })
  readonly nodes!: readonly InvoiceRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

@Resolver(() => InvoiceType)
export class RelatedInvoicesResolver {
  @FieldResolver(() => RelatedInvoiceConnectionType, {
    description:
      "Not in EN 16931. Invoices that this one names in BG-3, and those that name it: of the same seller, as far as " +
      "they are here, the oldest first.",
  })
  async related(
    @Root() { id }: InvoiceRecord,
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Arg("kind", () => [relationKinds], { nullable: true, description: "Only relations of these kinds." })
    kinds: readonly RelationKind[] | null | undefined,
    @Ctx() { viewer, loaders }: Context,
  ): Promise<RelatedInvoiceConnectionType> {
    const list: CursorList = { tenantId: viewer.tenantId, list: `related:${id}` };
    const cursorOf = ({ kind, relatedId }: RelationRecord) => encodeCursor(list, [relatedId, kind]);
    const size = readPageSize("first", first);
    const all = await loaders.relationsOf.load(id);
    const start = after ? placeOf(all, list, after) + 1 : 0;
    const wanted = all.slice(start).filter(({ kind }) => !kinds?.length || kinds.includes(kind));
    const page = toForwardPage(wanted.slice(0, size + 1), size, start > 0, cursorOf);
    const edges = await Promise.all(
      page.entries.map(async (relation) => {
        const node = await loaders.invoices.load(relation.relatedId);
        return node ? [{ kind: relation.kind, node, cursor: cursorOf(relation) }] : [];
      }),
    );
    return { edges: edges.flat(), nodes: edges.flat().map(({ node }) => node), pageInfo: page.pageInfo };
  }
}

function placeOf(relations: readonly RelationRecord[], list: CursorList, cursor: string): number {
  const [relatedId, kind] = decodeCursor(list, "after", cursor);
  const place = relations.findIndex((relation) => relation.relatedId === relatedId && relation.kind === kind);
  if (place < 0) throw badInput("after", cursor, "is no cursor of this list");
  return place;
}

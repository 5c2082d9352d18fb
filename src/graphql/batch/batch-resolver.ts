import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "../decorators.js";
import { type BatchState, batchStateOf } from "../../application/batch-state.js";
import type { BatchItemRecord, BatchRecord, InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import type { CursorList } from "../cursor.js";
import { decodePlace, encodeCursor } from "../cursor.js";
import { localId } from "../global-id.js";
import { InvoiceType } from "../invoice/invoice.js";
import { ForwardPageArgs, PageInfoType, readPageSize, toForwardPage } from "../page.js";
import { SubmitInvoiceError } from "../problem/user-error.js";
import { CursorScalar } from "../scalars.js";
import { SubmissionType } from "../submission/submission.js";
import { BatchResultType, BatchType, batchStates } from "./batch.js";

interface ResultEdge {
  readonly node: BatchItemRecord;
  readonly cursor: string;
}

@ObjectType("BatchResultEdge", { simpleResolvers: true, description: "A result and its place in the batch." })
class BatchResultEdgeType {
  @Field(() => BatchResultType, { description: "The result." })
  readonly node!: BatchItemRecord;

  @Field(() => CursorScalar, { description: "The place of the result in the batch." })
  readonly cursor!: string;
}

@ObjectType("BatchResultConnection", {
  simpleResolvers: true,
  description: "A page of results, in the order of the input.",
})
class BatchResultConnectionType {
  @Field(() => [BatchResultEdgeType], { description: "The results of the page, each with its place." })
  readonly edges!: readonly ResultEdge[];

  @Field(() => [BatchResultType], { description: "The results of the page." })
  readonly nodes!: readonly BatchItemRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

@Resolver(() => BatchType)
export class BatchResolver {
  @Query(() => BatchType, { nullable: true, description: "One batch. Needs the scope `invoices:read`." })
  async batch(
    @Arg("id", () => ID, { description: "The id of the batch." }) text: string,
    @Ctx() context: Context,
  ): Promise<BatchRecord | undefined> {
    requireScope(context, "invoices:read");
    const id = localId("Batch", text);
    return id === undefined ? undefined : context.loaders.batches.load(id);
  }

  @FieldResolver(() => batchStates, { description: "Where it stands." })
  state(@Root() batch: BatchRecord, @Ctx() { gateway }: Context): Promise<BatchState> {
    return batchStateOf(gateway.accounts, batch);
  }

  @FieldResolver(() => BatchResultConnectionType, {
    description: "What became of each item, in the order of the input.",
  })
  async results(
    @Root() { id }: BatchRecord,
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Arg("onlyErrors", () => Boolean, { defaultValue: false, description: "Only items that were not taken." })
    onlyErrors: boolean | null,
    @Ctx() { viewer, gateway }: Context,
  ): Promise<BatchResultConnectionType> {
    const list: CursorList = { tenantId: viewer.tenantId, list: `batch:${id}` };
    const size = readPageSize("first", first);
    const place = after ? { after: decodePlace(list, "after", after) } : {};
    const page = { ...place, limit: size + 1, onlyErrors: onlyErrors ?? false };
    const items = await gateway.reader.batchItems(id, page);
    const cursorOf = ({ index }: BatchItemRecord) => encodeCursor(list, [index]);
    const { entries, pageInfo } = toForwardPage(items, size, after !== undefined, cursorOf);
    return { nodes: entries, pageInfo, edges: entries.map((node) => ({ node, cursor: cursorOf(node) })) };
  }
}

@Resolver(() => BatchResultType)
export class BatchResultResolver {
  @FieldResolver(() => InvoiceType, { nullable: true, description: "The invoice; null when it was not taken." })
  invoice(
    @Root() { invoiceId }: BatchItemRecord,
    @Ctx() { loaders }: Context,
  ): Promise<InvoiceRecord | undefined> | undefined {
    return invoiceId === undefined ? undefined : loaders.invoices.load(invoiceId);
  }

  @FieldResolver(() => SubmissionType, { nullable: true, description: "The sending; null when it was not taken." })
  submission(
    @Root() { submissionId }: BatchItemRecord,
    @Ctx() { loaders }: Context,
  ): Promise<SubmissionRecord | undefined> | undefined {
    return submissionId === undefined ? undefined : loaders.submissions.load(submissionId);
  }

  @FieldResolver(() => [SubmitInvoiceError], {
    description:
      "Why it was not taken; empty when it was, while it waits, and when others are the reason (ALL_OR_NOTHING).",
  })
  errors(@Root() { problems }: BatchItemRecord): readonly Problem[] {
    return problems;
  }
}

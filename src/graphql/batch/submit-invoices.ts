import { Arg, Ctx, Extensions, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { BatchErrorPolicy, BatchRecord } from "../../application/records.js";
import type { SubmitInvoiceCommand } from "../../application/tenant-gateway.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { toInputProblem } from "../../application/input-path.js";
import { SubmitInvoicesError } from "../problem/user-error.js";
import { publishEnum } from "../published-enum.js";
import { SubmitInvoiceInput, toSubmitCommand } from "../submission/submit-input.js";
import { BatchType } from "./batch.js";

const batchErrorPolicies = publishEnum<BatchErrorPolicy>(
  "BatchErrorPolicy",
  "What happens when items of a batch cannot be taken.",
  {
    ALL_OR_NOTHING: "Nothing of the batch is taken.",
    ACCEPT_VALID: "The others are taken.",
  },
);

@Extensions({ oneOf: true })
@InputType("SubmitItems", { description: "The invoices of a batch: exactly one way." })
class SubmitItemsInput {
  @Field(() => [SubmitInvoiceInput], { nullable: true, description: "In the request itself, up to 1,000." })
  readonly inline?: readonly SubmitInvoiceInput[];

  @Field(() => ID, {
    nullable: true,
    description:
      "The id that `POST /uploads` answered, up to 100,000 lines: each is one SubmitInvoiceInput as JSON. An upload " +
      "lives for 24 hours and is used once.",
  })
  readonly jsonlUploadId?: string;
}

@InputType("SubmitInvoicesInput", { description: "Many invoices to send." })
export class SubmitInvoicesInput {
  @Field(() => String, {
    description: "1 to 255 visible ASCII characters, for the batch as a whole; each item has a key of its own.",
  })
  readonly idempotencyKey!: string;

  @Field(() => SubmitItemsInput, { description: "The invoices." })
  readonly items!: SubmitItemsInput;

  @Field(() => batchErrorPolicies, {
    defaultValue: "ACCEPT_VALID",
    description: "What happens when items cannot be taken.",
  })
  readonly errorPolicy!: BatchErrorPolicy;
}

@ObjectType("SubmitInvoicesPayload", { simpleResolvers: true, description: "What became of submitting a batch." })
class SubmitInvoicesPayload {
  @Field(() => BatchType, { nullable: true, description: "The batch; null when it was not taken." })
  readonly batch?: BatchRecord;

  @Field(() => Boolean, { description: "The key was seen before: this is what it led to." })
  readonly replayed!: boolean;

  @Field(() => [SubmitInvoicesError], { description: "Why it was not taken; empty when it was." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class SubmitInvoicesResolver {
  @Mutation(() => SubmitInvoicesPayload, {
    description:
      "Takes many invoices in one request, stores them and sends them in the background. Up to 50 are checked before " +
      "the answer; more are safe once answered, and what is wrong with them stands in the results of the batch. Needs " +
      "the scope `invoices:write`.",
  })
  async submitInvoices(
    @Arg("input", () => SubmitInvoicesInput, { description: "The batch." })
    { idempotencyKey, items, errorPolicy }: SubmitInvoicesInput,
    @Ctx() context: Context,
  ): Promise<SubmitInvoicesPayload> {
    requireScope(context, "invoices:write");
    const commands = (items.inline ?? []).map(toSubmitCommand);
    const { batchId, replayed, problems } = await context.gateway.submitInvoices({
      idempotencyKey,
      items: items.jsonlUploadId == null ? { inline: commands } : { uploadId: items.jsonlUploadId },
      errorPolicy,
    });
    const batch = batchId === undefined ? undefined : await context.loaders.batches.load(batchId);
    return { replayed, errors: problems.map((problem) => toItemProblem(problem, commands)), ...(batch && { batch }) };
  }
}

/** A problem of one item begins its path with the place of the item; others concern the whole batch. */
function toItemProblem(problem: Problem, commands: readonly SubmitInvoiceCommand[]): Problem {
  const place = problem.path?.slice(0, 3) ?? [];
  const command = commands[Number(place[2])];
  return command ? toInputProblem(problem, command, place) : problem;
}

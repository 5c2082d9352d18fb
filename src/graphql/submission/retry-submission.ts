import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { InvoiceType } from "../invoice/invoice.js";
import { notFound } from "../problem/not-found.js";
import { RetrySubmissionError } from "../problem/user-error.js";
import { withoutAbsent } from "../without-absent.js";
import { RoutingInput } from "./submit-input.js";
import { SubmissionType } from "./submission.js";

@InputType("RetrySubmissionInput", { description: "A submission to be sent once more, or at once." })
export class RetrySubmissionInput {
  @Field(() => String, { description: "1 to 255 visible ASCII characters; the same key retries once." })
  readonly idempotencyKey!: string;

  @Field(() => ID, { description: "The id of the submission." })
  readonly submissionId!: string;

  @Field(() => RoutingInput, {
    nullable: true,
    description: "Where it goes instead, as long as no provider can have it; or when.",
  })
  readonly routing?: RoutingInput;
}

@ObjectType("RetrySubmissionPayload", { simpleResolvers: true, description: "What became of retrying a submission." })
class RetrySubmissionPayload {
  @Field(() => InvoiceType, { nullable: true, description: "The invoice as it is now." })
  readonly invoice?: InvoiceRecord;

  @Field(() => SubmissionType, { nullable: true, description: "The sending as it is now." })
  readonly submission?: SubmissionRecord;

  @Field(() => Boolean, { description: "The key was seen before: it is not sent for this request." })
  readonly replayed!: boolean;

  @Field(() => [RetrySubmissionError], { description: "Why it is not sent once more; empty when it is." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class RetrySubmissionResolver {
  @Mutation(() => RetrySubmissionPayload, {
    description:
      "Sends what waits at once, and what has failed once more. A submission whose outcome is unknown is asked about " +
      "first, and sent only when the provider does not have it or nobody can ask. Needs the scope `invoices:write`.",
  })
  async retrySubmission(
    @Arg("input", () => RetrySubmissionInput, { description: "The submission." }) input: RetrySubmissionInput,
    @Ctx() context: Context,
  ): Promise<RetrySubmissionPayload> {
    requireScope(context, "invoices:write");
    const { submissionId, ...rest } = withoutAbsent(input);
    const id = localId("Submission", submissionId);
    const [known] = id === undefined ? [] : await context.gateway.reader.submissions([id]);
    if (!known) return { replayed: false, errors: [notFound("submission", submissionId, "submissionId")] };
    const { problems, ...result } = await context.gateway.retrySubmission({ ...rest, submissionId: known.id });
    return { ...result, errors: problems };
  }
}

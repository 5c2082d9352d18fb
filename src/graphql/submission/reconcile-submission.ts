import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { InvoiceType } from "../invoice/invoice.js";
import { notFound } from "../problem/not-found.js";
import { ReconcileSubmissionError } from "../problem/user-error.js";
import { SubmissionType } from "./submission.js";

@InputType("ReconcileSubmissionInput", { description: "A submission whose outcome is unknown." })
export class ReconcileSubmissionInput {
  @Field(() => ID, { description: "The id of the submission." })
  readonly submissionId!: string;
}

@ObjectType("ReconcileSubmissionPayload", {
  simpleResolvers: true,
  description: "Where a submission stands after the provider was asked.",
})
class ReconcileSubmissionPayload {
  @Field(() => InvoiceType, { nullable: true, description: "The invoice." })
  readonly invoice?: InvoiceRecord;

  @Field(() => SubmissionType, { nullable: true, description: "The sending." })
  readonly submission?: SubmissionRecord;

  @Field(() => [ReconcileSubmissionError], { description: "Why it is not known; empty once it is." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class ReconcileSubmissionResolver {
  @Mutation(() => ReconcileSubmissionPayload, {
    description:
      "Asks the provider what became of a submission whose outcome is unknown, and answers with what is known then. " +
      "Where the provider cannot say, the submission stays as it is. Needs the scope `invoices:write`.",
  })
  async reconcileSubmission(
    @Arg("input", () => ReconcileSubmissionInput, { description: "The submission." })
    { submissionId }: ReconcileSubmissionInput,
    @Ctx() context: Context,
  ): Promise<ReconcileSubmissionPayload> {
    requireScope(context, "invoices:write");
    const id = localId("Submission", submissionId);
    const [known] = id === undefined ? [] : await context.gateway.reader.submissions([id]);
    if (!known) return { errors: [notFound("submission", submissionId, "submissionId")] };
    const { invoice, submission, problems } = await context.gateway.reconcileSubmission(known.id);
    return { errors: problems, ...(invoice && { invoice }), ...(submission && { submission }) };
  }
}

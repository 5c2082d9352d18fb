import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from "../decorators.js";
import type { InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { PreflightResult } from "../../application/tenant-gateway.js";
import type { Problem, RouteDecision } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { InvoiceType } from "../invoice/invoice.js";
import { ParticipantLookupType } from "../participant/participant.js";
import { toInputProblem, toInputReport } from "../../application/input-path.js";
import { SubmitInvoiceError } from "../problem/user-error.js";
import { ValidationReportType } from "../problem/validation.js";
import { RouteDecisionType, SubmissionType } from "./submission.js";
import { SubmitInvoiceInput, toSubmitCommand } from "./submit-input.js";

@ObjectType("SubmitInvoicePayload", { simpleResolvers: true, description: "What became of submitting an invoice." })
class SubmitInvoicePayload {
  @Field(() => InvoiceType, { nullable: true, description: "The invoice; null when it was not taken." })
  readonly invoice?: InvoiceRecord;

  @Field(() => SubmissionType, { nullable: true, description: "The sending; null when it was not taken." })
  readonly submission?: SubmissionRecord;

  @Field(() => Boolean, { description: "The key was seen before: this is what it led to." })
  readonly replayed!: boolean;

  @Field(() => [SubmitInvoiceError], { description: "Why it was not taken; empty when it was." })
  readonly errors!: readonly Problem[];
}

@ObjectType("PreflightResult", { simpleResolvers: true, description: "What submitting an invoice would lead to." })
class PreflightResultType {
  @Field(() => Boolean, {
    description: "Whether it would be taken, and nothing is known that speaks against arriving.",
  })
  readonly ok!: boolean;

  @Field(() => ValidationReportType, { description: "The rules it breaks." })
  readonly validation!: ValidationReportType;

  @Field(() => ParticipantLookupType, {
    nullable: true,
    description: "Whether the recipient can be reached; null when the invoice names no electronic address (BT-49).",
  })
  readonly recipient?: PreflightResult["recipient"];

  @Field(() => RouteDecisionType, { description: "The provider it would go through, and why." })
  readonly route!: RouteDecision;
}

@Resolver()
export class SubmitInvoiceResolver {
  @Mutation(() => SubmitInvoicePayload, {
    description:
      "Takes an invoice, stores it and sends it in the background: it is safe once answered. Needs the scope " +
      "`invoices:write`.",
  })
  async submitInvoice(
    @Arg("input", () => SubmitInvoiceInput, { description: "The invoice." }) input: SubmitInvoiceInput,
    @Ctx() context: Context,
  ): Promise<SubmitInvoicePayload> {
    requireScope(context, "invoices:write");
    const command = toSubmitCommand(input);
    const { problems, ...result } = await context.gateway.submitInvoice(command);
    return { ...result, errors: problems.map((problem) => toInputProblem(problem, command)) };
  }

  @Query(() => PreflightResultType, {
    description:
      "Goes the whole way of submitInvoice without storing or sending anything: rules, route, recipient. The " +
      "idempotency key is not used up. Needs the scope `invoices:write`.",
  })
  async preflightInvoice(
    @Arg("input", () => SubmitInvoiceInput, { description: "The invoice." }) input: SubmitInvoiceInput,
    @Ctx() context: Context,
  ): Promise<PreflightResult> {
    requireScope(context, "invoices:write");
    const command = toSubmitCommand(input);
    const result = await context.gateway.preflightInvoice(command);
    return { ...result, validation: toInputReport(result.validation, command) };
  }
}

import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { BusinessResponseKind } from "../../domain/business-response.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { notFound } from "../problem/not-found.js";
import { RespondToInvoiceError } from "../problem/user-error.js";
import { DateTimeScalar, DecimalScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";
import { businessResponses } from "./business-response.js";
import { InvoiceType } from "./invoice.js";

@InputType("ResponseReasonInput", { description: "A reason for what is said." })
export class ResponseReasonInput {
  @Field(() => String, {
    description:
      "A code of OpenPeppol's list OPStatusReason: NON, REF, LEG, REC, QUA, DEL, PRI, QTY, ITM, PAY, UNR, FIN, PPD or OTH.",
  })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: "The reason in words, up to 1,000 characters." })
  readonly text?: string;
}

@InputType("RespondToInvoiceInput", { description: "What to tell the seller of a received invoice." })
export class RespondToInvoiceInput {
  @Field(() => String, {
    description:
      "1 to 255 visible ASCII characters. The same key responds once; when the answer was lost, it asks what became of it.",
  })
  readonly idempotencyKey!: string;

  @Field(() => ID, { description: "The id of the invoice." })
  readonly invoiceId!: string;

  @Field(() => businessResponses, { description: "What is said." })
  readonly response!: BusinessResponseKind;

  @Field(() => [ResponseReasonInput], {
    nullable: true,
    description: "Why. UNDER_QUERY, CONDITIONALLY_ACCEPT, DISPUTE and REJECT need one other than NON.",
  })
  readonly reasons?: readonly ResponseReasonInput[];

  @Field(() => String, { nullable: true, description: "A note to the seller, up to 1,000 characters." })
  readonly note?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it took effect, e.g. the moment of payment; now if left out.",
  })
  readonly effectiveAt?: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Only with PAID: what was paid now, in the invoice's currency; everything that is due if left out.",
  })
  readonly amount?: string;
}

@ObjectType("RespondToInvoicePayload", { simpleResolvers: true, description: "What became of a response." })
class RespondToInvoicePayload {
  @Field(() => InvoiceType, { nullable: true, description: "The invoice as it is now." })
  readonly invoice?: InvoiceRecord;

  @Field(() => [RespondToInvoiceError], { description: "Why the seller was not told; empty when the seller was." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class RespondToInvoiceResolver {
  @Mutation(() => RespondToInvoicePayload, {
    description:
      "Tells the seller of a received invoice what becomes of it, through the provider that it came from. A response " +
      "whose answer was lost leaves the invoice as it is. Needs the scope `invoices:write`.",
  })
  async respondToInvoice(
    @Arg("input", () => RespondToInvoiceInput, { description: "The invoice and what is said." })
    input: RespondToInvoiceInput,
    @Ctx() context: Context,
  ): Promise<RespondToInvoicePayload> {
    requireScope(context, "invoices:write");
    const { idempotencyKey, invoiceId, response: kind, reasons = [], ...rest } = withoutAbsent(input);
    const id = localId("Invoice", invoiceId);
    const [known] = id === undefined ? [] : await context.gateway.reader.invoices([id]);
    if (!known) return { errors: [notFound("invoice", invoiceId, "invoiceId")] };
    const response = { kind, reasons, ...rest };
    const { invoice, problems } = await context.gateway.respondToInvoice({
      idempotencyKey,
      invoiceId: known.id,
      response,
    });
    return { errors: problems, ...(invoice && { invoice }) };
  }
}

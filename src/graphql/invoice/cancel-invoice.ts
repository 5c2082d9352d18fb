import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { notFound } from "../problem/not-found.js";
import { CancelInvoiceError } from "../problem/user-error.js";
import { InvoiceType } from "./invoice.js";

@InputType("CancelInvoiceInput", { description: "An invoice to take back." })
export class CancelInvoiceInput {
  @Field(() => String, {
    description:
      "1 to 255 visible ASCII characters; the same key cancels once, and asks again when the answer was lost.",
  })
  readonly idempotencyKey!: string;

  @Field(() => ID, { description: "The id of the invoice." })
  readonly invoiceId!: string;

  @Field(() => String, { description: "Why, in 1 to 300 characters; providers pass it on." })
  readonly reason!: string;
}

@ObjectType("CancelInvoicePayload", { simpleResolvers: true, description: "What became of taking an invoice back." })
class CancelInvoicePayload {
  @Field(() => InvoiceType, { nullable: true, description: "The invoice as it is now." })
  readonly invoice?: InvoiceRecord;

  @Field(() => [CancelInvoiceError], { description: "Why it was not taken back; empty when it was." })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class CancelInvoiceResolver {
  @Mutation(() => CancelInvoicePayload, {
    description:
      "Takes an invoice back: here while it waits, at the provider within the provider's time after acceptance. Needs " +
      "the scope `invoices:write`.",
  })
  async cancelInvoice(
    @Arg("input", () => CancelInvoiceInput, { description: "The invoice and the reason." })
    { idempotencyKey, invoiceId, reason }: CancelInvoiceInput,
    @Ctx() context: Context,
  ): Promise<CancelInvoicePayload> {
    requireScope(context, "invoices:write");
    const id = localId("Invoice", invoiceId);
    const [known] = id === undefined ? [] : await context.gateway.reader.invoices([id]);
    if (!known) return { errors: [notFound("invoice", invoiceId, "invoiceId")] };
    const { invoice, problems } = await context.gateway.cancelInvoice({ idempotencyKey, invoiceId: known.id, reason });
    return { errors: problems, ...(invoice && { invoice }) };
  }
}

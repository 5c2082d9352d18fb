import { Ctx, FieldResolver, Resolver, Root } from "../decorators.js";
import type { InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { DuplicateInvoice, IdempotencyConflict, UnsupportedByProvider } from "../../domain/problem.js";
import type { Context } from "../context.js";
import { InvoiceType } from "../invoice/invoice.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { SubmissionType } from "../submission/submission.js";
import {
  DuplicateInvoiceErrorType,
  IdempotencyConflictErrorType,
  UnsupportedByProviderErrorType,
} from "./user-error.js";

@Resolver(() => IdempotencyConflictErrorType)
export class IdempotencyConflictResolver {
  @FieldResolver(() => SubmissionType, {
    nullable: true,
    description: "What the key was used for first, where that was a submission.",
  })
  original(
    @Root() { originalSubmissionId: id }: IdempotencyConflict,
    @Ctx() { loaders }: Context,
  ): Promise<SubmissionRecord | undefined> | undefined {
    return id ? loaders.submissions.load(id) : undefined;
  }
}

@Resolver(() => DuplicateInvoiceErrorType)
export class DuplicateInvoiceResolver {
  @FieldResolver(() => InvoiceType, {
    nullable: true,
    description: "The invoice that is there already; null when it ended in the meantime.",
  })
  existing(
    @Root() { existingInvoiceId: id }: DuplicateInvoice,
    @Ctx() { loaders }: Context,
  ): Promise<InvoiceRecord | undefined> | undefined {
    return id ? loaders.invoices.load(id) : undefined;
  }
}

@Resolver(() => UnsupportedByProviderErrorType)
export class UnsupportedByProviderResolver {
  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider that cannot." })
  provider(@Root() { provider }: UnsupportedByProvider, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }
}

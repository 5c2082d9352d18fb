import { Ctx, FieldResolver, Resolver, Root } from "../decorators.js";
import type { AttemptRecord, InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { RouteCandidate, RouteDecision } from "../../domain/problem.js";
import type { Context } from "../context.js";
import { InvoiceType } from "../invoice/invoice.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { RouteCandidateType, RouteDecisionType, SubmissionAttemptType, SubmissionType } from "./submission.js";

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  @FieldResolver(() => InvoiceType, { description: "The invoice that is sent." })
  invoice(@Root() { invoiceId }: SubmissionRecord, @Ctx() { loaders }: Context): Promise<InvoiceRecord | undefined> {
    return loaders.invoices.load(invoiceId);
  }

  @FieldResolver(() => [SubmissionAttemptType], { description: "Every try to send it, the first one first." })
  attempts(@Root() { id }: SubmissionRecord, @Ctx() { loaders }: Context): Promise<readonly AttemptRecord[]> {
    return loaders.attemptsOf.load(id);
  }
}

@Resolver(() => RouteDecisionType)
export class RouteDecisionResolver {
  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider; null when none can take it." })
  chosen(@Root() { chosen }: RouteDecision, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, chosen);
  }
}

@Resolver(() => RouteCandidateType)
export class RouteCandidateResolver {
  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: "The provider; null when the tenant no longer has an account there.",
  })
  provider(@Root() { provider }: RouteCandidate, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }
}

@Resolver(() => SubmissionAttemptType)
export class SubmissionAttemptResolver {
  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: "The provider; null when the tenant no longer has an account there.",
  })
  provider(@Root() { provider }: AttemptRecord, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }
}

import type { GraphQLSchema } from "graphql";
import type { SystemExtensions } from "../provider-kit/extensions/system-extensions.js";
import { buildSchema } from "./decorators.js";
import { BatchResolver, BatchResultResolver } from "./batch/batch-resolver.js";
import { BatchSubscription } from "./batch/batch-subscription.js";
import { SubmitInvoicesResolver } from "./batch/submit-invoices.js";
import { DocumentResolver } from "./document/document-resolver.js";
import { InvoiceRenderingFileResolver, InvoiceRenderingResolver } from "./document/rendering-resolver.js";
import * as events from "./event/event-resolver.js";
import { EventSubscriptions, StreamCaughtUpResolver } from "./event/event-stream.js";
import { InvoiceFailedEventType, InvoiceReceivedEventType } from "./event/invoice-event.js";
import { extendWithSystems } from "./extensions/extend-schema.js";
import { finishSchema } from "./finish-schema.js";
import { DeadLetterQueries, DeadLetterResolver } from "./dead-letter/dead-letter-resolver.js";
import { ReplayDeadLettersResolver } from "./dead-letter/replay-dead-letters.js";
import { InboundDeliveryResolver } from "./inbound-delivery/inbound-delivery-resolver.js";
import { RotateProviderWebhookResolver } from "./inbound-delivery/rotate-provider-webhook.js";
import { InvoiceActionsResolver } from "./invoice/invoice-action.js";
import { CancelInvoiceResolver } from "./invoice/cancel-invoice.js";
import { InvoiceConnectionResolver, InvoiceEdgeResolver, InvoiceQueries } from "./invoice/invoice-queries.js";
import { InvoiceResolver } from "./invoice/invoice-resolver.js";
import { RelatedInvoicesResolver } from "./invoice/related-invoices.js";
import { RespondToInvoiceResolver } from "./invoice/respond-to-invoice.js";
import { ProviderReferenceResolver } from "./invoice/provider-reference.js";
import { NodeResolver } from "./node/node-resolver.js";
import { ParticipantQueries, ReachabilityResolver } from "./participant/participant-resolver.js";
import * as problems from "./problem/problem-resolver.js";
import * as health from "./provider/health-resolver.js";
import { ProviderQueries, SourceResultResolver } from "./provider/provider-resolver.js";
import { ResetProviderCircuitResolver } from "./provider/reset-provider-circuit.js";
import { ReconcileSubmissionResolver } from "./submission/reconcile-submission.js";
import * as submissions from "./submission/submission-resolver.js";
import { RetrySubmissionResolver } from "./submission/retry-submission.js";
import { SubmitInvoiceResolver } from "./submission/submit-invoice.js";
import { ViewerResolver } from "./viewer/viewer-resolver.js";
import { WebhookMutations } from "./webhook/webhook-mutations.js";
import { WebhookDeliveryResolver, WebhookEndpointResolver } from "./webhook/webhook-resolver.js";

/** type-graphql asks for a bus even where every subscription brings its own source. */
const noPubSub = {
  publish: () => undefined,
  subscribe: (): AsyncIterable<never> => {
    throw new Error("Every subscription has a source of its own");
  },
};

/** The public contract, ready to be executed with a `Context`; `systems` are those whose extensions it takes. */
export async function buildGatewaySchema(systems: readonly SystemExtensions[] = []): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    validate: false,
    pubSub: noPubSub,
    // No resolver names these two.
    orphanedTypes: [InvoiceReceivedEventType, InvoiceFailedEventType],
    resolvers: [
      BatchResolver,
      BatchResultResolver,
      BatchSubscription,
      SubmitInvoicesResolver,
      DocumentResolver,
      InvoiceRenderingResolver,
      InvoiceRenderingFileResolver,
      EventSubscriptions,
      StreamCaughtUpResolver,
      CancelInvoiceResolver,
      RespondToInvoiceResolver,
      RelatedInvoicesResolver,
      InvoiceActionsResolver,
      DeadLetterQueries,
      DeadLetterResolver,
      ReplayDeadLettersResolver,
      InboundDeliveryResolver,
      RotateProviderWebhookResolver,
      InvoiceConnectionResolver,
      InvoiceEdgeResolver,
      InvoiceQueries,
      InvoiceResolver,
      ProviderReferenceResolver,
      NodeResolver,
      ParticipantQueries,
      ReachabilityResolver,
      ProviderQueries,
      SourceResultResolver,
      ResetProviderCircuitResolver,
      ReconcileSubmissionResolver,
      RetrySubmissionResolver,
      SubmitInvoiceResolver,
      ViewerResolver,
      WebhookMutations,
      WebhookDeliveryResolver,
      WebhookEndpointResolver,
      ...Object.values(events),
      ...Object.values(health),
      ...Object.values(problems),
      ...Object.values(submissions),
    ],
  });
  return finishSchema(extendWithSystems(schema, systems));
}

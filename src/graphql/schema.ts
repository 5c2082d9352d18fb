import type { GraphQLSchema } from "graphql";
import type { SystemExtensions } from "../provider-kit/extensions/system-extensions.js";
import { buildSchema } from "./decorators.js";
import { BatchResolver, BatchResultResolver } from "./batch/batch-resolver.js";
import { SubmitInvoicesResolver } from "./batch/submit-invoices.js";
import { DocumentResolver } from "./document/document-resolver.js";
import { InvoiceRenderingFileResolver, InvoiceRenderingResolver } from "./document/rendering-resolver.js";
import * as events from "./event/event-resolver.js";
import { EventSubscriptions, StreamCaughtUpResolver } from "./event/event-stream.js";
import { InvoiceFailedEventType, InvoiceReceivedEventType } from "./event/invoice-event.js";
import { extendWithSystems } from "./extensions/extend-schema.js";
import { finishSchema } from "./finish-schema.js";
import { CancelInvoiceResolver } from "./invoice/cancel-invoice.js";
import { InvoiceConnectionResolver, InvoiceEdgeResolver, InvoiceQueries } from "./invoice/invoice-queries.js";
import { InvoiceResolver } from "./invoice/invoice-resolver.js";
import { ProviderReferenceResolver } from "./invoice/provider-reference.js";
import { NodeResolver } from "./node/node-resolver.js";
import { ParticipantQueries, ReachabilityResolver } from "./participant/participant-resolver.js";
import * as problems from "./problem/problem-resolver.js";
import { ProviderQueries, SourceResultResolver } from "./provider/provider-resolver.js";
import { ReconcileSubmissionResolver } from "./submission/reconcile-submission.js";
import * as submissions from "./submission/submission-resolver.js";
import { SubmitInvoiceResolver } from "./submission/submit-invoice.js";
import { ViewerResolver } from "./viewer/viewer-resolver.js";

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
      SubmitInvoicesResolver,
      DocumentResolver,
      InvoiceRenderingResolver,
      InvoiceRenderingFileResolver,
      EventSubscriptions,
      StreamCaughtUpResolver,
      CancelInvoiceResolver,
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
      ReconcileSubmissionResolver,
      SubmitInvoiceResolver,
      ViewerResolver,
      ...Object.values(events),
      ...Object.values(problems),
      ...Object.values(submissions),
    ],
  });
  return finishSchema(extendWithSystems(schema, systems));
}

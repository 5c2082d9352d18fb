import { Args, Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "../decorators.js";
import type { DocumentRecord, EventRecord, InvoiceRecord, SubmissionRecord } from "../../application/records.js";
import type { StreamGap } from "../../application/tenant-gateway.js";
import type { InvoiceState, InvoiceStatus, StatusReason } from "../../domain/lifecycle.js";
import type { ValidationReport } from "../../domain/validation.js";
import { hasScope, requireScope } from "../access.js";
import type { Context } from "../context.js";
import { encodeEventCursor } from "../cursor.js";
import { InvoiceDocumentType } from "../document/document.js";
import { toGlobalId } from "../global-id.js";
import { InvoiceType } from "../invoice/invoice.js";
import { ForwardPageArgs } from "../page.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { CursorScalar, JsonScalar } from "../scalars.js";
import { SubmissionType } from "../submission/submission.js";
import type { InvoiceEventEdge, InvoiceEventList } from "./event-connection.js";
import {
  InvoiceEventConnectionType,
  InvoiceEventEdgeType,
  InvoiceEventFilterInput,
  StreamGapType,
  toEventFilter,
} from "./event-connection.js";
import {
  InvoiceDeliveredEventType,
  InvoiceEventInterfaceType,
  InvoiceRejectedEventType,
  InvoiceStatusUpdatedEventType,
  InvoiceSubmittedEventType,
  InvoiceValidatedEventType,
  rejectedBy,
} from "./invoice-event.js";
import type { RejectedBy } from "./invoice-event.js";
import { listEvents } from "./list-events.js";

@Resolver(() => InvoiceEventInterfaceType)
export class InvoiceEventResolver {
  @FieldResolver(() => ID, { description: "Opaque and unique." })
  id(@Root() { invoiceId, sequence }: EventRecord): string {
    return toGlobalId("InvoiceEvent", `${invoiceId}:${sequence}`);
  }

  @FieldResolver(() => CursorScalar, { description: "The place in the tenant's log." })
  cursor(@Root() { position }: EventRecord, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, position);
  }

  @FieldResolver(() => InvoiceType, { description: "The invoice as it is now, not as it was." })
  invoice(@Root() { invoiceId }: EventRecord, @Ctx() { loaders }: Context): Promise<InvoiceRecord | undefined> {
    return loaders.invoices.load(invoiceId);
  }

  @FieldResolver(() => ProviderType, { nullable: true, description: "The provider it came from." })
  provider(@Root() { provider }: EventRecord, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: "What the provider sent, verbatim. Null without the scope `raw:read`.",
  })
  native(@Root() { native }: EventRecord, @Ctx() { viewer }: Context): unknown {
    return hasScope(viewer, "raw:read") ? native : null;
  }

  @Query(() => InvoiceEventConnectionType, {
    description: "The log of events, the oldest first: the pull side of the subscription. Needs `invoices:read`.",
  })
  invoiceEvents(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg("filter", () => InvoiceEventFilterInput, { nullable: true, description: "Which ones." })
    filter: InvoiceEventFilterInput | null | undefined,
    @Ctx() context: Context,
  ): Promise<InvoiceEventList> {
    requireScope(context, "invoices:read");
    return listEvents(context, toEventFilter(filter), page);
  }
}

@Resolver(() => InvoiceValidatedEventType)
export class InvoiceValidatedEventResolver {
  @FieldResolver()
  report(@Root() { validation }: EventRecord): ValidationReport | undefined {
    return validation;
  }
}

@Resolver(() => InvoiceRejectedEventType)
export class InvoiceRejectedEventResolver {
  @FieldResolver()
  reason(@Root() { state }: EventRecord): StatusReason | undefined {
    return state.reason;
  }

  @FieldResolver()
  rejectedBy(@Root() { state }: EventRecord): RejectedBy {
    return rejectedBy(state);
  }
}

@Resolver(() => InvoiceDeliveredEventType)
export class InvoiceDeliveredEventResolver {
  @FieldResolver(() => [InvoiceDocumentType], { description: "Proofs of delivery, as far as they have come in." })
  async evidence(@Root() { invoiceId }: EventRecord, @Ctx() { loaders }: Context): Promise<DocumentRecord[]> {
    const documents = await loaders.documentsOf.load(invoiceId);
    return documents.filter(({ kind }) => kind === "EVIDENCE");
  }
}

@Resolver(() => InvoiceStatusUpdatedEventType)
export class InvoiceStatusUpdatedEventResolver {
  @FieldResolver()
  from(@Root() { before }: EventRecord): InvoiceStatus | undefined {
    return before;
  }

  @FieldResolver()
  to(@Root() { state }: EventRecord): InvoiceState {
    return state;
  }
}

@Resolver(() => InvoiceSubmittedEventType)
export class InvoiceSubmittedEventResolver {
  @FieldResolver(() => SubmissionType, { nullable: true, description: "The sending that was asked for." })
  submission(
    @Root() { submissionId }: EventRecord,
    @Ctx() { loaders }: Context,
  ): Promise<SubmissionRecord | undefined> | undefined {
    return submissionId === undefined ? undefined : loaders.submissions.load(submissionId);
  }
}

@Resolver(() => InvoiceEventConnectionType)
export class InvoiceEventConnectionResolver {
  @FieldResolver(() => [InvoiceEventEdgeType], { description: "The events of the page, each with its place." })
  edges(@Root() { nodes }: InvoiceEventList): InvoiceEventEdge[] {
    return nodes.map((event) => ({ kind: "event", event }));
  }
}

@Resolver(() => InvoiceEventEdgeType)
export class InvoiceEventEdgeResolver {
  @FieldResolver(() => CursorScalar, { description: "The place of the event in the tenant's log." })
  cursor(@Root() { event }: InvoiceEventEdge, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, event.position);
  }

  @FieldResolver(() => InvoiceEventInterfaceType, { description: "The event." })
  node(@Root() { event }: InvoiceEventEdge): EventRecord {
    return event;
  }
}

@Resolver(() => StreamGapType)
export class StreamGapResolver {
  @FieldResolver(() => CursorScalar, {
    description: "What was asked for; the beginning of the log where a moment was asked for that is not kept.",
  })
  requested(@Root() { requested }: StreamGap, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, requested);
  }

  @FieldResolver(() => CursorScalar, { nullable: true, description: "Of the oldest event that is kept, if any is." })
  oldestAvailable(@Root() { horizon, end }: StreamGap, @Ctx() { viewer }: Context): string | undefined {
    return horizon < end ? encodeEventCursor(viewer.tenantId, horizon + 1) : undefined;
  }

  @FieldResolver(() => CursorScalar, { description: "Everything behind it is kept: hand it in as `after`." })
  resumeFrom(@Root() { horizon }: StreamGap, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, horizon);
  }
}

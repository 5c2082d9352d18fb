import { Extensions, Field, ID, InputType, Int, ObjectType, createUnionType } from "../decorators.js";
import type { EventRecord } from "../../application/records.js";
import type { EventFilter, StreamGap } from "../../application/tenant-gateway.js";
import type { Direction, InvoiceEventType, InvoiceStatus } from "../../domain/lifecycle.js";
import { localId } from "../global-id.js";
import { directions } from "../invoice/invoice.js";
import { invoiceStatuses } from "../invoice/invoice-state.js";
import { PageInfoType } from "../page.js";
import { CursorScalar, DateTimeScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";
import { InvoiceEventInterfaceType, eventTypes } from "./invoice-event.js";

/** What the fields of a connection are resolved from. */
export interface InvoiceEventList {
  readonly nodes: readonly EventRecord[];
  readonly pageInfo: PageInfoType;
  readonly gap?: StreamGap;
}

/** What an edge is resolved from, in a page as in a stream. */
export interface InvoiceEventEdge {
  readonly kind: "event";
  readonly event: EventRecord;
}

@ObjectType("InvoiceEventEdge", { simpleResolvers: true, description: "An event and its place in the log." })
export class InvoiceEventEdgeType {}

@ObjectType("StreamGap", {
  simpleResolvers: true,
  description:
    "Events behind the cursor are not kept any more: read the invoices anew with `Query.invoices`. What follows in " +
    "the stream or on the page comes behind `resumeFrom`.",
})
export class StreamGapType {}

@ObjectType("InvoiceEventConnection", { simpleResolvers: true, description: "A page of events." })
export class InvoiceEventConnectionType {
  @Field(() => [InvoiceEventInterfaceType], { description: "The events of the page." })
  readonly nodes!: readonly EventRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;

  @Field(() => StreamGapType, {
    nullable: true,
    description: "What is missing between the cursor that was asked for and the first event of the page.",
  })
  readonly gap?: StreamGap;
}

@ObjectType("StreamCaughtUp", {
  simpleResolvers: true,
  description: "Everything that was there has been told; what follows is live.",
})
export class StreamCaughtUpType {
  @Field(() => Int, { description: "How many events were told before." })
  readonly replayed!: number;
}

export const InvoiceEventStreamItem = createUnionType({
  name: "InvoiceEventStreamItem",
  description: "What a stream of events tells.",
  types: () => [InvoiceEventEdgeType, StreamGapType, StreamCaughtUpType] as const,
});

/** The published type of every item of a stream. */
export const streamItemTypeNames = {
  event: "InvoiceEventEdge",
  gap: "StreamGap",
  caughtUp: "StreamCaughtUp",
} as const;

@InputType("InvoiceEventFilter", {
  description: "Which events to tell: those that meet everything given. An empty list restricts nothing.",
})
export class InvoiceEventFilterInput {
  @Field(() => [eventTypes], { nullable: true, description: "What happened." })
  readonly types?: readonly InvoiceEventType[];

  @Field(() => [ID], { nullable: true, description: "The invoices they are about." })
  readonly invoiceIds?: readonly string[];

  @Field(() => [String], { nullable: true, description: "The keys of the providers they come from." })
  readonly providers?: readonly string[];

  @Field(() => directions, { nullable: true, description: "Which way the invoices travel." })
  readonly direction?: Direction;

  @Field(() => [invoiceStatuses], { nullable: true, description: "Where the invoice stood right after it." })
  readonly statuses?: readonly InvoiceStatus[];
}

@Extensions({ oneOf: true })
@InputType("StreamPosition", { description: "Where a stream begins: exactly one way." })
export class StreamPositionInput {
  @Field(() => CursorScalar, { nullable: true, description: "Behind the last event you have dealt with." })
  readonly after?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "With the first event from this moment on." })
  readonly since?: string;

  @Field(() => Boolean, { nullable: true, description: "With what happens from now on; can only be true." })
  readonly now?: boolean;
}

/** An id that is none matches nothing; leaving it out would match everything. */
const noInvoice = "00000000-0000-0000-0000-000000000000";

export function toEventFilter(input: InvoiceEventFilterInput | null | undefined): EventFilter {
  const { types, invoiceIds, providers, direction, statuses } = withoutAbsent(input ?? {});
  return {
    ...(types?.length && { types }),
    ...(invoiceIds?.length && { invoiceIds: invoiceIds.map((id) => localId("Invoice", id) ?? noInvoice) }),
    ...(providers?.length && { providers }),
    ...(direction && { direction }),
    ...(statuses?.length && { statuses }),
  };
}

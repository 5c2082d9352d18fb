import { GraphQLError } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from "../decorators.js";
import type { EventFilter, StreamItem, StreamPosition } from "../../application/tenant-gateway.js";
import { requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { decodeEventCursor, encodeEventCursor, futureCursor } from "../cursor.js";
import { localId } from "../global-id.js";
import { CursorScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";
import {
  InvoiceEventFilterInput,
  InvoiceEventStreamItem,
  StreamCaughtUpType,
  StreamPositionInput,
  toEventFilter,
} from "./event-connection.js";

interface Subscribe<Args> {
  readonly args: Args;
  readonly context: Context;
}

interface From {
  readonly from?: StreamPositionInput | null;
}

const from = "Where to begin; from now on if left out.";

@Resolver()
export class EventSubscriptions {
  @Subscription(() => InvoiceEventStreamItem, {
    description:
      "What happens to invoices, in order, each event at least once. Hand in the last cursor you have dealt with to " +
      "go on after a break: nothing is left out, and a `StreamGap` tells of what is not kept any more. Needs the scope " +
      "`invoices:read`.",
    subscribe: ({ args, context }: Subscribe<From & { filter?: InvoiceEventFilterInput | null }>) => {
      requireScope(context, "invoices:read");
      return follow(context, args, toEventFilter(args.filter));
    },
  })
  invoiceEvents(
    @Root() item: StreamItem,
    @Arg("filter", () => InvoiceEventFilterInput, { nullable: true, description: "Which ones." })
    _filter: InvoiceEventFilterInput | null | undefined,
    @Arg("from", () => StreamPositionInput, { nullable: true, description: from })
    _from: StreamPositionInput | null | undefined,
    @Ctx() context: Context,
  ): StreamItem {
    return seeThePresent(context, item);
  }

  @Subscription(() => InvoiceEventStreamItem, {
    description: "What happens to one invoice, in order, each event at least once. Needs the scope `invoices:read`.",
    subscribe: async ({ args, context }: Subscribe<From & { id: string }>) => {
      requireScope(context, "invoices:read");
      const id = localId("Invoice", args.id);
      const invoice = id === undefined ? undefined : await context.loaders.invoices.load(id);
      if (invoice) return follow(context, args, { invoiceIds: [invoice.id] });
      throw new GraphQLError(`There is no invoice ${args.id}`, { extensions: { code: "NOT_FOUND" } });
    },
  })
  invoice(
    @Root() item: StreamItem,
    @Arg("id", () => ID, { description: "The id of the invoice." }) _id: string,
    @Arg("from", () => StreamPositionInput, { nullable: true, description: from })
    _from: StreamPositionInput | null | undefined,
    @Ctx() context: Context,
  ): StreamItem {
    return seeThePresent(context, item);
  }
}

@Resolver(() => StreamCaughtUpType)
export class StreamCaughtUpResolver {
  @FieldResolver(() => CursorScalar, { description: "Go on from here after a break." })
  cursor(@Root() { position }: { readonly position: number }, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, position);
  }
}

function seeThePresent({ loaders, place, viewer }: Context, item: StreamItem): StreamItem {
  loaders.clear();
  if (place) place.told = encodeEventCursor(viewer.tenantId, placeAfter(item));
  return item;
}

/** Whoever comes back with it is told what came behind the item. */
function placeAfter(item: StreamItem): number {
  if (item.kind === "event") return item.event.position;
  return item.kind === "gap" ? item.horizon : item.position;
}

export function toStreamPosition(tenantId: string, { from: position }: From): StreamPosition {
  const { after, since, now } = withoutAbsent(position ?? {});
  if (after !== undefined) return { after: decodeEventCursor(tenantId, "from.after", after) };
  if (since !== undefined) return { since };
  if (now === false) throw badInput("from.now", false, "can only be true");
  return { now: true };
}

async function findBeginning({ gateway, viewer, place }: Context, args: From): Promise<number> {
  const resumed = place?.resumeAfter;
  const position =
    resumed === undefined
      ? toStreamPosition(viewer.tenantId, args)
      : { after: decodeEventCursor(viewer.tenantId, "Last-Event-ID", resumed) };
  const found = await gateway.findPlace(position);
  if (found !== undefined) return found;
  throw resumed === undefined
    ? futureCursor("from.after", args.from?.after ?? "")
    : futureCursor("Last-Event-ID", resumed);
}

async function follow(
  context: Context,
  args: From,
  filter: EventFilter,
): Promise<AsyncIterableIterator<StreamItem, undefined>> {
  const beginning = await findBeginning(context, args);
  return context.gateway.streamEvents(beginning, filter);
}

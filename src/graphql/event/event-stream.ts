import { GraphQLError } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from "../decorators.js";
import type { EventFilter, StreamItem, StreamPosition } from "../../application/tenant-gateway.js";
import { requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { decodeEventCursor, encodeEventCursor } from "../cursor.js";
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
      "go on after a break: nothing is left out. Needs the scope `invoices:read`.",
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

function seeThePresent({ loaders }: Context, item: StreamItem): StreamItem {
  loaders.clear();
  return item;
}

export function toStreamPosition(tenantId: string, { from: position }: From): StreamPosition {
  const { after, since, now } = withoutAbsent(position ?? {});
  if (after !== undefined) return { after: decodeEventCursor(tenantId, "from.after", after) };
  if (since !== undefined) return { since };
  if (now === false) throw badInput("from.now", false, "can only be true");
  return { now: true };
}

/**
 * A generator that waits for its next event cannot be returned from: only the signal ends it, so `return` gives the
 * signal first.
 */
function follow({ gateway, viewer }: Context, args: From, filter: EventFilter): AsyncIterableIterator<StreamItem> {
  const stopping = new AbortController();
  const position = toStreamPosition(viewer.tenantId, args);
  const items = gateway.streamEvents(position, filter, stopping.signal)[Symbol.asyncIterator]();
  const stop = async (): Promise<IteratorResult<StreamItem>> => {
    stopping.abort();
    await items.return?.();
    return { done: true, value: undefined };
  };
  const stream: AsyncIterableIterator<StreamItem> = {
    next: () => items.next(),
    return: stop,
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

import type { EventFilter } from "../../application/tenant-gateway.js";
import type { Context } from "../context.js";
import { decodeEventCursor, encodeEventCursor, futureCursor } from "../cursor.js";
import type { ForwardPageArgs } from "../page.js";
import { readPageSize, toForwardPage } from "../page.js";
import type { InvoiceEventList } from "./event-connection.js";

/** The same log, in the same order, with the same cursors as the subscription. */
export async function listEvents(
  { viewer, gateway }: Context,
  filter: EventFilter,
  { first, after }: ForwardPageArgs,
): Promise<InvoiceEventList> {
  const size = readPageSize("first", first);
  const position = after ? decodeEventCursor(viewer.tenantId, "after", after) : 0;
  const { events, end, horizon } = await gateway.reader.readLog({ ...filter, after: position, limit: size + 1 });
  if (after && position > end) throw futureCursor("after", after);
  const { entries, pageInfo } = toForwardPage(events, size, position > 0, (event) =>
    encodeEventCursor(viewer.tenantId, event.position),
  );
  return {
    nodes: entries,
    pageInfo,
    // Without a cursor the page begins with what there is.
    ...(after && position < horizon && { gap: { kind: "gap", requested: position, horizon, end } }),
  };
}

import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "../decorators.js";
import type {
  NotificationRecord,
  NotificationState,
  WebhookEndpointRecord,
} from "../../application/webhooks/webhook-records.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import type { CursorList } from "../cursor.js";
import { decodePlace, encodeCursor, encodeEventCursor } from "../cursor.js";
import { ForwardPageArgs, readPageSize, toForwardPage } from "../page.js";
import { CursorScalar } from "../scalars.js";
import {
  WebhookDeliveryConnectionType,
  WebhookDeliveryType,
  WebhookEndpointConnectionType,
  WebhookEndpointType,
  deliveryStatuses,
} from "./webhook-endpoint.js";
import { eventId } from "./write-event.js";

@Resolver(() => WebhookEndpointType)
export class WebhookEndpointResolver {
  @Query(() => WebhookEndpointConnectionType, {
    description: "The systems that are told of events, the oldest first. Needs the scope `webhooks:read`.",
  })
  async webhookEndpoints(
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointConnectionType> {
    requireScope(context, "webhooks:read");
    const list: CursorList = { tenantId: context.viewer.tenantId, list: "webhook-endpoints" };
    const size = readPageSize("first", first);
    const place = after ? decodePlace(list, "after", after) : 0;
    const endpoints = (await context.gateway.webhooks.list()).filter(({ number }) => number > place);
    return toConnection(list, endpoints, size, place > 0);
  }

  @FieldResolver(() => CursorScalar, {
    description:
      "The place in the log of events up to which every delivery has ended; give it to `redeliverWebhooks` or to a " +
      "subscription to go on from there.",
  })
  position(@Root() { settledPosition }: WebhookEndpointRecord, @Ctx() { viewer }: Context): string {
    return encodeEventCursor(viewer.tenantId, settledPosition);
  }

  @FieldResolver(() => WebhookDeliveryConnectionType, {
    description: "What it was told and is to be told, the newest first. Ended deliveries are kept for 30 days.",
  })
  async deliveries(
    @Root() { id }: WebhookEndpointRecord,
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Arg("status", () => [deliveryStatuses], { nullable: true, description: "Where they stand." })
    status: readonly NotificationState[] | null | undefined,
    @Ctx() { viewer, gateway }: Context,
  ): Promise<WebhookDeliveryConnectionType> {
    const list: CursorList = { tenantId: viewer.tenantId, list: `webhook-deliveries:${id}` };
    const size = readPageSize("first", first);
    const deliveries = await gateway.webhooks.listNotifications(id, {
      limit: size + 1,
      ...(status?.length && { states: status }),
      ...(after && { before: decodePlace(list, "after", after) }),
    });
    return toConnection(list, deliveries, size, Boolean(after));
  }
}

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  @FieldResolver(() => ID, { nullable: true, description: "The event; null for a test." })
  eventId(@Root() { event }: NotificationRecord): string | undefined {
    return event && eventId(event);
  }

  @FieldResolver()
  webhookId(@Root() { id }: NotificationRecord): string {
    return id;
  }

  @FieldResolver()
  status(@Root() { state }: NotificationRecord): NotificationState {
    return state;
  }
}

function toConnection<Item extends { readonly number: number }>(
  list: CursorList,
  items: readonly Item[],
  size: number,
  isContinued: boolean,
) {
  const cursorOf = ({ number }: Item) => encodeCursor(list, [number]);
  const { entries, pageInfo } = toForwardPage(items, size, isContinued, cursorOf);
  return { nodes: entries, pageInfo, edges: entries.map((node) => ({ node, cursor: cursorOf(node) })) };
}

import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "../decorators.js";
import type { InboundDeliveryRecord } from "../../application/inbox.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import type { CursorList } from "../cursor.js";
import { decodePlace, encodeCursor } from "../cursor.js";
import { ForwardPageArgs, readPageSize, toForwardPage } from "../page.js";
import { findProvider, ProviderType } from "../provider/provider.js";
import {
  HttpHeaderType,
  InboundDeliveryConnectionType,
  InboundDeliveryFilterInput,
  InboundDeliveryType,
  toDeliveryFilter,
} from "./inbound-delivery.js";

@Resolver(() => InboundDeliveryType)
export class InboundDeliveryResolver {
  @Query(() => InboundDeliveryConnectionType, {
    description: "The log of what providers pushed, taken or not, the newest first. Needs the scope `webhooks:read`.",
  })
  async inboundDeliveries(
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Arg("filter", () => InboundDeliveryFilterInput, { nullable: true, description: "Which ones." })
    filter: InboundDeliveryFilterInput | null | undefined,
    @Ctx() context: Context,
  ): Promise<InboundDeliveryConnectionType> {
    requireScope(context, "webhooks:read");
    const list: CursorList = { tenantId: context.viewer.tenantId, list: "inbound-deliveries" };
    const size = readPageSize("first", first);
    const deliveries = await context.gateway.listInboundDeliveries({
      filter: toDeliveryFilter(filter),
      limit: size + 1,
      ...(after && { before: decodePlace(list, "after", after) }),
    });
    const cursorOf = ({ number }: InboundDeliveryRecord) => encodeCursor(list, [number]);
    const { entries, pageInfo } = toForwardPage(deliveries, size, Boolean(after), cursorOf);
    return { nodes: entries, edges: entries.map((node) => ({ node, cursor: cursorOf(node) })), pageInfo };
  }

  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: "The provider it comes from; null when the tenant no longer has an account there.",
  })
  provider(@Root() { provider }: InboundDeliveryRecord, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }

  @FieldResolver(() => [HttpHeaderType], { description: "The headers it came with, without secrets." })
  headers(@Root() { headers }: InboundDeliveryRecord): HttpHeaderType[] {
    return Object.entries(headers).map(([name, value]) => ({ name, value }));
  }
}

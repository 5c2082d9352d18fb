import { Field, ID, Int, ObjectType } from "../decorators.js";
import type {
  NotificationRecord,
  NotificationState,
  WebhookAttemptRecord,
  WebhookEndpointRecord,
} from "../../application/webhooks/webhook-records.js";
import type { InvoiceEventType } from "../../domain/lifecycle.js";
import { eventTypes } from "../event/invoice-event.js";
import { NodeType } from "../node/node.js";
import { PageInfoType } from "../page.js";
import { publishEnum } from "../published-enum.js";
import { CursorScalar, DateTimeScalar } from "../scalars.js";

export const deliveryStatuses = publishEnum<NotificationState>("DeliveryStatus", "Where a delivery stands.", {
  PENDING: "It was not tried yet.",
  SUCCEEDED: "The endpoint took it.",
  FAILED: "The last try failed; another one comes.",
  DEAD: "Every try failed, and no other one comes unless it is asked for.",
});

@ObjectType("WebhookAttempt", { simpleResolvers: true, description: "One try of a delivery." })
class WebhookAttemptType implements WebhookAttemptRecord {
  @Field(() => DateTimeScalar, { description: "When it began." })
  readonly at!: string;

  @Field(() => Int, { nullable: true, description: "What the endpoint answered; null when it did not." })
  readonly httpStatus?: number;

  @Field(() => Int, { description: "How long it took." })
  readonly durationMs!: number;

  @Field(() => String, { nullable: true, description: "Why it failed; null when it did not." })
  readonly error?: string;
}

@ObjectType("WebhookDelivery", {
  simpleResolvers: true,
  implements: NodeType,
  description: "One event for one endpoint. The header `webhook-id` carries the same number at every try.",
})
export class WebhookDeliveryType implements NodeType {
  readonly id!: string;

  @Field(() => ID, { description: "What the header `webhook-id` says: never the same for two events." })
  readonly webhookId!: string;

  @Field(() => deliveryStatuses, { description: "Where it stands." })
  readonly status!: NotificationState;

  @Field(() => [WebhookAttemptType], { description: "Every try, the first one first." })
  readonly attempts!: readonly WebhookAttemptRecord[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it is tried next; null when it is not, as at an endpoint that is disabled.",
  })
  readonly nextAttemptAt?: string;

  @Field(() => DateTimeScalar, { description: "When it was planned." })
  readonly createdAt!: string;
}

@ObjectType("WebhookEndpoint", {
  simpleResolvers: true,
  implements: NodeType,
  description: "A system of yours that is told what happens to invoices.",
})
export class WebhookEndpointType
  implements
    Pick<
      WebhookEndpointRecord,
      "id" | "url" | "types" | "enabled" | "failingSince" | "disabledAt" | "disabledReason" | "createdAt"
    >,
    NodeType
{
  readonly id!: string;

  @Field(() => String, { description: "Where it is told." })
  readonly url!: string;

  @Field(() => String, { nullable: true, description: "Your own words about it." })
  readonly description?: string;

  @Field(() => [eventTypes], { description: "What it is told; everything when the list is empty." })
  readonly types!: readonly InvoiceEventType[];

  @Field(() => Boolean, { description: "Whether it is told anything. What happens meanwhile waits." })
  readonly enabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The selection on InvoiceEvent that makes the payload; null for the thin one.",
  })
  readonly selection?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when no delivery has succeeded; null while they do. After five days it is disabled.",
  })
  readonly failingSince?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the gateway disabled it." })
  readonly disabledAt?: string;

  @Field(() => String, { nullable: true, description: "Why the gateway disabled it." })
  readonly disabledReason?: string;

  @Field(() => DateTimeScalar, { description: "When it was created." })
  readonly createdAt!: string;
}

@ObjectType("WebhookDeliveryEdge", { simpleResolvers: true, description: "A delivery and its place in the list." })
class WebhookDeliveryEdgeType {
  @Field(() => WebhookDeliveryType, { description: "The delivery." })
  readonly node!: NotificationRecord;

  @Field(() => CursorScalar, { description: "The place of the delivery in the list." })
  readonly cursor!: string;
}

@ObjectType("WebhookDeliveryConnection", { simpleResolvers: true, description: "A page of deliveries." })
export class WebhookDeliveryConnectionType {
  @Field(() => [WebhookDeliveryEdgeType], { description: "The deliveries of the page, each with its place." })
  readonly edges!: readonly WebhookDeliveryEdgeType[];

  @Field(() => [WebhookDeliveryType], { description: "The deliveries of the page." })
  readonly nodes!: readonly NotificationRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

@ObjectType("WebhookEndpointEdge", { simpleResolvers: true, description: "An endpoint and its place in the list." })
class WebhookEndpointEdgeType {
  @Field(() => WebhookEndpointType, { description: "The endpoint." })
  readonly node!: WebhookEndpointRecord;

  @Field(() => CursorScalar, { description: "The place of the endpoint in the list." })
  readonly cursor!: string;
}

@ObjectType("WebhookEndpointConnection", { simpleResolvers: true, description: "A page of endpoints." })
export class WebhookEndpointConnectionType {
  @Field(() => [WebhookEndpointEdgeType], { description: "The endpoints of the page, each with its place." })
  readonly edges!: readonly WebhookEndpointEdgeType[];

  @Field(() => [WebhookEndpointType], { description: "The endpoints of the page." })
  readonly nodes!: readonly WebhookEndpointRecord[];

  @Field(() => PageInfoType, { description: "Where the page stands." })
  readonly pageInfo!: PageInfoType;
}

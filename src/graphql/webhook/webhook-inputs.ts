import { Field, ID, InputType, Int } from "../decorators.js";
import type { InvoiceEventType } from "../../domain/lifecycle.js";
import { eventTypes } from "../event/invoice-event.js";
import { CursorScalar } from "../scalars.js";

const url = "An absolute URL with https, up to 2,000 characters, that leads to the internet.";
const types = "What to tell; everything when the list is empty.";
const selection =
  "Shapes the payload: a selection on InvoiceEvent in braces, and fragments, up to 5,000 characters. It is read with " +
  "the scopes of whoever changed the endpoint last.";
const id = "The id of the endpoint.";

@InputType("CreateWebhookEndpointInput", { description: "A system to be told what happens to invoices." })
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: url })
  readonly url!: string;

  @Field(() => [eventTypes], { description: types })
  readonly types!: readonly InvoiceEventType[];

  @Field(() => String, { nullable: true, description: `${selection} The thin payload if left out.` })
  readonly selection?: string | null;

  @Field(() => String, { nullable: true, description: "Your own words about it, up to 300 characters." })
  readonly description?: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: "Begin with the events behind this cursor; with those from now on if left out.",
  })
  readonly replayFrom?: string | null;
}

@InputType("UpdateWebhookEndpointInput", { description: "What to change about an endpoint: what is given." })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: id })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: url })
  readonly url?: string | null;

  @Field(() => [eventTypes], { nullable: true, description: types })
  readonly types?: readonly InvoiceEventType[] | null;

  @Field(() => String, { nullable: true, description: `${selection} Null goes back to the thin payload.` })
  readonly selection?: string | null;

  @Field(() => String, { nullable: true, description: "Your own words about it, up to 300 characters." })
  readonly description?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "False lets everything wait; true also ends what the gateway disabled, and sends what has waited.",
  })
  readonly enabled?: boolean | null;
}

@InputType("DeleteWebhookEndpointInput", { description: "An endpoint that is not needed any more." })
export class DeleteWebhookEndpointInput {
  @Field(() => ID, { description: id })
  readonly id!: string;
}

@InputType("RotateWebhookSecretInput", { description: "An endpoint that gets a new secret." })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: id })
  readonly id!: string;

  @Field(() => Int, {
    defaultValue: 86_400,
    description: "How long the old secret signs beside the new one: up to seven days.",
  })
  readonly overlapSeconds!: number;
}

@InputType("SendTestWebhookInput", { description: "An endpoint to try out." })
export class SendTestWebhookInput {
  @Field(() => ID, { description: id })
  readonly id!: string;
}

@InputType("RedeliverWebhooksInput", { description: "What an endpoint is to be told once more." })
export class RedeliverWebhooksInput {
  @Field(() => ID, { description: id })
  readonly id!: string;

  @Field(() => CursorScalar, { nullable: true, description: "Everything behind this cursor." })
  readonly from?: string | null;

  @Field(() => [ID], { nullable: true, description: "These deliveries of the endpoint, up to 200." })
  readonly deliveryIds?: readonly string[] | null;
}

import type { GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { EndpointResult } from "../../application/webhooks/tenant-webhooks.js";
import type { WebhookEndpointRecord } from "../../application/webhooks/webhook-records.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { decodeEventCursor } from "../cursor.js";
import { localId } from "../global-id.js";
import { notFound } from "../problem/not-found.js";
import { WebhookError } from "../problem/user-error.js";
import { checkSelection } from "./event-selection.js";
import { WebhookEndpointType } from "./webhook-endpoint.js";
import {
  CreateWebhookEndpointInput,
  DeleteWebhookEndpointInput,
  RedeliverWebhooksInput,
  RotateWebhookSecretInput,
  SendTestWebhookInput,
  UpdateWebhookEndpointInput,
} from "./webhook-inputs.js";

@ObjectType("WebhookEndpointPayload", { simpleResolvers: true, description: "What became of a change." })
class WebhookEndpointPayload {
  @Field(() => WebhookEndpointType, { nullable: true, description: "The endpoint as it is now." })
  readonly endpoint?: WebhookEndpointRecord;

  @Field(() => [WebhookError], { description: "What was not done, and why; empty when everything was." })
  readonly errors!: readonly Problem[];
}

@ObjectType("CreateWebhookEndpointPayload", { simpleResolvers: true, description: "An endpoint and its new secret." })
class CreateWebhookEndpointPayload extends WebhookEndpointPayload {
  @Field(() => String, {
    nullable: true,
    description: "What deliveries are signed with (Standard Webhooks, `whsec_…`). Told here and never again.",
  })
  readonly secret?: string;
}

const whoMayTell = "Needs the scopes `webhooks:write` and `invoices:read`.";

@Resolver()
export class WebhookMutations {
  @Mutation(() => CreateWebhookEndpointPayload, {
    description: `Has a system of yours told what happens to invoices. ${whoMayTell}`,
  })
  async createWebhookEndpoint(
    @Arg("input", () => CreateWebhookEndpointInput, { description: "The system." })
    { url, types, selection, description, replayFrom }: CreateWebhookEndpointInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<CreateWebhookEndpointPayload> {
    const scopes = scopesToTell(context);
    const problem = checked(schema, selection);
    if (problem) return { errors: [problem] };
    const command = { url, types: [...new Set(types)], scopes };
    return toPayload(
      await context.gateway.webhooks.create({
        ...command,
        ...(isGiven(selection) && { selection }),
        ...(isGiven(description) && { description }),
        ...(isGiven(replayFrom) && { position: decodeEventCursor(context.viewer.tenantId, "replayFrom", replayFrom) }),
      }),
    );
  }

  @Mutation(() => WebhookEndpointPayload, { description: `Changes an endpoint. ${whoMayTell}` })
  async updateWebhookEndpoint(
    @Arg("input", () => UpdateWebhookEndpointInput, { description: "What to change." })
    { id, url, types, selection, description, enabled }: UpdateWebhookEndpointInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<WebhookEndpointPayload> {
    const scopes = scopesToTell(context);
    return withEndpoint(context, id, async (endpoint) => {
      const problem = checked(schema, selection);
      if (problem) return { endpoint, problems: [problem] };
      return context.gateway.webhooks.update({
        id: endpoint.id,
        scopes,
        ...(isGiven(url) && { url }),
        ...(isGiven(types) && { types: [...new Set(types)] }),
        ...(selection !== undefined && { selection }),
        ...(description !== undefined && { description }),
        ...(isGiven(enabled) && { enabled }),
      });
    });
  }

  @Mutation(() => WebhookEndpointPayload, {
    description: "Tells an endpoint nothing any more and forgets what it was told. Needs the scope `webhooks:write`.",
  })
  async deleteWebhookEndpoint(
    @Arg("input", () => DeleteWebhookEndpointInput, { description: "The endpoint." })
    { id }: DeleteWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointPayload> {
    requireScope(context, "webhooks:write");
    return withEndpoint(context, id, (endpoint) => context.gateway.webhooks.delete(endpoint.id));
  }

  @Mutation(() => CreateWebhookEndpointPayload, {
    description: "Gives an endpoint a new secret; for a while both sign. Needs the scope `webhooks:write`.",
  })
  async rotateWebhookSecret(
    @Arg("input", () => RotateWebhookSecretInput, { description: "The endpoint, and for how long." })
    { id, overlapSeconds }: RotateWebhookSecretInput,
    @Ctx() context: Context,
  ): Promise<CreateWebhookEndpointPayload> {
    requireScope(context, "webhooks:write");
    return withEndpoint(context, id, (endpoint) =>
      context.gateway.webhooks.rotateSecret({ id: endpoint.id, overlapSeconds }),
    );
  }

  @Mutation(() => WebhookEndpointPayload, {
    description:
      "Sends a delivery of the type WEBHOOK_TEST once, also to an endpoint that is disabled; its outcome is among the " +
      "deliveries. Needs the scope `webhooks:write`.",
  })
  async sendTestWebhook(
    @Arg("input", () => SendTestWebhookInput, { description: "The endpoint." }) { id }: SendTestWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointPayload> {
    requireScope(context, "webhooks:write");
    return withEndpoint(context, id, (endpoint) => context.gateway.webhooks.sendTest(endpoint.id));
  }

  @Mutation(() => WebhookEndpointPayload, {
    description:
      "Tells an endpoint once more, with the same `webhook-id` as before: everything behind a cursor, or single " +
      "deliveries. Needs the scope `webhooks:write`.",
  })
  async redeliverWebhooks(
    @Arg("input", () => RedeliverWebhooksInput, { description: "The endpoint, and what to tell." })
    { id, from, deliveryIds }: RedeliverWebhooksInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpointPayload> {
    requireScope(context, "webhooks:write");
    if (!isGiven(from) && !isGiven(deliveryIds)) throw badInput("input", {}, "needs `from` or `deliveryIds`");
    const position = isGiven(from) ? decodeEventCursor(context.viewer.tenantId, "from", from) : undefined;
    return withEndpoint(context, id, async (endpoint) => {
      const texts = [...new Set(deliveryIds ?? [])];
      const result = await context.gateway.webhooks.redeliver({
        id: endpoint.id,
        ...(position !== undefined && { position }),
        notificationIds: texts.flatMap((text) => localId("WebhookDelivery", text) ?? []),
      });
      if (result.problems.length > 0) return result;
      const unknown = texts.filter((text) => !result.reopened.includes(localId("WebhookDelivery", text) ?? ""));
      return { ...result, problems: unknown.map((text) => notFound("delivery to this endpoint", text, "deliveryIds")) };
    });
  }
}

const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

/** Whoever points an endpoint somewhere makes it read what they may read. */
function scopesToTell(context: Context): readonly string[] {
  requireScope(context, "webhooks:write");
  requireScope(context, "invoices:read");
  return context.viewer.scopes;
}

const checked = (schema: GraphQLSchema, selection: string | null | undefined) =>
  isGiven(selection) ? checkSelection(schema, selection) : undefined;

async function withEndpoint(
  { gateway }: Context,
  text: string,
  act: (endpoint: WebhookEndpointRecord) => Promise<EndpointResult>,
): Promise<CreateWebhookEndpointPayload> {
  const id = localId("WebhookEndpoint", text);
  const endpoint = id === undefined ? undefined : await gateway.webhooks.find(id);
  return endpoint ? toPayload(await act(endpoint)) : { errors: [notFound("webhook endpoint", text, "id")] };
}

const toPayload = ({ endpoint, secret, problems }: EndpointResult): CreateWebhookEndpointPayload => ({
  errors: problems,
  ...(endpoint && { endpoint }),
  ...(secret !== undefined && { secret }),
});

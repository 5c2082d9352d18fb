import type { JsonWebhook, WebhookNews } from "../../src/provider-kit/webhook.js";
import type { Credentials } from "./credentials.js";
import { isInvoice, isLifecycle, isOutgoing } from "./flows.js";
import { WebhookCallback } from "./wire.js";

/**
 * The norm (5.6) recommends pushing and leaves registering to each platform; how it is to be secured is not published
 * yet. Whatever comes is a hint: the flow is asked for.
 */
export const webhook: JsonWebhook<Credentials, WebhookCallback> = {
  body: WebhookCallback,
  read({ flowInfo }) {
    const { flowId, updatedAt } = flowInfo;
    return { ...(updatedAt && { eventId: `${flowId} ${updatedAt}` }), news: newsOf({ flowInfo }) };
  },
};

function newsOf({ flowInfo }: WebhookCallback): WebhookNews {
  const { flowId, flowType, acknowledgement } = flowInfo;
  if (isInvoice(flowInfo) && !isOutgoing(flowInfo)) return { kind: "received", reference: { id: flowId } };
  if (!isInvoice(flowInfo) && !isLifecycle(flowInfo)) return { kind: "other", name: flowType ?? "a flow of no type" };
  const status = acknowledgement?.status ?? "Pending";
  return { kind: "status", report: { reference: { id: flowId }, status, native: flowInfo } };
}

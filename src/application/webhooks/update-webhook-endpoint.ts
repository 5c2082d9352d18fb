import type { Gateway } from "../gateway.js";
import { checkEndpoint, noEndpoint } from "./check-endpoint.js";
import type { EndpointResult, UpdateEndpointCommand } from "./tenant-webhooks.js";

/** Changes what is given. An endpoint that is enabled again is told everything that has waited, at once. */
export async function updateWebhookEndpoint(
  { store, webhookSender, now }: Pick<Gateway, "store" | "webhookSender" | "now">,
  tenantId: string,
  { id, ...changes }: UpdateEndpointCommand,
): Promise<EndpointResult> {
  const endpoints = store.webhooks.ofTenant(tenantId);
  const endpoint = await endpoints.find(id);
  if (!endpoint) return { problems: [noEndpoint(id)] };
  const problems = checkEndpoint(webhookSender, changes);
  if (problems.length > 0) return { endpoint, problems };
  await endpoints.save(id, changes, now());
  const saved = await endpoints.find(id);
  return saved ? { endpoint: saved, problems: [] } : { problems: [noEndpoint(id)] };
}

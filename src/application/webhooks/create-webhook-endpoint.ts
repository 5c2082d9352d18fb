import type { Gateway } from "../gateway.js";
import { checkEndpoint, endpointLimits } from "./check-endpoint.js";
import { newSecret } from "./sign-webhook.js";
import type { CreateEndpointCommand, EndpointResult } from "./tenant-webhooks.js";

/** The only answer, beside that of a rotation, that shows the secret. */
export async function createWebhookEndpoint(
  { store, webhookSender, newId, now }: Pick<Gateway, "store" | "webhookSender" | "newId" | "now">,
  tenantId: string,
  { position, ...command }: CreateEndpointCommand,
): Promise<EndpointResult> {
  const problems = checkEndpoint(webhookSender, command);
  if (problems.length > 0) return { problems };
  const endpoints = store.webhooks.ofTenant(tenantId);
  const id = newId();
  const secret = newSecret();
  const endpoint = {
    ...command,
    ...(position !== undefined && { position }),
    id,
    secrets: [{ secret }],
    createdAt: now().toISOString(),
  };
  const { perTenant: limit } = endpointLimits;
  if (!(await endpoints.insert(endpoint, limit))) {
    const message = `There are ${limit} webhook endpoints already: delete one that is not needed`;
    return { problems: [{ code: "LIMIT_EXCEEDED", message, retryable: false, limit, actual: limit + 1 }] };
  }
  const created = await endpoints.find(id);
  return { secret, problems: [], ...(created && { endpoint: created }) };
}

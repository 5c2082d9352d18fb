import type { Gateway } from "../gateway.js";
import { noEndpoint } from "./check-endpoint.js";
import type { EndpointResult } from "./tenant-webhooks.js";

/** Answers with the endpoint as it last was. What it was not told yet, it will not be. */
export async function deleteWebhookEndpoint(
  { store }: Pick<Gateway, "store">,
  tenantId: string,
  id: string,
): Promise<EndpointResult> {
  const endpoints = store.webhooks.ofTenant(tenantId);
  const endpoint = await endpoints.find(id);
  if (!endpoint) return { problems: [noEndpoint(id)] };
  await endpoints.remove(id);
  return { endpoint: { ...endpoint, enabled: false }, problems: [] };
}

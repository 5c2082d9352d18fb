import type { Gateway } from "../gateway.js";
import { noEndpoint } from "./check-endpoint.js";
import type { EndpointResult } from "./tenant-webhooks.js";

/** Sends something that is about no invoice, once, also to an endpoint that is disabled. */
export async function sendTestWebhook(
  { store, newId, now }: Pick<Gateway, "store" | "newId" | "now">,
  tenantId: string,
  id: string,
): Promise<EndpointResult> {
  const endpoints = store.webhooks.ofTenant(tenantId);
  const endpoint = await endpoints.find(id);
  if (!endpoint) return { problems: [noEndpoint(id)] };
  if (await endpoints.insertTest(id, newId(), now())) return { endpoint, problems: [] };
  const message = "A test of this endpoint is under way";
  return {
    endpoint,
    problems: [{ code: "LIMIT_EXCEEDED", message, path: ["id"], retryable: true, limit: 1, actual: 2 }],
  };
}

import type { Gateway } from "../gateway.js";
import { noEndpoint } from "./check-endpoint.js";
import type { RedeliverCommand, RedeliverResult } from "./tenant-webhooks.js";

const mostIds = 200;

/** Tells an endpoint once more, under the same ids: everything behind a place of the log, or what is named. */
export async function redeliverWebhooks(
  { store, now }: Pick<Gateway, "store" | "now">,
  tenantId: string,
  { id, position, notificationIds }: RedeliverCommand,
): Promise<RedeliverResult> {
  const endpoints = store.webhooks.ofTenant(tenantId);
  const endpoint = await endpoints.find(id);
  if (!endpoint) return { reopened: [], problems: [noEndpoint(id)] };
  const ids = [...new Set(notificationIds ?? [])];
  if (ids.length > mostIds) {
    const message = `${ids.length} deliveries are named; ${mostIds} are possible: give a cursor instead`;
    const limits = { limit: mostIds, actual: ids.length };
    return {
      endpoint,
      reopened: [],
      problems: [{ code: "LIMIT_EXCEEDED", message, path: ["deliveryIds"], retryable: false, ...limits }],
    };
  }
  const reopened = ids.length === 0 ? [] : await endpoints.reopen(id, ids, now());
  if (position !== undefined) await endpoints.rewind(id, position);
  return { endpoint: (await endpoints.find(id)) ?? endpoint, reopened, problems: [] };
}

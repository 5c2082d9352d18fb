import type { Gateway } from "../gateway.js";
import { noEndpoint } from "./check-endpoint.js";
import { livingSecrets, newSecret } from "./sign-webhook.js";
import type { EndpointResult } from "./tenant-webhooks.js";

const longestOverlapSeconds = 7 * 24 * 3_600;

/** Every secret is a signature in a header that receivers limit. */
const mostSecrets = 5;

/** From now on a new secret signs, and until the overlap has passed the old ones sign beside it. */
export async function rotateWebhookSecret(
  { store, now }: Pick<Gateway, "store" | "now">,
  tenantId: string,
  { id, overlapSeconds }: { readonly id: string; readonly overlapSeconds: number },
): Promise<EndpointResult> {
  const endpoints = store.webhooks.ofTenant(tenantId);
  const endpoint = await endpoints.find(id);
  if (!endpoint) return { problems: [noEndpoint(id)] };
  if (overlapSeconds < 0 || overlapSeconds > longestOverlapSeconds) {
    const message = `overlapSeconds is ${overlapSeconds}; 0 to ${longestOverlapSeconds} are possible`;
    const limits = { limit: longestOverlapSeconds, actual: overlapSeconds };
    const path = ["overlapSeconds"];
    return { endpoint, problems: [{ code: "LIMIT_EXCEEDED", message, path, retryable: false, ...limits }] };
  }
  const secret = newSecret();
  const at = now();
  const until = new Date(at.getTime() + overlapSeconds * 1_000).toISOString();
  await endpoints.changeSecrets(id, (secrets) => {
    const old = livingSecrets(secrets, at).map(({ secret: each, expiresAt }) => ({
      secret: each,
      expiresAt: expiresAt !== undefined && expiresAt < until ? expiresAt : until,
    }));
    return [{ secret }, ...livingSecrets(old, at).slice(0, mostSecrets - 1)];
  });
  return { endpoint, secret, problems: [] };
}

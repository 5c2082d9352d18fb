import { createHmac, randomBytes } from "node:crypto";
import type { WebhookSecret } from "./webhook-records.js";

const prefix = "whsec_";

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32;

export const newSecret = (): string => prefix + randomBytes(secretBytes).toString("base64");

/** Of the secrets that are kept, those that sign at this moment. */
export const livingSecrets = (secrets: readonly WebhookSecret[], now: Date): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > now.getTime());

/** The headers of Standard Webhooks 1.0, with one signature per living secret. */
export function signWebhook(
  id: string,
  body: string,
  secrets: readonly WebhookSecret[],
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signatures = livingSecrets(secrets, now).map(({ secret }) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

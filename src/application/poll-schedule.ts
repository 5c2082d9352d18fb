import type { Account } from "./account.js";
import type { Unit } from "./store.js";
import type { SubmissionRecord } from "./records.js";

/** Where the provider tells by itself, asking only finds what got lost on the way. */
const safetyNetSeconds = 60;
const longestWaitSeconds = 6 * 3_600;

/**
 * When to ask next after `asked` questions; undefined where the provider cannot be asked. The provider's own waits come
 * first; then a tenth of the document's age, so that one that is pending for days costs little.
 */
export async function nextPollAt(
  unit: Pick<Unit, "hasWebhookRegistration">,
  { id, webhooks, provider }: Pick<Account, "id" | "webhooks" | "provider">,
  { createdAt }: Pick<SubmissionRecord, "createdAt">,
  asked: number,
  from: Date,
): Promise<string | undefined> {
  const waits = provider.polling?.everySeconds;
  if (!waits) return undefined;
  const ageSeconds = (from.getTime() - Date.parse(createdAt)) / 1_000;
  const seconds = waits[asked] ?? Math.max(Math.min(ageSeconds / 10, longestWaitSeconds), waits.at(-1) ?? 0);
  const isPushed =
    webhooks !== false && provider.webhook?.signature !== undefined && (await unit.hasWebhookRegistration(id));
  const waitSeconds = isPushed ? Math.max(seconds, safetyNetSeconds) : seconds;
  return new Date(from.getTime() + waitSeconds * 1_000).toISOString();
}

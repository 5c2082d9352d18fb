import type { Gateway } from "../gateway.js";
import { signWebhook } from "./sign-webhook.js";
import type { ClaimedNotification, EndpointId, Settlement, WebhookAnswer, WriteEvent } from "./webhook-ports.js";
import type { NotificationState, WebhookAttemptRecord } from "./webhook-records.js";
import { failingSince, hasFailedTooLong, nextTryAt, restUntil } from "./webhook-schedule.js";

type Deliverer = Pick<Gateway, "store" | "webhookSender" | "now" | "log">;

/** Tells an endpoint what has been due longest; answers false when nothing was. */
export async function deliverNotification(
  gateway: Deliverer,
  endpoint: EndpointId,
  writeEvent: WriteEvent,
  signal: AbortSignal,
): Promise<boolean> {
  const { webhooks } = gateway.store;
  const claimed = await webhooks.claim(endpoint, gateway.now());
  if (!claimed) return false;
  const startedAt = performance.now();
  const at = gateway.now().toISOString();
  const answer = await tell(gateway, claimed, writeEvent, signal);
  if (signal.aborted && "unanswered" in answer) {
    await webhooks.letGo(claimed);
    return false;
  }
  const attempt: WebhookAttemptRecord = {
    at,
    durationMs: Math.round(performance.now() - startedAt),
    ...("status" in answer && { httpStatus: answer.status }),
    ...describe(answer),
  };
  const settlement = settle(gateway.now(), claimed, answer, attempt);
  const { hasDisabledEndpoint } = await webhooks.settle(claimed, settlement);
  if (hasDisabledEndpoint) {
    const reason = settlement.endpoint.disabled?.reason;
    gateway.log.warn({ ...endpoint, reason }, "a webhook endpoint was disabled");
  }
  return true;
}

async function tell(
  { webhookSender, now, log }: Deliverer,
  { id, endpoint, secrets, subject, createdAt }: ClaimedNotification,
  writeEvent: WriteEvent,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  if (subject === "EVENT_NOT_KEPT") return { unanswered: "The event is not kept any more" };
  let body: string;
  try {
    body = subject === "TEST" ? testPayload(createdAt) : await writeEvent(endpoint, subject);
  } catch (error) {
    log.error({ error, endpointId: endpoint.id, notificationId: id }, "a webhook's payload could not be made");
    return { unanswered: "The payload could not be made" };
  }
  const headers = signWebhook(id, body, secrets, now());
  return webhookSender.send({ url: endpoint.url, headers, body }, signal);
}

const testPayload = (timestamp: string): string => JSON.stringify({ type: "WEBHOOK_TEST", timestamp, data: {} });

const isSuccess = (answer: WebhookAnswer): boolean =>
  "status" in answer && answer.status >= 200 && answer.status <= 299;

function describe(answer: WebhookAnswer): { error?: string } {
  if ("unanswered" in answer) return { error: answer.unanswered };
  if (isSuccess(answer)) return {};
  if (answer.status >= 300 && answer.status <= 399) return { error: "Redirects are not followed" };
  return { error: `The endpoint answered ${answer.status}` };
}

/** These say when to come back. */
const throttling: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const gone = 410;

function settle(
  now: Date,
  { endpoint, tries, subject }: ClaimedNotification,
  answer: WebhookAnswer,
  attempt: WebhookAttemptRecord,
): Settlement {
  if (subject === "EVENT_NOT_KEPT") return { attempt, state: "DEAD", endpoint: {} };
  if (isSuccess(answer)) return { attempt, state: "SUCCEEDED", endpoint: { failingSince: null, restsUntil: null } };
  const status = "status" in answer ? answer.status : undefined;
  const rests =
    "retryAfterSeconds" in answer && throttling.has(answer.status)
      ? restUntil(now, answer.retryAfterSeconds ?? 0)
      : undefined;
  const since = failingSince(endpoint, now);
  const reason =
    status === gone
      ? "The endpoint answered 410: it is gone for good"
      : hasFailedTooLong(since, now)
        ? `No try has succeeded since ${since}`
        : undefined;
  const disabled = reason === undefined ? undefined : { at: now.toISOString(), reason };
  // A person waits for a test, and tries again without us; it says nothing about how the endpoint usually fares.
  if (subject === "TEST") return { attempt, state: "DEAD", endpoint: status === gone && disabled ? { disabled } : {} };

  const next = nextTryAt(tries + 1, now, Math.random());
  const nextAt = next && rests && rests > next ? rests : next;
  const state: NotificationState = nextAt ? "FAILED" : "DEAD";
  return {
    attempt,
    state,
    ...(nextAt && { nextAttemptAt: nextAt.toISOString() }),
    endpoint: {
      failingSince: since,
      lastFailedAt: now.toISOString(),
      ...(rests && { restsUntil: rests.toISOString() }),
      ...(disabled && { disabled }),
    },
  };
}

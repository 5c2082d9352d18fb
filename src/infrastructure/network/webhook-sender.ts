import { Agent, request } from "undici";
import type { WebhookAnswer, WebhookMessage, WebhookSender } from "../../application/webhooks/webhook-ports.js";
import type { AddressKind } from "./address-filter.js";
import { createCheckedConnector, ForbiddenAddress, type ResolveHost, writtenKind } from "./checked-connector.js";

export interface WebhookSenderOptions {
  /** For tests and demonstrations: lets tenants name systems inside our own network, and http on this machine. */
  readonly allowPrivate: boolean;
  /** For the whole exchange. */
  readonly timeoutMs?: number;
  readonly resolve?: ResolveHost;
}

export interface OpenWebhookSender extends WebhookSender {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const connectMs = 5_000;
const longestAnswerBytes = 65_536;

/** HTTP to wherever tenants point it, as long as that is not inside. Redirects are answers like any other. */
export function createWebhookSender(options: WebhookSenderOptions): OpenWebhookSender {
  const { allowPrivate, timeoutMs = 15_000, resolve } = options;
  const allowed: ReadonlySet<AddressKind> = new Set(allowPrivate ? ["public", "private", "loopback"] : ["public"]);
  const agent = new Agent({
    connections: 16,
    pipelining: 1,
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 10_000,
    connect: createCheckedConnector({
      connectMs,
      allows: (kind, protocol) => allowed.has(kind) && (protocol !== "http:" || kind === "loopback"),
      ...(resolve && { resolve }),
    }),
  });

  return {
    refuse(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url) return "It is no absolute URL";
      const kind = writtenKind(url.hostname);
      if (url.protocol !== "https:" && url.protocol !== "http:") return "It needs https";
      if (url.username !== "" || url.password !== "") return "It has credentials; deliveries are signed instead";
      if (url.hash !== "") return "It has a fragment, which is never sent";
      if (url.protocol === "http:" && !(allowPrivate && kind === "loopback")) return "It needs https";
      if (kind !== undefined && !allowed.has(kind)) return "Its address is not on the internet";
      return undefined;
    },

    async send({ url, headers, body }: WebhookMessage, signal): Promise<WebhookAnswer> {
      try {
        const answer = await request(url, {
          method: "POST",
          dispatcher: agent,
          headers: { "content-type": "application/json", "user-agent": "einvoice-gateway-webhooks", ...headers },
          body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        // The status is the answer; whether the rest of it comes, or how much, changes nothing.
        await answer.body.dump({ limit: longestAnswerBytes }).catch(() => undefined);
        const retryAfterSeconds = readRetryAfter(answer.headers["retry-after"]);
        return { status: answer.statusCode, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
      } catch (error) {
        return { unanswered: explain(error, timeoutMs) };
      }
    },

    close: () => agent.destroy(),
  };
}

/** Seconds, or the moment as HTTP writes it. */
function readRetryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - Date.now()) / 1_000));
}

/** What the tenant may read: nothing of what lies behind our door. */
function explain(error: unknown, timeoutMs: number): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ForbiddenAddress) return cause.message;
    if (cause.name === "TimeoutError" || ("code" in cause && timeoutCodes.has(String(cause.code)))) {
      return `The endpoint did not answer within ${timeoutMs / 1_000} s`;
    }
    if ("code" in cause && typeof cause.code === "string") return `The endpoint could not be reached (${cause.code})`;
  }
  return "The endpoint could not be reached";
}

const timeoutCodes: ReadonlySet<string> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

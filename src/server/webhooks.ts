import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../application/gateway.js";
import type { Refusal, RefusedDelivery } from "../application/refuse-webhook.js";
import type { ServerLimits } from "./limits.js";
import { deepestNesting, isNestedTooDeep } from "./nesting.js";
import { BodyTimeout, retryAfterSeconds } from "./request-errors.js";
import { withinTime } from "./within-time.js";

export interface WebhookDelivery {
  readonly accountId: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  /** Exactly the bytes that came: signatures are over them. */
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
}

/** Resolves to `accepted` or `duplicate` only when the delivery is safely stored. */
export type AcceptWebhook = (
  delivery: WebhookDelivery,
) => Promise<"accepted" | "duplicate" | "unknown account" | Refusal>;

/** Writes down what is refused before anybody could accept it. */
export type RefuseWebhook = (delivery: RefusedDelivery, refusal: Refusal) => Promise<void>;

export interface WebhookRouteOptions {
  readonly acceptWebhook: AcceptWebhook;
  readonly refuseWebhook: RefuseWebhook;
  readonly limits: ServerLimits;
  readonly log: Log;
}

interface Arrival {
  readonly headers: Record<string, string>;
  readonly atMs: number;
  /** Until the body has come. */
  readonly timer: NodeJS.Timeout;
}

type Route = { Params: { account: string } };

export function registerWebhookRoute(
  app: FastifyInstance,
  { acceptWebhook, refuseWebhook, limits, log }: WebhookRouteOptions,
): void {
  const received = new WeakMap<FastifyRequest, Arrival>();
  const countStranger = createTally((accountId, count) =>
    log.warn({ accountId, count }, "webhooks came for an account that is not configured for them"),
  );

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: FastifyRequest, body: Buffer) => body);

  app.addHook("onRequest", async (request, reply) => {
    // Not Fastify's own timeout: it makes an abort signal for each request, which takes longer than reading the body.
    const timer = setTimeout(() => void reply.send(new BodyTimeout()), limits.webhookTimeoutMs);
    request.raw.once("close", () => clearTimeout(timer));
    received.set(request, { headers: toTexts(request.headers), atMs: Date.now(), timer });
    // Providers name odd and malformed types; Fastify would refuse those before we see a byte.
    request.raw.headers["content-type"] = "application/octet-stream";
  });

  app.setErrorHandler<FastifyError>((error, request) => {
    const arrival = received.get(request);
    const refusal = toRefusal(error);
    if (arrival && refusal) {
      const accountId = (request.params as Route["Params"]).account;
      void refuseWebhook({ accountId, headers: arrival.headers, receivedAtMs: arrival.atMs }, refusal);
    }
    // Answered as everywhere else.
    throw error;
  });

  app.post<Route>("/webhooks/:account", { bodyLimit: limits.webhookBodyBytes }, async (request, reply) => {
    const arrival = received.get(request);
    if (arrival === undefined) throw new Error("A delivery has lost its headers.");
    clearTimeout(arrival.timer);
    const delivery: WebhookDelivery = {
      accountId: request.params.account,
      headers: arrival.headers,
      body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
      receivedAtMs: arrival.atMs,
    };
    try {
      if (isDeepJson(delivery.body)) {
        const refusal: Refusal = { refused: `nested deeper than ${deepestNesting} levels`, by: "nesting" };
        void refuseWebhook(delivery, refusal);
        return toAnswer(refusal, reply);
      }
      const leftMs = Math.max(0, arrival.atMs + limits.webhookTimeoutMs - Date.now());
      const verdict = await withinTime(acceptWebhook(delivery), leftMs);
      if (verdict === "unknown account") countStranger(delivery.accountId);
      return toAnswer(verdict, reply);
    } catch (error) {
      const incidentId = randomUUID();
      log.error({ incidentId, err: error, accountId: delivery.accountId }, "A delivery could not be stored.");
      reply.code(503).header("retry-after", retryAfterSeconds);
      return { status: "not stored", incidentId };
    }
  });
}

/** Whether it is JSON that would exhaust the stack of whoever walks through it. */
function isDeepJson(body: Uint8Array): boolean {
  try {
    return isNestedTooDeep(JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    // No JSON: whether that is right, the account knows.
    return false;
  }
}

/** What ended before the whole body was there. */
function toRefusal(error: FastifyError): Refusal | undefined {
  const { code, message, statusCode } = error;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return { refused: "too large", by: "size" };
  if (error instanceof BodyTimeout) return { refused: "did not come whole in time", by: "time" };
  const isCallers = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isCallers ? { refused: message, by: "connection" } : undefined;
}

const statusOf: Readonly<Record<Refusal["by"], number>> = {
  signature: 401,
  type: 415,
  nesting: 400,
  size: 413,
  time: 503,
  connection: 400,
};

function toAnswer(verdict: Awaited<ReturnType<AcceptWebhook>>, reply: FastifyReply): object {
  if (verdict === "unknown account") {
    reply.code(404);
    return { status: "unknown account" };
  }
  if (typeof verdict === "object") {
    reply.code(statusOf[verdict.by]);
    return { status: "refused", reason: verdict.refused };
  }
  reply.code(202);
  return { status: verdict };
}

const tallyMs = 60_000;

/** Tells of the first at once, and of all others once a minute. */
function createTally(tell: (name: string, count: number) => void): (name: string) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (name) => {
    count += 1;
    if (Date.now() - toldAtMs < tallyMs) return;
    tell(name.slice(0, 100), count);
    toldAtMs = Date.now();
    count = 0;
  };
}

function toTexts(headers: FastifyRequest["headers"]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) texts[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return texts;
}

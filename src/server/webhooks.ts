import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../application/gateway.js";
import type { ServerLimits } from "./limits.js";
import { retryAfterSeconds } from "./request-errors.js";
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
) => Promise<"accepted" | "duplicate" | "unknown account" | { refused: string }>;

export interface WebhookRouteOptions {
  readonly acceptWebhook: AcceptWebhook;
  readonly limits: ServerLimits;
  readonly log: Log;
}

export function registerWebhookRoute(app: FastifyInstance, { acceptWebhook, limits, log }: WebhookRouteOptions): void {
  const received = new WeakMap<FastifyRequest, { headers: Record<string, string>; atMs: number }>();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: FastifyRequest, body: Buffer) => body);

  app.addHook("onRequest", async (request) => {
    received.set(request, { headers: toTexts(request.headers), atMs: Date.now() });
    // Providers name odd and malformed types; Fastify would refuse those before we see a byte.
    request.raw.headers["content-type"] = "application/octet-stream";
  });

  app.post<{ Params: { account: string } }>(
    "/webhooks/:account",
    { bodyLimit: limits.webhookBodyBytes, handlerTimeout: limits.webhookTimeoutMs },
    async (request, reply) => {
      const arrival = received.get(request);
      if (arrival === undefined) throw new Error("A delivery has lost its headers.");
      const delivery: WebhookDelivery = {
        accountId: request.params.account,
        headers: arrival.headers,
        body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
        receivedAtMs: arrival.atMs,
      };
      try {
        // Fastify's own timeout ends when the body has come.
        const leftMs = Math.max(0, arrival.atMs + limits.webhookTimeoutMs - Date.now());
        return toAnswer(await withinTime(acceptWebhook(delivery), leftMs), reply);
      } catch (error) {
        const incidentId = randomUUID();
        log.error({ incidentId, err: error, accountId: delivery.accountId }, "A delivery could not be stored.");
        reply.code(503).header("retry-after", retryAfterSeconds);
        return { status: "not stored", incidentId };
      }
    },
  );
}

function toAnswer(verdict: Awaited<ReturnType<AcceptWebhook>>, reply: FastifyReply): object {
  if (verdict === "unknown account") {
    reply.code(404);
    return { status: "unknown account" };
  }
  if (typeof verdict === "object") {
    reply.code(401);
    return { status: "refused", reason: verdict.refused };
  }
  reply.code(202);
  return { status: verdict };
}

function toTexts(headers: FastifyRequest["headers"]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) texts[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return texts;
}

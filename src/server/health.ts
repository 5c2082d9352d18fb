import type { FastifyInstance } from "fastify";
import type { Log } from "../application/gateway.js";
import { withinTime } from "./within-time.js";

export interface Health {
  /** From now on not ready, whatever the dependencies say. */
  startLeaving(): void;
}

export interface HealthOptions {
  /** @throws when not ready */
  readonly checkReady: () => Promise<void>;
  readonly log: Log;
}

/** The question is open to everyone: asking it often must cost the database nothing. */
const rememberedForMs = 1_000;
const checkTimeoutMs = 2_000;

export function registerHealthRoutes(app: FastifyInstance, { checkReady, log }: HealthOptions): Health {
  let isLeaving = false;
  let wasReady = true;
  let last: { readonly answer: Promise<boolean>; readonly untilMs: number } | undefined;

  async function ask(): Promise<boolean> {
    try {
      await withinTime(checkReady(), checkTimeoutMs);
      if (!wasReady) log.info({}, "Ready again.");
      wasReady = true;
    } catch (error) {
      if (wasReady) log.warn({ err: error }, "Not ready: a dependency does not answer.");
      wasReady = false;
    }
    return wasReady;
  }

  // Asks the event loop only: a restart does not heal a dependency.
  app.get("/livez", async (_request, reply) => reply.header("cache-control", "no-store").send({ status: "alive" }));

  app.get("/readyz", async (_request, reply) => {
    reply.header("cache-control", "no-store");
    if (isLeaving) return reply.code(503).send({ status: "not ready", reason: "shutting down" });
    if (last === undefined || Date.now() >= last.untilMs) {
      last = { answer: ask(), untilMs: Date.now() + rememberedForMs };
    }
    const isReady = await last.answer;
    if (isLeaving) return reply.code(503).send({ status: "not ready", reason: "shutting down" });
    if (!isReady) return reply.code(503).send({ status: "not ready", reason: "a dependency does not answer" });
    return reply.send({ status: "ready" });
  });

  return {
    startLeaving() {
      isLeaving = true;
    },
  };
}

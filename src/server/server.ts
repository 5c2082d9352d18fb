import type { IncomingMessage } from "node:http";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema, ValidationRule } from "graphql";
import type { Log } from "../application/gateway.js";
import type { Context, Viewer } from "../graphql/context.js";
import type { Authenticate } from "./authenticate.js";
import { createDocumentReader } from "./document-reader.js";
import { allowBody, answer, holdBody } from "./early-answer.js";
import { createErrorFormatter } from "./error-formatter.js";
import { registerGraphiql } from "./graphiql.js";
import type { ExampleOperation } from "./graphiql-page.js";
import { createApollo, registerGraphqlRoute } from "./graphql-over-http.js";
import { createEventStreams } from "./graphql-over-sse.js";
import { serveWebSockets } from "./graphql-over-websocket.js";
import { registerHealthRoutes } from "./health.js";
import { defaultLimits } from "./limits.js";
import type { ServerLimits } from "./limits.js";
import { createLongConnections } from "./long-connections.js";
import { createPulse } from "./pulse.js";
import { createRequestErrorHandler, errorBody } from "./request-errors.js";
import { registerUploadRoute, uploadPath } from "./uploads.js";
import { registerWebhookRoute } from "./webhooks.js";
import type { AcceptWebhook, RefuseWebhook } from "./webhooks.js";

export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly schema: GraphQLSchema;
  readonly validationRules: readonly ValidationRule[];
  readonly authenticate: Authenticate;
  /** Called once per operation. */
  /** A socket has no deadline of its own: each of its operations may take as long as the provider is waited for. */
  openContext(viewer: Viewer, deadline?: Date): Context | Promise<Context>;
  readonly acceptWebhook: AcceptWebhook;
  /** Writes down what does not get as far as to be accepted. */
  readonly refuseWebhook?: RefuseWebhook;
  /** @throws when not ready */
  checkReady(): Promise<void>;
  readonly log: Log;
  readonly graphiql: boolean;
  readonly exampleOperations?: readonly ExampleOperation[];
  readonly introspection: boolean;
  /** Web pages that may call from a browser, e.g. `https://erp.example.com`; pages of this server always may. */
  readonly allowedOrigins: readonly string[];
  readonly limits?: Partial<ServerLimits>;
}

export interface RunningServer {
  readonly url: string;
  /** Lets everything under way finish, within the limits; for good, and safe to call twice. */
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, schema, validationRules, introspection, authenticate, allowedOrigins } = options;
  const openContext = (viewer: Viewer, deadline?: Date) => options.openContext(viewer, deadline);
  const limits: ServerLimits = { ...defaultLimits, ...options.limits };
  const formatError = createErrorFormatter({ log, hideSuggestions: !introspection });

  const app = createApp(limits, log);
  const health = registerHealthRoutes(app, { checkReady: () => options.checkReady(), log });
  const documents = createDocumentReader({ schema, validationRules, introspection, limits });
  const connections = createLongConnections({ authenticate, limits });
  const pulse = createPulse(limits.socketKeepAliveMs);
  const streams = createEventStreams({ schema, documents, connections, pulse, limits, formatError, openContext });
  const sockets = serveWebSockets(app.server, {
    schema,
    documents,
    authenticate,
    connections,
    pulse,
    allowedOrigins,
    limits,
    log,
    formatError,
    openContext,
  });
  const apollo = createApollo({
    schema,
    validationRules,
    introspection,
    limits,
    log,
    formatError,
    drain: () =>
      drain(
        app,
        [sockets, streams].map((each) => each.close(limits.drainMs / 4)),
        limits.drainMs,
      ),
  });
  await apollo.start();

  app.register(async (scope) =>
    registerGraphqlRoute(scope, {
      apollo,
      authenticate,
      allowedOrigins,
      bodyBytes: limits.bodyBytes,
      streams,
      openContext,
    }),
  );
  app.register(async (scope) => registerUploadRoute(scope, { authenticate, openContext, limits }));
  app.register(async (scope) =>
    registerWebhookRoute(scope, {
      acceptWebhook: (delivery) => options.acceptWebhook(delivery),
      refuseWebhook: async (delivery, refusal) => options.refuseWebhook?.(delivery, refusal),
      limits,
      log,
    }),
  );
  if (options.graphiql) {
    const { exampleOperations = [] } = options;
    app.register(async (scope) => registerGraphiql(scope, exampleOperations));
  }

  const url = await app.listen({ host: options.host, port: options.port });
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    health.startLeaving();
    await new Promise((resolve) => setTimeout(resolve, limits.leaveMs));
    await apollo.stop();
  }

  return { url, stop: () => (stopped ??= stop()) };
}

function createApp(limits: ServerLimits, log: Log): FastifyInstance {
  const app = Fastify({
    logger: false,
    // The longest of all routes; the others are held to less below.
    requestTimeout: Math.max(limits.requestTimeoutMs, limits.uploadTimeoutMs),
    bodyLimit: limits.webhookBodyBytes,
    exposeHeadRoutes: false,
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: limits.headerBytes,
      // Without it, Java's HTTP client is refused: it offers to upgrade every plain request to HTTP/2.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
    },
  });
  app.server.maxConnections = limits.connections;
  app.server.on("checkContinue", (request, response) => {
    holdBody(request);
    app.server.emit("request", request, response);
  });
  app.addHook("onRequest", async ({ raw, routeOptions }) => {
    if (routeOptions.url !== uploadPath) endWhenSlow(raw, limits.requestTimeoutMs);
  });
  app.addHook("preParsing", async (request, reply) => {
    // A body that is too long, as Fastify finds out next, is better not sent at all.
    if (Number(request.headers["content-length"] ?? 0) <= request.routeOptions.bodyLimit) allowBody(request, reply);
  });
  app.setErrorHandler(createRequestErrorHandler(log));
  app.setNotFoundHandler((request, reply) => {
    answer(request, reply, 404, errorBody("NOT_FOUND", "There is nothing at this address."));
  });
  return app;
}

/** As Node itself does, which knows only one time for all requests. */
function endWhenSlow(request: IncomingMessage, withinMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    request.socket.end("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n", () => request.destroy());
  }, withinMs);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
}

/** Stops listening, lets running requests, sockets and streams finish, and cuts what has not finished in time. */
async function drain(app: FastifyInstance, linesClosed: readonly Promise<void>[], withinMs: number): Promise<void> {
  // A connection that was busy when listening ended stays open for its next request, unless somebody looks.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => app.server.closeAllConnections(), withinMs);
  try {
    await Promise.all([app.close(), ...linesClosed]);
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

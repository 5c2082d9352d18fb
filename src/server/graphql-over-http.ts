import { ApolloServer, HeaderMap } from "@apollo/server";
import type { ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError, OperationTypeNode } from "graphql";
import type { GraphQLSchema, ValidationRule } from "graphql";
import type { Log } from "../application/gateway.js";
import type { Context, Viewer } from "../graphql/context.js";
import type { Authenticate, Identity } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import { credentialInUrl, hasCredentialInUrl, readHeaderCredentials } from "./credentials.js";
import { answer } from "./early-answer.js";
import type { ErrorFormatter } from "./error-formatter.js";
import type { EventStreams } from "./graphql-over-sse.js";
import type { ServerLimits } from "./limits.js";
import { deepestNesting, isNestedTooDeep } from "./nesting.js";
import { readDeadline, timeoutHeader } from "./deadline.js";
import { errorBody, retryAfterSeconds } from "./request-errors.js";
import { capErrors } from "./shape-result.js";

export const graphqlPath = "/graphql";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly validationRules: readonly ValidationRule[];
  readonly introspection: boolean;
  readonly limits: ServerLimits;
  readonly log: Log;
  readonly formatError: ErrorFormatter;
  readonly drain: () => Promise<void>;
}

export function createApollo(options: ApolloOptions): ApolloServer<Context> {
  const { schema, validationRules, introspection, limits, log, formatError } = options;
  /** Errors that will be cut off, and are therefore not worth an incident. */
  const surplus = new WeakSet<Error>();

  const operations: ApolloServerPlugin<Context> = {
    async serverWillStart() {
      return { drainServer: options.drain };
    },
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          // Apollo would run it as if it were a query, and answer 200 with nothing.
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionOverHttp();
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors.slice(limits.errors)) surplus.add(error);
        },
        async willSendResponse({ response }) {
          if (response.body.kind === "single") {
            response.body.singleResult = capErrors(response.body.singleResult, limits.errors);
          }
        },
      };
    },
  };

  return new ApolloServer<Context>({
    schema,
    validationRules: [...validationRules],
    introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.documentTokens },
    // One less: graphql-js adds an error that says it has stopped.
    validationOptions: { maxErrors: limits.errors - 1 },
    formatError: (formatted, error) => (error instanceof Error && surplus.has(error) ? formatted : formatError(error)),
    logger: {
      debug: () => undefined,
      info: (message) => log.info({}, String(message)),
      warn: (message) => log.warn({}, String(message)),
      error: (message) => log.error({}, String(message)),
    },
    plugins: [
      operations,
      // On by default, it wraps every resolver and costs half of the time of a large answer.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

const subscriptionOverHttp = () =>
  new GraphQLError(
    `Subscriptions are served at ${graphqlPath} over WebSocket (graphql-transport-ws), or to who accepts text/event-stream.`,
    {
      extensions: { code: "BAD_REQUEST", http: { status: 400, headers: new HeaderMap() } },
    },
  );

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  readonly authenticate: Authenticate;
  readonly allowedOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly streams: EventStreams;
  readonly openContext: (viewer: Viewer, deadline: Date) => Context | Promise<Context>;
}

/** POST only: a query in the URL would put its variables into every log on the way. */
export function registerGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, authenticate, allowedOrigins, bodyBytes, streams, openContext } = options;
  const callers = new WeakMap<FastifyRequest, { readonly identity: Identity; readonly credentials: Credentials }>();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) =>
    parseJson(request.headers["content-type"] ?? "", body),
  );

  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { origin } = request.headers;
    if (origin !== undefined && allowedOrigins.includes(origin)) {
      reply.header("access-control-allow-origin", origin).header("vary", "origin");
    }
    if (request.method === "POST") return await admit(request, reply);
    return undefined;
  });

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const refuse = (message: string) =>
      answer(
        request,
        reply.header("www-authenticate", 'Bearer realm="einvoice-gateway"'),
        401,
        errorBody("UNAUTHENTICATED", message),
      );

    if (hasCredentialInUrl(request.url)) return refuse(credentialInUrl);
    const presented = readHeaderCredentials(request.headers);
    if ("missing" in presented) return refuse(presented.missing);
    const authentication = await authenticate(presented.credentials);
    if ("refused" in authentication) return refuse(authentication.refused);
    if ("unavailable" in authentication) {
      reply.header("retry-after", retryAfterSeconds);
      return answer(request, reply, 503, errorBody("UNAVAILABLE", authentication.unavailable));
    }
    callers.set(request, { identity: authentication.granted, credentials: presented.credentials });
    return undefined;
  }

  app.post(graphqlPath, { bodyLimit: bodyBytes }, async (request, reply) => {
    const caller = callers.get(request);
    if (caller === undefined) throw new Error("A request without an identity has passed the door.");
    const deadline = readDeadline(request.headers);
    if ("refused" in deadline) return answer(request, reply, 400, errorBody("BAD_REQUEST", deadline.refused));
    if (streams.isWanted(request.headers, request.body)) {
      return streams.serve(request, reply, { ...caller, deadline: deadline.at });
    }
    const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers: toHeaderMap(request), search: "", body: request.body },
      context: async () => openContext(caller.identity.viewer, deadline.at),
    });
    for (const [name, value] of headers) {
      if (name !== "cache-control") reply.header(name, value);
    }
    reply.code(status ?? 200);
    return body.kind === "complete" ? body.string : body.asyncIterator;
  });

  app.options(graphqlPath, async (_request, reply) =>
    reply
      .code(204)
      .header("access-control-allow-methods", "POST")
      .header("access-control-allow-headers", `authorization, content-type, last-event-id, x-api-key, ${timeoutHeader}`)
      .header("access-control-max-age", 600)
      .send(),
  );

  app.route({
    method: ["GET", "PUT", "PATCH", "DELETE"],
    url: graphqlPath,
    handler: async (request, reply) =>
      answer(
        request,
        reply.header("allow", "POST, OPTIONS"),
        405,
        errorBody("BAD_REQUEST", "Send operations by POST."),
      ),
  });
}

function toHeaderMap({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Other encodings are refused: some of them smuggle what UTF-8 would show. */
function parseJson(contentType: string, body: Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1];
  if (charset !== undefined && charset.toLowerCase() !== "utf-8" && charset.toLowerCase() !== "utf8") {
    throw requestError(415, `The charset "${charset}" is not accepted; send UTF-8.`);
  }
  let text: string;
  try {
    text = utf8.decode(body);
  } catch (cause) {
    throw requestError(400, "The body is not valid UTF-8.", cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw requestError(400, "The body is not valid JSON.", cause);
  }
  if (isNestedTooDeep(value)) throw requestError(400, `The body is nested deeper than ${deepestNesting} levels.`);
  return value;
}

const requestError = (statusCode: number, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { statusCode });

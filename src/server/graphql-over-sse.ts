import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, execute, getOperationAST } from "graphql";
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from "graphql";
import type { Context, StreamPlace, Viewer } from "../graphql/context.js";
import type { Identity } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import type { DocumentReader } from "./document-reader.js";
import { answer } from "./early-answer.js";
import type { ErrorFormatter } from "./error-formatter.js";
import { openEventStream } from "./event-stream.js";
import type { EventStream } from "./event-stream.js";
import type { ServerLimits } from "./limits.js";
import { openLiveResults } from "./live-results.js";
import type { LongConnections } from "./long-connections.js";
import { errorBody, retryAfterSeconds } from "./request-errors.js";
import { shapeResult } from "./shape-result.js";

export interface SseOptions {
  readonly schema: GraphQLSchema;
  readonly documents: DocumentReader;
  readonly connections: LongConnections;
  readonly limits: ServerLimits;
  readonly formatError: ErrorFormatter;
  readonly openContext: (viewer: Viewer, deadline?: Date) => Context | Promise<Context>;
}

export interface Caller {
  readonly identity: Identity;
  readonly credentials: Credentials;
  readonly deadline: Date;
}

/** GraphQL over server-sent events, one operation per request ("distinct connections mode" of graphql-sse). */
export interface EventStreams {
  isWanted(headers: IncomingHttpHeaders, body: unknown): boolean;
  serve(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<FastifyReply>;
  /** Ends every stream, without saying that it is complete: its reader goes elsewhere and goes on. */
  close(cutAfterMs: number): Promise<void>;
}

interface Payload {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export function createEventStreams(options: SseOptions): EventStreams {
  const { schema, documents, connections, limits, formatError, openContext } = options;
  const open = new Set<EventStream>();
  let isClosing = false;

  async function run(stream: EventStream, payload: Payload, caller: Caller, lastEventId?: string): Promise<void> {
    const send = (result: Parameters<typeof shapeResult>[0], id?: string) =>
      stream.send({
        event: "next",
        data: shapeResult(result, formatError, limits.errors),
        ...(id !== undefined && { id }),
      });
    const document = documents.read(payload.query, payload.operationName);
    if (!("kind" in document)) {
      await send({ errors: document });
      return;
    }
    const isLive = isSubscription(document, payload.operationName);
    const place: StreamPlace = lastEventId === undefined ? {} : { resumeAfter: lastEventId };
    const context = await openContext(caller.identity.viewer, ...(isLive ? [] : [caller.deadline]));
    const operation: ExecutionArgs = {
      schema,
      document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? {},
      contextValue: { ...context, place },
    };
    const results = isLive ? await openLiveResults(operation) : await execute(operation);
    if (!(Symbol.asyncIterator in results)) {
      await send(results);
      return;
    }
    stream.onceClosed(() => void results.return());
    for await (const result of results) {
      if (!stream.isOpen()) return;
      await send(result, place.told);
    }
  }

  return {
    isWanted(headers, body) {
      const accepted = (headers.accept ?? "").split(",").map((range) => range.split(";", 1)[0]?.trim().toLowerCase());
      if (!accepted.includes("text/event-stream")) return false;
      if (!accepted.some((range) => range !== undefined && jsonRanges.has(range))) return true;
      // Who takes both is answered in one piece where there is one.
      const payload = readPayload(body);
      const document = payload && documents.read(payload.query, payload.operationName);
      return document !== undefined && "kind" in document && isSubscription(document, payload?.operationName);
    },

    async serve(request, reply, caller) {
      const refuse = (status: number, code: string, message: string) => {
        if (status !== 400) reply.header("retry-after", retryAfterSeconds);
        return answer(request, reply, status, errorBody(code, message));
      };
      if (isClosing) return refuse(503, "UNAVAILABLE", "The server is shutting down.");
      const payload = readPayload(request.body);
      if (payload === undefined) {
        return refuse(
          400,
          "BAD_REQUEST",
          "The body needs a `query` as text, and may have `variables` and `operationName`.",
        );
      }
      const { raw: response } = reply;
      let ended: string | undefined;
      let stream: EventStream | undefined;
      const connection = {
        isOpen: () => !response.writableEnded && !response.destroyed,
        end: (reason: string) => {
          ended = reason;
          if (stream) endUnauthenticated(stream, reason);
        },
        onceClosed: (listener: () => void) => void response.once("close", listener),
      };
      if (!connections.hold(connection, caller.credentials, caller.identity)) {
        const message = `This credential has ${limits.socketsPerCredential} sockets or streams open already.`;
        return refuse(429, "LIMIT_EXCEEDED", message);
      }
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) response.setHeader(name, value);
      }
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
      const opened = openEventStream(response, limits);
      stream = opened;
      open.add(opened);
      opened.onceClosed(() => open.delete(opened));
      if (ended !== undefined) endUnauthenticated(opened, ended);

      const lastEventId = request.headers["last-event-id"];
      try {
        await run(opened, payload, caller, typeof lastEventId === "string" && lastEventId ? lastEventId : undefined);
        await opened.send({ event: "complete" });
      } catch (error) {
        // Not complete: its reader comes back and goes on. The formatter has the incident logged.
        formatError(error);
      }
      opened.end();
      return reply;
    },

    async close(cutAfterMs) {
      isClosing = true;
      const streams = [...open];
      const gone = streams.map((stream) => new Promise<void>((resolve) => stream.onceClosed(resolve)));
      for (const stream of streams) stream.end();
      const cut = setTimeout(() => {
        for (const stream of streams) stream.cut();
      }, cutAfterMs);
      await Promise.all(gone);
      clearTimeout(cut);
    },
  };
}

function endUnauthenticated(stream: EventStream, reason: string): void {
  void stream.send({ event: "next", data: errorBody("UNAUTHENTICATED", reason) });
  void stream.send({ event: "complete" });
  stream.end();
}

const jsonRanges: ReadonlySet<string> = new Set([
  "application/json",
  "application/graphql-response+json",
  "application/*",
  "*/*",
]);

const isSubscription = (document: DocumentNode, operationName: string | undefined): boolean =>
  getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION;

function readPayload(body: unknown): Payload | undefined {
  if (!isObject(body)) return undefined;
  const { query, variables, operationName } = body;
  if (typeof query !== "string") return undefined;
  if (variables !== undefined && variables !== null && !isObject(variables)) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== "string") return undefined;
  return { query, ...(variables && { variables }), ...(typeof operationName === "string" && { operationName }) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

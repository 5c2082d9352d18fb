import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, execute, getOperationAST } from "graphql";
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from "graphql";
import type { Context, StreamPlace, Viewer } from "../graphql/context.js";
import type { Identity } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import type { DocumentReader } from "./document-reader.js";
import { answer } from "./early-answer.js";
import type { ErrorFormatter } from "./error-formatter.js";
import { openEventStream } from "./event-stream.js";
import type { EventStream } from "./event-stream.js";
import type { ServerLimits } from "./limits.js";
import { LiveResults, openLiveResults } from "./live-results.js";
import type { LongConnection, LongConnections } from "./long-connections.js";
import type { Pulse } from "./pulse.js";
import { errorBody, retryAfterSeconds } from "./request-errors.js";
import { shapeResult } from "./shape-result.js";

export interface SseOptions {
  readonly schema: GraphQLSchema;
  readonly documents: DocumentReader;
  readonly connections: LongConnections;
  readonly pulse: Pulse;
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

interface Begun {
  readonly results: LiveResults | ExecutionResult;
  /** Where the result stands that was told last. */
  readonly place?: StreamPlace;
}

export function createEventStreams(options: SseOptions): EventStreams {
  const { schema, documents, connections, pulse, limits, formatError, openContext } = options;
  const open = new Set<EventStream>();
  let isClosing = false;

  async function begin(payload: Payload, caller: Caller, lastEventId: string | undefined): Promise<Begun> {
    const document = documents.read(payload.query, payload.operationName);
    if (!("kind" in document)) return { results: { errors: document } };
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
    return { results: isLive ? await openLiveResults(operation) : await execute(operation), place };
  }

  /** For as long as the stream is open: of the request nothing is handed in, since it would be kept as long. */
  async function tell(stream: EventStream, beginning: Promise<Begun>): Promise<void> {
    try {
      const { results, place } = await beginning;
      if (results instanceof LiveResults) {
        stream.onceClosed(() => void results.return());
        for await (const result of results) {
          if (!stream.isOpen()) break;
          await send(stream, result, place?.told);
        }
      } else await send(stream, results);
      await stream.send({ event: "complete" });
    } catch (error) {
      // Not complete: its reader comes back and goes on. The formatter has the incident logged.
      formatError(error);
    }
    stream.end();
  }

  const send = (stream: EventStream, result: ExecutionResult, id?: string) =>
    stream.send({
      event: "next",
      data: shapeResult(result, formatError, limits.errors),
      ...(id !== undefined && { id }),
    });

  function hold(stream: EventStream): void {
    open.add(stream);
    stream.onceClosed(() => open.delete(stream));
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
      const connection = new StreamConnection(response);
      if (!connections.hold(connection, caller.credentials, caller.identity)) {
        const message = `This credential has ${limits.socketsPerCredential} sockets or streams open already.`;
        return refuse(429, "LIMIT_EXCEEDED", message);
      }
      reply.hijack();
      // All at once: what is set before it is written is kept.
      response.writeHead(200, {
        // The types allow an absent value; Fastify sets none.
        ...(reply.getHeaders() as OutgoingHttpHeaders),
        "content-type": "text/event-stream; charset=utf-8",
        "x-accel-buffering": "no",
      });
      const stream = openEventStream(response, pulse);
      hold(stream);
      connection.carry(stream);

      const lastEventId = request.headers["last-event-id"];
      const resumed = typeof lastEventId === "string" && lastEventId ? lastEventId : undefined;
      // Not waited for: what waits for it keeps the request.
      void tell(stream, begin(payload, caller, resumed));
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

/** Held before there is a stream: whether it may be opened is only known then. */
class StreamConnection implements LongConnection {
  readonly #response: ServerResponse;
  #stream: EventStream | undefined;
  #ended: string | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  end(reason: string): void {
    this.#ended = reason;
    if (this.#stream) endUnauthenticated(this.#stream, reason);
  }

  onceClosed(listener: () => void): void {
    this.#response.on("close", listener);
  }

  carry(stream: EventStream): void {
    this.#stream = stream;
    if (this.#ended !== undefined) endUnauthenticated(stream, this.#ended);
  }
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

import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError } from "graphql";
import type { GraphQLSchema } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import type { Context as SocketContext, ServerOptions as ProtocolOptions } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import type { Log } from "../application/gateway.js";
import type { Context, Viewer } from "../graphql/context.js";
import type { Authenticate } from "./authenticate.js";
import type { PresentedCredentials } from "./credentials.js";
import { readConnectionParams, readHeaderCredentials } from "./credentials.js";
import type { DocumentReader } from "./document-reader.js";
import type { ErrorFormatter } from "./error-formatter.js";
import type { ServerLimits } from "./limits.js";
import { openLiveResults } from "./live-results.js";
import type { LongConnections } from "./long-connections.js";
import { deepestNesting, isNestedTooDeep } from "./nesting.js";
import type { Pulse } from "./pulse.js";
import { shapeResult } from "./shape-result.js";
import { closeCodes, createSocketAdmission, toCloseReason } from "./socket-admission.js";
import { openSocket } from "./socket-transport.js";
import { findRefusal, writeRefusal } from "./upgrade-refusal.js";

export interface WebSocketOptions {
  readonly schema: GraphQLSchema;
  readonly documents: DocumentReader;
  readonly authenticate: Authenticate;
  readonly connections: LongConnections;
  readonly pulse: Pulse;
  readonly allowedOrigins: readonly string[];
  readonly limits: ServerLimits;
  readonly log: Log;
  readonly formatError: ErrorFormatter;
  readonly openContext: (viewer: Viewer) => Context | Promise<Context>;
}

export interface OpenSockets {
  /** Tells every peer to go elsewhere, and cuts those who do not go. */
  close(cutAfterMs: number): Promise<void>;
}

/** For as long as the socket is open: of the request only this is kept. */
interface Extra {
  readonly socket: WebSocket;
  readonly inHeaders: PresentedCredentials;
  viewer?: Viewer;
}

type OwnContext = SocketContext<Record<string, unknown>, Extra>;

export function serveWebSockets(server: Server, options: WebSocketOptions): OpenSockets {
  const { limits, pulse, log } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = makeServer(createProtocol(options));
  let isClosing = false;

  server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // Between here and the handshake nobody else listens, and an unheard error ends the process.
    const destroy = () => connection.destroy();
    connection.on("error", destroy);
    const refusal = findRefusal(request, { allowedOrigins: options.allowedOrigins, isClosing });
    if (refusal !== undefined) {
      writeRefusal(connection, refusal);
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      // It would keep the request, with all its headers, for as long as the socket is open.
      connection.off("error", destroy);
      openSocket(socket, {
        connection,
        protocol,
        extra: { socket, inHeaders: readHeaderCredentials(request.headers) },
        limits,
        pulse,
        log,
      });
    });
  });

  return {
    async close(cutAfterMs) {
      isClosing = true;
      const clients = [...sockets.clients];
      const gone = clients.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
      for (const socket of clients) socket.close(closeCodes.goingAway, "The server is shutting down.");
      const cut = setTimeout(() => {
        for (const socket of clients) socket.terminate();
      }, cutAfterMs);
      await Promise.all(gone);
      clearTimeout(cut);
      sockets.close();
    },
  };
}

function createProtocol(options: WebSocketOptions): ProtocolOptions<Record<string, unknown>, Extra> {
  const { schema, documents, limits, formatError, openContext } = options;
  const admission = createSocketAdmission(options);

  return {
    connectionInitWaitTimeout: limits.socketInitTimeoutMs,
    subscribe: openLiveResults,

    async onConnect({ extra, connectionParams }: OwnContext) {
      const presented = readPresented(extra.inHeaders, connectionParams);
      if ("missing" in presented) {
        extra.socket.close(closeCodes.unauthorized, toCloseReason(presented.missing));
        return false;
      }
      const viewer = await admission.admit(extra.socket, presented.credentials);
      if (viewer === undefined) return false;
      extra.viewer = viewer;
      return true;
    },

    async onSubscribe({ extra, subscriptions }: OwnContext, _id, payload) {
      if (extra.viewer === undefined) throw new Error("A socket without a viewer has passed the door.");
      if (Object.keys(subscriptions).length > limits.operationsPerSocket) {
        const message = `More than ${limits.operationsPerSocket} operations are open on this socket.`;
        return [
          new GraphQLError(message, { extensions: { code: "LIMIT_EXCEEDED", limit: limits.operationsPerSocket } }),
        ];
      }
      if (isNestedTooDeep(payload.variables)) {
        const message = `The variables are nested deeper than ${deepestNesting} levels.`;
        return [new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } })];
      }
      const document = documents.read(payload.query, payload.operationName ?? undefined);
      if (!("kind" in document)) return document;
      return {
        schema,
        document,
        operationName: payload.operationName ?? null,
        variableValues: payload.variables ?? {},
        contextValue: await openContext(extra.viewer),
      };
    },

    onNext: (_context, _id, _payload, _arguments, result) =>
      result.errors === undefined ? undefined : shapeResult(result, formatError, limits.errors),

    onError: (_context, _id, _payload, errors) => errors.slice(0, limits.errors).map(formatError),
  };
}

const readPresented = (
  inHeaders: PresentedCredentials,
  params: Readonly<Record<string, unknown>> | undefined,
): PresentedCredentials =>
  "credentials" in inHeaders || params === undefined ? inHeaders : readConnectionParams(params);

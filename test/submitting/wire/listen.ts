import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { createServer as createHttpsServer } from "node:https";
import type { Certificate } from "./certificate.js";

/** A server on this machine that behaves as a test wants. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** A request whose body has been read to its end. */
export interface ReadRequest {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  /** 1 for the first request of this connection. */
  readonly numberOnConnection: number;
}

export type Answering = (request: ReadRequest, outgoing: ServerResponse) => void;

export async function listenHttp(answer: Answering, certificate?: Certificate): Promise<Listening> {
  const counts = new WeakMap<Socket, number>();
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const numberOnConnection = (counts.get(incoming.socket) ?? 0) + 1;
    counts.set(incoming.socket, numberOnConnection);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    answer({ incoming, body: Buffer.concat(chunks), numberOnConnection }, outgoing);
  };
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    // A caller that hangs up in the middle is what some tests are about.
    void serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  if (!certificate) return listen(createHttpServer(handle), "http");
  return listen(createHttpsServer({ ...certificate }, handle), "https");
}

/** Below HTTP: whatever happens to a connection. */
export const listenTcp = (
  onConnection: (socket: Socket) => void,
  scheme: "http" | "https" = "http",
): Promise<Listening> => listen(createTcpServer(onConnection), scheme);

export const listenTls = (options: TlsOptions, onConnection: (socket: Socket) => void): Promise<Listening> =>
  listen(createTlsServer(options, onConnection), "https");

async function listen(server: Server, scheme: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

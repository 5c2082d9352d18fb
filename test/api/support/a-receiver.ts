import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: any;
  readonly atMs: number;
}

export interface ReceiverAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes the request and never answers. */
  readonly hang?: boolean;
  /** Answers for ever. */
  readonly endless?: boolean;
}

/** A tenant's system that is told of events; answers 200 unless it is told otherwise. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  connections(): number;
  endlessBytes(): number;
  /** From now on. */
  answerWith(answer: (request: ReceivedRequest) => ReceiverAnswer): void;
  close(): Promise<void>;
}

export async function aReceiver(answer: (request: ReceivedRequest) => ReceiverAnswer = () => ({})): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let endlessBytes = 0;
  let current = answer;
  const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const request = {
      path: incoming.url ?? "",
      headers: incoming.headers,
      text,
      body: JSON.parse(text || "null") as unknown,
      atMs: Date.now(),
    };
    requests.push(request);
    const { status = 200, headers = {}, hang, endless } = current(request);
    if (hang) return;
    response.writeHead(status, headers);
    if (!endless) {
      response.end();
      return;
    }
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) endlessBytes += 16_384;
    };
    response.on("drain", more);
    more();
  };
  const server = createServer((incoming, response) => {
    take(incoming, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    requests,
    connections: () => connections,
    endlessBytes: () => endlessBytes,
    answerWith(next) {
      current = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Webhook } from "standardwebhooks";
import { seededRandom } from "../stand-in/faults.js";

/** How an endpoint treats what it is told. */
export type Manner = "fine" | "flaky" | "hanging" | "gone";

export const manners: readonly Manner[] = ["fine", "flaky", "hanging", "gone"];

/** One call that was taken, or refused. */
export interface Call {
  readonly webhookId: string;
  readonly eventId: string;
  readonly taken: boolean;
  readonly atMs: number;
}

/** A tenant's system: it keeps a record of every call, and that is the truth. */
export interface Receiver {
  readonly manner: Manner;
  readonly url: string;
  readonly calls: readonly Call[];
  /** Calls whose signature did not fit the secret this receiver knew at that time. */
  unverifiable(): number;
  /** From now on only this secret counts. */
  trust(secret: string): void;
  /** From now on everything is taken. */
  mend(): void;
  close(): Promise<void>;
}

export async function startReceiver(manner: Manner, seed: number): Promise<Receiver> {
  const calls: Call[] = [];
  const sockets = new Set<Socket>();
  const random = seededRandom(seed);
  let secret: string | undefined;
  let unverifiable = 0;
  let isMended = false;

  const decide = (): number | undefined => {
    if (isMended || manner === "fine") return 200;
    if (manner === "flaky") return random() < 0.5 ? 500 : 200;
    return manner === "gone" ? 410 : undefined;
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const webhookId = String(request.headers["webhook-id"]);
    if (secret !== undefined && !isGenuine(secret, webhookId, text, request.headers)) unverifiable += 1;
    const { data } = JSON.parse(text) as { readonly data: { readonly id: string } };
    const status = decide();
    calls.push({ webhookId, eventId: data.id, taken: status === 200, atMs: Date.now() });
    if (status !== undefined) response.writeHead(status).end();
  };
  const server = createServer((request, response) => {
    // A gateway that is killed while it speaks has said nothing.
    take(request, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    manner,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    unverifiable: () => unverifiable,
    trust(next) {
      secret = next;
    },
    mend() {
      isMended = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the library's own check does, but for the clock: the gateway's is ahead of ours. */
function isGenuine(
  secret: string,
  id: string,
  text: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  const at = new Date(Number(headers["webhook-timestamp"]) * 1_000);
  return String(headers["webhook-signature"])
    .split(" ")
    .includes(new Webhook(secret).sign(id, at, text));
}

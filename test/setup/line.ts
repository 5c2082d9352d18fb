import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A network line between a gateway and what it calls, which can be disturbed. */
export interface Line {
  readonly port: number;
  /** The next request with these words waits on the way, even when its sender is gone. */
  holdRequest(words: RegExp): void;
  /** The answer to the next request with these words waits on the way. */
  holdAnswer(words: RegExp): void;
  /** Whether something waits. */
  isHolding(): boolean;
  /** Lets everything arrive that waits, late as it is. */
  release(): void;
  /** Nobody listens at the address any more. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let wanted: { readonly what: "request" | "answer"; readonly words: RegExp } | undefined;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((caller) => {
    keep(caller);
    let held: "request" | "answer" | undefined;
    // What is released late comes on a connection of its own: the first one may be closed for idleness by then.
    let late: Socket | undefined;
    const openLate = () => {
      const socket = keep(connect(targetPort, "127.0.0.1"));
      socket.on("data", (bytes: Buffer) => void (caller.writable && caller.write(bytes)));
      return socket;
    };
    const target = keep(connect(targetPort, "127.0.0.1"));
    caller.on("data", (bytes: Buffer) => {
      if (wanted?.words.test(bytes.toString("latin1"))) {
        held = wanted.what;
        wanted = undefined;
      }
      if (late) late.write(bytes);
      else if (held === "request") waiting.push(() => void (late ??= openLate()).write(bytes));
      else target.write(bytes);
    });
    target.on("data", (bytes: Buffer) => {
      if (held === "answer") waiting.push(() => void caller.write(bytes));
      else caller.write(bytes);
    });
    target.on("close", () => void (held ?? caller.destroy()));
    caller.on("close", () => target.end());
  });
  const port = await listen(server, 0);
  const refuse = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    port,
    holdRequest: (words) => void (wanted = { what: "request", words }),
    holdAnswer: (words) => void (wanted = { what: "answer", words }),
    isHolding: () => waiting.length > 0,
    release() {
      for (const go of waiting.splice(0)) go();
    },
    refuse,
    accept: () => listen(server, port).then(() => undefined),
    close: refuse,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

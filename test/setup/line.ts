import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A network line between a gateway and what it calls, which can be disturbed. */
export interface Line {
  readonly port: number;
  /** From the first request with these words on, what is said waits on the way, even when its sender is gone. */
  holdRequests(from?: RegExp): void;
  /** From the first request with these words on, what is answered waits on the way. */
  holdAnswers(from?: RegExp): void;
  /** Whether something waits. */
  isHolding(): boolean;
  /** Lets everything arrive that waits, late as it is. */
  release(): void;
  /** Nobody listens at the address any more. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

interface Hold {
  readonly direction: "requests" | "answers";
  readonly from: RegExp;
  begun: boolean;
}

export async function openLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let hold: Hold | undefined;

  const carry = (from: Socket, to: Socket, direction: Hold["direction"]) => {
    from.on("data", (bytes: Buffer) => {
      if (hold && direction === "requests" && hold.from.test(bytes.toString("latin1"))) hold.begun = true;
      const go = () => void (to.writable && to.write(bytes));
      if (hold?.begun && hold.direction === direction) waiting.push(go);
      else go();
    });
  };
  const server = createServer((caller) => {
    const target = connect(targetPort, "127.0.0.1");
    for (const socket of [caller, target]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    carry(caller, target, "requests");
    carry(target, caller, "answers");
    target.on("close", () => caller.destroy());
    caller.on("close", () => void (hold?.begun || target.end()));
  });
  const port = await listen(server, 0);
  const refuse = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    port,
    holdRequests: (from = /^/) => void (hold = { direction: "requests", from, begun: false }),
    holdAnswers: (from = /^/) => void (hold = { direction: "answers", from, begun: false }),
    isHolding: () => waiting.length > 0,
    release() {
      hold = undefined;
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

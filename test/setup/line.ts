import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A network line between two parties that can be disturbed. */
export interface Line {
  readonly port: number;
  /** What the caller says waits on the way; said before or after the caller hangs up, it arrives on release. */
  holdRequests(): void;
  /** What is answered waits on the way. */
  holdAnswers(): void;
  /** How many bytes wait. */
  held(): number;
  release(): void;
  close(): Promise<void>;
}

export async function openLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const waiting: { bytes: number; go(): void }[] = [];
  let holding: "nothing" | "requests" | "answers" = "nothing";

  const carry = (from: Socket, to: Socket, direction: "requests" | "answers") => {
    from.on("data", (bytes: Buffer) => {
      const go = () => void (to.writable && to.write(bytes));
      if (holding === direction) waiting.push({ bytes: bytes.byteLength, go });
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
    caller.on("close", () => {
      if (holding === "nothing") target.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    holdRequests: () => void (holding = "requests"),
    holdAnswers: () => void (holding = "answers"),
    held: () => waiting.reduce((sum, { bytes }) => sum + bytes, 0),
    release() {
      holding = "nothing";
      for (const { go } of waiting.splice(0)) go();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

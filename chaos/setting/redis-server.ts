import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { endProcess } from "./end-process.js";
import { freePort } from "./free-port.js";

/** A Redis of the run's own on 127.0.0.1, in memory only, always at the same address. */
export interface RedisServer {
  readonly url: string;
  /** SIGKILL: nothing is said to anybody, and everything it knew is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export const hasRedisServer = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

const startsWithinMs = 10_000;

export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  process.once("exit", () => child?.kill("SIGKILL"));
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (child) await endProcess(child, "SIGKILL");
    },
    async start() {
      const words = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
      child = spawn("redis-server", words, { stdio: "ignore" });
      for (const deadline = Date.now() + startsWithinMs; !(await answers(port)); await pause(20)) {
        if (Date.now() > deadline) throw new Error(`redis-server did not answer on port ${port}`);
      }
    },
  };
  await server.start();
  return server;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("data", (bytes) => end(bytes.toString("utf8").startsWith("+PONG")));
    socket.once("error", () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });

import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { endProcess } from "./end-process.js";

/** A gateway that is started and killed many times, always under the same address. */
export interface GatewayProcess {
  /** Waits until it is ready for requests. */
  start(): Promise<void>;
  /** SIGKILL: nothing can be finished. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
}

export interface GatewayOrder {
  readonly program: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it says, one start after the other. */
  readonly logFile: string;
}

const startsWithinMs = 60_000;

export function createGatewayProcess({ program, url, environment, logFile }: GatewayOrder): GatewayProcess {
  const log = openSync(logFile, "a");
  let child: ChildProcess | undefined;
  process.once("exit", () => child?.kill("SIGKILL"));

  return {
    async start() {
      const started = spawn(process.execPath, [program, "serve"], {
        env: { ...process.env, ...environment },
        stdio: ["ignore", log, log],
      });
      child = started;
      const deadline = Date.now() + startsWithinMs;
      while (!(await isReady(url))) {
        if (started.exitCode !== null) throw new Error(`The gateway ended with ${started.exitCode}: see ${logFile}`);
        if (Date.now() > deadline) throw new Error(`The gateway was not ready in ${startsWithinMs} ms: see ${logFile}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async kill() {
      if (child) await endProcess(child, "SIGKILL");
    },
    async stop() {
      if (child) await endProcess(child, "SIGTERM");
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );

import { execFile, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { endProcess } from "../../chaos/setting/end-process.js";

export interface RunningGateway {
  readonly url: string;
  /** What is resident of it, in bytes. */
  residentBytes(): Promise<number>;
  stop(): Promise<void>;
}

export interface GatewayOrder {
  readonly program: string;
  readonly nodeOptions: readonly string[];
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

const startsWithinMs = 60_000;
const run = promisify(execFile);

/** `serve`, until it is ready. */
export async function startGateway({ program, nodeOptions, url, environment }: GatewayOrder): Promise<RunningGateway> {
  const child = spawn(process.execPath, [...nodeOptions, program, "serve"], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const deadline = Date.now() + startsWithinMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`The gateway was not ready in ${startsWithinMs} ms`);
    await pause(50);
  }
  return {
    url,
    async residentBytes() {
      const { stdout } = await run("ps", ["-o", "rss=", "-p", String(child.pid)]);
      return Number(stdout) * 1_024;
    },
    stop: () => endProcess(child, "SIGTERM"),
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

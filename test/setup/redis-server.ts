import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { freePort } from "../../chaos/setting/free-port.js";

const run = promisify(execFile);

export interface TestRedis {
  readonly url: string;
  /** As a crash: nothing is said to anybody. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The server on the path; as root on Debian it is installed when it is missing. */
export async function findRedisServer(): Promise<boolean> {
  if (await isInstalled()) return true;
  if (process.getuid?.() !== 0) return false;
  try {
    await run("apt-get", ["install", "-y", "-qq", "redis-server"], { env: installing });
  } catch {
    await run("sh", ["-c", "apt-get update -qq && apt-get install -y -qq redis-server"], { env: installing }).catch(
      () => undefined,
    );
  }
  return isInstalled();
}

const installing = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };

const isInstalled = (): Promise<boolean> =>
  run("redis-server", ["--version"]).then(
    () => true,
    () => false,
  );

/** A Redis of its own on 127.0.0.1, in memory only. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const chosen = port ?? (await freePort());
  const child = spawn(
    "redis-server",
    ["--port", String(chosen), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: "ignore" },
  );
  const url = `redis://127.0.0.1:${chosen}`;
  await untilItAnswers(url);
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once("exit", () => resolve());
      child.kill(signal);
    });
  return { url, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

async function untilItAnswers(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  await client.ping();
  client.disconnect();
}

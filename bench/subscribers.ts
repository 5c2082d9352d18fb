import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { WebSocket } from "ws";
import type { Report } from "./subscribers/gateway.js";

const query = "subscription { invoiceEvents { ... on InvoiceEventEdge { cursor } ... on StreamCaughtUp { cursor } } }";

type Memory = Extract<Report, { memory: unknown }>["memory"];

/** What one idle subscriber costs the process that serves it. */
export async function benchSubscribers(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { count: { type: "string", default: "2000" }, sse: { type: "boolean", default: false } },
  });
  const count = Number(values.count);
  const keysNeeded = Math.ceil(count / 200) + 1;
  const directory = await mkdtemp(join(tmpdir(), "einvoice-bench-"));
  const child = fork(await bundle(), {
    execArgv: ["--expose-gc"],
    env: { ...process.env, KEYS: String(keysNeeded), DATA: directory },
    serialization: "json",
  });
  try {
    const { url, keys } = await next(child, "ready");
    const subscribe = values.sse ? overServerSentEvents : overWebSocket;
    // The first ones pay for what is made once.
    const closing = [await openMany(subscribe, url, keys.slice(-1), 50)];
    const before = await measure(child);
    closing.push(await openMany(subscribe, url, keys.slice(0, -1), count));
    const after = await measure(child);
    print(values.sse ? "server-sent events" : "WebSocket", count, before, after);
    for (const close of closing.flat()) close();
  } finally {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.send("stop");
    await gone;
    await rm(directory, { recursive: true, force: true });
  }
}

/** As it runs in production: what a development loader adds to every function would be measured too. */
async function bundle(): Promise<string> {
  // Below node_modules, where the program finds its libraries.
  const outDir = fileURLToPath(new URL("../node_modules/.cache/bench-subscribers/", import.meta.url));
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: fileURLToPath(new URL("./subscribers/gateway.ts", import.meta.url)),
      outDir,
      emptyOutDir: true,
      target: "node24",
    },
  });
  return join(outDir, "gateway.js");
}

function next<Key extends "ready" | "memory">(
  child: ChildProcess,
  key: Key,
): Promise<Extract<Report, Record<Key, unknown>>[Key]> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The gateway ended with ${code}`)));
    child.on("message", (report: Report) => {
      if (key in report) resolve((report as never)[key]);
    });
  });
}

async function measure(child: ChildProcess): Promise<Memory> {
  // What was garbage a moment ago is given back by now.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  child.send("memory");
  return next(child, "memory");
}

type Subscribe = (url: string, key: string) => Promise<() => void>;

async function openMany(subscribe: Subscribe, url: string, keys: readonly string[], count: number) {
  const closing: (() => void)[] = [];
  for (let opened = 0; opened < count; opened += 50) {
    const some = Array.from({ length: Math.min(50, count - opened) }, (_, index) =>
      subscribe(url, keys[Math.floor((opened + index) / 200)] ?? ""),
    );
    closing.push(...(await Promise.all(some)));
  }
  return closing;
}

/** Resolves with the first item: the stream has caught up, and is idle from then on. */
const overWebSocket: Subscribe = (url, key) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      perMessageDeflate: false,
    });
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${key}` } }));
    });
    socket.on("message", (data: Buffer) => {
      const { type } = JSON.parse(data.toString("utf8")) as { type: string };
      if (type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
      if (type === "next") resolve(() => socket.terminate());
      if (type === "error") reject(new Error(data.toString("utf8")));
    });
    socket.on("error", reject);
    socket.on("close", (code, reason) => reject(new Error(`closed with ${code} ${String(reason)}`)));
  });

const overServerSentEvents: Subscribe = (url, key) =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${url}/graphql`, {
      method: "POST",
      agent: false,
      headers: { accept: "text/event-stream", "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    outgoing.on("response", (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.on("error", () => undefined);
      response.on("data", (data: Buffer) => {
        if (data.includes("event: next")) resolve(() => response.destroy());
      });
    });
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify({ query }));
  });

function print(how: string, count: number, before: Memory, after: Memory): void {
  const each = (name: keyof Memory) => `${((after[name] - before[name]) / count / 1_000).toFixed(1)} kB`;
  process.stdout.write(
    `${count} idle subscribers over ${how}: each ${each("rss")} resident, ${each("heapUsed")} heap, ` +
      `${each("external")} outside of it\n`,
  );
}

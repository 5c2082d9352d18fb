import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { tell } from "../../scripts/conformance/material.js";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { aLongDraft } from "../../test/builders/a-long-draft.js";
import type { DocumentAnswer, LoopDelay } from "./loop-server.js";
import { quantile } from "./timing.js";

export interface LoopMeasure {
  /** Lines of the documents being checked; 0 while there are none. */
  readonly lines: number;
  readonly documents: number;
  /** How long tiny requests waited for their answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** The same moment from inside: intervals of the event loop. */
  readonly loop: LoopDelay;
  /** What became of the official rules. */
  readonly officialRules: readonly string[];
}

const probeEveryMs = 5;
const shortestMs = 3_000;

/** How long a tiny request waits while documents of each size are checked, one after the other. */
export async function measureLoop(sizes: readonly number[]): Promise<LoopMeasure[]> {
  const child = fork(fileURLToPath(new URL("./loop-server.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const [{ port }] = (await once(child, "message")) as [AddressInfo];
    const url = `http://127.0.0.1:${port}`;
    // The first documents start threads and are compiled for; nobody's gateway is that young for long.
    for (const lines of [20, 200]) for (let warm = 0; warm < 20; warm++) await send(url, bodyOf(lines));
    const measures: LoopMeasure[] = [];
    for (const lines of [0, ...sizes]) measures.push(await measureSize(url, lines));
    return measures;
  } finally {
    child.disconnect();
  }
}

async function measureSize(url: string, lines: number): Promise<LoopMeasure> {
  tell(lines === 0 ? "event loop: without documents" : `event loop: while documents of ${lines} lines are checked`);
  const body = bodyOf(lines);
  await fetchText(`${url}/delay`);
  const stop = new AbortController();
  const probing = probe(url, stop.signal);
  const states = new Set<string>();
  const start = performance.now();
  let documents = 0;
  do {
    if (lines === 0) await pause(shortestMs);
    else {
      const answer = await send(url, body);
      if (answer.lines !== lines) throw new Error(`${answer.lines} of ${lines} lines were read`);
      states.add(answer.officialRules);
      documents++;
    }
  } while (performance.now() - start < shortestMs);
  stop.abort();
  const waits = await probing;
  return {
    lines,
    documents,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    longest: Math.max(...waits),
    loop: JSON.parse(await fetchText(`${url}/delay`)) as LoopDelay,
    officialRules: [...states],
  };
}

/** Asks at a steady pace, whether the question before was answered or not: a long stop is felt by all who ask. */
async function probe(url: string, signal: AbortSignal): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const waits: Promise<number>[] = [];
  let next = performance.now();
  while (!signal.aborted) {
    const start = performance.now();
    waits.push(fetchText(url, agent).then(() => performance.now() - start));
    next += probeEveryMs;
    await pause(Math.max(0, next - performance.now()));
  }
  const done = await Promise.all(waits);
  agent.destroy();
  return done;
}

const bodyOf = (lines: number): string =>
  lines === 0
    ? ""
    : JSON.stringify({
        base64: Buffer.from(writeUbl(completeInvoice(aLongDraft(lines)).invoice).bytes).toString("base64"),
      });

async function fetchText(url: string, agent?: Agent): Promise<string> {
  const asked = get(url, { ...(agent && { agent }) });
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return text(response);
}

async function send(url: string, body: string): Promise<DocumentAnswer> {
  const asked = request(url, { method: "POST" }).end(body);
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`A document was not checked: ${answer}`);
  return JSON.parse(answer) as DocumentAnswer;
}

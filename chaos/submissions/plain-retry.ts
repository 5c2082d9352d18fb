import { setTimeout as pause } from "node:timers/promises";
import type { StandIn } from "../setting/stand-in.js";
import { isCreated } from "../stand-in/journal.js";
import { landsLateMs } from "../stand-in/wire.js";
import { judge } from "./judge.js";

/** A client that takes every failure for "not sent" and tries again. */
export interface PlainRetry {
  readonly sent: number;
  readonly doubled: number;
}

const clientCount = 8;
const mostAttempts = 5;
const deadlineMs = 400;

/**
 * The control: the same faults without the gateway. When nothing is doubled here, the faults are too mild or the
 * judge is blind, and the gateway's own figures prove nothing.
 */
export async function runPlainRetry(standIn: StandIn, documents: number): Promise<PlainRetry> {
  let next = 0;
  const work = async () => {
    while (next < documents) {
      next += 1;
      await sendWithRetries(standIn.url, `PLAIN-${next}`);
    }
  };
  await Promise.all(Array.from({ length: clientCount }, work));
  await pause(landsLateMs * 1.5);
  const created = standIn
    .readJournal()
    .filter(isCreated)
    .map(({ number }) => number);
  const { doubled } = judge({ obligations: [], created, sights: new Map() });
  return { sent: next, doubled };
}

async function sendWithRetries(url: string, number: string): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (await send(url, number)) return;
  }
}

const send = (url: string, number: string): Promise<boolean> =>
  fetch(`${url}/documents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ number }),
    signal: AbortSignal.timeout(deadlineMs),
  })
    .then(
      async (answer) => {
        await answer.json();
        return answer.ok;
      },
      () => false,
    )
    .catch(() => false);

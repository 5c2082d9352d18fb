import { setTimeout as pause } from "node:timers/promises";
import type { StandIn } from "../setting/stand-in.js";
import { isCalled, isCreated } from "../stand-in/journal.js";

/** What happens to a healthy provider that shares its connections with one that hangs. */
export interface SharedLimit {
  readonly throughputRatio: number;
  readonly callsPerOperation: number;
}

const connections = 10;
const operations = 200;
const spacingMs = 20;
const blindRetries = 3;

/**
 * The control: one pool of connections for two providers, without deadlines, and retries without a breaker. When this
 * keeps up, the run is too mild, and the gateway's own figures prove nothing.
 */
export async function runSharedLimit(hanging: StandIn, healthy: StandIn, down: StandIn): Promise<SharedLimit> {
  await hanging.setWeather({ kind: "hanging" });
  await down.setWeather({ kind: "down" });
  const giveUp = new AbortController();
  let free = connections;
  const send = async (standIn: StandIn, number: string) => {
    while (free === 0) await pause(5, undefined, { signal: giveUp.signal });
    free -= 1;
    await post(standIn, number, giveUp.signal).finally(() => (free += 1));
  };
  const sending: Promise<unknown>[] = [];
  for (let index = 0; index < operations; index += 1) {
    sending.push(send(index % 5 === 0 ? hanging : healthy, `SHARED-${index}`).catch(() => undefined));
    await pause(spacingMs);
  }
  await sendBlindly(down);
  giveUp.abort();
  await Promise.all(sending);
  const arrived = healthy.readJournal().filter(isCreated).length;
  const calls = down.readJournal().filter(isCalled).length;
  return {
    throughputRatio: Number((arrived / (operations * 0.8)).toFixed(2)),
    callsPerOperation: Number((calls / operations).toFixed(2)),
  };
}

async function sendBlindly(down: StandIn): Promise<void> {
  for (let index = 0; index < operations; index += 1) {
    for (let attempt = 0; attempt <= blindRetries; attempt += 1) {
      const isTaken = await post(down, `BLIND-${index}`, AbortSignal.timeout(1_000)).catch(() => false);
      if (isTaken) break;
    }
  }
}

async function post({ url }: StandIn, number: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${url}/documents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ number }),
    signal,
  });
  await answer.arrayBuffer();
  return answer.ok;
}

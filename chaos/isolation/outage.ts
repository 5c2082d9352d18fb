import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "../setting/ask-gateway.js";
import type { Setting } from "../setting/open-setting.js";
import { tell } from "../setting/tell.js";
import { type CalledEntry, isCalled, isCreated, type JournalEntry } from "../stand-in/journal.js";
import { runOpenLoad } from "./open-load.js";

export interface OutageOrder {
  readonly perSecond: number;
  readonly outageSeconds: number;
}

/** Read from the provider's own file only. */
export interface Outage {
  /** From before the outage until everything has arrived. */
  readonly callsPerOperation: number;
  /** Calls that failed before the gateway first left the provider alone. */
  readonly failuresBeforeOpen: number;
  /** Calls after that which came sooner than a probe may. */
  readonly crowdedProbes: number;
  /** From the end of the outage until calls came through steadily. */
  readonly closedAfterSeconds: number;
  readonly undelivered: number;
  readonly doubled: number;
}

const before = { seconds: 10 };
const after = { seconds: 20 };
const drainMs = 60_000;
/** A pause this long between two calls means that the breaker is open: the load alone leaves no such pause. */
const openPauseMs = 3_000;
/** Five seconds by the contract, less what a busy machine shifts. */
const leastProbeGapMs = 4_500;
/** Calls that come through one after the other: more than a probe. */
const steadyCalls = 5;

/** One provider goes down for a while and comes back, under a steady load. */
export async function measureOutage({ standIns }: Setting, ask: Ask, order: OutageOrder): Promise<Outage> {
  const standIn = standIns.get("keyed");
  if (!standIn) throw new Error("There is no stand-in keyed");
  const fromEntry = standIn.readJournal().length;
  const seconds = before.seconds + order.outageSeconds + after.seconds;
  const load = runOpenLoad(ask, { name: "OUTAGE", perSecond: order.perSecond, seconds, providerOf: () => "keyed" });
  load.catch(() => undefined);

  await pause(before.seconds * 1000);
  await standIn.setWeather({ kind: "down" });
  const downAtMs = Date.now();
  await pause(order.outageSeconds * 1000);
  await standIn.setWeather({ kind: "fair" });
  const upAtMs = Date.now();
  const operations = await load;

  const readNews = () => standIn.readJournal().slice(fromEntry);
  const numbers = new Set(operations.map(({ number }) => number));
  const countArrived = () => countCreations(readNews(), numbers).size;
  const deadline = Date.now() + drainMs;
  while (countArrived() < operations.length && Date.now() < deadline) {
    tell(`${operations.length - countArrived()} of ${operations.length} have not arrived yet`);
    await pause(2_000);
  }
  const news = readNews();
  const creations = countCreations(news, numbers);
  return {
    callsPerOperation: Number((news.filter(isCalled).length / operations.length).toFixed(3)),
    ...readBreaker(news.filter(isCalled), downAtMs, upAtMs),
    undelivered: operations.length - creations.size,
    doubled: [...creations.values()].filter((times) => times > 1).length,
  };
}

function countCreations(entries: readonly JournalEntry[], numbers: ReadonlySet<string>): Map<string, number> {
  const creations = new Map<string, number>();
  for (const { number } of entries.filter(isCreated)) {
    if (numbers.has(number)) creations.set(number, (creations.get(number) ?? 0) + 1);
  }
  return creations;
}

/** What the moments of the calls say about the breaker. */
export function readBreaker(
  calls: readonly CalledEntry[],
  downAtMs: number,
  upAtMs: number,
): Pick<Outage, "failuresBeforeOpen" | "crowdedProbes" | "closedAfterSeconds"> {
  const during = calls.filter(({ atMs, fault }) => fault !== undefined && atMs >= downAtMs).map(({ atMs }) => atMs);
  const firstPause = during.findIndex((atMs, index) => (during[index + 1] ?? upAtMs) - atMs >= openPauseMs);
  const failuresBeforeOpen = firstPause < 0 ? during.length : firstPause + 1;
  const probes = during.slice(failuresBeforeOpen);
  const crowdedProbes = probes.filter(
    (atMs, index) => index > 0 && atMs - (probes[index - 1] ?? 0) < leastProbeGapMs,
  ).length;
  const throughAtMs = calls.filter(({ atMs, fault }) => fault === undefined && atMs >= upAtMs)[steadyCalls - 1]?.atMs;
  return {
    failuresBeforeOpen,
    crowdedProbes,
    closedAfterSeconds: throughAtMs === undefined ? Infinity : Number(((throughAtMs - upAtMs) / 1000).toFixed(1)),
  };
}

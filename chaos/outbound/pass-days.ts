import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "../setting/ask-gateway.js";
import { submitInvoice } from "../setting/submit-invoice.js";
import {
  type Delivery,
  type Event,
  readDeliveries,
  readEndpoint,
  readEvents,
  redeliver,
  setEnabled,
} from "./endpoints.js";
import { delaysMs } from "./judge-outbound.js";
import type { OutboundSetting } from "./open-outbound.js";
import type { Receiver } from "./receivers.js";

const hourMs = 3_600_000;
const mostHours = 150;
const looks = 15;
/** What is due by the moved clock is called within this time, at the latest. */
const becomesDueMs = 350;
/** Nothing is under way at an endpoint that answers at once and was not called for so long. */
const quietMs = 500;
const quietWithinMs = 15_000;
const redeliveredAtOnce = 200;

/** Submits now and then, and says how long the receiver waited for each event. */
export async function watchDelays(
  ask: Ask,
  receiver: Receiver,
  { name, invoices }: { readonly name: string; readonly invoices: number },
): Promise<number[]> {
  const known = new Set((await readEvents(ask)).map(({ id }) => id));
  for (let index = 0; index < invoices; index += 1) {
    await submitInvoice(ask, `${name}-${index}`, "keyed");
    await pause(200);
  }
  const isNew = ({ id }: Event) => !known.has(id);
  for (let waited = 0; waited < 10_000; waited += 250) {
    const told = new Set(receiver.calls.map(({ eventId }) => eventId));
    if ((await readEvents(ask)).filter(isNew).every(({ id }) => told.has(id))) break;
    await pause(250);
  }
  return delaysMs((await readEvents(ask)).filter(isNew), receiver.calls);
}

/** When the gateway disabled it, by its own clock; undefined when it did not. */
export async function untilDisabled(ask: Ask, id: string): Promise<number | undefined> {
  for (let waited = 0; waited < 30_000; waited += 250) {
    const { disabledAt } = await readEndpoint(ask, id);
    if (disabledAt !== null) return Date.parse(disabledAt);
    await pause(250);
  }
  return undefined;
}

const drainsWithinMs = 300_000;

/** Until nothing new happens, and these have been told everything once. */
export async function untilDrained(ask: Ask, ids: readonly string[]): Promise<void> {
  const giveUpAt = Date.now() + drainsWithinMs;
  for (let known = -1; Date.now() < giveUpAt;) {
    const untold = await Promise.all(ids.map((id) => readDeliveries(ask, id, ["PENDING"])));
    const events = (await readEvents(ask)).length;
    if (events === known && untold.every(({ length }) => length === 0)) return;
    known = events;
    await pause(2_000);
  }
}

export interface PassedDays {
  /** Null when it was not. */
  readonly disabledAfterHours: number | null;
  /** Each time they were looked at. */
  readonly announced: readonly Delivery[];
}

export interface Pace {
  /** By how much the clock is moved at a time. */
  readonly stepHours: number;
  /** A call that hangs must not seem to last for days: then its endpoint would begin anew each time. */
  readonly stepLastsMs: number;
}

export interface Watched {
  readonly hanging: string;
  readonly flaky: { readonly id: string; readonly receiver: Receiver };
  readonly pace: Pace;
}

/** Moves the clock on until one endpoint is disabled; looks at what the other one is told meanwhile. */
export async function passDays(
  { ask, advance }: OutboundSetting,
  { hanging, flaky, pace: { stepHours, stepLastsMs } }: Watched,
): Promise<PassedDays> {
  const announced: Delivery[] = [];
  const stepsBetweenLooks = Math.ceil(mostHours / stepHours / looks);
  for (let step = 0; step * stepHours < mostHours; step += 1) {
    if (step % stepsBetweenLooks === 0) announced.push(...(await readDeliveries(ask, flaky.id, ["FAILED"])));
    const { disabledAt, failingSince } = await readEndpoint(ask, hanging);
    if (disabledAt !== null && failingSince !== null) {
      const disabledAfterHours = (Date.parse(disabledAt) - Date.parse(failingSince)) / hourMs;
      return { disabledAfterHours: Math.round(disabledAfterHours * 10) / 10, announced };
    }
    await advance(stepHours * hourMs);
    await pause(Math.max(becomesDueMs, stepLastsMs));
    await untilQuiet(flaky.receiver);
  }
  return { disabledAfterHours: null, announced };
}

/** What is tried while the clock is moved ends by another clock than it began. */
async function untilQuiet({ calls }: Receiver): Promise<void> {
  const giveUpAt = Date.now() + quietWithinMs;
  while (Date.now() - (calls.at(-1)?.atMs ?? 0) < quietMs && Date.now() < giveUpAt) await pause(50);
}

/** Enables everything and has told once more what was given up; answers how much that was. */
export async function mendAll({ ask, advance }: OutboundSetting, ids: readonly string[]): Promise<number> {
  let dead = 0;
  for (const id of ids) {
    await setEnabled(ask, id, true);
    const given = (await readDeliveries(ask, id, ["DEAD"])).map((delivery) => delivery.id);
    dead += given.length;
    for (let first = 0; first < given.length; first += redeliveredAtOnce) {
      await redeliver(ask, id, given.slice(first, first + redeliveredAtOnce));
    }
  }
  for (let second = 0; second < 180; second += 1) {
    const waiting = await Promise.all(ids.map((id) => readDeliveries(ask, id, ["PENDING", "FAILED"])));
    if (waiting.every(({ length }) => length === 0)) break;
    await advance(hourMs);
    await pause(1_000);
  }
  return dead;
}

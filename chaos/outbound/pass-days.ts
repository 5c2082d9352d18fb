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
/** For what is due within an hour. */
const hourLastsMs = 400;
const hoursBetweenLooks = 4;
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

/** Until the gateway has disabled it; what it was called before was under way. */
export async function untilDisabled(ask: Ask, id: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 250) {
    if ((await readEndpoint(ask, id)).disabledAt !== null) return;
    await pause(250);
  }
}

export interface PassedDays {
  /** Null when it was not. */
  readonly disabledAfterHours: number | null;
  /** Each time they were looked at. */
  readonly announced: readonly Delivery[];
}

/** Moves the clock on by the hour until the endpoint is disabled; looks at what the other one is told meanwhile. */
export async function passDays({ ask, advance }: OutboundSetting, hanging: string, flaky: string): Promise<PassedDays> {
  const announced: Delivery[] = [];
  for (let hour = 0; hour < mostHours; hour += 1) {
    if (hour % hoursBetweenLooks === 0) {
      announced.push(...(await readDeliveries(ask, flaky, ["FAILED"])));
      const { disabledAt, failingSince } = await readEndpoint(ask, hanging);
      if (disabledAt !== null && failingSince !== null) {
        const disabledAfterHours = (Date.parse(disabledAt) - Date.parse(failingSince)) / hourMs;
        return { disabledAfterHours: Math.round(disabledAfterHours * 10) / 10, announced };
      }
    }
    await advance(hourMs);
    await pause(hourLastsMs);
  }
  return { disabledAfterHours: null, announced };
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

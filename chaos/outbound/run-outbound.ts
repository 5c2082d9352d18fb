import { tell } from "../setting/tell.js";
import { createEndpoint, readDeliveries, readEvents, rotateSecret, setEnabled } from "./endpoints.js";
import { checkSchedule, countLost, countRepeated, countUnstableIds } from "./judge-outbound.js";
import { killOver } from "./kill-over.js";
import { type OneQueue, runOneQueue } from "./one-queue.js";
import { openOutbound, type OutboundSetting } from "./open-outbound.js";
import { mendAll, passDays, untilDisabled, watchDelays } from "./pass-days.js";
import { type Manner, type Receiver, startReceiver } from "./receivers.js";

export interface OutboundOrder {
  readonly rounds: number;
  readonly events: number;
  readonly seed: number;
}

export interface OutboundResult {
  readonly events: number;
  readonly rounds: number;
  readonly calls: number;
  /** By endpoint: events it never took, although in the end it takes everything. */
  readonly lost: Readonly<Record<Manner, number>>;
  readonly unstableIds: number;
  /** Taken more than once by the endpoint that is fine: a kill came between a call and its record. */
  readonly repeated: number;
  readonly unverifiable: number;
  readonly scheduleChecked: number;
  readonly scheduleOff: number;
  /** Given up after ten tries, shown as that, and told once more on demand. */
  readonly dead: number;
  /** Calls of the endpoint that had said 410. */
  readonly callsAfterGone: number;
  /** By the gateway's clock; null when it was not disabled. */
  readonly disabledAfterHours: number | null;
  /** From an event to its call at the endpoint that is fine (p95), with and without one that hangs beside it. */
  readonly delayMs: { readonly alone: number; readonly besideHanging: number };
  readonly control: OneQueue;
}

const watchedInvoices = 25;
/** Submitted and delivered. */
const eventsPerInvoice = 2;

/** Kills the gateway over and over while it tells four endpoints, then lets five days pass, and counts. */
export async function runOutbound(order: OutboundOrder): Promise<OutboundResult> {
  tell(`Seed ${order.seed}. The setting is being built.`);
  const setting = await openOutbound(order.seed);
  let isSound = false;
  try {
    const result = await play(setting, order);
    isSound = findBrokenOutbound(result, order).length === 0;
    return result;
  } finally {
    await setting.close({ keepFiles: !isSound });
  }
}

async function play(setting: OutboundSetting, order: OutboundOrder): Promise<OutboundResult> {
  const { ask, receivers } = setting;
  tell("The control: one queue for all, in memory");
  const control = await withControl(order.seed);

  const endpoints = new Map<Manner, { readonly id: string; readonly receiver: Receiver }>();
  for (const receiver of receivers) {
    const { id, secret } = await createEndpoint(ask, receiver.url);
    receiver.trust(secret);
    endpoints.set(receiver.manner, { id, receiver });
  }
  const of = (manner: Manner) => {
    const endpoint = endpoints.get(manner);
    if (!endpoint) throw new Error(`There is no endpoint that is ${manner}`);
    return endpoint;
  };

  const rounds = await killOver(setting, {
    rounds: order.rounds,
    invoices: Math.ceil(order.events / eventsPerInvoice),
    async inTheMiddle() {
      // The receiver keeps to the old secret for a while, as its owner would.
      const secret = await rotateSecret(ask, of("flaky").id);
      return () => of("flaky").receiver.trust(secret);
    },
  });
  await untilDisabled(ask, of("gone").id);
  const callsUntilGone = of("gone").receiver.calls.length;

  tell("Without and with an endpoint that hangs");
  await setEnabled(ask, of("hanging").id, false);
  const alone = await watchDelays(ask, of("fine").receiver, { name: "ALONE", invoices: watchedInvoices });
  await setEnabled(ask, of("hanging").id, true);
  const besideHanging = await watchDelays(ask, of("fine").receiver, { name: "BESIDE", invoices: watchedInvoices });

  tell("Five days pass");
  const { disabledAfterHours, announced } = await passDays(setting, of("hanging").id, of("flaky").id);
  const callsAfterGone = of("gone").receiver.calls.length - callsUntilGone;
  const ended = await readDeliveries(ask, of("flaky").id, ["SUCCEEDED", "DEAD"]);
  const schedule = checkSchedule([...announced, ...ended]);

  tell("Everybody is well again");
  for (const receiver of receivers) receiver.mend();
  const dead = await mendAll(
    setting,
    [...endpoints.values()].map(({ id }) => id),
  );
  const events = await readEvents(ask);
  const sum = (count: (receiver: Receiver) => number) => receivers.reduce((total, each) => total + count(each), 0);
  return {
    events: events.length,
    rounds,
    calls: sum(({ calls }) => calls.length),
    lost: {
      fine: countLost(events, of("fine").receiver.calls),
      flaky: countLost(events, of("flaky").receiver.calls),
      hanging: countLost(events, of("hanging").receiver.calls),
      gone: countLost(events, of("gone").receiver.calls),
    },
    unstableIds: sum(({ calls }) => countUnstableIds(calls)),
    repeated: countRepeated(of("fine").receiver.calls),
    unverifiable: sum((receiver) => receiver.unverifiable()),
    scheduleChecked: schedule.checked,
    scheduleOff: schedule.off,
    dead,
    callsAfterGone,
    disabledAfterHours,
    delayMs: { alone: percentile95(alone), besideHanging: percentile95(besideHanging) },
    control,
  };
}

const percentile95 = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Infinity;

async function withControl(seed: number): Promise<OneQueue> {
  const [fine, hanging] = await Promise.all([startReceiver("fine", seed), startReceiver("hanging", seed)]);
  try {
    return await runOneQueue(fine, hanging);
  } finally {
    await Promise.all([fine.close(), hanging.close()]);
  }
}

const mostAddedDelayMs = 1_000;
const fiveDays = { least: 120, most: 126 };

/** Each promise that did not hold, as a sentence; none when all did. */
export function findBrokenOutbound(result: OutboundResult, order: OutboundOrder): string[] {
  const { lost, disabledAfterHours: hours, delayMs, control } = result;
  const checks: readonly (readonly [boolean, string])[] = [
    [result.events < order.events, `Only ${result.events} of ${order.events} events happened: this run proves little`],
    ...Object.entries(lost).map(
      ([manner, count]) => [count > 0, `${count} events never arrived at the endpoint that is ${manner}`] as const,
    ),
    [result.unstableIds > 0, `${result.unstableIds} times a webhook-id changed or was used for two events`],
    [result.unverifiable > 0, `${result.unverifiable} calls could not be verified`],
    [result.scheduleOff > 0, `${result.scheduleOff} of ${result.scheduleChecked} tries were off the schedule`],
    [result.scheduleChecked === 0, "No second try was seen: this run proves nothing of the schedule"],
    [result.callsAfterGone > 0, `${result.callsAfterGone} calls came after 410`],
    [
      hours === null || hours < fiveDays.least || hours > fiveDays.most,
      `The endpoint that hangs was disabled after ${hours} hours instead of 120`,
    ],
    [
      !(delayMs.besideHanging - delayMs.alone <= mostAddedDelayMs),
      `While one endpoint hung, another waited ${delayMs.besideHanging} ms for an event instead of ${delayMs.alone}`,
    ],
    [control.longestDelayMs <= mostAddedDelayMs, "One queue for all delayed nobody: this run proves nothing"],
    [control.lost === 0, "A queue in memory lost nothing: this run proves nothing"],
  ];
  return checks.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

import { tell } from "../setting/tell.js";
import { createEndpoint, readDeliveries, readEvents, rotateSecret, setEnabled } from "./endpoints.js";
import { checkGone, checkSchedule, countLost, countRepeated, countUnstableIds } from "./judge-outbound.js";
import { killOver } from "./kill-over.js";
import { type OneQueue, runOneQueue } from "./one-queue.js";
import { openOutbound, type OutboundSetting, webhookTimeoutMs } from "./open-outbound.js";
import { mendAll, type Pace, passDays, untilDisabled, untilDrained, watchDelays } from "./pass-days.js";
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
  /** Calls of the endpoint that had said 410, when it was already recorded: under way then, and later. */
  readonly gone: { readonly underWay: number; readonly after: number | null };
  /** By the gateway's clock; null when it was not disabled. */
  readonly disabledAfterHours: number | null;
  /** From an event to its call at the endpoint that is fine (p95), with and without one that hangs beside it. */
  readonly delayMs: { readonly alone: number; readonly besideHanging: number };
  readonly control: OneQueue;
}

const watchedInvoices = 25;
/** So few rounds are for tests that cannot wait: the clock then moves faster. */
const fewRounds = 10;
const isShort = ({ rounds }: OutboundOrder): boolean => rounds < fewRounds;
const paces: Readonly<Record<"short" | "long", Pace>> = {
  short: { stepHours: 6, stepLastsMs: 1_000 },
  long: { stepHours: 2, stepLastsMs: 800 },
};
const paceOf = (order: OutboundOrder): Pace => (isShort(order) ? paces.short : paces.long);
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
  const goneAt = await untilDisabled(ask, of("gone").id);
  await untilDrained(ask, [of("fine").id, of("flaky").id]);

  tell("Without and with an endpoint that hangs");
  const invoices = isShort(order) ? Math.ceil(watchedInvoices / 3) : watchedInvoices;
  await setEnabled(ask, of("hanging").id, false);
  const alone = await watchDelays(ask, of("fine").receiver, { name: "ALONE", invoices });
  await setEnabled(ask, of("hanging").id, true);
  const besideHanging = await watchDelays(ask, of("fine").receiver, { name: "BESIDE", invoices });

  tell("Five days pass");
  const { disabledAfterHours, announced } = await passDays(setting, {
    hanging: of("hanging").id,
    flaky: of("flaky"),
    pace: paceOf(order),
  });
  const { calls: callsOfGone } = of("gone").receiver;
  const gone =
    goneAt === undefined
      ? { underWay: 0, after: null }
      : checkGone(callsOfGone, setting.clock.toRealMs(goneAt), webhookTimeoutMs);
  const ended = await readDeliveries(ask, of("flaky").id, ["SUCCEEDED", "DEAD"]);
  const schedule = checkSchedule([...announced, ...ended], setting.clock);

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
    gone,
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
/** More than that without anybody hanging is the machine's, and hides what hanging adds. */
const mostDelayAloneMs = 3_000;
const fiveDaysHours = 120;

/** An endpoint is disabled when a try fails, and one that hangs fails only when it has hung for its time. */
function mostHoursUntilDisabled(order: OutboundOrder): number {
  const { stepHours, stepLastsMs } = paceOf(order);
  return fiveDaysHours + stepHours * (Math.ceil(webhookTimeoutMs / stepLastsMs) + 1);
}

/** An endpoint is called four times at once: while one call is answered with 410, three more are under way. */
const mostUnderWay = 3;

/** Each promise that did not hold, as a sentence; none when all did. */
export function findBrokenOutbound(result: OutboundResult, order: OutboundOrder): string[] {
  const { lost, gone, disabledAfterHours: hours, delayMs, control } = result;
  const checks: readonly (readonly [boolean, string])[] = [
    [result.events < order.events, `Only ${result.events} of ${order.events} events happened: this run proves little`],
    ...Object.entries(lost).map(
      ([manner, count]) => [count > 0, `${count} events never arrived at the endpoint that is ${manner}`] as const,
    ),
    [result.unstableIds > 0, `${result.unstableIds} times a webhook-id changed or was used for two events`],
    [result.unverifiable > 0, `${result.unverifiable} calls could not be verified`],
    [result.scheduleOff > 0, `${result.scheduleOff} of ${result.scheduleChecked} tries were off the schedule`],
    [result.scheduleChecked === 0, "No second try was seen: this run proves nothing of the schedule"],
    [gone.after === null, "The endpoint that said 410 was not disabled"],
    [(gone.after ?? 0) > 0, `${gone.after} calls came after 410`],
    [gone.underWay > mostUnderWay, `${gone.underWay} calls were under way at the endpoint that said 410`],
    [
      hours === null || hours < fiveDaysHours || hours > mostHoursUntilDisabled(order),
      `The endpoint that hangs was disabled after ${hours} hours instead of 120`,
    ],
    [
      delayMs.alone > mostDelayAloneMs,
      `An event took ${delayMs.alone} ms with nobody hanging: this run proves nothing`,
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

import { afterEach, describe, expect, it } from "vitest";
import {
  type AcceptedReceipt,
  followToRest,
  makeAttempt,
  submitted,
  toFirstState,
} from "../../src/conformance/attempt.js";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type Cast, openStage, type Stage } from "../../src/conformance/stage.js";
import type { InvoiceState } from "../../src/domain/lifecycle.js";
import { fairWeather } from "../../src/provider-kit/weather.js";
import { createMovableClock, type MovableClock } from "../../src/simulators/clock.js";

const casts = [...(await loadCasts()).values()].filter(({ material }) => material.sending);
const minuteMs = 60_000;

let stage: Stage | undefined;
afterEach(() => stage?.close());

/** The same provider, with another clock and other steps. */
const withTime = (cast: Cast, time: { now: () => Date; stepMs: number }): Cast => ({
  ...cast,
  declaration: { ...cast.declaration, create: (context) => cast.declaration.create({ ...context, ...time }) },
});

interface Sent {
  readonly stage: Stage;
  readonly receipt: AcceptedReceipt;
  isRest(state: InvoiceState): boolean;
}

async function send(on: Stage): Promise<Sent> {
  const { endsAs } = on.material.sending ?? {};
  return { stage: on, receipt: await submitted(makeAttempt(on)), isRest: ({ value }) => value === endsAs };
}

/** Where the answer to the submission is the verdict, there is none to wait for. */
const isAtOnce = ({ stage: { provider }, receipt, isRest }: Sent): boolean => isRest(toFirstState(provider, receipt));

async function comesWithin(patienceMs: number, { stage: on, receipt, isRest }: Sent): Promise<boolean> {
  try {
    await followToRest({ ...on, patienceMs }, receipt, isRest);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("It never came to rest")) return false;
    throw error;
  }
}

/** Minute by minute, until the work is done. */
async function puttingForward<Done>(clock: MovableClock, work: Promise<Done>): Promise<Done> {
  const moving = setInterval(() => clock.advance(60), 250);
  return work.finally(() => clearInterval(moving));
}

describe.each(casts.map((cast) => [cast.provider.id, cast] as const))("A verdict of %s", (_, cast) => {
  it("comes when the clock of the simulator is put forward, and not before", async () => {
    const clock = createMovableClock();
    stage = await openStage(withTime(cast, { now: clock.now, stepMs: minuteMs }));
    // Signing in may take a step, too.
    const sent = await puttingForward(clock, send(stage));
    if (isAtOnce(sent)) return;

    expect(await comesWithin(600, sent)).toBe(false);
    expect(await puttingForward(clock, comesWithin(10_000, sent))).toBe(true);
  });

  it("does not come while the weather is late", async () => {
    stage = await openStage(cast);
    stage.simulator.setWeather({ ...fairWeather, late: true });
    const sent = await send(stage);
    if (isAtOnce(sent)) return;

    expect(await comesWithin(600, sent)).toBe(false);
    stage.simulator.setWeather(fairWeather);
    expect(await comesWithin(10_000, sent)).toBe(true);
  });
});

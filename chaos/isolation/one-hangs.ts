import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "../setting/ask-gateway.js";
import type { Setting } from "../setting/open-setting.js";
import type { StandIn } from "../setting/stand-in.js";
import { isCreated } from "../stand-in/journal.js";
import type { StandInKind } from "../stand-in/wire.js";
import { type Operation, percentile, runOpenLoad } from "./open-load.js";

export interface OneHangsOrder {
  readonly perSecond: number;
  /** Of each half. */
  readonly seconds: number;
}

/** The half in which one provider hangs, by the half before; only about invoices for the other two. */
export interface OneHangs {
  /** From when an invoice was due until its provider had it. */
  readonly deliveryP99Ratio: number;
  /** From when it was due until the client had its answer. */
  readonly answerP99Ratio: number;
  readonly throughputRatio: number;
}

const hanging: StandInKind = "bare";
/** One call in five goes to the provider that hangs. */
const mixture: readonly StandInKind[] = ["keyed", "numbered", hanging, "keyed", "numbered"];
const warmUpSeconds = 10;
/** What arrives later than this after its half has not kept up. */
const graceMs = 2_000;

interface Half {
  readonly deliveryP99: number;
  readonly answerP99: number;
  readonly delivered: number;
}

/** Loads three providers steadily, half of the time with one that takes calls and never answers. */
export async function measureOneHangs({ standIns }: Setting, ask: Ask, order: OneHangsOrder): Promise<OneHangs> {
  const providerOf = (index: number) => mixture[index % mixture.length] ?? hanging;
  const run = (name: string, seconds: number) =>
    runOpenLoad(ask, { name, seconds, perSecond: order.perSecond, providerOf });
  const runHalf = async (name: string) => {
    const operations = await run(name, order.seconds);
    await pause(graceMs);
    return summarise(operations, standIns);
  };
  await run("WARM-UP", warmUpSeconds);
  const fair = await runHalf("FAIR");
  await standIns.get(hanging)?.setWeather({ kind: "hanging" });
  const faulty = await runHalf("FAULTY");
  await standIns.get(hanging)?.setWeather({ kind: "fair" });
  return {
    deliveryP99Ratio: ratio(faulty.deliveryP99, fair.deliveryP99),
    answerP99Ratio: ratio(faulty.answerP99, fair.answerP99),
    throughputRatio: ratio(faulty.delivered, fair.delivered),
  };
}

export const ratio = (value: number, base: number): number => Number((value / Math.max(base, 1)).toFixed(2));

function summarise(operations: readonly Operation[], standIns: ReadonlyMap<StandInKind, StandIn>): Half {
  const createdAtMs = new Map(
    [...standIns.values()].flatMap((standIn) =>
      standIn
        .readJournal()
        .filter(isCreated)
        .map(({ number, atMs }) => [number, atMs] as const),
    ),
  );
  const healthy = operations.filter(({ provider }) => provider !== hanging);
  const endsAtMs = Math.max(...operations.map(({ dueAtMs }) => dueAtMs)) + graceMs;
  const deliveries = healthy.map(({ number, dueAtMs }) => ({
    // What never arrived has waited until the end of the half at least.
    waitedMs: Math.min(createdAtMs.get(number) ?? endsAtMs, endsAtMs) - dueAtMs,
    inTime: (createdAtMs.get(number) ?? Infinity) < endsAtMs,
  }));
  return {
    deliveryP99: percentile(
      deliveries.map(({ waitedMs }) => waitedMs),
      0.99,
    ),
    answerP99: percentile(
      healthy.map(({ acknowledgedAtMs, dueAtMs }) => acknowledgedAtMs - dueAtMs),
      0.99,
    ),
    delivered: deliveries.filter(({ inTime }) => inTime).length,
  };
}

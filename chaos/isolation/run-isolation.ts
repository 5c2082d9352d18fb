import { askGateway } from "../setting/ask-gateway.js";
import { openSetting, type Setting } from "../setting/open-setting.js";
import { tell } from "../setting/tell.js";
import { measureOneHangs, type OneHangs, type OneHangsOrder } from "./one-hangs.js";
import { measureOutage, type Outage, type OutageOrder } from "./outage.js";
import { runSharedLimit, type SharedLimit } from "./shared-limit.js";

export interface IsolationOrder {
  readonly oneHangs: OneHangsOrder;
  readonly outage: OutageOrder;
  readonly seed: number;
}

export interface IsolationResult {
  readonly oneHangs: OneHangs;
  readonly outage: Outage;
  readonly control: SharedLimit;
}

/** Lets one provider hang and another go down, and measures what the others and the outage itself are spared. */
export async function runIsolation(order: IsolationOrder): Promise<IsolationResult> {
  tell(`Seed ${order.seed}. The setting is being built.`);
  const setting = await openSetting(order.seed);
  let isSound = false;
  try {
    const result = await play(setting, order);
    isSound = findBrokenIsolation(result).length === 0;
    return result;
  } finally {
    await setting.close({ keepFiles: !isSound });
  }
}

async function play(setting: Setting, order: IsolationOrder): Promise<IsolationResult> {
  const ask = askGateway(setting.url, setting.apiKey);
  tell("The control: a shared limit and blind retries, without the gateway");
  const control = await runSharedLimit(
    await setting.startOutsider("bare"),
    await setting.startOutsider("numbered"),
    await setting.startOutsider("keyed"),
  );
  await setting.gateway.start();
  tell(`An outage of ${order.outage.outageSeconds} s`);
  const outage = await measureOutage(setting, ask, order.outage);
  tell(`Two halves of ${order.oneHangs.seconds} s, the second with a provider that hangs`);
  const oneHangs = await measureOneHangs(setting, ask, order.oneHangs);
  return { oneHangs, outage, control };
}

/** Each promise that did not hold, as a sentence; none when all did. */
export function findBrokenIsolation({ oneHangs, outage, control }: IsolationResult): string[] {
  const checks: readonly (readonly [boolean, string])[] = [
    [
      oneHangs.deliveryP99Ratio > 1.5,
      `While one provider hung, the others had their invoices ${oneHangs.deliveryP99Ratio} times as late (p99)`,
    ],
    [
      oneHangs.answerP99Ratio > 1.5,
      `While one provider hung, clients of the others waited ${oneHangs.answerP99Ratio} times as long (p99)`,
    ],
    [
      oneHangs.throughputRatio < 0.9,
      `While one provider hung, the others had ${oneHangs.throughputRatio} of their invoices`,
    ],
    [outage.callsPerOperation > 1.1, `An outage cost ${outage.callsPerOperation} calls for each invoice`],
    [outage.failuresBeforeOpen > 10, `${outage.failuresBeforeOpen} calls failed before the provider was left alone`],
    [outage.crowdedProbes > 0, `${outage.crowdedProbes} probes came sooner than 5 s after the one before`],
    [outage.closedAfterSeconds > 10, `Calls came through ${outage.closedAfterSeconds} s after the outage`],
    [outage.undelivered > 0, `${outage.undelivered} invoices did not arrive after the outage`],
    [outage.doubled > 0, `${outage.doubled} invoices were sent more than once`],
    [control.throughputRatio >= 0.9, "A shared limit kept up with a provider that hangs: this run proves nothing"],
    [control.callsPerOperation <= 1.1, "Blind retries cost nothing in an outage: this run proves nothing"],
  ];
  return checks.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

import { setTimeout as pause } from "node:timers/promises";
import { type Ask, askGateway } from "../setting/ask-gateway.js";
import { openSetting, type Setting } from "../setting/open-setting.js";
import { tell } from "../setting/tell.js";
import type { FaultShares } from "../stand-in/faults.js";
import { isCalled, isCreated } from "../stand-in/journal.js";
import { standInKinds } from "../stand-in/wire.js";
import { type Clients, type Obligation, startClients } from "./clients.js";
import { judge, type Verdict } from "./judge.js";
import { type PlainRetry, runPlainRetry } from "./plain-retry.js";
import { type Sight, surveySubmissions } from "./survey.js";

export interface SubmissionsOrder {
  /** How often the gateway is killed at least. */
  readonly rounds: number;
  readonly submissions: number;
  readonly seed: number;
}

export interface SubmissionsResult extends Verdict {
  readonly acknowledged: number;
  readonly rounds: number;
  readonly changedAnswers: number;
  /** Of the calls that the providers had before the faults ended. */
  readonly calls: number;
  readonly faultyCalls: number;
  readonly control: PlainRetry;
}

const shares: FaultShares = { faults: 0.4, late: 0.08 };
const uptimeMs = { least: 750, most: 2_250 };
/** In a long run the last start sees faults, too: a call that hangs is cut short by no kill and meets its deadline. */
const roundsOfLongRun = 10;
/** Where the machine is slow, a round lasts longer, so that its share of the work is done while things fail. */
const longestUptimeMs = 6_000;
/** Begun beyond the share of a round: no kill meets an idle gateway. */
const begunAhead = 24;
/** Of its share, what is to be at the providers when a round ends. */
const createdShare = 0.8;
const drainMs = 120_000;
/** When the gateway takes too little to reach the goal, the run ends all the same. */
const roundsAtMost = 4;
const askedAgain = 200;

/** Kills the gateway over and over while it sends through providers that fail, then counts. */
export async function runSubmissions(order: SubmissionsOrder): Promise<SubmissionsResult> {
  tell(`Seed ${order.seed}. The setting is being built.`);
  const setting = await openSetting(order.seed);
  let isSound = false;
  try {
    const result = await play(setting, order);
    isSound = findBrokenPromises(result, order).length === 0;
    return result;
  } finally {
    await setting.close({ keepFiles: !isSound });
  }
}

async function play(setting: Setting, order: SubmissionsOrder): Promise<SubmissionsResult> {
  const ask = askGateway(setting.url, setting.apiKey);
  const clients = startClients(ask);
  const controlling = runControl(setting, Math.min(300, order.submissions));
  for (const standIn of setting.standIns.values()) await standIn.setWeather({ kind: "mixed", ...shares });
  const rounds = await killOften(setting, clients, order);

  await setting.gateway.start();
  if (order.rounds >= roundsOfLongRun) await pause(uptimeMs.most);
  for (const standIn of setting.standIns.values()) await standIn.setWeather({ kind: "fair" });
  const calls = journal(setting).filter(isCalled);
  await clients.finish();
  const obligations = [...clients.obligations.values()];
  const sights = await drain(ask, obligations);
  await clients.askAgain(everyNth(obligations, askedAgain));
  const created = journal(setting)
    .filter(isCreated)
    .map(({ number }) => number);
  return {
    acknowledged: obligations.length,
    ...judge({ obligations, created, sights }),
    rounds,
    changedAnswers: clients.changedAnswers,
    calls: calls.length,
    faultyCalls: calls.filter(({ fault }) => fault !== undefined).length,
    control: await controlling,
  };
}

const journal = ({ standIns }: Setting) => [...standIns.values()].flatMap((standIn) => standIn.readJournal());

async function runControl(setting: Setting, documents: number): Promise<PlainRetry> {
  const outsider = await setting.startOutsider("bare");
  await outsider.setWeather({ kind: "mixed", ...shares });
  return runPlainRetry(outsider, documents);
}

async function killOften(
  setting: Setting,
  clients: Clients,
  { rounds, submissions }: SubmissionsOrder,
): Promise<number> {
  const { gateway } = setting;
  const isDone = (due: number) =>
    clients.obligations.size >= due && journal(setting).filter(isCreated).length >= due * createdShare;
  let round = 0;
  while (round < rounds || (clients.obligations.size < submissions && round < rounds * roundsAtMost)) {
    round += 1;
    await gateway.start();
    const due = Math.min(submissions, Math.ceil((submissions * round) / rounds));
    clients.allow(Math.min(submissions, due + begunAhead));
    const startedAt = Date.now();
    await pause(uptimeMs.least + Math.random() * (uptimeMs.most - uptimeMs.least));
    while (!isDone(due) && Date.now() - startedAt < longestUptimeMs) await pause(200);
    await gateway.kill();
    tell(`Round ${round}: killed with ${clients.obligations.size} of ${submissions} acknowledged`);
  }
  return round;
}

/** Without faults and kills, everything has to come to an end. */
async function drain(ask: Ask, obligations: readonly Obligation[]): Promise<Map<string, Sight>> {
  const sights = new Map<string, Sight>();
  const deadline = Date.now() + drainMs;
  for (;;) {
    const open = obligations.filter(({ submissionId }) => !isSettled(sights.get(submissionId)));
    if (open.length === 0 || Date.now() > deadline) return sights;
    const found = await surveySubmissions(
      ask,
      open.map(({ submissionId }) => submissionId),
    );
    for (const [id, sight] of found) sights.set(id, sight);
    const left = open.filter(({ submissionId }) => !isSettled(sights.get(submissionId))).length;
    tell(`Draining: ${left} of ${obligations.length} are not settled`);
    if (left > 0) await pause(2_000);
  }
}

const unsettled: ReadonlySet<string> = new Set(["QUEUED", "IN_FLIGHT", "OUTCOME_UNKNOWN"]);
const isSettled = (sight: Sight | undefined): boolean => sight !== undefined && !unsettled.has(sight.state);

function everyNth<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0);
}

const parkedAtMost = 0.02;

/** Each promise that did not hold, as a sentence; none when all did. */
export function findBrokenPromises(result: SubmissionsResult, { submissions, rounds }: SubmissionsOrder): string[] {
  const { acknowledged, doubled, neverSent, pending, parkedByProvider, parkedUnseen, disagreeing } = result;
  const bound = Math.max(1, Math.floor((acknowledged / standInKinds.length) * parkedAtMost));
  const checks: readonly (readonly [boolean, string])[] = [
    [acknowledged < submissions, `Only ${acknowledged} of ${submissions} were acknowledged`],
    [result.rounds < rounds, `The gateway was killed ${result.rounds} times, not ${rounds} times`],
    [doubled > 0, `${doubled} invoices were sent more than once`],
    [neverSent > 0, `${neverSent} acknowledged invoices were never sent`],
    [pending > 0, `${pending} invoices were still under way ${drainMs / 1000} s after the last fault`],
    ...standInKinds.map((kind): readonly [boolean, string] => [
      parkedByProvider[kind] > bound,
      `${parkedByProvider[kind]} invoices at ${kind} are parked as unknown, at most ${bound} may be`,
    ]),
    [parkedUnseen > 0, `${parkedUnseen} parked invoices do not say so`],
    [disagreeing > 0, `${disagreeing} invoices are settled otherwise than their provider has them`],
    [result.changedAnswers > 0, `${result.changedAnswers} keys were answered with another submission than before`],
    [result.control.doubled === 0, "Plain retries doubled nothing: this run proves nothing"],
  ];
  return checks.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

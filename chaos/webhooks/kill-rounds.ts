import { setTimeout as pause } from "node:timers/promises";
import { tell } from "../setting/tell.js";
import { openBalancer } from "../stand-in/pushing/balancer.js";
import { seededRandom } from "../stand-in/faults.js";
import { noticesPerInvoice } from "../stand-in/pushing/stories.js";
import { holdOpen } from "./hold-open.js";
import { type Round, waitsAfterReady } from "./judge-webhooks.js";
import { openStage, type Stage, type WebhooksSetting } from "./open-webhooks.js";
import { type Findings, readEvidence } from "./read-evidence.js";
import { type Submitters, startSubmitters } from "./submitters.js";
import { startSubscribers } from "./subscribers.js";

export interface KillOrder {
  readonly rounds: number;
  /** Webhooks that are to be acknowledged. */
  readonly events: number;
  /** Of the lengths of rounds, and of what is held open. */
  readonly seed: number;
}

export interface Kills extends Findings {
  readonly rounds: number;
  readonly databaseCrashes: number;
  readonly redisKills: number;
  /** Transactions that a second session held open. */
  readonly heldOpen: number;
  /** How often subscribers came back. */
  readonly connections: number;
  readonly waitsMs: readonly number[];
}

const uptimeMs = { least: 750, most: 2_250 };
/** Where the machine is slow, a round lasts longer, so that its share of the work is done between kills. */
const longestUptimeMs = 6_000;
/** When the gateway takes too little to reach the goal, the run ends all the same. */
const roundsAtMost = 1.5;
/** Webhooks and invoices beyond the share of a round: no kill meets an idle gateway. */
const noticesAhead = 32;
const invoicesAhead = 16;
const finishesWithinMs = 90_000;

/** Of every five rounds one crashes Redis in its middle, and another one PostgreSQL. */
const isRedisRound = (round: number): boolean => round % 5 === 1;
const isDatabaseRound = (round: number): boolean => round % 5 === 2;

/** Kills the gateway over and over while webhooks come in and events are told, then holds everything against the tables. */
export async function killRounds(setting: WebhooksSetting, order: KillOrder): Promise<Kills> {
  const stage = await openStage(setting, "kills", 1);
  const balancer = openBalancer(stage.instances.map(({ url }) => url));
  const subscribers = startSubscribers(balancer, stage.tenants);
  const submitters = startSubmitters(balancer, stage.tenants);
  const holding = holdOpen(
    stage.databaseUrl,
    stage.tenants.map(({ id }) => id),
    seededRandom(order.seed),
  );
  try {
    const { rounds, databaseCrashes, redisKills } = await killOften(setting, stage, submitters, order);
    await stage.instances[0]?.process.start();
    await submitters.finish();
    await stage.pushing.finish(finishesWithinMs);
    await holding.stop();
    const findings = await readEvidence(stage, subscribers);
    return {
      ...findings,
      rounds: rounds.length,
      databaseCrashes,
      redisKills,
      heldOpen: holding.times,
      connections: subscribers.reduce((sum, { connections }) => sum + connections, 0),
      waitsMs: waitsAfterReady(findings.streamEvidence, rounds),
    };
  } finally {
    await holding.stop();
    await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    balancer.close();
    await stage.close();
  }
}

async function killOften(
  { database, redis }: WebhooksSetting,
  { instances, pushing }: Stage,
  submitters: Submitters,
  order: KillOrder,
) {
  const gateway = instances[0]?.process;
  if (!gateway) throw new Error("There is no gateway to kill");
  const rounds: Round[] = [];
  const random = seededRandom(order.seed);
  let databaseCrashes = 0;
  let redisKills = 0;
  const isEnough = () =>
    rounds.length >= order.rounds &&
    (pushing.acknowledged >= order.events || rounds.length >= order.rounds * roundsAtMost);
  while (!isEnough()) {
    const round = rounds.length + 1;
    const startedAtMs = Date.now();
    await gateway.start();
    const readyAtMs = Date.now();
    const due = Math.min(order.events, Math.ceil((order.events * round) / order.rounds));
    pushing.allow(due + noticesAhead);
    submitters.allow(Math.ceil(due / noticesPerInvoice) + invoicesAhead);
    const halfMs = (uptimeMs.least + random() * (uptimeMs.most - uptimeMs.least)) / 2;
    await pause(halfMs);
    if (redis && isRedisRound(round)) {
      redisKills += 1;
      await redis.kill();
      await redis.start();
    }
    if (isDatabaseRound(round)) {
      databaseCrashes += 1;
      await database.crash();
      await database.start();
    }
    await pause(halfMs);
    while (pushing.acknowledged < due && Date.now() - readyAtMs < longestUptimeMs) await pause(50);
    await gateway.kill();
    rounds.push({ startedAtMs, readyAtMs, killedAtMs: Date.now() });
    tell(`Round ${round}: killed with ${pushing.acknowledged} of ${order.events} webhooks acknowledged`);
  }
  return { rounds, databaseCrashes, redisKills };
}

import { availableParallelism, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { tell } from "../scripts/conformance/material.js";
import { median, quantile, rounded } from "./documents/timing.js";
import type { Helper } from "./webhooks/channel.js";
import type { LoadOrder, LoadReport } from "./webhooks/load-process.js";
import { noticePath, openSetting, type Setting } from "./webhooks/open-setting.js";
import type { HeardEvents } from "./webhooks/subscriber-process.js";

/** p50 and p99, in milliseconds. */
export interface Waits {
  readonly p50: number;
  readonly p99: number;
}

export interface Round {
  /** Answered a second, each connection sending the next one at once. */
  readonly bare: number;
  readonly acknowledged: number;
  /** Told to the subscriber a second, until the last one was. */
  readonly sustained: number;
}

export interface Latency {
  readonly perSecond: number;
  readonly webhooks: number;
  readonly acknowledge: Waits;
  readonly toSubscriber: Waits;
  /** The bare server under the same load. */
  readonly bare: Waits;
}

export interface Goal {
  readonly goal: number;
  readonly measured: number;
  readonly met: boolean;
}

const goals = { shareOfBound: 0.6, acknowledgeP99Ms: 50, toSubscriberP99Ms: 250 };

/** So many that two notices about one are hardly ever under way at once. */
const invoices = 600;
const drainsWithinMs = 120_000;

/** `npm run bench -- webhooks`: what is taken, and how soon it is told, beside a server that only takes. */
export async function benchWebhooks(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "5" },
      connections: { type: "string", default: "32" },
      idle: { type: "string", default: "1000" },
      profile: { type: "string" },
    },
  });
  const { profile } = values;
  const connections = Number(values.connections);
  const seconds = Number(values.seconds);
  const idle = Number(values.idle);
  const load = loadavg()[0] ?? 0;
  tell("The setting is being built");
  const nodeOptions = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const setting = await openSetting({ idle, invoices, nodeOptions });
  try {
    const bench = createBench(setting, connections);
    const memoryPerSubscriber = await openIdle(setting, idle);
    const listener = await setting.startSubscribers(setting.gateway.url, [setting.key]);
    await bench.untilRegistered();
    tell("Warming up");
    await bench.playRound(listener, Math.min(3, seconds));

    const rounds: Round[] = [];
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      rounds.push(await bench.playRound(listener, seconds));
      tell(`Round ${round}: ${JSON.stringify(rounds.at(-1))}`);
    }
    const ratio = (of: (round: Round) => number) => median(rounds.map((round) => of(round) / round.bare));
    const perSecond = Math.max(1, Math.floor(median(rounds.map(({ sustained }) => sustained)) / 2));
    tell(`At half of what is sustained: ${perSecond} a second`);
    const oneInstance = await bench.playLatency(listener, perSecond, seconds * 3);
    tell("The same with the subscriber at a second instance");
    const second = await setting.startSecond();
    const farListener = await setting.startSubscribers(second.url, [setting.key]);
    const twoInstances = await bench.playLatency(farListener, perSecond, seconds * 3);

    const result = {
      bench: "webhooks",
      machine: { node: process.version, processors: availableParallelism(), load: rounded(load) },
      idleSubscribers: idle,
      connections,
      rounds,
      acknowledgedRatio: rounded(ratio(({ acknowledged }) => acknowledged)),
      sustainedRatio: rounded(ratio(({ sustained }) => sustained)),
      memoryPerSubscriber,
      oneInstance,
      twoInstances,
      goals: {
        sustainedRatio: reach(
          goals.shareOfBound,
          ratio(({ sustained }) => sustained),
          "least",
        ),
        acknowledgeP99Ms: reach(goals.acknowledgeP99Ms, oneInstance.acknowledge.p99, "most"),
        toSubscriberP99Ms: reach(goals.toSubscriberP99Ms, oneInstance.toSubscriber.p99, "most"),
      },
    };
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(result));
  } finally {
    await setting.close();
  }
}

function createBench({ gateway, bareUrl, load, references }: Setting, connections: number) {
  /** Each server is told in turn of every invoice, so that nothing is said twice. */
  const told = new Map<string, number>();
  const gatewayUrl = `${gateway.url}${noticePath}`;

  const send = async (order: Pick<LoadOrder, "url" | "seconds" | "perSecond">): Promise<LoadReport> => {
    const first = told.get(order.url) ?? 0;
    const report = await load.ask<LoadReport>({ ...order, connections, references, first } satisfies LoadOrder);
    told.set(order.url, first + report.sent);
    if (report.failed > 0) throw new Error(`${report.failed} of ${report.sent} notices were not taken by ${order.url}`);
    return report;
  };

  const untilHeard = async (listener: Helper, count: number): Promise<HeardEvents> => {
    const giveUpAt = Date.now() + drainsWithinMs;
    for (;;) {
      const heard = await listener.ask<HeardEvents>({ forget: false });
      if (heard.count >= count) return listener.ask<HeardEvents>({ forget: true });
      if (Date.now() > giveUpAt) throw new Error(`Of ${count} notices ${heard.count} were told within two minutes`);
      await pause(50);
    }
  };

  return {
    /** The gateway registers its address by itself; before that it refuses what comes. */
    async untilRegistered(): Promise<void> {
      for (const giveUpAt = Date.now() + drainsWithinMs; Date.now() < giveUpAt; await pause(200)) {
        const { sent, failed } = await load.ask<LoadReport>({
          url: gatewayUrl,
          connections: 1,
          seconds: 0.01,
          references: ["unknown"],
          first: 1_000_000_000,
        } satisfies LoadOrder);
        if (sent > failed) return;
      }
      throw new Error("The gateway did not register its address");
    },

    async playRound(listener: Helper, seconds: number): Promise<Round> {
      const bare = await send({ url: bareUrl, seconds });
      const taken = await send({ url: gatewayUrl, seconds });
      const heard = await untilHeard(listener, taken.sent);
      const perSecond = (count: number, tookMs: number) => Math.round((count / tookMs) * 1_000);
      return {
        bare: perSecond(bare.sent, bare.tookMs),
        acknowledged: perSecond(taken.sent, taken.tookMs),
        sustained: perSecond(taken.sent, heard.lastAtMs - taken.startedAtMs),
      };
    },

    async playLatency(listener: Helper, perSecond: number, seconds: number): Promise<Latency> {
      const bare = await send({ url: bareUrl, seconds, perSecond });
      const taken = await send({ url: gatewayUrl, seconds, perSecond });
      const { waitsMs } = await untilHeard(listener, taken.sent);
      return {
        perSecond,
        webhooks: taken.sent,
        acknowledge: waitsOf(taken.waitsMs),
        toSubscriber: waitsOf(waitsMs),
        bare: waitsOf(bare.waitsMs),
      };
    },
  };
}

async function openIdle({ gateway, idleKeys, startSubscribers }: Setting, idle: number): Promise<number | null> {
  if (idle === 0) return null;
  tell(`${idle} idle subscribers`);
  await pause(3_000);
  const before = await gateway.residentBytes();
  await startSubscribers(gateway.url, idleKeys);
  await pause(3_000);
  return Math.round(((await gateway.residentBytes()) - before) / idle);
}

const waitsOf = (waitsMs: readonly number[]): Waits => ({
  p50: rounded(quantile(waitsMs, 0.5)),
  p99: rounded(quantile(waitsMs, 0.99)),
});

const reach = (goal: number, measured: number, side: "least" | "most"): Goal => ({
  goal,
  measured: rounded(measured),
  met: side === "least" ? measured >= goal : measured <= goal,
});

function table(result: {
  readonly rounds: readonly Round[];
  readonly acknowledgedRatio: number;
  readonly sustainedRatio: number;
  readonly memoryPerSubscriber: number | null;
  readonly oneInstance: Latency;
  readonly twoInstances: Latency;
  readonly goals: Readonly<Record<string, Goal>>;
}): string {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join("");
  const latency = (name: string, { acknowledge, toSubscriber, bare }: Latency) => [
    row([`${name}: acknowledged`, acknowledge.p50, acknowledge.p99]),
    row([`${name}: told to the subscriber`, toSubscriber.p50, toSubscriber.p99]),
    row([`${name}: by the bare server`, bare.p50, bare.p99]),
  ];
  return [
    row(["Relative to the bare server", ...result.rounds.map((_, index) => `round ${index + 1}`), "median"]),
    row([
      "acknowledged",
      ...result.rounds.map(({ acknowledged, bare }) => rounded(acknowledged / bare)),
      result.acknowledgedRatio,
    ]),
    row([
      "told to the subscriber",
      ...result.rounds.map(({ sustained, bare }) => rounded(sustained / bare)),
      result.sustainedRatio,
    ]),
    "",
    row(["Milliseconds at half of that", "p50", "p99"]),
    ...latency("one instance", result.oneInstance),
    ...latency("two instances", result.twoInstances),
    "",
    ...(result.memoryPerSubscriber === null ? [] : [row(["bytes per idle subscriber", result.memoryPerSubscriber])]),
    ...Object.entries(result.goals).map(([name, { goal, measured, met }]) =>
      row([`goal ${name} ${goal}`, measured, met ? "met" : "MISSED"]),
    ),
    "",
  ].join("\n");
}

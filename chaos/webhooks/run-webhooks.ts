import { tell } from "../setting/tell.js";
import type { DeliveryVerdict, StreamVerdict } from "./judge-webhooks.js";
import { killRounds } from "./kill-rounds.js";
import { openWebhooks, type WebhooksSetting } from "./open-webhooks.js";
import { rollingRestarts } from "./rolling-restarts.js";
import { runCareless } from "./run-careless.js";
import { runNaiveCursor } from "./run-naive-cursor.js";

export interface WebhooksOrder {
  /** How often the gateway is killed at least. */
  readonly rounds: number;
  /** Webhooks that are to be acknowledged. */
  readonly events: number;
  readonly seed: number;
}

export interface WebhooksResult extends DeliveryVerdict {
  readonly rounds: number;
  readonly databaseCrashes: number;
  readonly redisKills: number;
  readonly heldOpen: number;
  /** Invoices that the provider has more than once. */
  readonly doubled: number;
  readonly subscribers: StreamVerdict & {
    readonly events: number;
    readonly connections: number;
    /** How often something waited for a subscriber when the gateway became ready. */
    readonly waits: number;
    /** From readiness to the first event for whom something waited; null where nothing ever waited. */
    readonly readyP99Ms: number | null;
  };
  readonly control: {
    readonly acknowledged: number;
    readonly lost: number;
    readonly written: number;
    readonly missing: number;
  };
  readonly rolling: DeliveryVerdict &
    StreamVerdict & {
      readonly restarts: number;
      readonly doubled: number;
      readonly requests: number;
      readonly errors: number;
      readonly errorShare: number;
    };
}

const mostRestarts = 20;

/** Kills and restarts the gateway while signed webhooks come in and subscribers follow what they change, then counts. */
export async function runWebhooks(order: WebhooksOrder): Promise<WebhooksResult> {
  tell(`Seed ${order.seed}. The setting is being built.`);
  const setting = await openWebhooks();
  let isSound = false;
  try {
    const result = await play(setting, order);
    isSound = findBrokenWebhooks(result, order).length === 0;
    return result;
  } finally {
    await setting.close({ keepFiles: !isSound });
  }
}

async function play(setting: WebhooksSetting, order: WebhooksOrder): Promise<WebhooksResult> {
  tell("The controls: a receiver that acknowledges too soon, and a naive cursor");
  const careless = await runCareless(setting);
  const naive = await runNaiveCursor(setting.database);
  const kills = await killRounds(setting, order);
  tell("Two instances, restarted in turn");
  const rolling = await rollingRestarts(setting, Math.min(mostRestarts, order.rounds));
  return {
    ...kills.deliveries,
    rounds: kills.rounds,
    databaseCrashes: kills.databaseCrashes,
    redisKills: kills.redisKills,
    heldOpen: kills.heldOpen,
    doubled: kills.doubled,
    subscribers: {
      ...kills.streams,
      events: kills.events,
      connections: kills.connections,
      waits: kills.waitsMs.length,
      readyP99Ms: percentile99(kills.waitsMs),
    },
    control: { ...careless, ...naive },
    rolling: {
      restarts: rolling.restarts,
      ...rolling.deliveries,
      ...rolling.streams,
      doubled: rolling.doubled,
      requests: rolling.requests,
      errors: rolling.errors,
      errorShare: Number((rolling.errors / rolling.requests).toFixed(5)),
    },
  };
}

const percentile99 = (values: readonly number[]): number | null =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.99)] ?? null;

const mostReadyMs = 2_000;
const mostErrorShare = 0.001;
/** A run of so many rounds has had Redis and PostgreSQL crash, and waits enough to judge a speed by. */
const roundsOfLongRun = 5;

type Check = readonly [boolean, string];

/** Each promise that did not hold, as a sentence; none when all did. */
export function findBrokenWebhooks(
  result: WebhooksResult,
  { rounds, events }: Pick<WebhooksOrder, "rounds" | "events">,
): string[] {
  const { subscribers, control, rolling } = result;
  const isLong = rounds >= roundsOfLongRun;
  const checks: readonly Check[] = [
    [result.acknowledged < events, `Only ${result.acknowledged} of ${events} webhooks were acknowledged`],
    [result.rounds < rounds, `The gateway was killed ${result.rounds} times, not ${rounds} times`],
    [isLong && result.redisKills === 0, "Redis was never killed: install redis-server"],
    [isLong && result.databaseCrashes === 0, "PostgreSQL never crashed"],
    [result.heldOpen === 0, "No transaction was held open: this run proves nothing about the order of events"],
    ...checkDeliveries("", result),
    ...checkStreams("", subscribers),
    [
      isLong && subscribers.readyP99Ms === null,
      "Nothing ever waited for a subscriber: this run proves nothing of resuming",
    ],
    [
      isLong && (subscribers.readyP99Ms ?? 0) > mostReadyMs,
      `Subscribers waited ${subscribers.readyP99Ms} ms after the gateway was ready (p99)`,
    ],
    ...checkDeliveries("With rolling restarts, ", rolling),
    ...checkStreams("With rolling restarts, ", rolling),
    [rolling.acknowledged === 0, "No webhook came while instances were restarted: that part proves nothing"],
    [
      rolling.errorShare > mostErrorShare,
      `With rolling restarts, ${rolling.errors} of ${rolling.requests} requests failed where a balancer would have sent them`,
    ],
    [control.lost === 0, "A receiver that acknowledges too soon lost nothing: this run proves nothing"],
    [control.missing === 0, "A naive cursor missed nothing: this run proves nothing"],
  ];
  return checks.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

const checkDeliveries = (when: string, verdict: DeliveryVerdict & { readonly doubled: number }): readonly Check[] => [
  [verdict.lost > 0, `${when}${verdict.lost} acknowledged webhooks are lost`],
  [verdict.duplicated > 0, `${when}${verdict.duplicated} webhooks are stored more than once`],
  [verdict.unapplied > 0, `${when}${verdict.unapplied} acknowledged webhooks had no effect`],
  [verdict.unsent > 0, `${when}${verdict.unsent} webhooks are stored that were never sent`],
  [verdict.altered > 0, `${when}${verdict.altered} webhooks are stored with other bytes than were sent`],
  [verdict.doubled > 0, `${when}${verdict.doubled} invoices were sent more than once`],
];

const checkStreams = (when: string, { missing, duplicate, disorder, foreign }: StreamVerdict): readonly Check[] => [
  [missing > 0, `${when}${missing} events never came to a subscriber`],
  [duplicate > 0, `${when}${duplicate} events came twice`],
  [disorder > 0, `${when}${disorder} events came after later ones`],
  [foreign > 0, `${when}${foreign} events came that are not in the tenant's log`],
];

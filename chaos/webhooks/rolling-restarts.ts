import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { tell } from "../setting/tell.js";
import { openBalancer } from "../stand-in/pushing/balancer.js";
import { openStage, type WebhooksSetting } from "./open-webhooks.js";
import { type Findings, readEvidence } from "./read-evidence.js";
import { startSubmitters } from "./submitters.js";
import { startSubscribers } from "./subscribers.js";

export interface Restarts extends Findings {
  readonly restarts: number;
  readonly requests: number;
  readonly errors: number;
}

const invoicesPerSecond = 2;
/** For the balancers to see that an instance is ready. */
const settlesMs = 1_000;
const finishesWithinMs = 90_000;

/** Restarts two instances in turn, one always up, while everything goes on. */
export async function rollingRestarts(setting: WebhooksSetting, restarts: number): Promise<Restarts> {
  const stage = await openStage(setting, "rolling", 2);
  const { pushing, instances } = stage;
  for (const { process } of instances) await process.start();
  const balancer = openBalancer(
    instances.map(({ url }) => url),
    join(setting.directory, "rolling", "client-errors.jsonl"),
  );
  await pause(settlesMs);
  const subscribers = startSubscribers(balancer, stage.tenants);
  const submitters = startSubmitters(balancer, stage.tenants);
  pushing.allow(Number.MAX_SAFE_INTEGER);
  const beganAtMs = Date.now();
  const pace = setInterval(
    () => submitters.allow(Math.ceil(((Date.now() - beganAtMs) / 1000) * invoicesPerSecond)),
    100,
  );
  try {
    await pause(settlesMs);
    for (let restart = 1; restart <= restarts; restart += 1) {
      const instance = instances[restart % instances.length];
      await instance?.process.stop();
      await instance?.process.start();
      await pause(settlesMs);
      const errors = balancer.tally.errors + pushing.tally.errors;
      tell(`Restart ${restart} of ${restarts}: ${pushing.acknowledged} webhooks acknowledged, ${errors} errors`);
    }
    clearInterval(pace);
    await submitters.finish();
    await pushing.finish(finishesWithinMs);
    const findings = await readEvidence(stage, subscribers);
    return {
      ...findings,
      restarts,
      requests: balancer.tally.requests + pushing.tally.requests,
      errors: balancer.tally.errors + pushing.tally.errors,
    };
  } finally {
    clearInterval(pace);
    await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    balancer.close();
    await stage.close();
  }
}

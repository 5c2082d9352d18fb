import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { say } from "./channel.js";
import { writeNotice } from "./notice.js";

export interface LoadOrder {
  /** With the path. */
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Open loop: a notice is due at its moment, whatever became of those before. Without it each follows an answer. */
  readonly perSecond?: number;
  readonly references: readonly string[];
  /** The number of the first notice. */
  readonly first: number;
}

export interface LoadReport {
  readonly sent: number;
  /** Answers other than 202, and none. */
  readonly failed: number;
  readonly startedAtMs: number;
  readonly tookMs: number;
  /** From when each was due to its answer. */
  readonly waitsMs: readonly number[];
}

const tickMs = 4;

async function load(order: LoadOrder): Promise<LoadReport> {
  const { origin, pathname } = new URL(order.url);
  const pool = new Pool(origin, { connections: order.connections, pipelining: 1 });
  const waitsMs: number[] = [];
  let sent = 0;
  let failed = 0;
  const send = async (dueAtMs: number): Promise<void> => {
    const notice = writeNotice(order.first + sent++, order.references, dueAtMs);
    try {
      const answer = await pool.request({ path: pathname, method: "POST", ...notice });
      await answer.body.dump();
      if (answer.statusCode !== 202) failed += 1;
    } catch {
      failed += 1;
    }
    waitsMs.push(performance.timeOrigin + performance.now() - dueAtMs);
  };
  const now = () => performance.timeOrigin + performance.now();
  const startedAtMs = now();
  const endsAtMs = startedAtMs + order.seconds * 1_000;
  if (order.perSecond === undefined) {
    const one = async () => {
      while (now() < endsAtMs) await send(now());
    };
    await Promise.all(Array.from({ length: order.connections }, one));
  } else {
    const sending: Promise<void>[] = [];
    const gapMs = 1_000 / order.perSecond;
    for (let dueAtMs = startedAtMs; dueAtMs < endsAtMs;) {
      for (; dueAtMs <= now() && dueAtMs < endsAtMs; dueAtMs += gapMs) sending.push(send(dueAtMs));
      await pause(tickMs);
    }
    await Promise.all(sending);
  }
  const tookMs = now() - startedAtMs;
  await pool.close();
  return { sent, failed, startedAtMs, tookMs, waitsMs };
}

process.on("message", (order: LoadOrder) => {
  load(order).then(say, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.once("disconnect", () => process.exit(0));
say({ ready: true });

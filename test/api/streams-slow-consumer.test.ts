import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { openEventSource } from "../setup/event-source.js";
import { type GatewayProcess, type Outside, openOutside } from "../setup/gateway-process.js";
import { writeEvents } from "../setup/write-events.js";
import { until } from "./support/until.js";

const query = `subscription Follow($from: StreamPosition) {
  invoiceEvents(from: $from) {
    __typename
    ... on InvoiceEventEdge { cursor node { sequence native } }
  }
}`;

const count = 5_000;
/** Together far more than all buffers between the two processes hold. */
const nativeBytes = 20_000;
/** Less than a sixth of what was written. */
const allowedGrowthMiB = 64;

let outside: Outside;
let gateway: GatewayProcess;
beforeAll(async () => {
  outside = await openOutside();
  gateway = await outside.start();
}, 60_000);
afterAll(() => outside.close());

const memoryMiB = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, "utf8"))?.[1]) / 1_024;

interface Consumer {
  readonly told: number[];
  hasBegun(): boolean;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Keeps the numbers of the events, not their bytes. */
const numberIn = (data: any): number[] => data?.invoiceEvents?.node?.sequence ?? [];

function overWebSocket(): Promise<Consumer> {
  const told: number[] = [];
  let begun = false;
  let socket: WebSocket | undefined;
  const remember = (opened: WebSocket) => {
    socket = opened;
  };
  const client = createClient({
    url: `${gateway.url.replace("http", "ws")}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(...parts: ConstructorParameters<typeof WebSocket>) {
        super(...parts);
        remember(this);
      }
    },
    connectionParams: { authorization: `Bearer ${gateway.client.key}` },
    retryAttempts: 0,
  });
  client.subscribe<any>(
    { query, variables: { from: { now: true } } },
    {
      next({ data }) {
        begun = true;
        told.push(...[numberIn(data)].flat());
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return Promise.resolve({
    told,
    hasBegun: () => begun,
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
    stop: () => void client.dispose(),
  });
}

async function overServerSentEvents(): Promise<Consumer> {
  const source = await openEventSource(
    gateway.url,
    { query, variables: { from: { now: true } } },
    { authorization: `Bearer ${gateway.client.key}` },
  );
  return {
    get told() {
      return source.messages.flatMap(({ data }) => numberIn(data?.data));
    },
    hasBegun: () => source.messages.length > 0,
    pause: () => source.pause(),
    resume: () => source.resume(),
    stop: () => source.cut(),
  };
}

describe.skipIf(process.platform !== "linux")("A consumer that does not read for a while", () => {
  it.each([
    ["WebSocket", overWebSocket],
    ["server-sent events", overServerSentEvents],
  ])(
    "costs the gateway little over %s, and then gets everything in order",
    async (_how, open) => {
      const consumer = await open();
      await until(
        () => Promise.resolve(consumer.hasBegun()),
        (begun) => begun,
      );
      const { rows } = await outside.database.query("select coalesce(max(position), 0)::int as last from event_log");
      const first = rows[0].last + 1;
      // A first round lets the process grow to its working size.
      await writeEvents(outside.database, { count: 300, nativeBytes });
      await until(
        () => Promise.resolve(consumer.told.length),
        (told) => told === 300,
      );
      consumer.pause();
      const before = memoryMiB();
      for (let written = 0; written < count; written += 500) {
        await writeEvents(outside.database, { count: 500, nativeBytes });
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const growth = memoryMiB() - before;
      const toldWhilePaused = consumer.told.length;
      consumer.resume();
      await until(
        () => Promise.resolve(consumer.told.length),
        (told) => told >= count + 300,
        60_000,
      );
      consumer.stop();
      if (process.env["TEST_LOG"]) console.error(`grew by ${growth.toFixed(1)} MiB from ${before.toFixed(1)} MiB`);

      expect(toldWhilePaused).toBeLessThan(count / 2);
      expect(growth).toBeLessThan(allowedGrowthMiB);
      expect(consumer.told).toEqual(Array.from({ length: count + 300 }, (_, index) => first + index));
    },
    120_000,
  );
});

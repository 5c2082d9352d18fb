import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, repeated, submitTo } from "../setup/submit-to.js";
import { followEvents } from "./support/operations.js";
import { until } from "./support/until.js";

const redisUrl = inject("redisUrl");
const ways = [
  { way: "without Redis", redis: {} },
  ...(redisUrl === undefined ? [] : [{ way: "with Redis", redis: { redisUrl } }]),
];
if (redisUrl === undefined) console.warn("SKIPPED: two gateways with Redis, because there is no redis-server here.");

/** From the moment an event is recorded to the moment a subscriber of the other gateway has it. */
const latencies = (items: readonly { receivedAt: number; recordedAt: string }[]) =>
  items.map(({ receivedAt, recordedAt }) => receivedAt - Date.parse(recordedAt)).toSorted((a, b) => a - b);

describe.for(ways)("Two gateways on one database, $way", ({ way, redis }) => {
  let gateway: TestGateway;
  let twin: Awaited<ReturnType<TestGateway["openTwin"]>>;
  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 150, ...redis });
    const { publicUrl: _, ...shared } = gateway.configuration;
    twin = await gateway.openTwin(shared.port > 0 ? { publicUrl: `http://127.0.0.1:${shared.port}` } : {});
  });
  afterAll(async () => {
    await twin.stop();
    await gateway.stop();
  });

  it("tell on one, in order and soon, what was submitted on the other, and send it once", async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `TWIN-${index}`);
    const receivedAt = new Map<string, number>();
    const stream = twin.client.follow(followEvents.replace("sequence", "sequence recordedAt"), { from: { now: true } });
    await stream.until((items) => items.length > 0);
    const watching = setInterval(() => {
      for (const { invoiceEvents } of stream.items) {
        if (!receivedAt.has(invoiceEvents.cursor)) receivedAt.set(invoiceEvents.cursor, Date.now());
      }
    }, 2);

    for (const number of numbers) await submitTo("e-invoice-be", number, () => gateway.client);
    const log = await until(
      () => readLog(gateway.database),
      (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length === numbers.length,
    );
    const told = (await stream.until((items) => items.length > log.length)).slice(1).map((item) => item.invoiceEvents);
    clearInterval(watching);

    expect(told.map(({ node }) => `${node.invoice.number} ${node.type}`)).toEqual(
      log.map(({ number, type }) => `${number} ${type}`),
    );
    const waits = latencies(
      told.map(({ cursor, node }) => ({ receivedAt: receivedAt.get(cursor) ?? Date.now(), ...node })),
    );
    console.info(`${way}: median ${waits[Math.floor(waits.length / 2)]} ms, longest ${waits.at(-1)} ms`);
    // A lost wake-up costs a second; anything near this has been waiting for another event.
    expect(waits.at(-1)).toBeLessThan(10_000);
    const { simulators } = gateway;
    const sends = simulators.get("e-invoice-be")?.requests.filter(({ path }) => path.endsWith("/send")) ?? [];
    expect(repeated(sends.map(({ path }) => path))).toEqual([]);
    expect(sends).toHaveLength(numbers.length);
  });

  it("claim a key once between them", async () => {
    const clients = [gateway.client, twin.client];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        submitTo("e-invoice-be", "SAME-KEY", () => clients[index % 2] ?? gateway.client),
      ),
    );

    expect(new Set(answers.map(({ submission }) => submission.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { startRedis, type TestRedis } from "../setup/redis-server.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { followEvents, listInvoices } from "./support/operations.js";
import { until } from "./support/until.js";

const participants = `query Participants($identifiers: [ParticipantIdentifierInput!]!, $freshness: Freshness!) {
  participants(identifiers: $identifiers, freshness: $freshness) {
    requested { value } participant { id } sources { provider { key } state }
  }
}`;
const known = { scheme: "0208", value: "0887290276" };
const unknown = { scheme: "0208", value: "0999999922" };

const isMissing = inject("redisUrl") === undefined;
if (isMissing) console.warn("SKIPPED: Redis that dies, because there is no redis-server here.");

describe.skipIf(isMissing)("A gateway whose Redis dies and comes back", () => {
  let redis: TestRedis;
  let gateway: TestGateway;
  let twin: Awaited<ReturnType<TestGateway["openTwin"]>>;
  beforeAll(async () => {
    redis = await startRedis();
    gateway = await openGateway({ stepMs: 100, redisUrl: redis.url });
    twin = await gateway.openTwin({ publicUrl: `http://127.0.0.1:${gateway.configuration.port}` });
  });
  afterAll(async () => {
    await twin.stop();
    await gateway.stop();
    await redis.stop();
  });

  it("answers everything, rightly, and its subscribers miss nothing", async () => {
    const { client, database } = gateway;
    const port = Number(new URL(redis.url).port);
    const streams = [client, twin.client].map((each) => each.follow(followEvents, { from: { now: true } }));
    for (const stream of streams) await stream.until((items) => items.length > 0);
    const statuses: number[] = [];
    const wrong: unknown[] = [];
    const tookMs: number[] = [];
    let reading = true;
    const readers = [client, twin.client].map(async (each) => {
      while (reading) {
        const startedAt = Date.now();
        const found = await each.send(participants, {
          identifiers: [known, unknown],
          freshness: "STALE_WHILE_REVALIDATE",
        });
        const [first, second] = found.data?.participants ?? [];
        const isRight = first?.participant?.id && second?.participant === null;
        if (found.errors || !isRight) wrong.push(found);
        const list = await each.send(listInvoices, { first: 5 });
        if (list.errors) wrong.push(list);
        statuses.push(found.status, list.status);
        tookMs.push(Date.now() - startedAt);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    });

    const submit = async (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        await submitTo("e-invoice-be", `REDIS-${index}`, () => (index % 2 === 0 ? client : twin.client));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await submit(0, 10);
    await redis.kill();
    await submit(10, 25);
    redis = await startRedis(port);
    await submit(25, 35);
    const log = await until(
      () => readLog(database),
      (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length === 35,
    );
    for (const stream of streams) await stream.until((items) => items.length > log.length);
    reading = false;
    await Promise.all(readers);

    const expected = log.map(({ number, type }) => `${number} ${type}`);
    for (const { items } of streams) {
      const told = items.slice(1).map(({ invoiceEvents: { node } }) => `${node.invoice.number} ${node.type}`);
      expect(told).toEqual(expected);
    }
    expect(wrong.slice(0, 2)).toEqual([]);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    const sorted = tookMs.toSorted((a, b) => a - b);
    console.info(`${sorted.length} rounds of reads: longest ${sorted.at(-1)} ms`);
    // Commands that queue up for a Redis that is gone wait for as long as it is.
    expect(sorted.at(-1)).toBeLessThan(10_000);
  }, 90_000);

  it("uses it again for what both gateways know", async () => {
    const fresh = { scheme: "0208", value: "0417497106" };
    const ask = async (each: TestGateway["client"], freshness: string) => {
      const { participants: found } = await each.ask(participants, { identifiers: [fresh], freshness });
      return found[0].sources.find((source: any) => source.provider.key === "e-invoice-be").state;
    };

    const here = await ask(gateway.client, "LIVE");
    const there = await until(
      () => ask(twin.client, "CACHED"),
      (state) => state === "CACHED",
      10_000,
    );

    expect([here, there]).toEqual(["LIVE", "CACHED"]);
  });
});

it.skipIf(isMissing)("A gateway starts and works when its Redis is not there at all", async () => {
  const gateway = await openGateway({ redisUrl: "redis://127.0.0.1:1" });
  try {
    const { submission } = await submitTo("e-invoice-be", "NO-REDIS", () => gateway.client, 10_000);
    expect(submission.state).toBe("ACCEPTED");
  } finally {
    await gateway.stop();
  }
});

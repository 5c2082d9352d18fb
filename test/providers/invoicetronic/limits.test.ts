import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import simulator from "../../../providers/invoicetronic/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";

let running: RunningSimulator | undefined;
afterEach(() => running?.stop());

const get = (path: string, key = "ik_test_simulator") =>
  fetch(`${running?.url}${path}`, {
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
  });

describe("the simulated Invoicetronic", () => {
  it("lets through two hundred reads at once, of what is polled, and then one a second", async () => {
    let now = new Date("2026-11-22T12:00:00Z");
    running = await serveSimulator(simulator, { now: () => now });
    const first = await Promise.all(Array.from({ length: 100 }, () => get("/update")));
    now = new Date(now.getTime() + 1_000);
    const second = await Promise.all(Array.from({ length: 99 }, () => get("/update")));
    now = new Date(now.getTime() + 1_000);
    const third = await Promise.all(Array.from({ length: 4 }, () => get("/update")));

    expect([...first, ...second].filter(({ status }) => status !== 200)).toEqual([]);
    // One is left of the bucket, and two seconds have given two.
    expect(third.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(third.find(({ status }) => status === 429)?.headers.get("retry-after")).toBe("1");
    const other = await get("/status");
    expect([other.status, other.headers.get("ratelimit-limit")]).toEqual([200, "100"]);
  });

  it("refuses more than a hundred requests a second, whatever they are", async () => {
    const now = new Date("2026-11-22T12:00:00Z");
    running = await serveSimulator(simulator, { now: () => now });

    const answers = await Promise.all(Array.from({ length: 101 }, () => get("/status")));

    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it("answers a wrong key and a wrong page as RFC 7807 has it", async () => {
    running = await serveSimulator(simulator);

    const wrongKey = await get("/send", "ik_test_other");
    const wrongPage = await get("/send?page_size=201");

    expect([wrongKey.status, wrongPage.status]).toEqual([401, 400]);
    expect(wrongKey.headers.get("content-type")).toBe("application/problem+json");
    expect(await wrongPage.json()).toMatchObject({ status: 400, detail: "page_size is a number from 1 to 200" });
  });
});

describe("the adapter's limits", () => {
  it("are within those that are published", () => {
    const none = { requests: Number.NaN, perSeconds: 1 };
    const [perSecond = none, bucket = none] = provider.limits.rates.read;
    const [second = none, minute = none, day = none] = provider.limits.rates["*"];

    expect(bucket.requests).toBeLessThanOrEqual(200);
    expect(bucket.requests / bucket.perSeconds).toBeLessThanOrEqual(1);
    expect(perSecond.requests + second.requests).toBeLessThanOrEqual(100);
    expect(minute.requests + bucket.requests).toBeLessThanOrEqual(2_000);
    expect(day.requests).toBeLessThan(100_000);
  });
});

import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebhookDelivery } from "../../src/server/webhooks.js";
import { startTestGateway } from "./test-gateway.js";
import type { TestGateway } from "./test-gateway.js";

describe("a webhook", () => {
  let gateway: TestGateway;
  const deliveries: WebhookDelivery[] = [];
  beforeAll(async () => {
    gateway = await startTestGateway({
      limits: { webhookTimeoutMs: 300 },
      async acceptWebhook(delivery) {
        deliveries.push(delivery);
        if (delivery.accountId === "unknown") return "unknown account";
        if (delivery.accountId === "forged") return { refused: "wrong signature", by: "signature" };
        if (delivery.accountId === "again") return "duplicate";
        if (delivery.accountId === "down") throw new Error("database is read-only");
        if (delivery.accountId === "slow") await new Promise((resolve) => setTimeout(resolve, 1_000));
        return "accepted";
      },
    });
  });
  afterAll(async () => gateway.server.stop());

  const deliver = (account: string, init: RequestInit = {}) =>
    fetch(`${gateway.server.url}/webhooks/${account}`, { method: "POST", ...init });

  it("needs no credential of ours, and is handed on byte for byte with its headers", async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x0d, 0x0a, 0x20]);
    const response = await deliver("one", {
      body,
      headers: { "content-type": "application/json", "X-Signature": "abc" },
    });

    expect(response.status).toBe(202);
    const delivery = deliveries.at(-1);
    expect(Buffer.from(delivery?.body ?? [])).toEqual(body);
    expect(delivery?.headers).toMatchObject({ "x-signature": "abc", "content-type": "application/json" });
    expect(Math.abs((delivery?.receivedAtMs ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  it.each(["application/xml", "text/plain; charset=utf-7", "garbage", "application/cloudevents+json", "a/b; =x"])(
    "may be of the type %s",
    async (contentType) => {
      const response = await deliver("one", { body: "<x/>", headers: { "content-type": contentType } });

      expect(response.status).toBe(202);
      expect(Buffer.from(deliveries.at(-1)?.body ?? []).toString()).toBe("<x/>");
      expect(deliveries.at(-1)?.headers["content-type"]).toBe(contentType);
    },
  );

  it("may be empty", async () => {
    expect((await deliver("one")).status).toBe(202);
    expect(deliveries.at(-1)?.body).toHaveLength(0);
  });

  it.each([
    ["accepted", "one", 202],
    ["a duplicate", "again", 202],
    ["forged", "forged", 401],
    ["for an unknown account", "unknown", 404],
  ])("that is %s is answered accordingly", async (_what, account, status) => {
    expect((await deliver(account, { body: "{}" })).status).toBe(status);
  });

  it("that cannot be stored is to come again, and learns nothing of the reason", async () => {
    const response = await deliver("down", { body: "{}" });

    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.text()).not.toContain("read-only");
  });

  it("that is not stored in time is to come again", async () => {
    const response = await deliver("slow", { body: "{}" });

    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).not.toBeNull();
  });

  it("that stops in mid-body is given up in time", async () => {
    const { hostname, port } = new URL(gateway.server.url);
    const socket = connect(Number(port), hostname);
    let received = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
    });
    socket.write("POST /webhooks/one HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
    await new Promise((resolve) => socket.once("close", resolve));

    expect(received).toMatch(/^HTTP\/1\.1 503 /);
  });

  it("that is too long is refused without being handed on", async () => {
    const before = deliveries.length;
    const response = await deliver("one", { body: Buffer.alloc(1024 * 1024 + 1) });

    expect(response.status).toBe(413);
    expect(deliveries).toHaveLength(before);
    expect((await deliver("one", { body: Buffer.alloc(1024 * 1024) })).status).toBe(202);
  });
});

describe("health", () => {
  it("is alive without asking anybody", async () => {
    const gateway = await startTestGateway({
      async checkReady() {
        throw new Error("down");
      },
    });
    const response = await fetch(`${gateway.server.url}/livez`);
    await gateway.server.stop();

    expect(response.status).toBe(200);
  });

  it("is ready when the dependencies are, and keeps their reasons to the log", async () => {
    let outage: Error | undefined;
    const gateway = await startTestGateway({
      async checkReady() {
        if (outage) throw outage;
      },
    });
    const ask = async () => {
      const response = await fetch(`${gateway.server.url}/readyz`);
      return { status: response.status, text: await response.text() };
    };

    const healthy = await ask();
    outage = new Error("role postgres at 10.0.0.7");
    await expect.poll(ask, { timeout: 5_000 }).toMatchObject({ status: 503 });
    const ill = await ask();
    outage = undefined;
    await expect.poll(ask, { timeout: 5_000 }).toMatchObject({ status: 200 });
    await gateway.server.stop();

    expect(healthy).toEqual({ status: 200, text: '{"status":"ready"}' });
    expect(ill.text).not.toContain("10.0.0.7");
    expect(gateway.log.entries.map(({ message }) => message)).toContain("Not ready: a dependency does not answer.");
  });

  it("is asked of the dependencies once, however many ask", async () => {
    let asked = 0;
    const gateway = await startTestGateway({
      async checkReady() {
        asked += 1;
      },
    });
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${gateway.server.url}/readyz`)));
    await gateway.server.stop();

    expect(asked).toBe(1);
  });

  it("is not ready from the first moment of stopping, while it still serves", async () => {
    const gateway = await startTestGateway({ limits: { leaveMs: 500 } });
    const stopping = gateway.server.stop();
    const ready = await fetch(`${gateway.server.url}/readyz`);
    const answer = await gateway.post({ query: "{ tenant }" });
    await stopping;

    expect(ready.status).toBe(503);
    expect(answer.status).toBe(200);
  });
});

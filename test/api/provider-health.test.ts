import { afterAll, beforeAll, describe, expect, it } from "vitest";
import eInvoiceBe from "../../providers/e-invoice-be/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

const health = `fragment Health on Provider {
  key
  health {
    state circuit circuitSince nextProbeAt successRate latencyP95Ms lastWebhookAt lastPollAt backlog
    rateLimit { limit remaining resetsAt }
  }
}`;
const askHealth = `query { providers { ...Health } } ${health}`;
const followHealth = `subscription Follow($providers: [String!]) { providerHealth(providers: $providers) { ...Health } } ${health}`;
const reset = `mutation Reset($input: ResetProviderCircuitInput!) {
  resetProviderCircuit(input: $input) { provider { ...Health } errors { ... on UserError { code path } } }
} ${health}`;

const key = "e-invoice-be";

let gateway: TestGateway;
let restarted: RunningSimulator | undefined;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 80 });
});
afterAll(async () => {
  await gateway.stop();
  await restarted?.stop();
});

const healthNow = async (): Promise<any> => {
  const { providers } = await gateway.client.ask(askHealth);
  return providers.find((provider: any) => provider.key === key).health;
};

const lastOf = (items: readonly any[]) => items.at(-1)?.providerHealth.health;

describe("The health of a provider", () => {
  it("is good after good calls, with what was measured", async () => {
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    await submitTo(key, "WELL", () => gateway.client);
    await until(
      () => readLog(gateway.database),
      (rows) => rows.some(({ type }) => type === "INVOICE_DELIVERED"),
    );
    const found = await until(healthNow, ({ lastWebhookAt }) => lastWebhookAt !== null);

    expect(found).toMatchObject({ state: "HEALTHY", circuit: "CLOSED", nextProbeAt: null, successRate: 1, backlog: 0 });
    expect(found.latencyP95Ms).toBeGreaterThan(0);
    expect(found.latencyP95Ms).toBeLessThan(10_000);
    for (const moment of [found.lastWebhookAt, found.lastPollAt, found.circuitSince]) {
      expect(moment > startedAt && moment <= new Date().toISOString()).toBe(true);
    }
  });

  it("counts what is left of the provider's limit", async () => {
    const before = await healthNow();
    const { limit } = before.rateLimit;
    let submitting = true;
    const submitted = submitTo(key, "COUNTED", () => gateway.client, 5_000).finally(() => (submitting = false));
    const remaining: number[] = [];
    while (submitting) remaining.push((await healthNow()).rateLimit.remaining);
    await submitted;

    expect(limit).toBeGreaterThan(0);
    expect(Math.min(...remaining)).toBeLessThan(limit);
    expect(Math.max(...remaining)).toBeLessThanOrEqual(limit);
  });

  it("is told once at first for each provider asked for, and then only when it changes", async () => {
    const all = gateway.client.follow(followHealth);
    const one = gateway.client.follow(followHealth, { providers: [key] });
    const { providers } = await gateway.client.ask(askHealth);
    await all.until((items) => items.length >= providers.length);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const keys = all.items.map(({ providerHealth }) => providerHealth.key);
    all.stop();
    one.stop();

    expect(new Set(keys)).toEqual(new Set(providers.map((provider: any) => provider.key)));
    expect(keys.filter((each) => each === key).length).toBeLessThanOrEqual(2);
    expect(one.items.map(({ providerHealth }) => providerHealth.key)).toEqual(one.items.map(() => key));
    expect(one.items.length).toBeGreaterThan(0);
  });

  it("is told live while the provider is away, and a reset has it called again at once", async () => {
    const { client, simulators } = gateway;
    const simulator = simulators.get(key);
    const stream = client.follow(followHealth, { providers: [key] });
    await stream.until((items) => items.length > 0);
    await simulator?.stop();
    for (let index = 0; index < 3; index += 1) await submitTo(key, `AWAY-${index}`, () => client);

    await stream.until((items) => lastOf(items).state === "DOWN" && lastOf(items).backlog > 0, 60_000);
    const down = lastOf(stream.items);
    expect(down.circuit).not.toBe("CLOSED");
    expect(down.nextProbeAt > down.circuitSince).toBe(true);
    expect(down.successRate).toBeLessThan(1);

    restarted = await serveSimulator(eInvoiceBe, { port: Number(new URL(simulator?.url ?? "").port), stepMs: 80 });
    const { resetProviderCircuit: answer } = await client.ask(reset, { input: { provider: key } });
    expect(answer.errors).toEqual([]);
    expect(answer.provider.health.circuit).toBe("CLOSED");
    await stream.until((items) => lastOf(items).circuit === "CLOSED" && lastOf(items).backlog === 0, 60_000);
    stream.stop();
  });

  it("is nobody else's", async () => {
    const { resetProviderCircuit: answer } = await gateway.stranger.ask(reset, { input: { provider: key } });
    const stream = gateway.stranger.follow(followHealth, { providers: [key] });
    await until(
      () => Promise.resolve(stream.errors),
      (errors) => errors.length > 0,
    );

    expect(answer).toEqual({ provider: null, errors: [{ code: "NOT_FOUND", path: ["provider"] }] });
    expect(stream.errors[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});

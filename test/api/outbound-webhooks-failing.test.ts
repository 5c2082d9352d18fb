import { describe, expect, it } from "vitest";
import { until } from "./support/until.js";
import { hourMs, openOutboundHouse, received, submitOne, webhookIdOf } from "./support/webhooks.js";

const house = openOutboundHouse();

/** One more invoice whose delivery fails, and that this is written down: the clock may be moved then. */
async function failOne(endpointId: string, number: string): Promise<void> {
  const tried = async () =>
    (await house().webhooks.deliveries(endpointId)).filter(({ attempts }) => attempts.length > 0).length;
  const before = await tried();
  await submitOne(house().client, number);
  await until(tried, (count) => count > before);
}

describe("A delivery that fails", () => {
  it("is tried ten times over three days, under the same id, and is dead then", { timeout: 60_000 }, async () => {
    const receiver = await house().open(() => ({ status: 500 }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(house().client, "TEN-1");
    const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

    const gaps: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      const [delivery] = await until(
        () => house().webhooks.deliveries(endpoint.id),
        ([each]) => each?.attempts.length === tries,
      );
      if (tries === 10) {
        expect(delivery).toMatchObject({ status: "DEAD", nextAttemptAt: null });
        break;
      }
      expect(delivery).toMatchObject({ status: "FAILED" });
      const dueMs = Date.parse(delivery.nextAttemptAt);
      gaps.push((dueMs - Date.parse(delivery.attempts.at(-1).at)) / 1_000);
      // Just before it is due nothing happens.
      house().advance(dueMs - house().nowMs() - 1_000);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(receiver.requests).toHaveLength(tries);
      house().advance(1_000);
    }

    expect(gaps).toHaveLength(9);
    for (const [index, gap] of gaps.entries()) {
      expect(gap / (pauses[index] ?? 0)).toBeGreaterThan(0.79);
      expect(gap / (pauses[index] ?? 0)).toBeLessThan(1.25);
    }
    // The calls themselves take far less than a hundredth of these pauses.
    const shifts = gaps.map((gap, index) => Math.abs(gap / (pauses[index] ?? 0) - 1)).slice(1);
    expect(Math.max(...shifts)).toBeGreaterThan(0.01);
    expect(new Set(receiver.requests.map(webhookIdOf)).size).toBe(1);
    expect(await house().webhooks.endpoint(endpoint.id)).toMatchObject({
      enabled: true,
      failingSince: expect.any(String),
    });
  });

  it("waits as long as the endpoint asks, and so does everything else for it", async () => {
    const receiver = await house().open(() => ({ status: 429, headers: { "retry-after": "7200" } }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(house().client, "REST-1");
    const [delivery] = await until(
      () => house().webhooks.deliveries(endpoint.id),
      ([each]) => each?.attempts.length === 1,
    );
    receiver.answerWith(() => ({ status: 200 }));
    await submitOne(house().client, "REST-2");
    house().advance(1.9 * hourMs);
    await new Promise((resolve) => setTimeout(resolve, 700));

    expect(receiver.requests).toHaveLength(1);
    expect(Date.parse(delivery.nextAttemptAt) - Date.parse(delivery.attempts[0].at)).toBeGreaterThanOrEqual(7_200_000);
    house().advance(0.2 * hourMs);
    await received(receiver, 3);
    expect((await house().webhooks.endpoint(endpoint.id)).failingSince).toBeNull();
  });

  it("with 410 disables the endpoint at once; enabled again, it is told everything", async () => {
    const receiver = await house().open(() => ({ status: 410 }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(house().client, "GONE-1");
    const disabled = await until(
      () => house().webhooks.endpoint(endpoint.id),
      ({ enabled }) => !enabled,
    );
    await submitOne(house().client, "GONE-2");
    house().advance(hourMs);
    await new Promise((resolve) => setTimeout(resolve, 600));

    expect(disabled).toMatchObject({
      disabledAt: expect.any(String),
      disabledReason: "The endpoint answered 410: it is gone for good",
    });
    expect(receiver.requests).toHaveLength(1);
    receiver.answerWith(() => ({ status: 200 }));
    const { endpoint: enabled } = await house().webhooks.update({ id: endpoint.id, enabled: true });
    await received(receiver, 3);
    expect(enabled).toMatchObject({ enabled: true, disabledAt: null, disabledReason: null });
    const told = receiver.requests.slice(1).map(({ body }) => body.data.invoice.number);
    expect(new Set(told)).toEqual(new Set(["GONE-1", "GONE-2"]));
    expect(webhookIdOf(receiver.requests[0]!)).toBe(
      webhookIdOf(receiver.requests.find(({ body }, index) => index > 0 && body.data.invoice.number === "GONE-1")!),
    );
  });

  it("for five days without a success disables the endpoint; a success in between begins anew", async () => {
    const receiver = await house().open(() => ({ status: 500 }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    const failDays = async (days: number, name: string) => {
      for (let day = 0; day < days; day += 1) {
        await failOne(endpoint.id, `${name}-${day}`);
        house().advance(24 * hourMs);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    };

    await failDays(4, "DAYS-A");
    expect(await house().webhooks.endpoint(endpoint.id)).toMatchObject({ enabled: true });
    receiver.answerWith(() => ({ status: 200 }));
    await until(
      () => house().webhooks.deliveries(endpoint.id, ["PENDING", "FAILED"]),
      (open) => {
        house().advance(hourMs);
        return open.length === 0;
      },
    );
    receiver.answerWith(() => ({ status: 500 }));
    await failDays(4, "DAYS-B");
    const still = await house().webhooks.endpoint(endpoint.id);
    await failDays(1, "DAYS-C");
    const disabled = await until(
      () => house().webhooks.endpoint(endpoint.id),
      ({ enabled }) => !enabled,
    );

    expect(still).toMatchObject({ enabled: true, disabledAt: null });
    expect(disabled.disabledReason).toMatch(/^No try has succeeded since /);
    expect(Date.parse(disabled.disabledAt) - Date.parse(disabled.failingSince)).toBeGreaterThanOrEqual(5 * 24 * hourMs);
  });

  it("does not disable an endpoint that was enabled anew while it was under way", async () => {
    const receiver = await house().open(() => ({ status: 500 }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    for (let day = 0; day < 5; day += 1) {
      if (day > 0) house().advance(24 * hourMs);
      await failOne(endpoint.id, `ANEW-${day}`);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    receiver.answerWith(() => ({ hang: true }));
    const before = receiver.requests.length;
    house().advance(25 * hourMs);
    await received(receiver, before + 1);

    await house().webhooks.update({ id: endpoint.id, enabled: true });
    const failed = await until(
      () => house().webhooks.endpoint(endpoint.id),
      ({ failingSince }) => failingSince !== null,
    );

    expect(failed).toMatchObject({ enabled: true, disabledAt: null });
    expect(Date.parse(failed.failingSince)).toBeGreaterThan(house().nowMs() - hourMs);
  });

  it("keeps nobody else waiting, however slow its endpoint is", async () => {
    const hanging = await house().open(() => ({ hang: true }));
    const healthy = await house().open();
    await house().webhooks.create({ url: hanging.url, types: [] });
    await house().webhooks.create({ url: healthy.url, types: ["INVOICE_SUBMITTED"] });

    const delays: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      await submitOne(house().client, `SLOW-${index}`);
      const startedAt = Date.now();
      await received(healthy, index + 1);
      delays.push((healthy.requests[index]?.atMs ?? Infinity) - startedAt);
    }

    expect(hanging.requests.length).toBeGreaterThanOrEqual(4);
    // Half of them: a single one may be late on a machine that is busy with other things.
    expect(delays.filter((delay) => delay < 1_000).length).toBeGreaterThan(delays.length / 2);
  });
});

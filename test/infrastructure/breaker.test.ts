import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Breaker, createBreaker } from "../../src/infrastructure/network/breaker.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";

let breaker: Breaker;
let calls: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  breaker = createBreaker("provider");
  calls = 0;
});
afterEach(() => vi.useRealTimers());

const answer = (status: number) => () => {
  calls++;
  return Promise.resolve({ status });
};
const silence = () => {
  calls++;
  return Promise.reject(new ProviderFailure("hold", { provider: "provider", kind: "TIMEOUT", message: "no answer" }));
};
const times = async (count: number, call: () => Promise<{ status: number }>) => {
  for (let made = 0; made < count; made++) await breaker.run(call).catch(() => undefined);
};

describe("The breaker", () => {
  it.each([
    ["says that it is down", answer(503)],
    ["fails", answer(500)],
    ["does not answer", silence],
  ])("opens within ten calls to a provider that %s, and then calls it no more", async (_how, call) => {
    await times(50, call);
    expect(calls).toBeLessThanOrEqual(10);
    expect(breaker.circuit().state).toBe("OPEN");
  });

  it.each([200, 400, 401, 404, 409, 422, 429])("stays closed over answers with status %i", async (status) => {
    await times(50, answer(status));
    expect(calls).toBe(50);
    expect(breaker.circuit().state).toBe("CLOSED");
  });

  it("hands on the answer of a provider that is down: it says what became of the call", async () => {
    await expect(breaker.run(answer(502))).resolves.toEqual({ status: 502 });
  });

  it("fails at once while it is open, says when to come back, and that nothing was sent", async () => {
    await times(10, answer(503));
    await expect(breaker.run(answer(200))).rejects.toMatchObject({
      consequence: "retry",
      retryAfterSeconds: 5,
      problem: { kind: "CIRCUIT_OPEN", retryAt: expect.any(String) as string },
    });
  });

  it("lets one call in five seconds try, and closes with the first that succeeds", async () => {
    await times(10, answer(503));
    calls = 0;
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000);
      await times(4, answer(503));
    }
    expect(calls).toBeLessThanOrEqual(12);
    expect(calls).toBeGreaterThanOrEqual(8);

    vi.advanceTimersByTime(5_000);
    await expect(breaker.run(answer(200))).resolves.toEqual({ status: 200 });
    expect(breaker.circuit().state).toBe("CLOSED");
    expect(breaker.permitMs()).toBe(0);
  });

  it("permits one sender per pause to try", async () => {
    await times(10, answer(503));
    expect(breaker.permitMs()).toBe(5_000);
    vi.advanceTimersByTime(5_000);
    expect([breaker.permitMs(), breaker.permitMs()]).toEqual([0, 5_000]);
  });
});

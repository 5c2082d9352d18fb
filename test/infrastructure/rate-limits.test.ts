import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createRateLimits } from "../../src/infrastructure/network/rate-limits.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import type { Rate } from "../../src/provider-kit/provider.js";

/** KSeF's published limits for sending into a session: all at once, in windows that slide. */
const ksef: readonly Rate[] = [
  { requests: 10, perSeconds: 1 },
  { requests: 30, perSeconds: 60 },
  { requests: 180, perSeconds: 3_600 },
];

const clock = { nowMs: 0 };

/** Counts what arrives in each window on its own clock, as the provider does, and answers 429 to what is too much. */
function serveLimits(rates: readonly Rate[]) {
  const arrivals: number[] = [];
  const counts = { taken: 0, refused: 0 };
  const server = createServer((_request, response) => {
    // What is sent is under way for up to 90 ms: calls arrive closer together than they were made.
    const at = clock.nowMs + Math.random() * 90;
    const isOver = rates.some(
      ({ requests, perSeconds }) => arrivals.filter((earlier) => at - earlier < perSeconds * 1_000).length >= requests,
    );
    if (isOver) counts.refused++;
    else {
      counts.taken++;
      arrivals.push(at);
      if (arrivals.length > 400) arrivals.shift();
    }
    response.writeHead(isOver ? 429 : 202).end();
  });
  return { server, counts };
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(rates: readonly Rate[]) {
  clock.nowMs = 1_000_000;
  const provider = serveLimits(rates);
  server = provider.server;
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const limits = createRateLimits({
    provider: { id: "clearance", limits: { rates: { submit: rates } } },
    accountId: "account",
    windows: createLocalRateWindows(() => clock.nowMs),
    sleep: (ms) => {
      clock.nowMs += ms;
      return Promise.resolve();
    },
  });
  return { counts: provider.counts, limits, send: () => fetch(`http://127.0.0.1:${port}`, { method: "POST" }) };
}

describe("The limits of a provider", () => {
  it("let 10,000 invoices through without one 429, and one that somebody waits for at once", async () => {
    const { counts, limits, send } = await listen(ksef);
    const startedMs = clock.nowMs;
    const waitsForUrgentMs: number[] = [];
    for (let sent = 0; sent < 10_000; sent++) {
      for (let wait = 1; wait > 0; clock.nowMs += wait) wait = await limits.waitMs("submit", "BACKGROUND");
      await limits.enter("submit", "BACKGROUND");
      await send();
      if (sent % 1_000 !== 999) continue;
      const askedMs = clock.nowMs;
      await limits.enter("submit", "INTERACTIVE");
      waitsForUrgentMs.push(clock.nowMs - askedMs);
      await send();
    }

    expect(counts).toEqual({ taken: 10_010, refused: 0 });
    expect(Math.max(...waitsForUrgentMs)).toBeLessThan(2_000);
    // Slower than the limits allow would be safe as well, and useless.
    const hours = (clock.nowMs - startedMs) / 3_600_000;
    expect(hours).toBeLessThan((10_000 / 180) * 1.2);
  });

  it("count a call for each operation that has limits of its own, and together for all others", async () => {
    clock.nowMs = 0;
    const limits = createRateLimits({
      provider: {
        id: "p",
        limits: { rates: { submit: { requests: 1, perSeconds: 60 }, "*": { requests: 2, perSeconds: 60 } } },
      },
      accountId: "account",
      windows: createLocalRateWindows(() => clock.nowMs),
    });
    await limits.enter("submit", "INTERACTIVE");
    await limits.enter("status", "INTERACTIVE");
    await limits.enter("cancel", "INTERACTIVE");

    expect(await limits.waitMs("submit", "INTERACTIVE")).toBeGreaterThan(60_000);
    expect(await limits.waitMs("lookUp", "INTERACTIVE")).toBeGreaterThan(60_000);
    await expect(limits.enter("lookUp", "INTERACTIVE")).rejects.toMatchObject({
      consequence: "retry",
      problem: { kind: "RATE_LIMITED" },
    });
  });

  it.each([
    ["Retry-After in seconds", 429, { "retry-after": "7" }, 7_000],
    ["Retry-After of a provider that is down", 503, { "retry-after": "7" }, 7_000],
    ["an absurd Retry-After", 429, { "retry-after": "86400000" }, 300_000],
    ["a refusal that says nothing", 429, {}, 1_000],
    ["the last call of a window", 200, { "ratelimit-remaining": "0", "ratelimit-reset": "12" }, 12_000],
    ["the last call under the older names", 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "12" }, 12_000],
    ["a window with room", 200, { "ratelimit-remaining": "3", "ratelimit-reset": "12" }, 0],
    ["a negative Retry-After", 429, { "retry-after": "-5" }, 1_000],
  ])("are corrected by %s", async (_what, status, headers, expectedMs) => {
    const { limits } = await listen([{ requests: 1_000, perSeconds: 1 }]);
    await limits.learn("submit", status, headers);
    expect(await limits.waitMs("submit", "INTERACTIVE")).toBe(expectedMs);
  });

  it("are waited for where the wait is short", async () => {
    const { limits } = await listen([{ requests: 2, perSeconds: 1 }]);
    const startedMs = clock.nowMs;
    for (let call = 0; call < 5; call++) await limits.enter("submit", "INTERACTIVE");
    expect(clock.nowMs - startedMs).toBeGreaterThanOrEqual(2_000);
  });
});

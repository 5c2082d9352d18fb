import { beforeEach, expect, it } from "vitest";
import { type CallRecord, createCallRecord } from "../../src/infrastructure/network/call-record.js";

let now: number;
let record: CallRecord;
beforeEach(() => {
  now = Date.parse("2026-03-01T12:00:00Z");
  record = createCallRecord(() => now);
});

const note = (changes: Partial<Parameters<CallRecord["note"]>[0]> = {}) =>
  record.note({ isSuccess: true, tookMs: 10, isPoll: false, ...changes });

it("knows nothing before the first call", () => {
  expect(record.vitals()).toEqual({ calls: 0 });
});

it("says which share of the calls went well, and how long 95 of 100 took at most", () => {
  for (let tookMs = 1; tookMs <= 100; tookMs += 1) note({ tookMs, isSuccess: tookMs > 25 });

  expect(record.vitals()).toEqual({ calls: 100, successRate: 0.75, latencyP95Ms: 95 });
});

it("forgets calls of more than five minutes ago, but not when the provider was asked last", () => {
  note({ isPoll: true });
  now += 301_000;
  note({ isSuccess: false });

  expect(record.vitals()).toEqual({
    calls: 1,
    successRate: 0,
    latencyP95Ms: 10,
    lastPollAt: "2026-03-01T12:00:00.000Z",
  });
});

it("does not count a question that was not answered as asked", () => {
  note({ isPoll: true, isSuccess: false });

  expect(record.vitals()).not.toHaveProperty("lastPollAt");
});

it("remembers the last calls only, however many there are", () => {
  for (let call = 0; call < 600; call += 1) note({ isSuccess: call >= 100 });

  expect(record.vitals()).toMatchObject({ calls: 500, successRate: 1 });
});

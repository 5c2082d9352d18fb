import { describe, expect, it } from "vitest";
import { readBreaker } from "../../chaos/isolation/outage.js";
import type { CalledEntry } from "../../chaos/stand-in/journal.js";

const downAtMs = 100_000;
const upAtMs = 130_000;

const failed = (...seconds: number[]): CalledEntry[] =>
  seconds.map((second) => ({ what: "called", creates: true, fault: "503", atMs: downAtMs + second * 1_000 }));

const wentThrough = (...seconds: number[]): CalledEntry[] =>
  seconds.map((second) => ({ what: "called", creates: true, atMs: upAtMs + second * 1_000 }));

const steadily = wentThrough(2, 2.1, 2.2, 2.3, 2.4);

describe("what the moments of calls say about the breaker", () => {
  it("sees it open at the first pause that the load does not leave", () => {
    const calls = [...failed(0.1, 0.3, 0.5, 5.6, 10.7, 15.8, 20.9, 26), ...steadily];

    expect(readBreaker(calls, downAtMs, upAtMs)).toEqual({
      failuresBeforeOpen: 3,
      crowdedProbes: 0,
      closedAfterSeconds: 2.4,
    });
  });

  it("counts probes that come too soon after one another", () => {
    const calls = [...failed(0.1, 5.2, 6.2, 11.3, 11.4), ...steadily];

    expect(readBreaker(calls, downAtMs, upAtMs)).toMatchObject({ failuresBeforeOpen: 1, crowdedProbes: 2 });
  });

  it("takes every failure for one before the opening where nobody ever paused", () => {
    const calls = [...failed(...Array.from({ length: 30 }, (_, second) => second)), ...steadily];

    expect(readBreaker(calls, downAtMs, upAtMs)).toMatchObject({ failuresBeforeOpen: 30, crowdedProbes: 0 });
  });

  it("does not take a single probe that came through for a breaker that has closed", () => {
    expect(readBreaker(wentThrough(1), downAtMs, upAtMs)).toMatchObject({ closedAfterSeconds: Infinity });
  });
});

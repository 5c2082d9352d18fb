import { beforeAll, describe, expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type ConformanceReport, runConformance } from "../../src/conformance/run-conformance.js";

const casts = [...(await loadCasts())];
const reports = new Map<string, ConformanceReport>();

/** They wait for rate limits most of the time. */
const atOnce = 3;

beforeAll(async () => {
  const left = casts.values();
  const workThrough = async () => {
    for (const [id, cast] of left) reports.set(id, await runConformance(cast));
  };
  await Promise.all(Array.from({ length: atOnce }, workThrough));
}, 600_000);

describe.for(casts)("The adapter of %s", ([id]) => {
  it("keeps every promise of the contract, and none of its capabilities is unproven", () => {
    const results = reports.get(id)?.results ?? [];

    expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "unproven")).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(5);
  });
});

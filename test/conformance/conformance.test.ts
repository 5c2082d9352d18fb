import { beforeAll, describe, expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type ConformanceReport, runConformanceOfAll } from "../../src/conformance/run-conformance.js";

const casts = await loadCasts();
let reports: ReadonlyMap<string, ConformanceReport>;

beforeAll(async () => {
  reports = await runConformanceOfAll(casts.values());
}, 600_000);

describe.for([...casts.keys()])("The adapter of %s", (id) => {
  it("keeps every promise of the contract, and none of its capabilities is unproven", () => {
    const results = reports.get(id)?.results ?? [];

    expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "unproven")).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(5);
  });
});

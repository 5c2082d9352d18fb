import { beforeAll, describe, expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type ConformanceReport, runConformance, runConformanceOfAll } from "../../src/conformance/run-conformance.js";

const casts = await loadCasts();
const reports = new Map<string, ConformanceReport>();

beforeAll(async () => {
  for (const [id, report] of await runConformanceOfAll(casts.values())) reports.set(id, report);
}, 600_000);

describe.for([...casts])("The adapter of %s", ([id, cast]) => {
  it(
    "keeps every promise of the contract, and none of its capabilities is unproven",
    { timeout: 300_000 },
    async () => {
      // Tried once more, it is tried alone.
      const { results } = reports.get(id) ?? (await runConformance(cast));
      reports.delete(id);

      expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "unproven")).toEqual([]);
      expect(results.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(5);
    },
  );
});

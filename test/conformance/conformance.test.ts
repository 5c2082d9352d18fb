import { describe, expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { runConformance } from "../../src/conformance/run-conformance.js";

const casts = [...(await loadCasts())];

describe.for(casts)("The adapter of %s", ([, cast]) => {
  it(
    "keeps every promise of the contract, and none of its capabilities is unproven",
    { timeout: 300_000 },
    async () => {
      const { results } = await runConformance(cast);

      const broken = results.filter(({ outcome }) => outcome === "failed" || outcome === "unproven");
      expect(broken).toEqual([]);
      expect(results.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(5);
    },
  );
});

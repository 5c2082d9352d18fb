import { expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { faults, runSabotage } from "../../src/conformance/sabotage.js";

// The two of them have every capability that a fault can be planted in, but one.
const sound = ["e-invoice-be", "myinvois"];

it("finds every fault that is planted in a sound adapter", { timeout: 600_000 }, async () => {
  const casts = await loadCasts();
  const findings = [];
  for (const id of sound) {
    const cast = casts.get(id);
    if (!cast) throw new Error(`There is no provider ${id}`);
    findings.push(...(await runSabotage(cast)));
  }

  expect(findings.filter(({ caughtBy }) => caughtBy === undefined)).toEqual([]);
  const planted = new Set(findings.map(({ fault }) => fault));
  expect(faults.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual(["no-evidence"]);
});

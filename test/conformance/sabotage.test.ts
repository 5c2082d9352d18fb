import { expect, it } from "vitest";
import { faults } from "../../src/conformance/faults.js";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type Finding, runSabotage } from "../../src/conformance/sabotage.js";

/** The first has most of what a fault can be planted in; each of the others has some more. */
const sound = ["e-invoice-be", "myinvois", "invoicetronic", "anaf"];

it("finds every fault that is planted in a sound adapter", { timeout: 600_000 }, async () => {
  const casts = await loadCasts();
  const findings: Finding[] = [];
  const planted = () => new Set(findings.map(({ fault }) => fault));
  for (const id of sound) {
    const cast = casts.get(id);
    if (!cast) throw new Error(`There is no provider ${id}`);
    const known = planted();
    const only = ({ id: fault }: { id: string }) => !known.has(fault);
    findings.push(...(await runSabotage(cast, { only })));
  }

  expect(findings.filter(({ caughtBy }) => caughtBy === undefined)).toEqual([]);
  expect(faults.map(({ id }) => id).filter((id) => !planted().has(id))).toEqual([]);
});

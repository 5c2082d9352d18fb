import { describe, expect, it } from "vitest";
import { gatherFacts, toCents, toWhole } from "../../src/domain/rules/facts.js";
import { aLine, complete } from "./a-draft.js";

describe("rounding in rules", () => {
  it.each([
    ["0.005", "0.01"],
    ["-0.005", "0.00"],
    ["-0.0051", "-0.01"],
    ["-1.235", "-1.23"],
    ["1.2", "1.20"],
  ])("takes %s to %s: halves go up, also below zero", (value, cents) => {
    expect(toCents(value)).toBe(cents);
  });

  it.each([
    ["0.5", "1"],
    ["-0.5", "0"],
    ["-0.51", "-1"],
  ])("takes %s to the whole %s", (value, whole) => {
    expect(toWhole(value)).toBe(whole);
  });
});

describe("facts of an invoice", () => {
  it("sum lines, charges and allowances by VAT category and rate", () => {
    const facts = gatherFacts(
      complete({
        lines: [aLine(), aLine({ id: "2", vat: { category: "S", rate: "21.00" } }), aLine({ vat: { category: "Z" } })],
        charges: [{ amount: "3.00", vat: { category: "S", rate: "6" }, reason: "Freight" }],
        allowances: [{ amount: "1.00", vat: { category: "Z" }, reason: "Loyalty" }],
      }),
    );

    expect(Array.from(facts.baseByVat, ([key, { taxableAmount }]) => [key, taxableAmount])).toEqual([
      ["S 21", "200.00"],
      ["Z 0", "99.00"],
      ["S 6", "3.00"],
    ]);
    expect(Array.from(facts.baseByCategory)).toEqual([
      ["S", "203.00"],
      ["Z", "99.00"],
    ]);
  });
});

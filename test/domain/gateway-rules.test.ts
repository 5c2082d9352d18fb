import { describe, expect, it } from "vitest";
import type { InvoiceDraft } from "../../src/domain/draft-invoice.js";
import { checkReadyDocument, checkStructuredInput } from "../../src/domain/rules/gateway-rules.js";
import { isBlocking, toValidationReport } from "../../src/domain/validation.js";
import { aLine, complete, withChange } from "./a-draft.js";

const takingBack = [aLine({ quantity: "-2" })];

describe("what the gateway asks of structured input", () => {
  it("refuses a negative quantity in a plain invoice", () => {
    const violations = checkStructuredInput(complete({ lines: takingBack }));

    expect(violations).toMatchObject([
      { rule: "GW-QTY-01", ruleset: "GATEWAY", severity: "FATAL", path: ["lines", "0", "quantity"] },
    ]);
  });

  it.each<[string, Partial<InvoiceDraft>]>([
    ["a credit note", { typeCode: "381" }],
    ["a corrected invoice", { typeCode: "384" }],
    ["an invoice that names a preceding one", { precedingInvoices: [{ number: "2026-000" }] }],
  ])("lets %s take something back", (_, overrides) => {
    expect(checkStructuredInput(complete({ lines: takingBack, ...overrides }))).toEqual([]);
  });

  it("only warns about a negative quantity in a ready document", () => {
    expect(checkReadyDocument(complete({ lines: takingBack }))).toMatchObject([
      { rule: "GW-QTY-01", severity: "WARNING" },
    ]);
  });

  it.each(["0", "-1"])("refuses a price per %s", (baseQuantity) => {
    const invoice = complete({ lines: [aLine({ price: { net: "1", baseQuantity } })] });

    expect(checkStructuredInput(invoice)).toMatchObject([{ rule: "GW-QTY-02", severity: "FATAL" }]);
  });

  it("warns about a net amount more than two cents from quantity times price", () => {
    const near = complete({ lines: [aLine({ netAmount: "100.02" })] });
    const far = complete({ lines: [aLine({ netAmount: "100.03" })] });

    expect(checkStructuredInput(near)).toEqual([]);
    expect(checkStructuredInput(far)).toMatchObject([{ rule: "GW-NET-01", severity: "WARNING" }]);
  });

  it("leaves malformed numbers to the rules of the standard", () => {
    expect(checkStructuredInput(withChange(complete(), "lines.0.quantity", "two"))).toEqual([]);
  });
});

describe("a validation report", () => {
  const violation = { rule: "R", ruleset: "S", message: "M" };

  it.each([
    ["FATAL", false],
    ["ERROR", false],
    ["WARNING", true],
    ["INFO", true],
  ] as const)("with a violation of severity %s is valid: %s", (severity, valid) => {
    const official = { state: "NOT_INSTALLED", rulesets: [], violations: [] } as const;
    const report = toValidationReport(["S"], [{ ...violation, severity }], official, new Date("2026-11-22T10:00:00Z"));

    expect(report).toEqual({
      valid,
      rulesets: ["S"],
      violations: [{ ...violation, severity }],
      officialRules: "NOT_INSTALLED",
      checkedAt: "2026-11-22T10:00:00.000Z",
    });
    expect(isBlocking({ ...violation, severity })).toBe(!valid);
  });

  it("tells a rule once that was found broken by us and by the official rules, and says that those ran", () => {
    const own = { ...violation, severity: "FATAL", path: ["number"] } as const;
    const official = [
      { ...violation, ruleset: "P", severity: "FATAL", xpath: "/Invoice" },
      { ...violation, rule: "R2", ruleset: "P", severity: "FATAL" },
    ] as const;

    const report = toValidationReport(
      ["S"],
      [own],
      { state: "CHECKED", rulesets: ["P"], violations: official },
      new Date(),
    );

    expect(report).toMatchObject({
      rulesets: ["S", "P"],
      violations: [own, official[1]],
      officialRules: "CHECKED",
      valid: false,
    });
  });
});

import type { RuleViolation } from "../../src/domain/validation.js";

/** Collects what keeps an invoice from being registered. */
export interface Findings {
  readonly violations: readonly RuleViolation[];
  /** `term` is the BT or BG id, or the field's name where EN 16931 has none. */
  add(term: string, path: readonly string[], message: string): void;
  /** The value, or an empty text and a violation: nothing is sent then. */
  need(value: string | undefined, term: string, path: readonly string[], message: string): string;
}

export const ruleset = "VERI*FACTU";

export function collectFindings(): Findings {
  const violations: RuleViolation[] = [];
  const add: Findings["add"] = (term, path, message) =>
    void violations.push({
      rule: `VERIFACTU-${term}`,
      ruleset,
      severity: "ERROR",
      message: `${term}: ${message}`,
      path,
    });
  return {
    violations,
    add,
    need(value, term, path, message) {
      if (!value) add(term, path, message);
      return value ?? "";
    },
  };
}

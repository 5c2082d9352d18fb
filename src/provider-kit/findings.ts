import type { RuleViolation } from "../domain/validation.js";

/** Collects what keeps an invoice from being written in a provider's format. */
export interface Findings {
  readonly violations: readonly RuleViolation[];
  /** `term` is the BT or BG id, or the field's name where EN 16931 has none. */
  add(term: string, path: readonly string[], message: string): void;
  /** The value, or an empty text and a violation: nothing is sent then. */
  need(value: string | undefined, term: string, path: readonly string[], message: string): string;
}

/** Rules are called after the term, e.g. `KSEF-BT-1`. */
export function collectFindings({ ruleset, prefix }: { readonly ruleset: string; readonly prefix: string }): Findings {
  const violations: RuleViolation[] = [];
  const add: Findings["add"] = (term, path, message) =>
    void violations.push({
      rule: `${prefix}-${term}`,
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

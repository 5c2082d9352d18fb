/** FATAL and ERROR make a document invalid; WARNING and INFO only inform. */
export type Severity = "FATAL" | "ERROR" | "WARNING" | "INFO";

/** One rule a document breaks. */
export interface RuleViolation {
  /** The rule's own id, e.g. `BR-CO-15`. */
  readonly rule: string;
  /** The set the rule belongs to, e.g. `EN16931`. */
  readonly ruleset: string;
  readonly severity: Severity;
  /** A sentence that names the thing and its value. */
  readonly message: string;
  /** Path into the model, e.g. `["lines", "2", "vat", "rate"]`. */
  readonly path?: readonly string[];
  /** Place in the XML, when an XML document was checked. */
  readonly xpath?: string;
  /** Address of a page that explains the rule. */
  readonly help?: string;
}

/** The outcome of checking one document. */
export interface ValidationReport {
  /** No violation is FATAL or ERROR. */
  readonly valid: boolean;
  /** Every ruleset that ran, also those without a finding. */
  readonly rulesets: readonly string[];
  readonly violations: readonly RuleViolation[];
  readonly checkedAt: string;
}

/** Whether the violation alone makes a document invalid. */
export const isBlocking = ({ severity }: RuleViolation): boolean => severity === "FATAL" || severity === "ERROR";

/** The report of a check that ran `rulesets` at `checkedAt`. */
export const toValidationReport = (
  rulesets: readonly string[],
  violations: readonly RuleViolation[],
  checkedAt: Date,
): ValidationReport => ({
  valid: !violations.some(isBlocking),
  rulesets,
  violations,
  checkedAt: checkedAt.toISOString(),
});

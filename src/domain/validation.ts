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

/**
 * What became of the official rules: CHECKED all that are about the document, NOT_INSTALLED none that is about it,
 * INCOMPLETE when there are such rules and not all of them were run.
 */
export type OfficialRulesState = "CHECKED" | "NOT_INSTALLED" | "INCOMPLETE";

/** The outcome of checking one document. */
export interface ValidationReport {
  /** No violation is FATAL or ERROR. */
  readonly valid: boolean;
  /** Every ruleset that ran, also those without a finding. */
  readonly rulesets: readonly string[];
  readonly violations: readonly RuleViolation[];
  readonly officialRules: OfficialRulesState;
  readonly checkedAt: string;
}

/** Whether the violation alone makes a document invalid. */
export const isBlocking = ({ severity }: RuleViolation): boolean => severity === "FATAL" || severity === "ERROR";

/** What running the official rules on one document led to. */
export interface OfficialRulesResult {
  readonly state: OfficialRulesState;
  readonly rulesets: readonly string[];
  readonly violations: readonly RuleViolation[];
}

/** The report of a check that ran `rulesets` of our own at `checkedAt`, beside the official rules. */
export const toValidationReport = (
  rulesets: readonly string[],
  violations: readonly RuleViolation[],
  official: OfficialRulesResult,
  checkedAt: Date,
): ValidationReport => {
  const all = mergeViolations(violations, official.violations);
  return {
    valid: !all.some(isBlocking),
    rulesets: [...rulesets, ...official.rulesets],
    violations: all,
    officialRules: official.state,
    checkedAt: checkedAt.toISOString(),
  };
};

/** A rule that the model showed to be broken is not told again of the document: the model names field and value. */
export const mergeViolations = (
  ofModel: readonly RuleViolation[],
  ofDocument: readonly RuleViolation[],
): readonly RuleViolation[] => {
  const told = new Set(ofModel.map(({ rule }) => rule));
  return [...ofModel, ...ofDocument.filter(({ rule }) => !told.has(rule))];
};

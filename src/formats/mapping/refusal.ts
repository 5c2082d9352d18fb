import type { RuleViolation } from "../../domain/validation.js";
import type { XmlProblem } from "../../xml/parse-xml.js";

/** Why a document is not read at all. */
export const refusal = (rule: string, ruleset: string, message: string): RuleViolation => ({
  rule,
  ruleset,
  severity: "FATAL",
  message,
});

/** The same for bytes that are no XML document we take. */
export const refusalOf = ({ code, message, line, column }: XmlProblem): RuleViolation =>
  refusal(code, "XML", `${message} (line ${line}, column ${column})`);

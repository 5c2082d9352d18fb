import { coerceInputValue, type GraphQLError, type GraphQLSchema, isInputObjectType } from "graphql";
import type { ReadLine } from "../../application/prepare-batch.js";
import type { ValidationProblem } from "../../domain/problem.js";
import type { RuleViolation } from "../../domain/validation.js";
import { type SubmitInvoiceInput, toSubmitCommand } from "../submission/submit-input.js";

/** So many wrong fields of one line are told. */
const mostViolations = 20;

/** Reads lines by the type of the mutation's own input: what GraphQL would refuse is a problem of the line. */
export function createLineReader(schema: GraphQLSchema): ReadLine {
  const type = schema.getType("SubmitInvoiceInput");
  if (!isInputObjectType(type)) throw new Error("The schema has no SubmitInvoiceInput");
  return (line) => {
    const violations: RuleViolation[] = [];
    try {
      const input = coerceInputValue(JSON.parse(line), type, (path, _value, { message }: GraphQLError) => {
        if (violations.length < mostViolations) violations.push(toViolation(path.map(String), message));
      }) as SubmitInvoiceInput;
      return violations.length === 0 ? { command: toSubmitCommand(input) } : { problem: toProblem(violations) };
    } catch (error) {
      // Sub-lines may be nested as deep as the line is long; nobody can read those with an operation either.
      if (error instanceof RangeError) return { problem: toProblem([toViolation([], "It is nested too deeply")]) };
      throw error;
    }
  };
}

const toViolation = (path: readonly string[], message: string): RuleViolation => ({
  rule: "GW-LINE-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message: path.length > 0 ? `${path.join(".")}: ${message}` : message,
  path,
});

function toProblem(violations: readonly RuleViolation[]): ValidationProblem {
  const [first] = violations;
  return {
    code: "VALIDATION_FAILED",
    message: first?.message ?? "It is no SubmitInvoiceInput",
    path: first?.path ?? [],
    retryable: false,
    violations,
  };
}

import type { IdempotencyConflict, ValidationProblem } from "../domain/problem.js";
import type { KeyClaim } from "./records.js";

const longestKey = 255;

/** 1 to 255 visible characters. */
export function checkIdempotencyKey(key: string): ValidationProblem | undefined {
  if (/^[\x21-\x7e]+$/.test(key) && key.length <= longestKey) return undefined;
  const message = `The idempotency key ${JSON.stringify(key.slice(0, 40))} has ${key.length} characters; it needs 1 to ${longestKey} visible ASCII characters`;
  return {
    code: "VALIDATION_FAILED",
    message,
    path: ["idempotencyKey"],
    retryable: false,
    violations: [{ rule: "GW-KEY-01", ruleset: "GATEWAY", severity: "FATAL", message, path: ["idempotencyKey"] }],
  };
}

/** The same key with other content: the earlier request stands. */
export const conflict = (key: string, earlier: KeyClaim): IdempotencyConflict => ({
  code: "IDEMPOTENCY_CONFLICT",
  message: `The idempotency key ${JSON.stringify(key)} was used before with other content (${earlier.operation})`,
  path: ["idempotencyKey"],
  retryable: false,
  ...(earlier.operation === "submitInvoice" && { originalSubmissionId: earlier.subjectId }),
});

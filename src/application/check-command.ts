import type { ValidationProblem } from "../domain/problem.js";
import { checkIdempotencyKey } from "./idempotency.js";
import type { SubmitInvoiceCommand } from "./tenant-gateway.js";
import { findUnstorable } from "./unstorable.js";

/** What an index of the store holds. */
const longestReference = 255;

/** What keeps a request from being taken at all, whatever its invoice is worth. */
export function checkCommand({
  idempotencyKey,
  clientReference,
  labels,
  content,
}: SubmitInvoiceCommand): ValidationProblem | undefined {
  const keyProblem = checkIdempotencyKey(idempotencyKey);
  if (keyProblem) return keyProblem;
  if (clientReference !== undefined && clientReference.length > longestReference) {
    const actual = clientReference.length;
    const message = `The client reference has ${actual} characters; it may have ${longestReference}`;
    return refusal("GW-REF-01", message, ["clientReference"]);
  }
  const place = findUnstorable({ clientReference, labels, ...("draft" in content && content.draft) });
  return place && refusal("GW-TEXT-01", `${place.join(".")} holds a character that cannot be stored`, place);
}

const refusal = (rule: string, message: string, path: readonly string[]): ValidationProblem => ({
  code: "VALIDATION_FAILED",
  message,
  path,
  retryable: false,
  violations: [{ rule, ruleset: "GATEWAY", severity: "FATAL", message, path }],
});

import type { ErrorReader } from "../../src/provider-kit/failure.js";
import * as wire from "./wire.js";

export const ruleset = "phoss AP";

/** An identifier of the sender, the receiver or the document that means nothing to Peppol. */
const refusal = /^Failed to parse the (sending participant|receiving participant|document type|process) ID/;

/**
 * Errors are JSON strings, `{error}` from the token filter, or with 422 the report on a transmission that exists by now.
 * A plain "Failed to submit" says that nothing was kept, but not whether a validation or a full disk stood in the way.
 */
export const readError: ErrorReader = ({ status, body }) => {
  const parsed = wire.ErrorBody.safeParse(body);
  const message = parsed.success ? parsed.data.error : typeof body === "string" && body.length < 500 ? body : undefined;
  const isHtml = message?.trimStart().startsWith("<") === true;
  const isRefused = status === 400 && message !== undefined && refusal.test(message);
  return {
    ...(message && !isHtml && { message }),
    ...(status === 422 && { consequence: typeof body === "object" ? "hold" : "retry" }),
    ...(isRefused && {
      consequence: "refused",
      rejection: { code: "INVALID-IDENTIFIER", message, violations: [] },
    }),
  };
};

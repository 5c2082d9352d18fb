import type { RuleViolation } from "../../src/domain/validation.js";
import type { Consequence, ErrorReader } from "../../src/provider-kit/failure.js";
import * as wire from "./wire.js";

export const ruleset = "e-invoice.be";

/**
 * 409 says that the document is not in the state for this call, so an earlier call may have sent it. 404 and 402 (no
 * credit) say nothing about the invoice.
 */
const consequences: Readonly<Record<number, Consequence>> = {
  400: "refused",
  402: "retry",
  404: "retry",
  409: "hold",
  413: "refused",
  422: "refused",
};

/** Reads FastAPI's error bodies: https://fastapi.tiangolo.com/tutorial/handling-errors/ */
export const readError: ErrorReader = ({ status, body }) => {
  const parsed = wire.ErrorBody.safeParse(body);
  const detail = parsed.success ? parsed.data.detail : undefined;
  const violations: RuleViolation[] =
    typeof detail === "object"
      ? detail.map(({ loc, msg, type }) => ({
          rule: type,
          ruleset,
          severity: "ERROR",
          message: `${loc.join(".")}: ${msg}`,
          path: loc.map(String),
        }))
      : [];
  const message = typeof detail === "string" ? detail : violations.map((violation) => violation.message).join("; ");
  const own = consequences[status];
  // Whoever stands in between says 400 and 413, too; only e-invoice.be can refuse an invoice.
  const consequence = own === "refused" && !parsed.success ? undefined : own;
  return {
    ...(message && { message }),
    ...(violations[0] && { nativeCode: violations[0].rule }),
    ...(status === 402 && { kind: "AUTHORIZATION" }),
    ...(consequence && { consequence }),
    ...(consequence === "refused" && {
      rejection: {
        code: violations[0]?.rule ?? String(status),
        message: message || `e-invoice.be answered ${status}`,
        violations,
      },
    }),
  };
};

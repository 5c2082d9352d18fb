import type { Consequence, ErrorReader } from "../../src/provider-kit/failure.js";
import { ErrorBody } from "./wire.js";

/**
 * What each of the provider's own codes means for us. Only an explicit refusal of this invoice or its recipient is
 * `refused`; what is missing here follows from the HTTP status.
 */
const consequences: Readonly<Record<string, Consequence>> = {
  INVALID_INVOICE: "refused",
  UNKNOWN_RECIPIENT: "refused",
  OUT_OF_CREDIT: "retry",
};

export const readError: ErrorReader = ({ body }) => {
  const parsed = ErrorBody.safeParse(body);
  // Whoever stands in between says things too, and not in this shape: nobody has refused the invoice.
  if (!parsed.success) return {};
  const { code, message, field } = parsed.data;
  const consequence = consequences[code];
  return {
    nativeCode: code,
    message,
    ...(consequence && { consequence }),
    ...(consequence === "refused" && {
      rejection: {
        code,
        message,
        violations: [
          {
            rule: code,
            ruleset: "template",
            severity: "ERROR",
            message,
            ...(field != null && { path: field.split(".") }),
          },
        ],
      },
    }),
  };
};

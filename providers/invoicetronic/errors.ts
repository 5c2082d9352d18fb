import type { RuleViolation } from "../../src/domain/validation.js";
import type { Consequence, ErrorReader } from "../../src/provider-kit/failure.js";
import * as wire from "./wire.js";

export const ruleset = "SdI";

/** Where SdI explains its error codes. */
const help = "https://www.fatturapa.gov.it/it/norme-e-regole/documentazione-sdi/";

/** 403 says that no operations or signatures are left, 404 nothing about the invoice; a refusal is 400, 413 or 422. */
const consequences: Readonly<Record<number, Consequence>> = {
  400: "refused",
  403: "retry",
  404: "retry",
  413: "refused",
  422: "refused",
};

/** Reads RFC 7807 problems: https://www.rfc-editor.org/rfc/rfc7807 */
export const readError: ErrorReader = ({ status, body }) => {
  const parsed = wire.Problem.safeParse(body);
  const { title, detail, errors, instance, traceId } = parsed.success ? parsed.data : {};
  const violations = errors ? violationsOf(errors) : [];
  const message = detail || title || violations.map((violation) => violation.message).join("; ");
  // What has no problem in it was said by something in between.
  const consequence = parsed.success || status === 403 || status === 404 ? consequences[status] : undefined;
  const requestId = traceId ?? instance;
  const [first] = violations;
  return {
    ...(message && { message }),
    ...(first && { nativeCode: first.rule }),
    ...(requestId && { requestId }),
    ...(consequence && { consequence }),
    ...(consequence === "refused" && {
      rejection: {
        code: first?.rule ?? String(status),
        message: message || `Invoicetronic answered ${status}`,
        violations,
      },
    }),
  };
};

interface SaidError {
  readonly code?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly hint?: string | null | undefined;
}

type Errors = NonNullable<(typeof wire.Problem)["_output"]["errors"]>;

const violationsOf = (errors: Errors): RuleViolation[] =>
  Array.isArray(errors)
    ? errors.map((error) => toViolation(typeof error === "string" ? { description: error } : error))
    : Object.entries(errors).flatMap(([field, said]) =>
        [said].flat().map((description) => toViolation({ description: `${field}: ${description}` })),
      );

/** An error of SdI as a rule the document breaks; the hint says what to do. */
export const toViolation = ({ code, description, hint }: SaidError): RuleViolation => ({
  rule: code || "SdI",
  ruleset,
  severity: "FATAL",
  message: [description || `SdI refused with ${code ?? "no reason"}`, hint].filter(Boolean).join(" "),
  help,
});

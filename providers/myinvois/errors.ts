import type { RuleViolation } from "../../src/domain/validation.js";
import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/provider.js";
import { ruleset } from "./ubl-json/findings.js";
import { type DocumentDetails, ErrorBody, SignInError, type WireError } from "./wire.js";

/** What the codes mean for us; all others follow from the HTTP status. */
const readings: Readonly<Record<string, ErrorReading>> = {
  // The same payload came within ten minutes: the first one may well have been accepted, so ask what became of it.
  DuplicateSubmission: { kind: "DUPLICATE", consequence: "hold" },
  BadStructure: { kind: "INVALID_REQUEST", consequence: "refused" },
  MaximumSizeExceeded: { kind: "INVALID_REQUEST", consequence: "refused" },
  IncorrectSubmitter: { kind: "AUTHORIZATION" },
  OperationPeriodOver: {
    kind: "BUSINESS_REJECTION",
    consequence: "refused",
    message: "the 72 hours after validation are over; only a credit, debit or refund note can correct the document now",
  },
  IncorrectState: {
    kind: "BUSINESS_REJECTION",
    consequence: "refused",
    message: "only a valid document can be cancelled or rejected, and only once",
  },
  ActiveReferencingDocuments: {
    kind: "BUSINESS_REJECTION",
    consequence: "refused",
    message: "other documents refer to this one; those come first",
  },
};

export const readError: ErrorReader = ({ status, headers, body }) => {
  const requestId = headers["correlationid"];
  const trace = requestId === undefined ? {} : { requestId };
  const signIn = SignInError.safeParse(body);
  if (signIn.success) {
    const { error, error_description: description } = signIn.data;
    // A broken account says nothing about the invoice that waits for it.
    return {
      ...trace,
      kind: "AUTHENTICATION",
      consequence: "retry",
      nativeCode: error,
      message: `sign-in was refused: ${description ?? error}`,
    };
  }
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return status === 422 ? { ...trace, ...readings["DuplicateSubmission"] } : trace;
  const { error } = parsed.data;
  const code = codeOf(error);
  const reading = readings[code] ?? (status === 422 ? readings["DuplicateSubmission"] : {});
  const said = toViolations(error).map(({ message }) => message);
  return {
    ...trace,
    ...reading,
    nativeCode: code,
    message: reading?.message ?? said.join("; "),
    ...(reading?.consequence === "refused" && { rejection: toRejection(error) }),
  };
};

export function toRejection(error: WireError | null | undefined): Rejection {
  const violations = error ? toViolations(error) : [];
  const code = (error && codeOf(error)) ?? "Rejected";
  return {
    code,
    message: (error && textOf(error)) || violations[0]?.message || "MyInvois gave no reason",
    violations,
  };
}

/** Why a document became invalid: the errors of every validation step that failed. */
export function toInvalidity({ validationResults }: DocumentDetails): Rejection {
  const failed = (validationResults?.validationSteps ?? []).filter(({ error }) => error);
  const violations = failed.flatMap(({ error }) => (error ? toViolations(error) : []));
  return {
    code: violations[0]?.rule ?? "Invalid",
    message: violations[0]?.message ?? "MyInvois found the document invalid and gave no reason",
    violations,
  };
}

/** The innermost errors say what is wrong; the outer ones only name the validator. */
function toViolations(error: WireError): readonly RuleViolation[] {
  const inner = error.innerError ?? error.details ?? [];
  if (inner.length > 0) return inner.flatMap(toViolations);
  const place = error.propertyPath ?? error.target ?? error.propertyName;
  return [
    {
      rule: codeOf(error),
      ruleset,
      severity: "ERROR",
      message: `${textOf(error) || codeOf(error)}${place ? ` (at ${place})` : ""}`,
    },
  ];
}

const codeOf = (error: WireError): string => error.errorCode ?? error.code ?? "Unknown";

const textOf = (error: WireError): string => error.error ?? error.message ?? "";

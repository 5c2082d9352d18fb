import type { RuleViolation } from "../../src/domain/validation.js";
import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/provider.js";
import { Basic, GeneralException, type ProcessingResult } from "./wire.js";
import { readXml, toPlain } from "./xml.js";

export const ruleset = "NAV";

/** Nothing is taken that is answered with one of these; only the account or the software can be at fault. */
const refusedRequest: ErrorReading = { kind: "INVALID_REQUEST", consequence: "retry" };
const lockedOut: ErrorReading = { kind: "AUTHENTICATION", consequence: "retry" };
const forbidden: ErrorReading = { kind: "AUTHORIZATION", consequence: "retry" };

/**
 * Interface specification 3.2. None of these speaks of an invoice: invoices are judged later, and the verdict is asked
 * for. OPERATION_FAILED is left to the rule for answers that say nothing: the report may have been taken.
 */
const readings: Readonly<Record<string, ErrorReading>> = {
  INVALID_SECURITY_USER: lockedOut,
  INVALID_REQUEST_SIGNATURE: lockedOut,
  INVALID_EXCHANGE_TOKEN: lockedOut,
  NOT_REGISTERED_CUSTOMER: forbidden,
  INVALID_CUSTOMER: forbidden,
  INVALID_USER_RELATION: forbidden,
  FORBIDDEN: forbidden,
  MAINTENANCE_MODE: { kind: "UNAVAILABLE", consequence: "retry" },
  OPERATION_FAILED: { kind: "UNAVAILABLE" },
  NOT_ALLOWED_EXCEPTION: refusedRequest,
  INVALID_REQUEST: refusedRequest,
  INDEX_NOT_SEQUENTIAL: refusedRequest,
  INVALID_TIMESTAMP: refusedRequest,
  INVALID_PASSWORD_HASH_CRYPTO: refusedRequest,
  INVALID_REQUEST_SIGNATURE_HASH_CRYPTO: refusedRequest,
  INVALID_REQUEST_VERSION: refusedRequest,
  INVALID_HEADER_VERSION: refusedRequest,
  REQUEST_VERSION_NOT_ALLOWED: refusedRequest,
  // The ids of reports are made of what is reported, and only ids of requests that succeeded are taken: it was sent.
  REQUEST_ID_NOT_UNIQUE: { kind: "DUPLICATE", consequence: "hold" },
};

/** An error as NAV says it, whatever the HTTP status: undefined for any other text. */
export function readFault(plain: unknown): ErrorReading | undefined {
  const basic = Basic.safeParse(plain);
  const result = basic.success ? basic.data.result : GeneralException.safeParse(plain).data;
  if (result === undefined || result.funcCode === "OK") return undefined;
  const code = result.errorCode ?? "";
  const requestId = basic.data?.header?.requestId;
  const details = (basic.data?.technicalValidationMessages ?? []).flatMap(({ message }) => message ?? []);
  const said = [result.message, ...details].filter((text) => text !== undefined);
  return {
    ...(Object.hasOwn(readings, code) && readings[code]),
    ...(code !== "" && { nativeCode: code }),
    ...(requestId !== undefined && { requestId }),
    message: [code, said.join("; ")].filter(Boolean).join(": ") || "NAV answered with an error and gave no reason",
  };
}

export const readError: ErrorReader = ({ status, body }) => {
  const fault = typeof body === "string" ? readFaultText(body) : undefined;
  if (fault) return fault;
  // What stands in front of the system turns maintenance into this.
  return status === 527 || status === 503 ? { kind: "UNAVAILABLE", consequence: "retry" } : {};
};

function readFaultText(text: string): ErrorReading | undefined {
  try {
    return readFault(toPlain(readXml(Buffer.from(text, "utf8"))));
  } catch {
    // A page of something in between: the HTTP status decides.
    return undefined;
  }
}

/** What the validation of one invoice found; ERROR and CRITICAL block it, WARN and INFO do not. */
export function toViolations(result: ProcessingResult): readonly RuleViolation[] {
  return [
    ...result.technicalValidationMessages.map((said) => toViolation(said)),
    ...result.businessValidationMessages.map((said) => toViolation(said, said.pointer)),
  ];
}

const severities: Readonly<Record<string, RuleViolation["severity"]>> = { WARN: "WARNING", INFO: "INFO" };

function toViolation(
  said: { validationResultCode: string; validationErrorCode?: string | undefined; message?: string | undefined },
  pointer: { tag?: string | undefined; value?: string | undefined; line?: string | undefined } = {},
): RuleViolation {
  const { tag, value, line } = pointer;
  const rule = said.validationErrorCode ?? said.validationResultCode;
  const place = [line !== undefined && `line ${line}`, tag, value !== undefined && `value ${value}`].filter(Boolean);
  return {
    rule,
    ruleset,
    severity: severities[said.validationResultCode] ?? "ERROR",
    message: `${said.message ?? rule}${place.length > 0 ? ` (${place.join(", ")})` : ""}`,
    ...(tag !== undefined && { xpath: tag }),
  };
}

/** Why a report was aborted: what blocks comes first. */
export function toRejection(result: ProcessingResult): Rejection {
  const violations = toViolations(result);
  const first = violations.find(({ severity }) => severity === "ERROR") ?? violations[0];
  return {
    code: first?.rule ?? "ABORTED",
    message: first?.message ?? "NAV aborted the report and gave no reason",
    violations,
  };
}

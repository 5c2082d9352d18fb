import type { RuleViolation } from "../../src/domain/validation.js";
import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/receipt.js";
import { ruleset } from "./fa3/findings.js";
import { ExceptionBody, ProblemDetails } from "./wire.js";

/** The account or the session is at fault, or the time: nothing was accepted, and nothing is said of an invoice. */
const retry: ErrorReading = { consequence: "retry" };
const notSignedIn: ErrorReading = { kind: "AUTHENTICATION", consequence: "retry" };
const unavailable: ErrorReading = { kind: "UNAVAILABLE", consequence: "retry" };

/** What the codes of a 400 mean for us; all others follow from the HTTP status. */
const readings: Readonly<Record<string, ErrorReading>> = {
  // Signing in: a challenge that is not taken any more, and then what is wrong with a signature or its certificate.
  "21111": notSignedIn,
  "21115": notSignedIn,
  "21117": notSignedIn,
  "21406": notSignedIn,
  "9102": notSignedIn,
  "9105": notSignedIn,
  // The session has as many invoices as it takes.
  "21155": retry,
  "21157": retry,
  "21161": retry,
  "21164": { kind: "NOT_FOUND", consequence: "retry" },
  // It has its number, but is not stored yet.
  "21165": unavailable,
  "21173": { kind: "NOT_FOUND", consequence: "retry" },
  "21178": { kind: "NOT_FOUND", consequence: "retry" },
  // Closed, or cancelled.
  "21180": retry,
  // No data for the range yet.
  "21183": unavailable,
  "21205": retry,
  "21208": retry,
  "21301": notSignedIn,
  "21304": notSignedIn,
  "21308": notSignedIn,
  // Size or hash are not those of what arrived: it was damaged on the way.
  "21402": retry,
  "21403": retry,
  "21418": retry,
  // The public key was changed; it is fetched anew for every session.
  "21470": retry,
};

/** The key that something was encrypted with is not taken any more. */
export const keyIsWithdrawn = "21470";
export const rangeIsTooNew = "21183";

interface Said {
  readonly code: string;
  readonly message: string;
}

export const readError: ErrorReader = ({ status, body }) => {
  const { said, requestId, fallback } = read(body);
  const trace = requestId ? { requestId } : {};
  const [first] = said;
  if (!first) return { ...trace, ...(fallback && { message: fallback }) };
  const reading = readings[first.code] ?? {};
  const violations = said.map(({ code, message }): RuleViolation => ({
    rule: code,
    ruleset,
    severity: "ERROR",
    message,
  }));
  const message = said.map((each) => each.message).join("; ");
  const rejection: Rejection = { code: first.code, message, violations };
  const isOpen = status === 400 && reading.consequence === undefined;
  return { ...trace, ...reading, nativeCode: first.code, message, ...(isOpen && { rejection }) };
};

function read(body: unknown): { said: readonly Said[]; requestId?: string | undefined; fallback?: string | undefined } {
  const old = ExceptionBody.safeParse(body);
  if (old.success) {
    const { exceptionDetailList, referenceNumber } = old.data.exception;
    const said = (exceptionDetailList ?? []).map(({ exceptionCode, exceptionDescription, details }) => ({
      code: String(exceptionCode ?? "unknown"),
      message: toMessage(exceptionDescription ?? "KSeF gave no reason", details),
    }));
    return { said, requestId: referenceNumber ?? undefined };
  }
  const parsed = ProblemDetails.safeParse(body);
  if (!parsed.success) return { said: [] };
  const { errors, reasonCode, detail, title, traceId } = parsed.data;
  const fallback = detail ?? title ?? undefined;
  const said = (errors ?? []).map(({ code, description, details }) => ({
    code: String(code),
    message: toMessage(description, details),
  }));
  if (said.length === 0 && reasonCode) said.push({ code: reasonCode, message: fallback ?? reasonCode });
  return { said, requestId: traceId ?? undefined, fallback };
}

export const toMessage = (description: string, details: readonly string[] | null | undefined): string =>
  details && details.length > 0 ? `${description} ${details.join("; ")}` : description;

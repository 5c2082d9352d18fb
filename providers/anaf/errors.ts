import type { RuleViolation } from "../../src/domain/validation.js";
import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/provider.js";
import { HttpError, NobodyFound, SignInError } from "./wire.js";

export const ruleset = "CIUS-RO";

/**
 * There are no codes, only sentences; these are the documented ones. An upload that is answered with one of them got no
 * index: it was not taken.
 */
const readings: readonly (readonly [RegExp, ErrorReading])[] = [
  [/^Fisierul transmis nu este valid/, { kind: "INVALID_REQUEST", consequence: "refused", nativeCode: "FILE" }],
  [/^Marime fisier transmis mai mare/, { kind: "INVALID_REQUEST", consequence: "refused", nativeCode: "SIZE" }],
  [/^Nu aveti drept|^Nu exista niciun CIF/, { kind: "AUTHORIZATION", consequence: "retry", nativeCode: "RIGHTS" }],
  [/^S-au (facut|incarcat) deja/, { kind: "RATE_LIMITED", consequence: "retry", nativeCode: "DAILY-LIMIT" }],
  [/^Nu exista factura|nu exista inregistrata/, { kind: "NOT_FOUND", consequence: "retry", nativeCode: "UNKNOWN-ID" }],
  // Which step broke is not said, so it may have been after the file was stored.
  [/^A aparut o eroare tehnica/, { kind: "UNAVAILABLE", consequence: "hold", nativeCode: "TECHNICAL" }],
];

/** An explicit error that nobody has documented, or one about our request: the invoice waits, nothing was taken. */
const otherwise: ErrorReading = { kind: "INVALID_REQUEST", consequence: "retry", nativeCode: "OTHER" };

/** What sentences said with HTTP status 200 mean. A technical error is only unclear where something was sent. */
export function readSentences(sentences: readonly string[], effect: "read" | "write"): ErrorReading {
  const message = sentences.map((sentence) => sentence.trim()).join("; ");
  const reading = readings.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise;
  return {
    ...reading,
    message,
    ...(effect === "read" && { consequence: "retry" }),
    ...(effect === "write" && reading.consequence === "refused" && { rejection: toRejection(sentences) }),
  };
}

/**
 * F5's firewall stands in front and answers with HTTP status 200. It blocks answers as well as requests and its page
 * does not tell which, so what was sent may have arrived.
 */
export const readBlocked = (supportId: string): ErrorReading => ({
  kind: "UNAVAILABLE",
  nativeCode: "BLOCKED",
  message: "the firewall in front of ANAF answered instead of it",
  requestId: supportId,
});

export const notInRegister = "NOT-IN-REGISTER";

export const readError: ErrorReader = ({ status, body }) => {
  if (status === 404 && NobodyFound.safeParse(body).success) {
    return { nativeCode: notInRegister, message: "nobody of this fiscal code is in the register" };
  }
  const said = HttpError.safeParse(body);
  const signIn = SignInError.safeParse(body);
  const refusal = signIn.success
    ? `sign-in was refused: ${signIn.data.error_description ?? signIn.data.error}`
    : undefined;
  const message = said.success ? said.data.message : refusal;
  return {
    ...(message !== undefined && { message }),
    // It names a parameter that is missing; an invoice is never refused that way.
    ...(status === 400 && { consequence: "retry" }),
  };
};

export const duplicatePattern = /a mai fost transmisa anterior cu index\s*=\s*(\d+)/;

export function toRejection(sentences: readonly string[]): Rejection {
  const violations = sentences.map(toViolation);
  const [first] = violations;
  return {
    code: first?.rule ?? "nok",
    message: first?.message ?? "ANAF found errors and named none",
    violations,
  };
}

/** `E: validari globale SCHEMATRON eroare: [BR-RO-110]-Romanian #English`, or `… eroare regula: R_BT_32_cui: text`. */
function toViolation(sentence: string): RuleViolation {
  const text = sentence.replace(/\s+/g, " ").trim();
  const rule = /\[([A-Z][\w-]+)"?\]/.exec(text)?.[1] ?? /regula:\s*(\w+)/.exec(text)?.[1];
  const isDuplicate = duplicatePattern.test(text);
  const [, english] = /#\s*(.+)$/.exec(text) ?? [];
  return {
    rule: rule ?? (isDuplicate ? "DUPLICATE" : "ANAF"),
    ruleset,
    severity: "ERROR",
    message: english ?? text,
  };
}

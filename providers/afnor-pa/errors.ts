import type { ErrorReader, ErrorReading } from "../../src/provider-kit/failure.js";
import type { Rejection } from "../../src/provider-kit/provider.js";
import { type Acknowledgement, DirectoryError, FlowError, SignInError } from "./wire.js";

export const ruleset = "XP Z12-013";

/** A flow with the same content was taken before: by an earlier attempt of ours, most likely. */
export const alreadyExisting = "AlreadyExistingFlow";

/** Statuses that speak of what was posted. What follows depends on the call: a search can be wrong without the invoice. */
const aboutTheFlow: ReadonlySet<number> = new Set([400, 413, 422]);

/** `{errorCode, errorMessage}` with every status of Annex A; its messages are not meant for people who send invoices. */
export const readError: ErrorReader = ({ status, headers, body }) => {
  const requestId = headers["x-request-id"];
  const trace = requestId === undefined ? {} : { requestId };
  const flow = FlowError.safeParse(body);
  if (flow.success) {
    return { ...trace, ...readFlowError(status, flow.data.errorCode, flow.data.errorMessage ?? flow.data.errorCode) };
  }
  const signIn = SignInError.safeParse(body);
  if (signIn.success) {
    const { error, error_description: description } = signIn.data;
    const message = `sign-in was refused: ${description ?? error}`;
    // A broken account says nothing about the invoice that waits for it.
    return { ...trace, kind: "AUTHENTICATION", consequence: "retry", nativeCode: error, message };
  }
  const directory = DirectoryError.safeParse(body);
  return directory.success ? { ...trace, message: directory.data.details ?? directory.data.message } : trace;
};

function readFlowError(status: number, nativeCode: string, message: string): ErrorReading {
  if (nativeCode === alreadyExisting) return { kind: "DUPLICATE", consequence: "hold", nativeCode, message };
  const rejection = { code: nativeCode, message, violations: [] };
  return { nativeCode, message, ...(aboutTheFlow.has(status) && { rejection }) };
}

/** Why a flow is not receivable (XP Z12-013, tables 4 and 5). */
export function toRejection({ details }: Acknowledgement): Rejection {
  const violations = (details ?? []).map(({ level, item, reasonCode, reasonMessage }) => ({
    rule: reasonCode ?? "Error",
    ruleset,
    severity: level === "Warning" ? ("WARNING" as const) : ("ERROR" as const),
    message: `${reasonMessage ?? reasonCode ?? "no reason given"}${item ? ` (${item})` : ""}`,
  }));
  const first = violations.find(({ severity }) => severity === "ERROR") ?? violations[0];
  return {
    code: first?.rule ?? "Error",
    message: first?.message ?? "The platform did not take the flow and gave no reason",
    violations,
  };
}

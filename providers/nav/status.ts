import type { Call } from "../../src/provider-kit/call.js";
import type { Meaning } from "../../src/domain/lifecycle.js";
import type { Reference, StatusReport } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { toRejection, toViolations } from "./errors.js";
import { type ReportReference, transactionKind } from "./reference.js";
import { findOwn } from "./reported-invoice.js";
import { digestOf } from "./submission.js";
import { fetchTransaction } from "./transaction.js";
import type { ProcessingResult } from "./wire.js";

/** Derived words: NAV says DONE of a report that it has doubts about, and ABORTED of one that it has already. */
export const doneWithWarnings = "DONE (WARN)";
export const doneBefore = "DONE (reported before)";
/** NAV has the wish to annul and will say what becomes of it. */
export const annulmentRequested = "ANNUL requested";

const taken: Meaning = { transport: "ACCEPTED_BY_PROVIDER" };
const reported: Meaning = { ...taken, clearance: "REPORTED" };

/** NAV clears nothing: it is told. What is reported stays so until somebody approves its annulment on NAV's pages. */
export const statuses: Readonly<Record<string, Meaning>> = {
  RECEIVED: { ...taken, clearance: "PENDING" },
  PROCESSING: { ...taken, clearance: "PENDING" },
  SAVED: { ...taken, clearance: "PENDING" },
  DONE: { ...reported, final: true },
  [doneWithWarnings]: { ...reported, final: true },
  [doneBefore]: { ...reported, final: true },
  ABORTED: { ...taken, clearance: "REJECTED", final: true },
  [annulmentRequested]: reported,
  NOT_VERIFIABLE: reported,
  VERIFICATION_PENDING: reported,
  VERIFICATION_REJECTED: reported,
  VERIFICATION_DONE: { ...taken, clearance: "CANCELLED", final: true },
};

/** The references are of one transaction. */
export async function fetchStatuses(
  references: readonly Reference[],
  call: Call<Credentials>,
): Promise<readonly StatusReport[]> {
  const { results } = await fetchTransaction(references[0]?.["transaction"] ?? "", call);
  const reports: StatusReport[] = [];
  for (const reference of references as readonly ReportReference[]) {
    const result = results.find(({ index }) => String(index) === reference.index);
    if (result) reports.push(await toReport(reference, result, call));
  }
  return reports;
}

async function toReport(
  reference: ReportReference,
  result: ProcessingResult,
  call: Call<Credentials>,
): Promise<StatusReport> {
  const { invoiceStatus } = result;
  const findings = toViolations(result);
  const common = {
    reference,
    networkReferences: [{ kind: transactionKind, value: reference.transaction }],
    native: result,
  };
  if (invoiceStatus === "ABORTED") {
    if (await isReportedBefore(reference, result, call)) return { ...common, status: doneBefore };
    return { ...common, status: invoiceStatus, rejection: toRejection(result) };
  }
  if (invoiceStatus !== "DONE" || findings.length === 0) return { ...common, status: invoiceStatus };
  return {
    ...common,
    status: doneWithWarnings,
    label: findings.map(({ rule, message }) => `${rule}: ${message}`).join("; "),
    warnings: findings,
  };
}

/** A second copy of one request is aborted as a duplicate of the first: then the same bytes stand under the number. */
async function isReportedBefore(
  { number, digest }: ReportReference,
  result: ProcessingResult,
  call: Call<Credentials>,
): Promise<boolean> {
  const blocking = toViolations(result).filter(({ severity }) => severity === "ERROR");
  if (blocking.length === 0 || blocking.some(({ rule }) => rule !== "INVOICE_NUMBER_NOT_UNIQUE")) return false;
  const standing = await findOwn(number, call);
  return standing !== undefined && digestOf(standing.bytes) === digest;
}

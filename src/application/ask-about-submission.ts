import type { Problem } from "../domain/problem.js";
import type { Gateway } from "./gateway.js";
import { type Reconciliation, reconcileSubmission } from "./reconcile-submission.js";
import type { SubmissionRecord } from "./records.js";
import { noSubmission } from "./retry-submission.js";
import type { SubmitInvoiceResult } from "./tenant-gateway.js";

/** Asks the provider what became of a submission, and says what is known then, or why nothing is. */
export async function askAboutSubmission(
  gateway: Gateway,
  tenantId: string,
  submissionId: string,
): Promise<SubmitInvoiceResult> {
  const reconciliation = await reconcileSubmission(gateway, tenantId, submissionId);
  const reader = gateway.store.reader(tenantId);
  const [submission] = await reader.submissions([submissionId]);
  if (!submission) return { replayed: false, problems: [noSubmission(submissionId)] };
  const [invoice] = await reader.invoices([submission.invoiceId]);
  const problem = toProblem(gateway, submission, reconciliation);
  return { submission, replayed: false, problems: problem ? [problem] : [], ...(invoice && { invoice }) };
}

function toProblem(
  { accounts }: Gateway,
  { id, accountId, provider }: SubmissionRecord,
  reconciliation: Reconciliation,
): Problem | undefined {
  const path = ["submissionId"];
  if (reconciliation === "NOT_ASKABLE") {
    const name = accounts.find(accountId)?.provider.name ?? provider;
    const message = `${name} cannot be asked about submission ${id}: look there yourself, then retry it`;
    const capability = "LOOKUP_BY_CLIENT_REFERENCE";
    return { code: "UNSUPPORTED_BY_PROVIDER", message, path, retryable: false, capability, provider };
  }
  if (typeof reconciliation === "string") return undefined;
  if ("unanswered" in reconciliation) {
    const { unanswered: cause } = reconciliation;
    const message = `The provider could not be asked about submission ${id}: ${cause.message}`;
    return { code: "OUTCOME_UNKNOWN", message, path, retryable: true, cause };
  }
  const message = `The provider does not have submission ${id}, but it may still arrive until ${reconciliation.mayLandUntil}`;
  return { code: "OUTCOME_UNKNOWN", message, path, retryable: true };
}

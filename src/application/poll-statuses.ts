import type { Reference, StatusReport } from "../provider-kit/provider.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import { nextPollAt } from "./poll-schedule.js";
import { recordStatus } from "./record-status.js";
import type { SubmissionRecord } from "./records.js";
import { toFailure } from "./answer.js";

interface Due {
  readonly tenantId: string;
  readonly submission: SubmissionRecord;
  readonly reference: Reference;
}

const mostAtOnce = 500;

/** Asks providers about everything that is due, one call per group; says how many were due. */
export async function pollStatuses(gateway: Gateway): Promise<number> {
  const due = await gateway.store.schedule.claimPolls(mostAtOnce);
  // Everybody who locks several invoices does so in the order of their ids.
  const inOrder = due.toSorted((one, other) => (one.submission.invoiceId < other.submission.invoiceId ? -1 : 1));
  const groups = Map.groupBy(inOrder, ({ submission, reference }) => {
    const polling = gateway.accounts.find(submission.accountId)?.provider.polling;
    return JSON.stringify([submission.accountId, polling?.group(reference)]);
  });
  await Promise.all([...groups.values()].map((group) => pollGroup(gateway, group)));
  return due.length;
}

async function pollGroup(gateway: Gateway, group: readonly Due[]): Promise<void> {
  const account = gateway.accounts.find(group[0]?.submission.accountId ?? "");
  const polling = account?.provider.polling;
  if (!account || !polling) return;
  let reports: readonly StatusReport[];
  try {
    reports = await polling.fetch(
      group.map(({ reference }) => reference),
      account.backgroundCall,
    );
  } catch (error) {
    const { problem, retryAfterSeconds } = toFailure(gateway, account.provider.id, error);
    gateway.log.warn({ accountId: account.id, problem }, "a provider could not be asked for statuses");
    return reschedule(gateway, account, group, retryAfterSeconds);
  }
  const byReference = new Map(reports.map((report) => [report.reference.id, report]));
  await gateway.store.transaction(account.tenantId, async (unit) => {
    for (const { submission, reference } of group) {
      const report = byReference.get(reference.id);
      if (report) await recordStatus(gateway, unit, account, submission.invoiceId, report, "PROVIDER_POLL");
    }
  });
  const unanswered = group.filter(({ reference }) => !byReference.has(reference.id));
  if (unanswered.length > 0) await reschedule(gateway, account, unanswered);
}

async function reschedule(
  gateway: Gateway,
  account: Account,
  group: readonly Due[],
  retryAfterSeconds = 0,
): Promise<void> {
  await gateway.store.transaction(account.tenantId, async (unit) => {
    for (const { submission } of group) {
      const current = await unit.lockSubmission(submission.id);
      if (!current || current.pollAt === undefined) continue;
      const from = new Date(gateway.now().getTime() + retryAfterSeconds * 1000);
      const polls = current.polls + 1;
      const pollAt = await nextPollAt(unit, account, current, polls, from);
      await unit.saveSubmission({ ...current, polls, ...(pollAt !== undefined && { pollAt }) });
    }
  });
}

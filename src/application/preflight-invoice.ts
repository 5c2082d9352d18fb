import { checkCommand } from "./check-command.js";
import type { Gateway } from "./gateway.js";
import { lookUpParticipants } from "./look-up-participants.js";
import { prepareSubmission } from "./prepare-submission.js";
import type { ParticipantLookup, PreflightResult, SubmitInvoiceCommand } from "./tenant-gateway.js";

/** Goes the whole way of submitInvoice except storing and sending, and asks whether the recipient can be reached. */
export async function preflightInvoice(
  gateway: Gateway,
  tenantId: string,
  command: SubmitInvoiceCommand,
): Promise<PreflightResult> {
  const problem = checkCommand(command);
  const preparation = await prepareSubmission(gateway, tenantId, command);
  const address = preparation.invoice?.buyer.electronicAddress;
  const [recipient] = address
    ? await lookUpParticipants(
        gateway,
        tenantId,
        [{ scheme: address.scheme, value: address.value }],
        "STALE_WHILE_REVALIDATE",
      )
    : [];
  return {
    ok: !problem && preparation.ready !== undefined && isNotRefused(recipient, preparation.ready.account.provider.id),
    validation: problem
      ? { ...preparation.report, valid: false, violations: [...problem.violations, ...preparation.report.violations] }
      : preparation.report,
    route: preparation.route,
    ...(recipient && { recipient }),
  };
}

/** Only an explicit "not registered" by the chosen provider speaks against sending; "unknown" does not. */
function isNotRefused(recipient: ParticipantLookup | undefined, provider: string): boolean {
  const source = recipient?.sources.find((candidate) => candidate.provider === provider);
  const answered = source !== undefined && ["LIVE", "CACHED", "STALE"].includes(source.state);
  return !answered || recipient?.participant !== undefined;
}

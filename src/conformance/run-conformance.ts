import { type Check, type CheckResult, type Outcome, type Subject } from "./check.js";
import { declarationChecks } from "./checks/declaration.js";
import { failureChecks } from "./checks/failures.js";
import { participantChecks, receivingChecks } from "./checks/receiving.js";
import { sendingChecks } from "./checks/sending.js";
import { signingInChecks } from "./checks/signing-in.js";
import { webhookChecks } from "./checks/webhooks.js";
import { type Cast, OnlySimulated, openStage } from "./stage.js";

export const checks: readonly Check[] = [
  ...declarationChecks,
  ...signingInChecks,
  ...sendingChecks,
  ...failureChecks,
  ...webhookChecks,
  ...receivingChecks,
  ...participantChecks,
];

export interface ConformanceReport {
  readonly provider: string;
  readonly results: readonly CheckResult[];
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** Tries every promise of the contract against one provider, one after the other. */
export async function runConformance(
  cast: Cast,
  { only = () => true, tell = () => undefined }: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const results: CheckResult[] = [];
  for (const check of checks.filter(only)) {
    const result = await runCheck(check, cast);
    tell(result);
    results.push(result);
  }
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    provider: cast.provider.id,
    results,
    counts: {
      passed: count("passed"),
      failed: count("failed"),
      unsupported: count("unsupported"),
      unproven: count("unproven"),
    },
  };
}

export interface ConformanceOptions {
  readonly only?: (check: Check) => boolean;
  readonly tell?: (result: CheckResult) => void;
}

export async function runCheck({ id, title, lacks, run }: Check, cast: Cast): Promise<CheckResult> {
  const lack = lacks?.(cast satisfies Subject);
  if (lack) {
    return "unsupported" in lack
      ? { id, title, outcome: "unsupported", detail: lack.unsupported }
      : { id, title, outcome: "unproven", detail: lack.unproven };
  }
  const stage = await openStage(cast);
  try {
    await run(stage);
    return { id, title, outcome: "passed" };
  } catch (error) {
    if (error instanceof OnlySimulated) return { id, title, outcome: "unsupported", detail: error.message };
    return { id, title, outcome: "failed", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await stage.close();
  }
}

import { type Check, type CheckResult, type Outcome, type Subject } from "./check.js";
import { declarationChecks } from "./checks/declaration.js";
import { failureChecks } from "./checks/failures.js";
import { participantChecks, receivingChecks } from "./checks/receiving.js";
import { respondingChecks } from "./checks/responding.js";
import { sendingChecks } from "./checks/sending.js";
import { signingInChecks } from "./checks/signing-in.js";
import { webhookChecks } from "./checks/webhooks.js";
import { type Cast, openStage, Unproven, Unsupported } from "./stage.js";

export const checks: readonly Check[] = [
  ...declarationChecks,
  ...signingInChecks,
  ...sendingChecks,
  ...failureChecks,
  ...webhookChecks,
  ...receivingChecks,
  ...respondingChecks,
  ...participantChecks,
];

export interface ConformanceReport {
  readonly provider: string;
  readonly results: readonly CheckResult[];
}

/** How a provider did, in numbers; what it lacks by its name. */
export interface ConformanceSummary {
  readonly id: string;
  readonly passed: number;
  readonly failed: number;
  readonly unproven: number;
  readonly unsupported: readonly string[];
}

export function summarize({ provider, results }: ConformanceReport): ConformanceSummary {
  const those = (outcome: Outcome) => results.filter((result) => result.outcome === outcome);
  return {
    id: provider,
    passed: those("passed").length,
    failed: those("failed").length,
    unproven: those("unproven").length,
    unsupported: [...new Set(those("unsupported").flatMap(({ detail }) => detail ?? []))],
  };
}

/** Most of the time a check waits for a provider. */
const atOnce = 4;

/** Tries every promise of the contract against one provider, some at a time, each on a stage of its own. */
export async function runConformance(
  cast: Cast,
  { only = () => true, tell = () => undefined }: ConformanceOptions = {},
): Promise<ConformanceReport> {
  // A sandbox is somebody else's, and minds a crowd.
  const results = await mapSomeAtOnce(checks.filter(only), cast.sandbox ? 1 : atOnce, async (check) => {
    const result = await runCheck(check, cast);
    tell(result);
    return result;
  });
  return { provider: cast.provider.id, results };
}

/** They wait for rate limits most of the time. */
const providersAtOnce = 3;

/** The reports of several providers, by their ids. */
export async function runConformanceOfAll(casts: Iterable<Cast>): Promise<ReadonlyMap<string, ConformanceReport>> {
  const reports = await mapSomeAtOnce([...casts], providersAtOnce, (cast) => runConformance(cast));
  return new Map(reports.map((report) => [report.provider, report]));
}

/** The results are in the order of the items. */
async function mapSomeAtOnce<Item, Result>(
  items: readonly Item[],
  count: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const workThrough = async () => {
    for (const [index, item] of left) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: count }, workThrough));
  return results;
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
    if (error instanceof Unsupported) return { id, title, outcome: "unsupported", detail: error.message };
    if (error instanceof Unproven) return { id, title, outcome: "unproven", detail: error.message };
    return { id, title, outcome: "failed", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await stage.close();
  }
}

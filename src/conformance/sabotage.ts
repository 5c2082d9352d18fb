import { faults, type Fault } from "./faults.js";
import { checks, runCheck } from "./run-conformance.js";
import type { Cast } from "./stage.js";

export interface Finding {
  readonly fault: string;
  readonly sentence: string;
  /** How the ids of the checks begin that should have found it. */
  readonly near: string;
  /** The first check that broke; absent when none did. */
  readonly caughtBy?: string;
}

/** Whatever a sound adapter does in its simulator, it does sooner. */
const patienceMs = 8_000;

export interface SabotageOptions {
  readonly tell?: (finding: Finding) => void;
  readonly only?: (fault: Fault) => boolean;
}

/** Plants faults in a sound adapter and says which check noticed each. */
export async function runSabotage(
  cast: Cast,
  { tell = () => undefined, only = () => true }: SabotageOptions = {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, sentence, near, plant } of faults.filter(only)) {
    const provider = plant(cast.provider, cast.material);
    if (!provider) continue;
    const caughtBy = await firstFailure({ ...cast, provider, patienceMs }, near);
    const finding: Finding = { fault: id, sentence, near, ...(caughtBy !== undefined && { caughtBy }) };
    tell(finding);
    findings.push(finding);
  }
  return findings;
}

async function firstFailure(cast: Cast, near: string): Promise<string | undefined> {
  const [close, far] = [true, false].map((isNear) => checks.filter(({ id }) => id.startsWith(near) === isNear));
  for (const check of [...(close ?? []), ...(far ?? [])]) {
    const { outcome } = await runCheck(check, cast);
    if (outcome === "failed") return check.id;
  }
  return undefined;
}

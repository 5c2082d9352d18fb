import type { ConformanceMaterial } from "../provider-kit/conformance.js";
import type { Provider } from "../provider-kit/provider.js";
import type { Stage } from "./stage.js";

/** One promise of the contract, tried against one provider. */
export interface Check {
  readonly id: string;
  /** The promise, as a sentence. */
  readonly title: string;
  /** What has to be there for the check to mean anything; a sentence says what is missing, `undefined` that nothing is. */
  readonly lacks?: (subject: Subject) => Lack | undefined;
  /** @throws with a sentence where the promise does not hold */
  run(stage: Stage): Promise<void>;
}

export interface Subject {
  readonly provider: Provider;
  readonly material: ConformanceMaterial;
}

/**
 * Why a check is not made: the provider has no such capability, or its folder does not say what the check needs, which
 * leaves the capability unproven.
 */
export type Lack = { readonly unsupported: string } | { readonly unproven: string };

export type Outcome = "passed" | "failed" | "unsupported" | "unproven";

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** Why it is not `passed`. */
  readonly detail?: string;
}

/** A promise that does not hold. */
export class Broken extends Error {}

export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Broken(sentence);
}

export const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

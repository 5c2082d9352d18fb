import { parentPort, workerData } from "node:worker_threads";
import { checkDocument } from "./check-document.js";
import { compileRulePack } from "./compile-rule-pack.js";
import type { RulePack } from "./rule-pack.js";

/** What a thread is started with. */
export interface RuleThreadInput {
  readonly packs: readonly RulePack[];
  /** After this it stops by itself and says what it found so far. */
  readonly milliseconds: number;
}

// Started as a thread and as nothing else; the pool is on the other side.
const { packs, milliseconds } = workerData as RuleThreadInput;
const compiled = packs.map(compileRulePack);
parentPort?.on("message", (bytes: Uint8Array) =>
  parentPort?.postMessage({ answer: checkDocument(compiled, bytes, milliseconds) }),
);
parentPort?.postMessage({ ready: true });

import { availableParallelism } from "node:os";
import type { OfficialRules } from "../../application/document-ports.js";
import type { Log } from "../../application/gateway.js";
import type { OfficialRulesResult, RuleViolation } from "../../domain/validation.js";
import { findOrigins } from "./origins.js";
import type { RulePack } from "./rule-pack.js";
import type { RuleThreadInput } from "./rule-thread.js";
import { ThreadPool } from "../threads/thread-pool.js";

export interface OpenOfficialRules extends OfficialRules {
  close(): Promise<void>;
}

export interface OfficialRulesOptions {
  readonly log: Log;
  /** One less than there are processors, and at least one. */
  readonly threads?: number;
  readonly timeLimitMs?: number;
}

/** Sources run as .ts, the build as .js. */
const script = new URL(`./rule-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** An invoice of 10,000 lines takes a third of it on a processor that has nothing else to do. */
const longestMs = 20_000;

const xmlFormats: readonly string[] = ["UBL", "CII", "FACTURX"];

/**
 * The installed packs on threads of their own.
 * @throws when a pack does not compile
 */
export async function openOfficialRules(
  packs: readonly RulePack[],
  { log, threads = Math.max(1, availableParallelism() - 1), timeLimitMs = longestMs }: OfficialRulesOptions,
): Promise<OpenOfficialRules> {
  if (packs.length === 0)
    return { isInstalled: false, check: () => Promise.resolve(notInstalled), close: () => Promise.resolve() };
  const input: RuleThreadInput = { packs, milliseconds: timeLimitMs * 0.8 };
  const pool = await ThreadPool.open<OfficialRulesResult>({
    script,
    input,
    size: threads,
    startLimitMs: 120_000,
    taskLimitMs: timeLimitMs,
    mostWaiting: 500,
  });
  return {
    isInstalled: true,
    async check(document, invoice) {
      if (!xmlFormats.includes(document.format)) return notInstalled;
      const result = await pool.run(document.bytes);
      if ("answer" in result) {
        const { answer } = result;
        return invoice ? { ...answer, violations: withPaths(answer.violations, document, invoice) } : answer;
      }
      const { unanswered, why } = result;
      log.warn({ unanswered, document: document.fileName }, `the official rules were not checked: ${why}`);
      return { state: "INCOMPLETE", rulesets: [], violations: [] };
    },
    close: () => pool.close(),
  };
}

const notInstalled: OfficialRulesResult = { state: "NOT_INSTALLED", rulesets: [], violations: [] };

function withPaths(
  violations: readonly RuleViolation[],
  ...written: Parameters<typeof findOrigins>
): readonly RuleViolation[] {
  if (violations.length === 0) return violations;
  const origins = findOrigins(...written);
  return violations.map((violation) => {
    const path = origins.get(violation.xpath ?? "");
    return path ? { ...violation, path } : violation;
  });
}

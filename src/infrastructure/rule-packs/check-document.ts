import type { OfficialRulesResult, RuleViolation } from "../../domain/validation.js";
import type { CompiledRulePack } from "./compile-rule-pack.js";
import { type DocumentKind, kindOf, parseDocument } from "./parsed-document.js";
import { type RulePackManifest, rulesetOf } from "./rule-pack.js";

/** More than anybody reads, and little enough to keep beside the invoice. */
const mostViolations = 500;

/** Runs every pack that is about the document, one after the other, until the time is up. */
export function checkDocument(
  packs: readonly CompiledRulePack[],
  bytes: Uint8Array,
  milliseconds: number,
): OfficialRulesResult {
  const document = parseDocument(bytes);
  if (!document) return { state: "INCOMPLETE", rulesets: [], violations: [] };
  const kind = kindOf(document);
  const applicable = packs.filter(
    ({ manifest, isAbout }) => kind && isFor(manifest, kind) && isAbout(document.root.namespace),
  );
  const deadline = performance.now() + milliseconds;
  const violations: RuleViolation[] = [];
  const rulesets: string[] = [];
  let complete = true;
  for (const { manifest, check } of applicable) {
    const left = deadline - performance.now();
    if (left <= 0) return { state: "INCOMPLETE", rulesets, violations };
    const findings = check(document, left);
    rulesets.push(rulesetOf(manifest));
    violations.push(...findings.violations);
    complete &&= findings.complete;
  }
  return {
    // A schema alone says nothing about the rules.
    state: !applicable.some(({ manifest }) => manifest.kind === "schematron")
      ? "NOT_INSTALLED"
      : complete && violations.length <= mostViolations
        ? "CHECKED"
        : "INCOMPLETE",
    rulesets,
    violations: violations.slice(0, mostViolations),
  };
}

const isFor = ({ syntax, customizationIds }: RulePackManifest, kind: DocumentKind): boolean =>
  syntax === kind.syntax &&
  (customizationIds.length === 0 || customizationIds.some((beginning) => kind.specification.startsWith(beginning)));

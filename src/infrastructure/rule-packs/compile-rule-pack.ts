import { posix } from "node:path";
import type { RuleViolation, Severity } from "../../domain/validation.js";
import { compileSchematron } from "../../schematron/compile-schematron.js";
import type { Finding } from "../../schematron/outcome.js";
import type { ParsedDocument } from "./parsed-document.js";
import { type RulePack, RulePackError, type RulePackManifest, rulesetOf } from "./rule-pack.js";
import { compileXsd } from "./xsd.js";

/** A rule pack ready to run; holds memory outside JavaScript until it is disposed of. */
export interface CompiledRulePack {
  readonly manifest: RulePackManifest;
  /** Whether the pack is about documents of this namespace; schemas are about one. */
  isAbout(namespace: string): boolean;
  check(document: ParsedDocument, milliseconds: number): PackFindings;
  dispose(): void;
}

export interface PackFindings {
  readonly violations: readonly RuleViolation[];
  /** False when the time was up: there may be more. */
  readonly complete: boolean;
}

/** @throws {RulePackError} when the files are not what the manifest says */
export function compileRulePack(pack: RulePack): CompiledRulePack {
  const { manifest } = pack;
  try {
    return manifest.kind === "schematron" ? compileRules(pack) : compileSchema(pack);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.trim() : String(cause);
    throw new RulePackError([`Rule pack ${manifest.id}: ${manifest.file}: ${message}`]);
  }
}

function compileRules({ manifest, files }: RulePack): CompiledRulePack {
  const folder = posix.dirname(manifest.file);
  const schematron = compileSchematron(readText(files, manifest.file), {
    include: (path) => readText(files, posix.join(folder, path)),
  });
  const ruleset = rulesetOf(manifest);
  return {
    manifest,
    isAbout: () => true,
    check({ root }, milliseconds) {
      const { findings, complete } = schematron.validate(root, { milliseconds });
      return { violations: findings.map((finding) => toViolation(finding, ruleset)), complete };
    },
    dispose: () => {},
  };
}

function compileSchema({ manifest, files }: RulePack): CompiledRulePack {
  const schema = compileXsd(files, manifest.file);
  const ruleset = rulesetOf(manifest);
  return {
    manifest,
    isAbout: (namespace) => namespace === schema.targetNamespace,
    check: (document) => ({
      complete: true,
      violations: schema.validate(document).map((fault) => ({ rule: "XSD", ruleset, severity: "FATAL", ...fault })),
    }),
    dispose: () => schema.dispose(),
  };
}

function readText(files: RulePack["files"], path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`${path} is not in the pack`);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

const severities: Readonly<Record<string, Severity>> = {
  fatal: "FATAL",
  error: "ERROR",
  warning: "WARNING",
  warn: "WARNING",
  information: "INFO",
  info: "INFO",
};

/** A flag we do not know blocks: a rule is not weakened in silence. */
const toViolation = ({ rule, flag, message, xpath, error }: Finding, ruleset: string): RuleViolation => ({
  rule,
  ruleset,
  severity: severities[flag.toLowerCase()] ?? "ERROR",
  message: error === undefined ? message : `${message} (it could not be decided: ${error})`,
  xpath,
});

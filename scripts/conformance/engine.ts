import { existsSync, readFileSync } from "node:fs";
import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import { isThere, readText, tell } from "./material.js";
import { type Agreement, score } from "./unit-tests.js";

const sets = {
  enUbl: { file: "rules/EN16931-UBL-validation-preprocessed.sch", suites: ["en-ubl-inv", "en-ubl-cn"] },
  enCii: { file: "rules/EN16931-CII-validation-preprocessed.sch", suites: ["en-cii"] },
  peppolUbl: { file: "rules/PEPPOL-EN16931-UBL.sch", suites: ["pep-ubl"] },
  peppolCii: { file: "rules/PEPPOL-EN16931-CII.sch", suites: ["pep-cii"] },
} as const;

type SetName = keyof typeof sets;

/**
 * The official rule files run by our engine against the official unit tests.
 * @param given rule files by set, where they are not among the official material
 */
export const scoreEngine = (given: Readonly<Partial<Record<SetName, string | undefined>>>) =>
  Object.fromEntries((Object.keys(sets) as SetName[]).map((name) => [name, scoreSet(name, given[name])])) as Record<
    SetName,
    Agreement | null
  >;

function scoreSet(name: SetName, given: string | undefined): Agreement | null {
  const { file, suites } = sets[name];
  const source = given !== undefined && existsSync(given) ? readFileSync(given, "utf8") : readInstalled(file);
  if (source === undefined) {
    tell(`engine ${name}: not measured, because the rule file ${given ?? file} is not there`);
    return null;
  }
  const rules = compileSchematron(source);
  return score(`engine ${name}`, suites, (root) =>
    rules.validate(root).findings.map(({ rule, flag }) => ({ rule, isWarning: flag === "warning" })),
  );
}

const readInstalled = (file: string): string | undefined => (isThere(file) ? readText(file) : undefined);

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import { officialFile, score } from "./score.js";

interface RuleSet {
  readonly name: string;
  readonly rules: string;
  readonly tests: readonly string[];
  readonly assertions: number;
}

const ruleSets: readonly RuleSet[] = [
  {
    name: "EN 16931 for UBL",
    rules: "rules/EN16931-UBL-validation-preprocessed.sch",
    tests: ["unit-tests-json/en-ubl-inv.json", "unit-tests-json/en-ubl-cn.json"],
    assertions: 1_133,
  },
  {
    name: "EN 16931 for CII",
    rules: "rules/EN16931-CII-validation-preprocessed.sch",
    tests: ["unit-tests-json/en-cii.json"],
    assertions: 9,
  },
  {
    name: "Peppol BIS for UBL",
    rules: "rules/PEPPOL-EN16931-UBL.sch",
    tests: ["unit-tests-json/pep-ubl.json"],
    assertions: 552,
  },
  {
    name: "Peppol BIS for CII",
    rules: "rules/PEPPOL-EN16931-CII.sch",
    tests: ["unit-tests-json/pep-cii.json"],
    assertions: 320,
  },
];

describe("The official rules", () => {
  it.for(ruleSets)(
    "of $name agree with all their $assertions test assertions",
    { timeout: 120_000 },
    ({ rules, tests, assertions }, { skip }) => {
      const rulesFile = officialFile(rules);
      const testFiles = tests.map(officialFile).filter((file) => file !== undefined);
      const missing = rulesFile === undefined || testFiles.length < tests.length;
      skip(missing, `The official files are not there: ../shared/invoices/${rules} and ${tests.join(", ")}`);

      const schematron = compileSchematron(readFileSync(rulesFile ?? "", "utf8"));

      expect(score(schematron, testFiles)).toEqual({ agreed: assertions, total: assertions, disagree: [] });
    },
  );
});

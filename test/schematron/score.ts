import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../src/schematron/outcome.js";
import type { Schematron } from "../../src/schematron/compile-schematron.js";
import { parseXml } from "../../src/xml/parse-xml.js";

/** One test of the official suites: a document, and what rules must say of it. */
interface UnitTest {
  readonly file: string;
  readonly i: number;
  readonly ass: readonly Expectation[];
  readonly xml: string;
}

/** `success`: silent. `error`: fires, not as a warning. `warning`: fires as one. `n`: exactly so many times. */
interface Expectation {
  readonly k: "success" | "error" | "warning";
  readonly rule: string;
  readonly n: string | number | null;
}

export interface Score {
  readonly agreed: number;
  readonly total: number;
  /** Ids of the rules with an expectation that is not met. */
  readonly disagree: readonly string[];
}

const official = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "invoices");

/** Path of a file of the official material; undefined when it is not there. */
export const officialFile = (path: string): string | undefined => {
  const file = join(official, path);
  return existsSync(file) ? file : undefined;
};

/** Compares compiled rules with the unit tests in the files. */
export const score = (schematron: Schematron, testFiles: readonly string[]): Score => {
  let total = 0;
  const disagree: string[] = [];
  for (const file of testFiles) {
    const tests = JSON.parse(readFileSync(file, "utf8")) as readonly UnitTest[];
    for (const test of tests) {
      const { findings } = schematron.validate(rootOf(test));
      total += test.ass.length;
      disagree.push(...test.ass.filter((expectation) => !isMet(expectation, findings)).map(({ rule }) => rule));
    }
  }
  return { agreed: total - disagree.length, total, disagree };
};

const rootOf = ({ xml, file, i }: UnitTest) => {
  const parsed = parseXml(new TextEncoder().encode(xml));
  if ("root" in parsed) return parsed.root;
  throw new Error(`Test ${i} of ${file}: ${parsed.problem.message}`);
};

const isMet = ({ k, rule, n }: Expectation, findings: readonly Finding[]): boolean => {
  const found = findings.filter((finding) => finding.rule === rule);
  if (k === "success") return found.length === 0;
  const ofKind = found.filter(({ flag }) => (flag === "warning") === (k === "warning"));
  return n === null ? ofKind.length > 0 : ofKind.length === Number(n);
};

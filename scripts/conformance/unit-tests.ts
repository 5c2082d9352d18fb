import type { XmlElement } from "../../src/xml/xml-tree.js";
import { parse, readText, tell } from "./material.js";

/** A document of the official suites, and what rules must say of it. */
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

export interface Fired {
  readonly rule: string;
  readonly isWarning: boolean;
}

export interface Agreement {
  readonly agreed: number;
  readonly total: number;
  /** What is expected and not met: rule, expectation, file and number of the test. */
  readonly disagree: readonly string[];
}

/** How many expectations of the suites are met. */
export function score(
  name: string,
  suites: readonly string[],
  check: (root: XmlElement) => readonly Fired[],
): Agreement {
  const disagree: string[] = [];
  let total = 0;
  for (const suite of suites) {
    const tests = JSON.parse(readText(`unit-tests-json/${suite}.json`)) as readonly UnitTest[];
    for (const { file, i, ass, xml } of tests) {
      const fired = check(parse(new TextEncoder().encode(xml), file));
      total += ass.length;
      for (const expectation of ass)
        if (!isMet(expectation, fired)) disagree.push(`${expectation.rule} ${expectation.k} ${file}#${i}`);
    }
  }
  tell(`${name}: ${total - disagree.length} of ${total} expectations are met`);
  return { agreed: total - disagree.length, total, disagree };
}

function isMet({ k, rule, n }: Expectation, fired: readonly Fired[]): boolean {
  const found = fired.filter((one) => one.rule === rule);
  if (k === "success") return found.length === 0;
  const ofKind = found.filter(({ isWarning }) => isWarning === (k === "warning"));
  return n === null ? ofKind.length > 0 : ofKind.length === Number(n);
}

import { type Decimal, round, scaleOf } from "../../../src/domain/decimal.js";
import { collectFindings as collect, type Findings as Collected } from "../../../src/provider-kit/findings.js";
import { isXmlText } from "../../../src/xml/serialize-xml.js";
import { ruleset } from "../errors.js";

export type Path = readonly string[];

/** Collects what keeps an invoice from being reported to NAV. */
export interface Findings extends Collected {
  /** A text on one line that is not blank; longer than `longest` is a violation. */
  text(value: string | undefined, longest: number, term: string, path: Path): string | undefined;
  /** MonetaryType: 18 digits, two of them behind the point. */
  money(value: Decimal, term: string, path: Path): Decimal;
  /** QuantityType: 22 digits, ten of them behind the point. */
  quantity(value: Decimal, term: string, path: Path): Decimal;
  /** NAV knows no day before 2010. */
  day(value: string | undefined, term: string, path: Path): string | undefined;
}

export function collectFindings(): Findings {
  const collected = collect({ ruleset, prefix: "NAV" });
  const { add } = collected;
  const number = (value: Decimal, digits: number, scale: number, term: string, path: Path): Decimal => {
    const shortest = value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;
    if (scaleOf(shortest) > scale || shortest.replace(/\D/g, "").length > digits)
      add(term, path, `${value} has more than ${digits} digits, or more than ${scale} behind the point`);
    return shortest;
  };
  return {
    ...collected,
    text(value, longest, term, path) {
      const line = value === undefined ? "" : toLine(value);
      if (line === "") return undefined;
      if (!isXmlText(line)) add(term, path, "the text holds a character that XML cannot carry");
      if (line.length > longest) add(term, path, `the text has ${line.length} characters; NAV takes ${longest}`);
      return line;
    },
    money(value, term, path) {
      number(value, 18, 2, term, path);
      return round(value, 2);
    },
    quantity: (value, term, path) => number(value, 22, 10, term, path),
    day(value, term, path) {
      if (value !== undefined && value < "2010-01-01") add(term, path, `${value} is before 2010-01-01`);
      return value;
    },
  };
}

/** The schema's texts have no line breaks. */
export const toLine = (text: string): string => text.replace(/\s+/g, " ").trim();

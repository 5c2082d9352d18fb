import { toDouble } from "../cast.js";
import { identityOf } from "../comparison.js";
import type { Atomic, Sequence } from "../values.js";
import { XPathError } from "../xpath-error.js";
import { atom, atoms, define, items, number, optional } from "./define.js";
import type { CoreFunction, FunctionTable } from "./define.js";

const distinct = (values: readonly Atomic[]): readonly Atomic[] => {
  const seen = new Set<string>();
  return values.filter((value) => {
    const identity = identityOf(value);
    return seen.has(identity) ? false : seen.add(identity);
  });
};

const subsequence = (values: Sequence, start: number, length = Infinity): Sequence => {
  const from = Math.round(start);
  const to = length === Infinity ? Infinity : from + Math.round(length);
  return values.filter((_, index) => index + 1 >= from && index + 1 < to);
};

const cardinality = (code: string, isRight: (count: number) => boolean, expected: string): CoreFunction =>
  define("unknown", [items], (_, values) => {
    if (isRight(values.length)) return values;
    throw new XPathError(code, `${expected} expected, but there are ${values.length}`);
  });

export const sequenceFunctions: FunctionTable = new Map<string, CoreFunction>([
  ["true", define("boolean", [], () => true)],
  ["false", define("boolean", [], () => false)],
  ["data", define("unknown", [atoms], (_, values) => values)],
  ["distinct-values", define("unknown", [atoms], (_, values) => distinct(values))],
  [
    "index-of",
    define("numeric", [atoms, atom], (_, values, sought) => {
      const identity = sought === undefined ? undefined : identityOf(sought);
      return values.flatMap((value, index) => (identityOf(value) === identity ? [BigInt(index + 1)] : []));
    }),
  ],
  ["reverse", define("unknown", [items], (_, values) => values.toReversed())],
  [
    "subsequence",
    define("unknown", [items, number, optional(number)], (_, values, start, length) =>
      subsequence(values, toDouble(start ?? NaN), length === undefined ? Infinity : toDouble(length)),
    ),
  ],
  [
    "remove",
    define("unknown", [items, number], (_, values, position) => {
      const index = toDouble(position ?? NaN) - 1;
      return values.filter((_item, at) => at !== index);
    }),
  ],
  [
    "insert-before",
    define("unknown", [items, number, items], (_, values, position, inserted) =>
      values.toSpliced(Math.max(toDouble(position ?? 1n) - 1, 0), 0, ...inserted),
    ),
  ],
  ["zero-or-one", cardinality("FORG0003", (count) => count <= 1, "At most one value is")],
  ["one-or-more", cardinality("FORG0004", (count) => count >= 1, "One value or more is")],
  ["exactly-one", cardinality("FORG0005", (count) => count === 1, "Exactly one value is")],
]);

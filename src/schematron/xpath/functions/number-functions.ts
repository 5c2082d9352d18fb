import { absolute, calculate, ceiling, floor, round, roundToEven, toNumeric } from "../arithmetic.js";
import { toDouble } from "../cast.js";
import { orderOf } from "../comparison.js";
import { UntypedText, atomize, isNumeric } from "../values.js";
import type { Atomic, Numeric } from "../values.js";
import { XPathError } from "../xpath-error.js";
import { atom, atoms, define, items, number, optional, orContext } from "./define.js";
import type { CoreFunction, FunctionTable } from "./define.js";

const rounding = (operation: (value: Numeric) => Numeric): CoreFunction =>
  define("numeric", [number], (_, value) => (value === undefined ? undefined : operation(value)));

/** number() never fails: what is no number is NaN. */
const numberOrNaN = orContext((item) => {
  if (item === undefined) return NaN;
  try {
    return toDouble(atomize(item));
  } catch (error) {
    if (error instanceof XPathError) return NaN;
    throw error;
  }
});

const add = (values: readonly Atomic[]): Numeric =>
  values.map(toNumeric).reduce((sum, value) => calculate("+", sum, value));

/** Untyped text counts as xs:double, as in arithmetic; texts and dates keep their order. */
const extreme = (values: readonly Atomic[], isBetter: (order: number) => boolean): Atomic | undefined => {
  const known = values.map((value) => (value instanceof UntypedText ? toDouble(value) : value));
  const isDouble = known.some((value) => typeof value === "number");
  if (known.some((value) => typeof value === "number" && Number.isNaN(value))) return NaN;
  const [first, ...others] = known;
  if (first === undefined) return undefined;
  const best = others.reduce((found, value) => (isBetter(orderOf(value, found)) ? value : found), first);
  return isDouble && isNumeric(best) ? toDouble(best) : best;
};

export const numberFunctions: FunctionTable = new Map<string, CoreFunction>([
  ["number", define("numeric", [numberOrNaN], (_, value) => value)],
  ["abs", rounding(absolute)],
  ["ceiling", rounding(ceiling)],
  ["floor", rounding(floor)],
  ["round", rounding(round)],
  [
    "round-half-to-even",
    define("numeric", [number, optional(number)], (_, value, precision) =>
      value === undefined ? undefined : roundToEven(value, precision === undefined ? 0 : toDouble(precision)),
    ),
  ],
  ["count", define("numeric", [items], (_, values) => BigInt(values.length))],
  [
    "sum",
    define("unknown", [atoms, optional(atom)], (_, values, zero = 0n) => (values.length === 0 ? zero : add(values))),
  ],
  [
    "avg",
    define("numeric", [atoms], (_, values) =>
      values.length === 0 ? undefined : calculate("div", add(values), BigInt(values.length)),
    ),
  ],
  ["min", define("unknown", [atoms], (_, values) => extreme(values, (order) => order < 0))],
  ["max", define("unknown", [atoms], (_, values) => extreme(values, (order) => order > 0))],
]);

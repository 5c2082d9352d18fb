import { toBoolean, toDecimal, toDouble, toMoment } from "./cast.js";
import { compareDecimals } from "./exact-decimal.js";
import { Moment } from "./moment.js";
import type { GeneralOperator, ValueOperator } from "./syntax.js";
import { UntypedText, isNumeric, stringOf, typeNameOf } from "./values.js";
import type { Atomic, Numeric } from "./values.js";
import { XPathError } from "./xpath-error.js";

/** Negative, zero or positive; NaN when the two have no order. */
type Order = number;

export const valueOperatorOf: Readonly<Record<GeneralOperator, ValueOperator>> = {
  "=": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

const holds = (operator: ValueOperator, order: Order): boolean => {
  switch (operator) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "lt":
      return order < 0;
    case "le":
      return order <= 0;
    case "gt":
      return order > 0;
    default:
      return order >= 0;
  }
};

/** `eq`, `lt`, …: untyped text is text. */
export const compareValues = (operator: ValueOperator, left: Atomic, right: Atomic): boolean =>
  holds(operator, orderOf(asText(left), asText(right)));

const asText = (value: Atomic): Atomic => (value instanceof UntypedText ? value.text : value);

/** One pair of `=`, `<`, …: untyped text takes the type of the other side, and xs:double for numbers. */
export const comparePair = (operator: ValueOperator, left: Atomic, right: Atomic): boolean => {
  const a = left instanceof UntypedText ? adapted(left, right) : left;
  const b = right instanceof UntypedText ? adapted(right, left) : right;
  return holds(operator, orderOf(a, b));
};

const adapted = (value: UntypedText, other: Atomic): Atomic => {
  if (typeof other === "string" || other instanceof UntypedText) return value.text;
  if (isNumeric(other)) return toDouble(value);
  return typeof other === "boolean" ? toBoolean(value) : toMoment(value, other.type);
};

export const orderOf = (left: Atomic, right: Atomic): Order => {
  if (typeof left === "string" && typeof right === "string") return orderOfText(left, right);
  if (isNumeric(left) && isNumeric(right)) return orderOfNumbers(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (left instanceof Moment && right instanceof Moment && left.type === right.type)
    return left.instant - right.instant;
  throw new XPathError("XPTY0004", `${typeNameOf(left)} and ${typeNameOf(right)} cannot be compared`);
};

/** By code point: JavaScript's own order differs only where both differ first in a surrogate and another unit. */
export const orderOfText = (left: string, right: string): Order => {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
};

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const orderOfNumbers = (left: Numeric, right: Numeric): Order => {
  if (typeof left === "number" || typeof right === "number") {
    const a = toDouble(left);
    const b = toDouble(right);
    return a === b ? 0 : a < b ? -1 : a > b ? 1 : NaN;
  }
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : left > right ? 1 : 0;
  return compareDecimals(toDecimal(left), toDecimal(right));
};

/** Equal keys for values that are equal, whatever their numeric type; for distinct-values() and index-of(). */
export const identityOf = (value: Atomic): string => {
  if (typeof value === "number")
    return Number.isFinite(value) ? `number ${stringOf(toDecimal(value))}` : `number ${value}`;
  if (isNumeric(value)) return `number ${stringOf(value)}`;
  if (value instanceof Moment) return `${value.type} ${value.instant}`;
  return typeof value === "boolean" ? `boolean ${value}` : `text ${stringOf(value)}`;
};

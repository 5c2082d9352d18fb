import { toDecimal, toDouble } from "./cast.js";
import {
  ExactDecimal,
  addDecimals,
  decimalRemainder,
  divideDecimals,
  floorDecimal,
  integerQuotient,
  multiplyDecimals,
  negateDecimal,
  roundDecimal,
  roundHalfToEven,
} from "./exact-decimal.js";
import type { ArithmeticOperator } from "./syntax.js";
import { UntypedText, isNumeric, typeNameOf } from "./values.js";
import type { Atomic, Numeric } from "./values.js";
import { XPathError } from "./xpath-error.js";

/** Untyped text counts as xs:double in arithmetic; exact amounts are what rules get with xs:decimal(). */
export const toNumeric = (value: Atomic): Numeric => {
  if (isNumeric(value)) return value;
  if (value instanceof UntypedText) return toDouble(value);
  throw new XPathError("XPTY0004", `A number is expected, found ${typeNameOf(value)}`);
};

/** Two integers, two decimals or two doubles: whichever is the narrowest both fit. */
export const calculate = (operator: ArithmeticOperator, left: Numeric, right: Numeric): Numeric => {
  if (typeof left === "number" || typeof right === "number") {
    return onDoubles(operator, toDouble(left), toDouble(right));
  }
  if (typeof left === "bigint" && typeof right === "bigint") return onIntegers(operator, left, right);
  return onDecimals(operator, toDecimal(left), toDecimal(right));
};

const onIntegers = (operator: ArithmeticOperator, left: bigint, right: bigint): Numeric => {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return divideDecimals(toDecimal(left), toDecimal(right));
    case "idiv":
      return integerQuotient(toDecimal(left), toDecimal(right));
    default:
      if (right === 0n) throw new XPathError("FOAR0001", "Division by zero");
      return left % right;
  }
};

const onDecimals = (operator: ArithmeticOperator, left: ExactDecimal, right: ExactDecimal): Numeric => {
  switch (operator) {
    case "+":
      return addDecimals(left, right);
    case "-":
      return addDecimals(left, negateDecimal(right));
    case "*":
      return multiplyDecimals(left, right);
    case "div":
      return divideDecimals(left, right);
    case "idiv":
      return integerQuotient(left, right);
    default:
      return decimalRemainder(left, right);
  }
};

const onDoubles = (operator: ArithmeticOperator, left: number, right: number): Numeric => {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return left / right;
    case "idiv":
      if (right === 0) throw new XPathError("FOAR0001", "Division by zero");
      if (!Number.isFinite(left) || Number.isNaN(right)) throw new XPathError("FOAR0002", "The quotient is no integer");
      return BigInt(Math.trunc(left / right));
    default:
      return left % right;
  }
};

export const negate = (value: Numeric): Numeric => (value instanceof ExactDecimal ? negateDecimal(value) : -value);

export const absolute = (value: Numeric): Numeric => {
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "bigint") return value < 0n ? -value : value;
  return value.unscaled < 0n ? negateDecimal(value) : value;
};

export const floor = (value: Numeric): Numeric => {
  if (typeof value === "number") return Math.floor(value);
  return typeof value === "bigint" ? value : floorDecimal(value);
};

export const ceiling = (value: Numeric): Numeric => {
  if (typeof value === "number") return Math.ceil(value);
  return typeof value === "bigint" ? value : negateDecimal(floorDecimal(negateDecimal(value)));
};

/** The half goes up, towards positive infinity: round(-2.5) is -2. */
export const round = (value: Numeric): Numeric => {
  if (typeof value === "number") return Math.round(value);
  return typeof value === "bigint" ? value : roundDecimal(value);
};

export const roundToEven = (value: Numeric, precision: number): Numeric => {
  if (typeof value === "number") {
    return Number.isFinite(value) ? toDouble(roundHalfToEven(toDecimal(value), precision)) : value;
  }
  const rounded = roundHalfToEven(toDecimal(value), precision);
  return typeof value === "bigint" ? rounded.unscaled : rounded;
};

import {
  ExactDecimal,
  decimalFromDouble,
  decimalToDouble,
  integerQuotient,
  parseDecimal,
  parseInteger,
} from "./exact-decimal.js";
import { Moment, convertMoment, parseMoment } from "./moment.js";
import type { MomentType } from "./moment.js";
import { UntypedText, isNumeric, stringOf, typeNameOf } from "./values.js";
import type { Atomic, Numeric } from "./values.js";
import { XPathError } from "./xpath-error.js";

export type AtomicCast = (value: Atomic) => Atomic;

export const xmlSchemaNamespace = "http://www.w3.org/2001/XMLSchema";

export const collapse = (text: string): string => text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

const refuse = (value: Atomic, type: string): never => {
  const text = stringOf(value);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw new XPathError("FORG0001", `"${shown}" is not an xs:${type}`);
};

const isTextual = (value: Atomic): value is string | UntypedText =>
  typeof value === "string" || value instanceof UntypedText;

export const toDouble = (value: Atomic): number => {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof ExactDecimal) return decimalToDouble(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  return isTextual(value)
    ? (parseDouble(collapse(stringOf(value))) ?? refuse(value, "double"))
    : refuse(value, "double");
};

const doublePattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const specialDoubles: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["INF", Infinity],
  ["-INF", -Infinity],
]);

const parseDouble = (text: string): number | undefined =>
  doublePattern.test(text) ? Number(text) : specialDoubles.get(text);

export const toDecimal = (value: Atomic): ExactDecimal => {
  if (value instanceof ExactDecimal) return value;
  if (typeof value === "bigint") return new ExactDecimal(value, 0);
  if (typeof value === "number") return decimalFromDouble(value);
  if (typeof value === "boolean") return new ExactDecimal(value ? 1n : 0n, 0);
  return isTextual(value)
    ? (parseDecimal(collapse(stringOf(value))) ?? refuse(value, "decimal"))
    : refuse(value, "decimal");
};

const toInteger = (value: Atomic): bigint => {
  if (typeof value === "bigint") return value;
  if (isNumeric(value) || typeof value === "boolean") return integerQuotient(toDecimal(value), one);
  return isTextual(value)
    ? (parseInteger(collapse(stringOf(value))) ?? refuse(value, "integer"))
    : refuse(value, "integer");
};

const one = new ExactDecimal(1n, 0);

export const toBoolean = (value: Atomic): boolean => {
  if (typeof value === "boolean") return value;
  if (isNumeric(value)) return isNonZero(value);
  const text = collapse(stringOf(value));
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : refuse(value, "boolean");
};

const isNonZero = (value: Numeric): boolean => {
  if (typeof value === "bigint") return value !== 0n;
  return typeof value === "number" ? value !== 0 && !Number.isNaN(value) : value.unscaled !== 0n;
};

export const toMoment = (value: Atomic, type: MomentType): Moment => {
  const moment =
    value instanceof Moment
      ? convertMoment(value, type)
      : isTextual(value)
        ? parseMoment(type, collapse(stringOf(value)))
        : undefined;
  return moment ?? refuse(value, type);
};

/** Bounds of the types derived from xs:integer; their values are plain integers to us. */
const integerBounds: Readonly<Record<string, readonly [bigint | undefined, bigint | undefined]>> = {
  integer: [undefined, undefined],
  nonNegativeInteger: [0n, undefined],
  positiveInteger: [1n, undefined],
  nonPositiveInteger: [undefined, 0n],
  negativeInteger: [undefined, -1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  byte: [-128n, 127n],
  unsignedLong: [0n, 2n ** 64n - 1n],
  unsignedInt: [0n, 2n ** 32n - 1n],
  unsignedShort: [0n, 2n ** 16n - 1n],
  unsignedByte: [0n, 255n],
};

const integerCasts = Object.entries(integerBounds).map(([type, [minimum, maximum]]): [string, AtomicCast] => [
  type,
  (value) => {
    const integer = toInteger(value);
    const isWithin = (minimum === undefined || integer >= minimum) && (maximum === undefined || integer <= maximum);
    return isWithin ? integer : refuse(value, type);
  },
]);

const toText = (value: Atomic): string => stringOf(value);

const casts: ReadonlyMap<string, AtomicCast> = new Map<string, AtomicCast>([
  ...integerCasts,
  ["string", toText],
  ["normalizedString", (value) => toText(value).replace(/[\t\r\n]/g, " ")],
  ["token", (value) => collapse(toText(value))],
  ["anyURI", (value) => collapse(toText(value))],
  ["untypedAtomic", (value) => new UntypedText(toText(value))],
  ["anyAtomicType", (value) => value],
  ["boolean", toBoolean],
  ["decimal", toDecimal],
  ["double", toDouble],
  ["float", (value) => Math.fround(toDouble(value))],
  ["date", (value) => toMoment(value, "date")],
  ["dateTime", (value) => toMoment(value, "dateTime")],
  ["time", (value) => toMoment(value, "time")],
]);

/** The cast to a type of XML Schema, by local name. */
export const castTo = (type: string): AtomicCast | undefined => casts.get(type);

/** Whether the value is of the type or of one derived from it. */
export const isOfType = (value: Atomic, type: string): boolean => {
  if (type === "anyAtomicType") return true;
  if (typeof value === "bigint") {
    const bounds = integerBounds[type];
    if (!bounds) return type === "decimal";
    const [minimum, maximum] = bounds;
    return (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum);
  }
  return typeNameOf(value) === `xs:${type}`;
};

/**
 * What a function makes of an argument whose type is declared: untyped text is cast, numbers are widened, nothing else
 * is converted.
 */
export const convertTo = (type: string): AtomicCast | undefined => {
  const cast = castTo(type);
  if (!cast) return undefined;
  return (value) => {
    if (isOfType(value, type)) return value;
    if (value instanceof UntypedText) return cast(value);
    if (isNumeric(value) && (type === "double" || type === "float")) return cast(value);
    throw new XPathError("XPTY0004", `xs:${type} is expected, found ${typeNameOf(value)}`);
  };
};

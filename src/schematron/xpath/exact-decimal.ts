import { XPathError } from "./xpath-error.js";

/** xs:decimal: `unscaled` divided by ten to the power of `scale`. */
export class ExactDecimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }
}

/** What XPath leaves to the implementation: decimals a quotient that never ends is cut to. */
const quotientScale = 18;

/** Numbers longer than this in a document are refused: no amount has them, and big arithmetic takes its time. */
const maximumDigits = 1_000;

const integerPattern = /^[+-]?\d+$/;
const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?$/;

export const parseInteger = (text: string): bigint | undefined => {
  if (!integerPattern.test(text)) return undefined;
  return BigInt(refuseLong(text.startsWith("+") ? text.slice(1) : text));
};

export const parseDecimal = (text: string): ExactDecimal | undefined => {
  const match = decimalPattern.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const magnitude = BigInt(refuseLong(whole + fraction));
  return new ExactDecimal(sign === "-" ? -magnitude : magnitude, fraction.length);
};

const refuseLong = (digits: string): string => {
  if (digits.length <= maximumDigits) return digits;
  throw new XPathError(
    "XPDY0130",
    `A number of ${digits.length} digits is too long; at most ${maximumDigits} are read`,
  );
};

const powersOfTen: readonly bigint[] = Array.from({ length: 64 }, (_, power) => 10n ** BigInt(power));

export const tenTo = (power: number): bigint => powersOfTen[power] ?? 10n ** BigInt(power);

/** As XPath writes it: no zeros at the end, no point behind a whole number. */
export const decimalToText = (value: ExactDecimal): string => {
  const { unscaled, scale } = withoutTrailingZeros(value);
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

export const decimalToDouble = (value: ExactDecimal): number => Number(decimalToText(value));

/** The exact value of a double, which has a finite decimal expansion. */
export const decimalFromDouble = (value: number): ExactDecimal => {
  if (!Number.isFinite(value)) throw new XPathError("FOCA0002", `${value} is not a decimal number`);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const high = bits.getUint32(0);
  const biased = high >>> 20;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const exponent = Math.max(biased, 1) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  return exponent >= 0
    ? new ExactDecimal(signed << BigInt(exponent), 0)
    : withoutTrailingZeros(new ExactDecimal(signed * 5n ** BigInt(-exponent), -exponent));
};

export const addDecimals = (left: ExactDecimal, right: ExactDecimal): ExactDecimal => {
  const scale = Math.max(left.scale, right.scale);
  return new ExactDecimal(unscaledAt(left, scale) + unscaledAt(right, scale), scale);
};

export const negateDecimal = ({ unscaled, scale }: ExactDecimal): ExactDecimal => new ExactDecimal(-unscaled, scale);

export const multiplyDecimals = (left: ExactDecimal, right: ExactDecimal): ExactDecimal =>
  new ExactDecimal(left.unscaled * right.unscaled, left.scale + right.scale);

export const divideDecimals = (left: ExactDecimal, right: ExactDecimal): ExactDecimal => {
  refuseZero(right.unscaled);
  const scale = Math.max(quotientScale, left.scale, right.scale);
  const top = left.unscaled * tenTo(scale + right.scale - left.scale);
  const negative = top < 0n !== right.unscaled < 0n;
  const dividend = top < 0n ? -top : top;
  const divisor = right.unscaled < 0n ? -right.unscaled : right.unscaled;
  const remainder = dividend % divisor;
  const quotient = dividend / divisor + (2n * remainder > divisor ? 1n : 0n);
  return withoutTrailingZeros(new ExactDecimal(negative ? -quotient : quotient, scale));
};

/** The whole part of the quotient, towards zero. */
export const integerQuotient = (left: ExactDecimal, right: ExactDecimal): bigint => {
  refuseZero(right.unscaled);
  const scale = Math.max(left.scale, right.scale);
  return unscaledAt(left, scale) / unscaledAt(right, scale);
};

export const decimalRemainder = (left: ExactDecimal, right: ExactDecimal): ExactDecimal => {
  refuseZero(right.unscaled);
  const scale = Math.max(left.scale, right.scale);
  return new ExactDecimal(unscaledAt(left, scale) % unscaledAt(right, scale), scale);
};

export const compareDecimals = (left: ExactDecimal, right: ExactDecimal): number => {
  const scale = Math.max(left.scale, right.scale);
  const a = unscaledAt(left, scale);
  const b = unscaledAt(right, scale);
  return a < b ? -1 : a > b ? 1 : 0;
};

/** The largest multiple of ten to the power of `-scale` that is not above the value. */
export const floorDecimal = (value: ExactDecimal, scale = 0): ExactDecimal => {
  if (value.scale <= scale) return value;
  const unit = tenTo(value.scale - scale);
  const cut = value.unscaled / unit;
  const floor = value.unscaled < 0n && cut * unit !== value.unscaled ? cut - 1n : cut;
  return scale >= 0 ? new ExactDecimal(floor, scale) : new ExactDecimal(floor * tenTo(-scale), 0);
};

/** XPath's round(): the half goes up, towards positive infinity. */
export const roundDecimal = (value: ExactDecimal): ExactDecimal => floorDecimal(addDecimals(value, half));

const half = new ExactDecimal(5n, 1);

export const roundHalfToEven = (value: ExactDecimal, scale: number): ExactDecimal => {
  if (value.scale <= scale) return value;
  const floor = floorDecimal(value, scale);
  const unit = scale >= 0 ? new ExactDecimal(1n, scale) : new ExactDecimal(tenTo(-scale), 0);
  const twiceRest = multiplyDecimals(addDecimals(value, negateDecimal(floor)), new ExactDecimal(2n, 0));
  const order = compareDecimals(twiceRest, unit);
  const isOdd = integerQuotient(floor, unit) % 2n !== 0n;
  return order > 0 || (order === 0 && isOdd) ? addDecimals(floor, unit) : floor;
};

const unscaledAt = (value: ExactDecimal, scale: number): bigint =>
  value.scale === scale ? value.unscaled : value.unscaled * tenTo(scale - value.scale);

const refuseZero = (divisor: bigint): void => {
  if (divisor === 0n) throw new XPathError("FOAR0001", "Division by zero");
};

const withoutTrailingZeros = ({ unscaled, scale }: ExactDecimal): ExactDecimal => {
  let value = unscaled;
  let places = scale;
  while (places >= 8 && value % 100_000_000n === 0n) {
    value /= 100_000_000n;
    places -= 8;
  }
  while (places > 0 && value % 10n === 0n) {
    value /= 10n;
    places--;
  }
  return new ExactDecimal(value, places);
};

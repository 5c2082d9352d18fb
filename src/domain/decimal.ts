/**
 * Exact decimal numbers as text, `^-?\d{1,18}(\.\d{1,10})?$`. The text keeps its scale ("12.50" stays "12.50");
 * arithmetic runs on big integers. There is no way from a Decimal to a float in this room.
 */
export type Decimal = string;

interface Exact {
  readonly unscaled: bigint;
  readonly scale: number;
}

const pattern = /^-?\d{1,18}(\.\d{1,10})?$/;

/** Whether the text is a Decimal within the limits of the model. */
export const isDecimal = (text: string): text is Decimal => pattern.test(text);

/** The sum, at the larger scale of all terms; "0" without terms. */
export const sum = (terms: readonly Decimal[]): Decimal =>
  toText(terms.map(toExact).reduce(addExact, { unscaled: 0n, scale: 0 }));

export const add = (left: Decimal, right: Decimal): Decimal => toText(addExact(toExact(left), toExact(right)));

export const subtract = (left: Decimal, right: Decimal): Decimal => add(left, negate(right));

export const negate = (value: Decimal): Decimal => {
  const { unscaled, scale } = toExact(value);
  return toText({ unscaled: -unscaled, scale });
};

/** The exact product: its scale is the sum of both scales. */
export const multiply = (left: Decimal, right: Decimal): Decimal => {
  const a = toExact(left);
  const b = toExact(right);
  return toText({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale });
};

/**
 * The quotient, rounded half away from zero at `scale` decimals.
 * @throws {RangeError} when the divisor is zero
 */
export const divide = (dividend: Decimal, divisor: Decimal, scale: number): Decimal => {
  const a = toExact(dividend);
  const b = toExact(divisor);
  if (b.unscaled === 0n) throw new RangeError(`${dividend} cannot be divided by ${divisor}`);
  const shift = scale + b.scale - a.scale;
  const top = shift >= 0 ? a.unscaled * 10n ** BigInt(shift) : a.unscaled;
  const bottom = shift >= 0 ? b.unscaled : b.unscaled * 10n ** BigInt(-shift);
  return toText({ unscaled: divideHalfUp(top, bottom), scale });
};

/** Rounded half away from zero ("half up on the magnitude") to `scale` decimals; shorter numbers are padded. */
export const round = (value: Decimal, scale: number): Decimal => {
  const exact = toExact(value);
  if (exact.scale <= scale) return toText(rescale(exact, scale));
  return toText({ unscaled: divideHalfUp(exact.unscaled, 10n ** BigInt(exact.scale - scale)), scale });
};

/** Negative, zero or positive as `left` is smaller than, equal to or larger than `right`, whatever their scales. */
export const compare = (left: Decimal, right: Decimal): number => {
  const { unscaled } = addExact(toExact(left), toExact(negate(right)));
  return unscaled < 0n ? -1 : unscaled > 0n ? 1 : 0;
};

export const isEqual = (left: Decimal, right: Decimal): boolean => compare(left, right) === 0;

export const isNegative = (value: Decimal): boolean => toExact(value).unscaled < 0n;

export const isZero = (value: Decimal): boolean => toExact(value).unscaled === 0n;

export const absolute = (value: Decimal): Decimal => (isNegative(value) ? negate(value) : value);

/** How many digits stand behind the point. */
export const scaleOf = (value: Decimal): number => toExact(value).scale;

function toExact(value: Decimal): Exact {
  const point = value.indexOf(".");
  return point < 0
    ? { unscaled: BigInt(value), scale: 0 }
    : { unscaled: BigInt(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 };
}

function toText({ unscaled, scale }: Exact): Decimal {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function rescale({ unscaled, scale }: Exact, target: number): Exact {
  return { unscaled: unscaled * 10n ** BigInt(target - scale), scale: target };
}

function addExact(left: Exact, right: Exact): Exact {
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: rescale(left, scale).unscaled + rescale(right, scale).unscaled, scale };
}

function divideHalfUp(top: bigint, bottom: bigint): bigint {
  const negative = top < 0n !== bottom < 0n;
  const a = top < 0n ? -top : top;
  const b = bottom < 0n ? -bottom : bottom;
  const rounded = (2n * a + b) / (2n * b);
  return negative ? -rounded : rounded;
}

import { absolute, compare, type Decimal, isDecimal, multiply, subtract } from "../../domain/decimal.js";
import type { Place } from "../mapping/place.js";

/** The text at the end of the path while nobody has decided to take it. */
export const peek = (place: Place, path: string): string | undefined =>
  place.child(path)?.element.text.trim() || undefined;

/** The text where it has that form; any other stays unmapped. */
export function textLike(place: Place, path: string, form: RegExp): string | undefined {
  const text = peek(place, path);
  return text !== undefined && form.test(text) ? place.text(path) : undefined;
}

/** A boolean as XML Schema writes it; any other word stays unmapped. */
export function flag(place: Place, path: string): boolean | undefined {
  const word = textLike(place, path, /^(true|false|0|1)$/);
  return word === undefined ? undefined : word === "true" || word === "1";
}

/** Passes over one of the words that say nothing beyond the rest. */
export function passOverIf(place: Place, path: string, words: readonly string[]): void {
  if (words.includes(peek(place, path) ?? "")) place.ignore(path);
}

/** Passes over what is said twice; another number stays unmapped. */
export function passOver(place: Place, path: string, expected: Decimal, tolerance: Decimal): void {
  const text = peek(place, path);
  if (text === undefined || !isDecimal(text)) return;
  if (compare(absolute(subtract(text, expected)), tolerance) <= 0) place.ignore(path);
}

/** What the authority wants beside the invoice's own currency. */
export interface Forint {
  readonly isOwnCurrency: boolean;
  /** HUF for one unit of the currency. */
  readonly rate: Decimal;
  /** How far a sum may be off for rounding. */
  readonly tolerance: Decimal;
}

/** Passes over amounts in forint that are those of the invoice at its rate: they may be rounded to whole ones. */
export const passOverForint = (place: Place, path: string, amount: Decimal, rate: Decimal): void =>
  passOver(place, path, multiply(amount, rate), "1");

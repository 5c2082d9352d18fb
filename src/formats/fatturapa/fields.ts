import { type Decimal, compare, isNegative, round, scaleOf } from "../../domain/decimal.js";

/** What a field of the format holds. */
export interface Field {
  readonly holds: RegExp;
  /** In words, after "takes". */
  readonly words: string;
}

/** Basic Latin only. */
export const ascii = (longest: number): Field => ({
  holds: new RegExp(`^[\\t\\n\\r\\x20-\\x7f]{1,${longest}}$`),
  words: `${longest} characters of Basic Latin at most`,
});

/** Basic Latin and Latin-1 Supplement: no euro sign, no typographic quotes. */
export const latin = (longest: number): Field => ({
  holds: new RegExp(`^[\\t\\n\\r\\x20-\\xff]{1,${longest}}$`),
  words: `${longest} characters of Latin-1 at most`,
});

export const fieldOf = (holds: RegExp, words: string): Field => ({ holds, words });

export const country = fieldOf(/^[A-Z]{2}$/, "two capital letters");
export const italianPostCode = fieldOf(/^\d{5}$/, "five digits");
export const fiscalCode = fieldOf(/^[A-Z0-9]{11,16}$/, "11 to 16 capital letters and digits");
export const telephone = fieldOf(/^[ -~]{5,12}$/, "5 to 12 characters");
export const email = fieldOf(/^(?=.{7,256}$).+@.+\..+$/, "an e-mail address");
export const iban = fieldOf(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i, "an IBAN");
export const bic = fieldOf(/^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/, "a BIC");
export const day = fieldOf(/^\d{4}-\d\d-\d\d$/, "a day");

/** How many decimals a number has, and how many digits before them. */
export interface NumberField {
  readonly decimals: number;
  readonly digits: number;
  readonly isUnsigned?: boolean;
}

export const amount2: NumberField = { decimals: 2, digits: 11 };
export const amount8: NumberField = { decimals: 8, digits: 11 };
export const quantity8: NumberField = { decimals: 8, digits: 12, isUnsigned: true };
export const percent: NumberField = { decimals: 2, digits: 3, isUnsigned: true };

/** The number with at least two decimals, exactly; undefined when the field is too small for it. */
export function toNumberText(
  value: Decimal,
  { decimals, digits, isUnsigned = false }: NumberField,
): string | undefined {
  if (isUnsigned && isNegative(value)) return undefined;
  const scale = Math.min(Math.max(scaleOf(value), 2), decimals);
  const text = round(value, scale);
  if (compare(text, value) !== 0) return undefined;
  const shortest = text.replace(/(\.\d{2}\d*?)0+$/, "$1");
  return shortest.replace("-", "").indexOf(".") <= digits ? shortest : undefined;
}

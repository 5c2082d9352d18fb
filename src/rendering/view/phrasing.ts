import type { Period } from "../../domain/invoice.js";
import type { WordedList } from "../words/code-words.js";
import { countryName, wordForCode } from "../words/code-words.js";
import { formatDate, formatDecimal, formatPercentage, toVisibleText } from "../words/format-value.js";
import { labelIn } from "../words/labels.js";
import type { LabelName } from "../words/labels.js";
import type { Language } from "../words/language.js";
import type { OwnWordedList } from "../words/own-words.js";
import type { Fact, Phrasing, Shown } from "./invoice-view.js";

export const phrasingIn = (language: Language, currencyCode: string): Phrasing => {
  const shown = (term: string | undefined, text: string, hint?: string): Shown => ({
    ...(term === undefined ? {} : { term }),
    text: toVisibleText(text),
    ...(hint === undefined ? {} : { hint: toVisibleText(hint) }),
  });
  return {
    language,
    currencyCode,
    label: (name) => labelIn(language, name),
    text: shown,
    date: (term, value) => shown(term, formatDate(language, value)),
    amount: (term, value) => shown(term, formatDecimal(language, value)),
    money: (term, value, currency = currencyCode) => shown(term, `${currency}\u00a0${formatDecimal(language, value)}`),
    percentage: (term, value) => shown(term, formatPercentage(language, value)),
    country: (term, code) => worded(shown, term, code, countryName(language, code)),
  };
};

/** A code as its plain word with the code behind it; a code without a word as it is. */
export const coded = (phrasing: Phrasing, list: WordedList, term: string | undefined, code: string): Shown =>
  worded(phrasing.text, term, code, wordForCode(phrasing.language, list, code));

/** One of the model's own words, which is no code to a reader. */
export const said = (phrasing: Phrasing, list: OwnWordedList, word: string): Shown =>
  phrasing.text(undefined, wordForCode(phrasing.language, list, word) ?? word);

/** An identifier with its scheme behind it. */
export const identified = (
  phrasing: Phrasing,
  term: string | undefined,
  { value, scheme }: { readonly value: string; readonly scheme?: string },
): Shown => ({
  ...phrasing.text(term, value),
  ...(scheme === undefined ? {} : { hint: phrasing.text(undefined, scheme).text }),
});

/** A reason with its code behind it; whichever is there alone. */
export const reasoned = (
  phrasing: Phrasing,
  terms: { readonly text: string; readonly code: string },
  text: string | undefined,
  code: string | undefined,
): Shown[] => {
  if (text === undefined) return code === undefined ? [] : [phrasing.text(terms.code, code)];
  const shown = phrasing.text(terms.text, text);
  return [code === undefined ? shown : { ...shown, hint: phrasing.text(undefined, code).text, hintTerm: terms.code }];
};

/** First and last day of a period, either of which may be open. */
export const spanned = (phrasing: Phrasing, start: string, end: string, period: Period): Shown[] => [
  ...(period.startDate === undefined ? [] : [phrasing.date(start, period.startDate)]),
  { text: "–" },
  ...(period.endDate === undefined ? [] : [phrasing.date(end, period.endDate)]),
];

/** The fact, or none when there is no value. */
export const factOf = (label: string, ...values: readonly (Shown | undefined)[]): Fact[] => {
  const present = values.filter((value) => value !== undefined);
  return present.length === 0 ? [] : [{ label, values: present }];
};

/** A fact of one optional text, or none. */
export const textFact = (phrasing: Phrasing, label: LabelName, term: string | undefined, value: string | undefined) =>
  value === undefined ? [] : factOf(phrasing.label(label), phrasing.text(term, value));

const worded = (
  show: (term: string | undefined, text: string) => Shown,
  term: string | undefined,
  code: string,
  word: string | undefined,
): Shown => (word === undefined ? show(term, code) : { ...show(term, word), hint: code });

import type { CalendarDate } from "../../domain/invoice.js";
import type { Decimal } from "../../domain/decimal.js";
import type { Language } from "./language.js";

const noBreakSpace = "\u00a0";

/** How each language writes days and numbers; digits are Western everywhere so that copies stay comparable. */
const habits: Readonly<Record<Language, { day: string; group: string; point: string; percent: string }>> = {
  en: { day: "D MMM YYYY", group: ",", point: ".", percent: "%" },
  de: { day: "DD.MM.YYYY", group: ".", point: ",", percent: `${noBreakSpace}%` },
  fr: { day: "DD/MM/YYYY", group: noBreakSpace, point: ",", percent: `${noBreakSpace}%` },
  nl: { day: "DD-MM-YYYY", group: ".", point: ",", percent: "%" },
  it: { day: "DD/MM/YYYY", group: ".", point: ",", percent: "%" },
  es: { day: "DD/MM/YYYY", group: ".", point: ",", percent: `${noBreakSpace}%` },
  pl: { day: "DD.MM.YYYY", group: noBreakSpace, point: ",", percent: "%" },
  ar: { day: "DD/MM/YYYY", group: ",", point: ".", percent: "%" },
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The day as the language writes it; text that is no `YYYY-MM-DD` stays as it is. */
export const formatDate = (language: Language, date: CalendarDate): string => {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)$/.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return date;
  const parts: Readonly<Record<string, string>> = {
    YYYY: year,
    MMM: months[Number(month) - 1] ?? month,
    MM: month,
    DD: day,
    D: day.replace(/^0/, ""),
  };
  return habits[language].day.replace(/YYYY|MMM|MM|DD|D/g, (part) => parts[part] ?? part);
};

/** Every digit of the decimal, with the language's point and groups of three; text that is no decimal stays as it is. */
export const formatDecimal = (language: Language, value: Decimal): string => {
  const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === undefined) return value;
  const { group, point } = habits[language];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${sign ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : point + fraction}`;
};

export const formatPercentage = (language: Language, value: Decimal): string =>
  formatDecimal(language, value) + habits[language].percent;

/** How many bytes a base64 text stands for. */
export const base64Size = (base64: string): number => {
  const signs = base64.replace(/[\s=]/g, "").length;
  return Math.floor((signs * 3) / 4);
};

/** Invisible characters that could make text read as something else: controls, and those that force a direction. */
const deceptive =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff]/g;

/**
 * Text as a reader may trust it: a deceptive character stands as its code point, e.g. `[U+202E]`; direction marks,
 * which change nothing once every value is isolated, are gone; every kind of line break is `\n`.
 */
export const toVisibleText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u061c\u200e\u200f]/g, "")
    .replace(deceptive, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

import { isDecimal } from "../../domain/decimal.js";
import { attributeOf, isBlank } from "../../xml/xml-tree.js";
import type { Mapping } from "./mapping.js";
import { stepsOf } from "./names.js";
import type { Reading } from "./reading.js";
import type { DocumentWriting, Writing } from "./writing.js";

type TextField<Key extends string> = { readonly [Property in Key]?: string };

/** How a kind of value stands in an element. */
interface Kind {
  /** Answers undefined after reporting, when the text is no such value. */
  readonly read: (text: string, from: Reading, term: string) => string | undefined;
  /** Writes the attributes that come with the text. */
  readonly write?: (to: Writing) => void;
  /** How the value is written, where that differs from the model. */
  readonly toText?: (value: string) => string;
}

/** The text exactly as it stands. */
const text: Kind = { read: (value) => value };

const code: Kind = { read: (value) => value.trim() };

/**
 * XML also allows `+1`, `.5` and `5.`: the number is taken in our way of writing, and the text stays unmapped. More
 * digits than a Decimal has, or an exponent, are refused: nothing is rounded in silence.
 */
const decimal: Kind = {
  read(value, from, term) {
    const trimmed = value.trim();
    if (isDecimal(trimmed)) return trimmed;
    const [, sign = "", whole, fraction] = /^([+-]?)(\d*)\.?(\d*)$/.exec(trimmed) ?? [];
    const plain = `${sign === "-" ? "-" : ""}${whole || "0"}${fraction ? `.${fraction}` : ""}`;
    if ((whole || fraction) && isDecimal(plain)) {
      from.markUnmapped();
      return plain;
    }
    from.reportUnreadable("DECIMAL", `${term} is "${shortened(trimmed)}", not a decimal of at most 18 and 10 digits`);
    return undefined;
  },
};

/** The time zone XML allows on a day has no place in the model: the day is taken, and the text stays unmapped. */
const date: Kind = {
  read(value, from, term) {
    const [, day, zone] = /^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$/.exec(value.trim()) ?? [];
    if (day && isCalendarDay(day)) {
      if (zone) from.markUnmapped();
      return day;
    }
    from.reportUnreadable("DATE", `${term} is "${shortened(value.trim())}", not a day written YYYY-MM-DD`);
    return undefined;
  },
};

/**
 * A day in the way of UN/CEFACT: CCYYMMDD, with format code 102 (UNTDID 2379). Of a moment (203, 204) the day is taken,
 * and the text stays unmapped.
 */
const compactDate: Kind = {
  read(value, from, term) {
    const format = from.element && attributeOf(from.element, "format");
    const pattern = dayPatterns.get(format?.value.trim() ?? "102");
    const [, year, month, day, time] = pattern?.exec(value.trim()) ?? [];
    const date = `${year}-${month}-${day}`;
    if (year === undefined || !isCalendarDay(date)) {
      const written = `"${shortened(value.trim())}" in format ${format ? shortened(format.value) : "102"}`;
      from.reportUnreadable("DATE", `${term} is ${written}, not a day written CCYYMMDD in format 102`);
      return undefined;
    }
    if (time) from.markUnmapped();
    else from.markMapped(format);
    return date;
  },
  write: (to) => to.fixedAttribute("format", "102"),
  toText: (value) => value.replaceAll("-", ""),
};

const dayPatterns: ReadonlyMap<string, RegExp> = new Map([
  ["102", /^(\d{4})(\d\d)(\d\d)()$/],
  ["203", /^(\d{4})(\d\d)(\d\d)(\d{4})$/],
  ["204", /^(\d{4})(\d\d)(\d\d)(\d{6})$/],
]);

const base64: Kind = { read: (value) => value.replace(/[ \t\r\n]+/g, "") };

const amountIn = (currencyOf: CurrencyOf): Kind => ({
  read(value, from, term) {
    const attribute = from.element && attributeOf(from.element, "currencyID");
    const expected = currencyOf.reading(from);
    if (attribute && expected !== undefined && attribute.value.trim() !== expected) {
      from.reportUnreadable("CURRENCY", `${term} is stated in ${shortened(attribute.value)} instead of ${expected}`);
      return undefined;
    }
    if (attribute) from.markMapped(attribute);
    return decimal.read(value, from, term);
  },
  write: (to) => {
    const currency = currencyOf.writing(to.document);
    if (currency === undefined) to.reportCapacity("its currency is not given");
    else to.fixedAttribute("currencyID", currency);
  },
});

interface CurrencyOf {
  readonly reading: (from: Reading) => string | undefined;
  readonly writing: (document: DocumentWriting) => string | undefined;
}

const amount = amountIn({
  reading: ({ document }) => document.currency,
  writing: ({ invoice }) => invoice.currencyCode,
});

/** The syntax leaves unsaid that the currency is that of the document; when it is stated it has to agree. */
const plainAmount: Kind = { read: amount.read };

const accountingAmount = amountIn({
  reading: ({ document }) => document.accountingCurrency,
  writing: ({ invoice }) => invoice.vatAccountingCurrencyCode,
});

const kinds = { text, code, decimal, date, compactDate, base64, amount, plainAmount, accountingAmount };

/**
 * The text of the element itself. With a rule it is mandatory.
 * @param term what messages call it, e.g. `BT-31`
 */
export const content = <Key extends string>(
  key: Key,
  kind: keyof typeof kinds,
  term: string,
  rule?: string,
): Mapping<TextField<Key>> => leaf(key, kind, "", term, rule);

/** An attribute of the element itself, which says nothing without the element's text. With a rule it is mandatory. */
export const attribute = <Key extends string>(
  key: Key,
  name: string,
  term: string,
  rule?: string,
): Mapping<TextField<Key>> => ({
  read(from, draft) {
    const { isFragment } = from.document;
    if (rule && isFragment) draft[key] = "";
    if (from.text() === undefined && !isFragment) return;
    const found = from.element && attributeOf(from.element, name);
    if (found && !isBlank(found.value)) {
      from.markMapped(found);
      draft[key] = found.value;
    } else if (rule) {
      from.reportMissing(rule, term, `${from.path()}/@${name}`);
    }
  },
  write(value, to) {
    const given = value[key];
    if (given !== undefined) to.attribute(key, name, given);
  },
});

const leaf = <Key extends string>(
  key: Key,
  kindName: keyof typeof kinds,
  path: string,
  term: string,
  rule?: string,
): Mapping<TextField<Key>> => {
  const kind = kinds[kindName];
  const steps = stepsOf(path);
  return {
    read(from, draft) {
      const place = from.descend(steps);
      const found = place.text();
      if (from.document.isFragment && (rule || (place.element && steps.length === 0))) draft[key] = "";
      if (found === undefined) {
        if (rule) place.reportMissing(rule, term);
        return;
      }
      place.markMapped();
      const value = kind.read(found, place, term);
      if (value !== undefined) draft[key] = value;
    },
    write(value, to) {
      const given = value[key];
      if (given === undefined) return;
      to.nested(steps, (inside) => {
        kind.write?.(inside.field(key));
        inside.content(key, kind.toText?.(given) ?? given);
      });
    },
  };
};

const leafOf =
  (kind: keyof typeof kinds) =>
  <Key extends string>(key: Key, path: string, term: string, rule?: string): Mapping<TextField<Key>> =>
    leaf(key, kind, path, term, rule);

export const textAt = leafOf("text");
export const codeAt = leafOf("code");
export const dateAt = leafOf("date");
/** `CCYYMMDD` with format code 102. */
export const compactDateAt = leafOf("compactDate");
export const decimalAt = leafOf("decimal");
/** In the currency of the document (BT-5). */
export const amountAt = leafOf("amount");
/** In the currency of the document, which is not written beside the amount. */
export const plainAmountAt = leafOf("plainAmount");
/** In the currency of VAT accounting (BT-6). */
export const accountingAmountAt = leafOf("accountingAmount");

/** An element that always says the same; read with another text it stays unmapped. */
export const constantAt = (path: string, value: string): Mapping<unknown> => {
  const steps = stepsOf(path);
  return {
    read(from) {
      const place = from.descend(steps);
      if (place.text()?.trim() === value) place.markMapped();
    },
    write(_, to) {
      const { tree } = to.document;
      for (const step of steps) tree.openElement(step);
      to.fixedText(value);
      for (const _step of steps) tree.closeElement();
    },
  };
};

/** An attribute that always says the same beside the text of the element; read with another value it stays unmapped. */
export const constantAttribute = (name: string, value: string): Mapping<unknown> => ({
  read(from) {
    const found = from.element && attributeOf(from.element, name);
    if (found?.value.trim() === value) from.markMapped(found);
  },
  write: (_, to) => to.fixedAttribute(name, value),
});

const shortened = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

export const isCalendarDay = (day: string): boolean => {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
};

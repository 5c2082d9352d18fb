import { collapse, toDouble } from "../cast.js";
import { orderOfText } from "../comparison.js";
import { atomize, stringOf } from "../values.js";
import { XPathError } from "../xpath-error.js";
import { atoms, define, items, number, optional, orContext, text, textOrNothing } from "./define.js";
import type { CoreFunction, FunctionTable } from "./define.js";
import { refuseLongText, regularExpression } from "../regular-expression.js";

const textOrContext = orContext((item) => (item === undefined ? "" : stringOf(item)));

const concat: CoreFunction = {
  type: "text",
  minimum: 2,
  maximum: Infinity,
  usesContext: false,
  evaluate: (given, context) => {
    const parts = given.map((argument) => {
      const sequence = argument.evaluate(context);
      if (sequence.length > 1) throw new XPathError("XPTY0004", `concat() joins single values, not ${sequence.length}`);
      return sequence[0] === undefined ? "" : stringOf(sequence[0]);
    });
    const joined = parts.join("");
    context.evaluation.charge(1 + (joined.length >> 6));
    return [joined];
  },
};

/** Characters, not UTF-16 units. */
const charactersOf = (value: string): readonly string[] => Array.from(value);

/** What only has units below the surrogates can be cut by index. */
const isPlain = (value: string): boolean => !/[\uD800-\uDFFF]/.test(value);

const substring = (value: string, start: number, length = Infinity): string => {
  const from = Math.round(start);
  const to = length === Infinity ? Infinity : from + Math.round(length);
  if (Number.isNaN(from) || Number.isNaN(to)) return "";
  const first = Math.max(from - 1, 0);
  const end = Math.max(to - 1, 0);
  return isPlain(value) ? value.slice(first, Math.max(first, end)) : charactersOf(value).slice(first, end).join("");
};

const translate = (value: string, from: string, to: string): string => {
  const targets = charactersOf(to);
  const table = new Map<string, string>();
  charactersOf(from).forEach((character, index) => {
    if (!table.has(character)) table.set(character, targets[index] ?? "");
  });
  return charactersOf(value)
    .map((character) => table.get(character) ?? character)
    .join("");
};

const refuseEmptyMatch = (expression: RegExp, pattern: string): void => {
  expression.lastIndex = 0;
  if (expression.test("")) throw new XPathError("FORX0003", `${pattern} matches the empty text`);
  expression.lastIndex = 0;
};

const replace = (value: string, pattern: string, replacement: string, flags: string): string => {
  const expression = regularExpression(pattern, flags);
  refuseEmptyMatch(expression, pattern);
  if (/(?:^|[^\\])(?:\\\\)*(?:\\[^\\$]|\$(?!\d))/.test(replacement)) {
    throw new XPathError("FORX0004", `${replacement} is no replacement`);
  }
  return refuseLongText(value).replace(expression, (...match: readonly unknown[]) =>
    replacement.replace(/\\([\\$])|\$(\d)/g, (_, escaped: string | undefined, group: string | undefined) => {
      if (escaped !== undefined) return escaped;
      const captured = match[Number(group)];
      return typeof captured === "string" && Number(group) < match.length - 2 ? captured : "";
    }),
  );
};

const tokenize = (value: string, pattern: string, flags: string): readonly string[] => {
  if (value === "") return [];
  const expression = regularExpression(pattern, flags);
  refuseEmptyMatch(expression, pattern);
  const tokens: string[] = [];
  let start = 0;
  for (const match of refuseLongText(value).matchAll(expression)) {
    tokens.push(value.slice(start, match.index));
    start = match.index + match[0].length;
  }
  tokens.push(value.slice(start));
  return tokens;
};

const codepoints = (value: string): readonly bigint[] =>
  charactersOf(value).map((one) => BigInt(one.codePointAt(0) ?? 0));

export const textFunctions: FunctionTable = new Map<string, CoreFunction>([
  ["concat", concat],
  ["string", define("text", [textOrContext], (_, value) => value)],
  ["normalize-space", define("text", [textOrContext], (_, value) => collapse(value))],
  ["string-length", define("numeric", [textOrContext], (_, value) => lengthOf(value))],
  ["upper-case", define("text", [text], (_, value) => value.toUpperCase())],
  ["lower-case", define("text", [text], (_, value) => value.toLowerCase())],
  ["contains", define("boolean", [text, text], (_, value, part) => value.includes(part))],
  ["starts-with", define("boolean", [text, text], (_, value, part) => value.startsWith(part))],
  ["ends-with", define("boolean", [text, text], (_, value, part) => value.endsWith(part))],
  [
    "substring-before",
    define("text", [text, text], (_, value, part) => value.slice(0, Math.max(value.indexOf(part), 0))),
  ],
  [
    "substring-after",
    define("text", [text, text], (_, value, part) => {
      const at = value.indexOf(part);
      return at < 0 ? "" : value.slice(at + part.length);
    }),
  ],
  [
    "substring",
    define("text", [text, number, optional(number)], (_, value, start, length) =>
      substring(value, toDouble(start ?? NaN), length === undefined ? Infinity : toDouble(length)),
    ),
  ],
  ["translate", define("text", [text, text, text], (_, value, from, to) => translate(value, from, to))],
  [
    "string-join",
    define("text", [atoms, optional(text)], (_, values, separator = "") => values.map(stringOf).join(separator)),
  ],
  [
    "matches",
    define("boolean", [text, text, optional(text)], (_, value, pattern, flags = "") =>
      regularExpression(pattern, flags).test(refuseLongText(value)),
    ),
  ],
  [
    "replace",
    define("text", [text, text, text, optional(text)], (_, value, pattern, replacement, flags = "") =>
      replace(value, pattern, replacement, flags),
    ),
  ],
  [
    "tokenize",
    define("text", [text, text, optional(text)], (_, value, pattern, flags = "") => tokenize(value, pattern, flags)),
  ],
  ["string-to-codepoints", define("numeric", [text], (_, value) => codepoints(value))],
  [
    "codepoints-to-string",
    define("text", [items], (_, points) => points.map((point) => characterAt(toDouble(atomize(point)))).join("")),
  ],
  [
    "compare",
    define("numeric", [textOrNothing, textOrNothing], (_, left, right) =>
      left === undefined || right === undefined ? undefined : BigInt(Math.sign(orderOfText(left, right))),
    ),
  ],
  [
    "codepoint-equal",
    define("boolean", [textOrNothing, textOrNothing], (_, left, right) =>
      left === undefined || right === undefined ? undefined : left === right,
    ),
  ],
  ["normalize-unicode", define("text", [text], (_, value) => value.normalize("NFC"))],
  ["encode-for-uri", define("text", [text], (_, value) => encodeURIComponent(value.toWellFormed()))],
]);

const lengthOf = (value: string): bigint => BigInt(isPlain(value) ? value.length : charactersOf(value).length);

const characterAt = (point: number): string => {
  if (Number.isInteger(point) && point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
  throw new XPathError("FOCH0001", `${point} is no character`);
};

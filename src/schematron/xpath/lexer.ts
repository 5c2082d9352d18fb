import { XPathSyntaxError } from "./xpath-error.js";

export type TokenKind = "name" | "variable" | "string" | "integer" | "decimal" | "double" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Without the quotes of a string or the `$` of a variable. */
  readonly text: string;
  readonly at: number;
}

const ncName = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_.\-·]*`;

/** Names include the wildcards `p:*` and `*:n`; whether `*`, `div` or `and` is an operator the parser decides. */
const tokenPattern = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<number>(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+-]?\d+)?)`,
    String.raw`\$\s*(?<variable>${ncName}(?::${ncName})?)`,
    `(?<name>\\*:${ncName}|${ncName}:\\*|${ncName}(?::${ncName})?)`,
    String.raw`(?<string>"(?:[^"]|"")*"|'(?:[^']|'')*')`,
    String.raw`(?<symbol>\(:|::|\/\/|\.\.|!=|<=|>=|<<|>>|[()[\]{},.@\/|+\-*=<>?])`,
  ].join("|"),
  "uy",
);

export const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(source);
    if (!match) throw new XPathSyntaxError(`Unexpected ${source.slice(at, at + 10)} at ${at} in ${source}`);
    const { number, variable, name, string, symbol } = match.groups ?? {};
    if (symbol === "(:") {
      at = endOfComment(source, at);
      continue;
    }
    if (number !== undefined) tokens.push({ kind: kindOfNumber(number), text: number, at });
    else if (variable !== undefined) tokens.push({ kind: "variable", text: variable, at });
    else if (name !== undefined) tokens.push({ kind: "name", text: name, at });
    else if (string !== undefined) tokens.push({ kind: "string", text: unquoted(string), at });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol, at });
    at += match[0].length;
  }
  tokens.push({ kind: "end", text: "the end", at });
  return tokens;
};

const kindOfNumber = (text: string): TokenKind =>
  /[eE]/.test(text) ? "double" : text.includes(".") ? "decimal" : "integer";

const unquoted = (literal: string): string => {
  const quote = literal.charAt(0);
  return literal.slice(1, -1).replaceAll(quote + quote, quote);
};

/** Comments nest. */
function endOfComment(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source.startsWith("(:", at)) depth++;
    else if (source.startsWith(":)", at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  throw new XPathSyntaxError(`A comment is not closed in ${source}`);
}

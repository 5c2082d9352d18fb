import { XPathError } from "./xpath-error.js";

/** A regular expression may take time far beyond the length of its text; no rule looks at texts of this size. */
const maximumTextLength = 20_000;
const maximumPatternLength = 5_000;
const maximumCached = 500;

const cache = new Map<string, RegExp>();

/** The pattern of XML Schema and XPath as one of JavaScript, global and with sets. */
export const regularExpression = (pattern: string, flags: string): RegExp => {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) {
    known.lastIndex = 0;
    return known;
  }
  const made = make(pattern, flags);
  if (cache.size >= maximumCached) cache.delete(cache.keys().next().value ?? "");
  cache.set(key, made);
  return made;
};

export const refuseLongText = (text: string): string => {
  if (text.length <= maximumTextLength) return text;
  throw new XPathError(
    "XPDY0130",
    `A text of ${text.length} characters is too long for a regular expression; at most ${maximumTextLength} are read`,
  );
};

function make(pattern: string, flags: string): RegExp {
  if (!/^[smix]*$/.test(flags)) throw new XPathError("FORX0001", `There are no flags ${flags}`);
  if (pattern.length > maximumPatternLength) throw new XPathError("XPDY0130", "The regular expression is too long");
  const source = flags.includes("x") ? pattern.replace(/[ \t\r\n]+/g, "") : pattern;
  const translated = new Translator(source, flags.includes("s")).translate();
  try {
    return new RegExp(translated, `gv${flags.includes("i") ? "i" : ""}${flags.includes("m") ? "m" : ""}`);
  } catch (cause) {
    throw new XPathError(
      "FORX0002",
      `${pattern} is no regular expression: ${cause instanceof Error ? cause.message : ""}`,
    );
  }
}

/** The characters that begin a name in XML, and those within one. */
const nameStart = String.raw`:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`;
const nameCharacter = String.raw`${nameStart}\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}\u{2040}`;

/** Escapes that stand for a set of characters; XML Schema's white space is narrower than JavaScript's. */
const sets: ReadonlyMap<string, string> = new Map([
  ["s", String.raw`[ \t\r\n]`],
  ["S", String.raw`[^ \t\r\n]`],
  ["d", String.raw`\p{Nd}`],
  ["D", String.raw`\P{Nd}`],
  ["w", String.raw`[^\p{P}\p{Z}\p{C}]`],
  ["W", String.raw`[\p{P}\p{Z}\p{C}]`],
  ["i", `[${nameStart}]`],
  ["I", `[^${nameStart}]`],
  ["c", `[${nameCharacter}]`],
  ["C", `[^${nameCharacter}]`],
]);

const blocks: ReadonlyMap<string, string> = new Map([
  ["IsBasicLatin", String.raw`[\u0000-\u007F]`],
  ["IsLatin-1Supplement", String.raw`[\u0080-\u00FF]`],
  ["IsLatinExtended-A", String.raw`[\u0100-\u017F]`],
  ["IsLatinExtended-B", String.raw`[\u0180-\u024F]`],
  ["IsGreek", String.raw`[\u0370-\u03FF]`],
  ["IsCyrillic", String.raw`[\u0400-\u04FF]`],
  ["IsArabic", String.raw`[\u0600-\u06FF]`],
]);

const controls: ReadonlyMap<string, string> = new Map([
  ["n", String.raw`\n`],
  ["r", String.raw`\r`],
  ["t", String.raw`\t`],
]);

const literal = (character: string): string => (/[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character);

/** Within a class of a `v` pattern more characters have a meaning, and pairs of others. */
const literalInClass = (character: string): string =>
  /[\^$\\.*+?()[\]{}|/\-&!#%,:;<=>@`~]/.test(character) ? `\\${character}` : character;

class Translator {
  private readonly characters: readonly string[];
  private readonly dotMatchesAll: boolean;
  private at = 0;

  constructor(pattern: string, dotMatchesAll: boolean) {
    this.characters = Array.from(pattern);
    this.dotMatchesAll = dotMatchesAll;
  }

  translate(): string {
    let out = "";
    while (this.at < this.characters.length) out += this.next();
    return out;
  }

  private next(): string {
    const character = this.characters[this.at]!;
    if (character === "[") return this.characterClass();
    if (character === "\\") return this.escape(literal);
    this.at++;
    if (character === ".") return this.dotMatchesAll ? String.raw`[\s\S]` : String.raw`[^\n]`;
    if (character === "]") return String.raw`\]`;
    return character;
  }

  private escape(asLiteral: (character: string) => string): string {
    const character = this.characters[this.at + 1];
    if (character === undefined) throw new XPathError("FORX0002", "A regular expression ends with a backslash");
    this.at += 2;
    if (character === "p" || character === "P") return this.category(character);
    if (/[1-9]/.test(character)) return `\\${character}`;
    return sets.get(character) ?? controls.get(character) ?? asLiteral(character);
  }

  private category(letter: string): string {
    const end = this.characters.indexOf("}", this.at);
    const name = this.characters.slice(this.at + 1, end).join("");
    if (this.characters[this.at] !== "{" || end < 0) throw new XPathError("FORX0002", `\\${letter} names no category`);
    this.at = end + 1;
    if (!name.startsWith("Is")) return `\\${letter}{${name}}`;
    const block = blocks.get(name);
    if (block === undefined) throw new XPathError("FORX0002", `The block ${name} is not supported`);
    return letter === "p" ? block : `[^${block}]`;
  }

  /** `[a-z-[aeiou]]` subtracts: `[[a-z]--[aeiou]]`. */
  private characterClass(): string {
    this.at++;
    const negation = this.accept("^") ? "^" : "";
    let members = "";
    let isFirst = true;
    for (;;) {
      const character = this.characters[this.at];
      if (character === undefined) throw new XPathError("FORX0002", "A character class is not closed");
      if (character === "]" && !isFirst) break;
      if (character === "-" && this.characters[this.at + 1] === "[") {
        this.at++;
        const subtracted = this.characterClass();
        if (!this.accept("]")) throw new XPathError("FORX0002", "A subtraction must end its character class");
        return `[[${negation}${members}]--${subtracted}]`;
      }
      members += this.member(character, isFirst);
      isFirst = false;
    }
    this.at++;
    return `[${negation}${members}]`;
  }

  /** A hyphen is itself at either end, and a range between two characters. */
  private member(character: string, isFirst: boolean): string {
    if (character === "\\") return this.escape(literalInClass);
    this.at++;
    if (character === "-" && !isFirst && this.characters[this.at] !== "]") return "-";
    return literalInClass(character);
  }

  private accept(character: string): boolean {
    if (this.characters[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

import { PdfRefusal } from "./pdf-values.js";
import type { PdfDictionary, PdfValue } from "./pdf-values.js";

/** What is left of the values one file may have read, objects at several offsets counted each time. */
export interface ValueBudget {
  left: number;
}

const maximumDepth = 50;
const maximumStringLength = 65_535;

const keywords: ReadonlyMap<string, PdfValue> = new Map<string, PdfValue>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
]);

/** Reads values from text that has one character for each byte. */
export class PdfSyntax {
  position: number;
  private readonly text: string;
  private readonly budget: ValueBudget;

  constructor(text: string, position: number, budget: ValueBudget) {
    this.text = text;
    this.position = position;
    this.budget = budget;
  }

  value(depth = 0): PdfValue {
    if (depth > maximumDepth) throw new PdfRefusal("PDF-TOO-LARGE", `Values are nested more than ${maximumDepth} deep`);
    if (this.budget.left-- <= 0) throw new PdfRefusal("PDF-TOO-LARGE", "The PDF has too many values");
    this.skipBlanks();
    const first = this.text[this.position];
    if (first === "/") return { kind: "name", name: this.name() };
    if (first === "(") return { kind: "string", bytes: this.literal() };
    if (this.takes("<<")) return this.dictionary(depth);
    if (first === "<") return { kind: "string", bytes: this.hexadecimal() };
    if (this.takes("[")) return this.list(depth);
    const reference = this.match(/(\d{1,10})[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}R(?![A-Za-z0-9])/y);
    if (reference) return { kind: "reference", object: Number(reference[1]) };
    const number = this.match(/[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?![A-Za-z0-9])/y);
    if (number) return Number(number[0]);
    const [word] = this.match(/[a-z]{1,6}/y) ?? [];
    const value = word === undefined ? undefined : keywords.get(word);
    if (value === undefined) throw this.damaged("a value");
    return value;
  }

  /** Passes white space and comments. */
  skipBlanks(): void {
    for (; this.position < this.text.length; this.position++) {
      const code = this.text.charCodeAt(this.position);
      if (code === 0x25) this.position = this.endOfLine();
      else if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09 && code !== 0x0c && code !== 0) return;
    }
  }

  takes(word: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.takes(word)) throw this.damaged(word);
  }

  /** @param pattern sticky, and bounded in what it takes */
  match(pattern: RegExp): RegExpExecArray | null {
    this.skipBlanks();
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (found) this.position = pattern.lastIndex;
    return found;
  }

  damaged(expected: string): PdfRefusal {
    return new PdfRefusal("PDF-DAMAGED", `The PDF is damaged: ${expected} is missing at byte ${this.position}`);
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    while (!this.takes(">>")) {
      const key = this.name();
      entries.set(key, this.value(depth + 1));
    }
    return { kind: "dictionary", entries };
  }

  private list(depth: number): readonly PdfValue[] {
    const values: PdfValue[] = [];
    while (!this.takes("]")) values.push(this.value(depth + 1));
    return values;
  }

  private name(): string {
    const found = this.match(/\/([^\0\t\n\f\r ()<>[\]{}/%]{0,381})/y);
    if (!found) throw this.damaged("a name");
    return found[1]!.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }

  private literal(): string {
    let result = "";
    let open = 1;
    this.position++;
    for (;;) {
      const character = this.text[this.position++];
      if (character === undefined || result.length > maximumStringLength) throw this.damaged("the end of a string");
      if (character === "\\") {
        result += this.escaped();
        continue;
      }
      if (character === "(") open++;
      if (character === ")" && --open === 0) return result;
      result += character;
    }
  }

  private escaped(): string {
    const octal = /[0-7]{1,3}/y;
    octal.lastIndex = this.position;
    const [digits] = octal.exec(this.text) ?? [];
    if (digits !== undefined) {
      this.position += digits.length;
      return String.fromCharCode(parseInt(digits, 8) & 0xff);
    }
    const character = this.text[this.position++] ?? "";
    if (character === "\r" && this.text[this.position] === "\n") this.position++;
    return character === "\r" || character === "\n" ? "" : (escapes.get(character) ?? character);
  }

  private hexadecimal(): string {
    const end = this.text.indexOf(">", this.position);
    const digits = this.text.slice(this.position + 1, end).replaceAll(/[\0\t\n\f\r ]/g, "");
    if (end < 0 || digits.length > 2 * maximumStringLength || /[^0-9A-Fa-f]/.test(digits)) {
      throw this.damaged("a string in hexadecimal digits");
    }
    this.position = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex").toString("latin1");
  }

  private endOfLine(): number {
    const end = /[\r\n]/g;
    end.lastIndex = this.position;
    return end.exec(this.text)?.index ?? this.text.length;
  }
}

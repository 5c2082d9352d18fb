import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Pdf from "pdfkit";
import { toVisualRuns } from "./bidi.js";
import type { Line, Piece, Style } from "./typesetting.js";

export type StructureElement = ReturnType<PDFKit.PDFDocument["struct"]>;
export type Alignment = "start" | "end";

export interface SheetOptions {
  readonly title: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly createdAt: Date;
}

export interface GridRun {
  readonly column: number;
  readonly row: number;
  /** In modules. */
  readonly length: number;
}

const readFont = (name: string): Buffer =>
  readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));

/** Read once a process: covers Latin, Greek, Cyrillic, Arabic and Hebrew. */
const fonts = { regular: readFont("DejaVuSansCondensed"), bold: readFont("DejaVuSansCondensed-Bold") };

const margin = { side: 44, top: 44, bottom: 58 };
const missingSign = "□";

/** A4 pages of a tagged PDF/A-3b that are filled from top to bottom. Positions count from the start of the line. */
export class Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly root: StructureElement;
  readonly direction: "ltr" | "rtl";
  readonly width: number;
  readonly bottom: number;
  y = margin.top;
  hasMissingSigns = false;
  readonly #widths = new Map<string, number>();
  readonly #covered = new Map<string, boolean>();

  constructor({ title, language, direction, createdAt }: SheetOptions) {
    this.direction = direction;
    this.document = new Pdf({
      size: "A4",
      margin: 0,
      bufferPages: true,
      pdfVersion: "1.7",
      subset: "PDF/A-3b",
      tagged: true,
      lang: language,
      displayTitle: true,
      info: {
        // pdfkit writes the title into XML metadata without escaping it.
        Title: title.replace(/[<>&]/g, " "),
        Creator: "e-invoicing gateway",
        Producer: "pdfkit",
        CreationDate: createdAt,
        ModDate: createdAt,
      },
    });
    this.document.registerFont("regular", fonts.regular);
    this.document.registerFont("bold", fonts.bold);
    this.root = this.document.struct("Document");
    this.document.addStructure(this.root);
    this.width = this.document.page.width - 2 * margin.side;
    this.bottom = this.document.page.height - margin.bottom;
  }

  get room(): number {
    return this.bottom - this.y;
  }

  get pageRoom(): number {
    return this.bottom - margin.top;
  }

  breakPage() {
    this.#compactPage();
    this.document.addPage();
    this.y = margin.top;
  }

  /** Goes to a new page when less than that height is left. */
  ensure(height: number) {
    if (this.room < height && this.y > margin.top) this.breakPage();
  }

  /** The width of text in points; every word is shaped once a document. */
  readonly measure = (text: string, style: Style): number => {
    const key = `${style.isBold ? "b" : "r"}${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known * style.size;
    const width = this.#font(style).fontSize(1).widthOfString(text);
    this.#widths.set(key, width);
    return width * style.size;
  };

  /** The text with a sign in place of every character the font lacks. */
  printable(text: string): string {
    if (/^[\n\u0020-\u007e\u00a0-\u017f]*$/.test(text)) return text;
    return Array.from(text, (sign) =>
      sign === "\n" || sign === "\t" || this.#isCovered(sign) ? sign : this.#miss(),
    ).join("");
  }

  /** A child of the structure tree, to be ended when all its content is drawn. */
  element(
    parent: StructureElement,
    tag: string,
    options: { title?: string; scope?: "Column"; alt?: string } = {},
  ): StructureElement {
    const element = this.document.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** What is drawn inside becomes content of the element; without one it is decoration. */
  mark(element: StructureElement | undefined, tag: string, draw: () => void) {
    if (element === undefined) {
      this.document.markContent("Artifact", { type: "Layout" });
      draw();
      this.document.endMarkedContent();
      return;
    }
    const content = this.document.markStructureContent(tag);
    draw();
    this.document.endMarkedContent();
    element.add(content);
  }

  drawLine(line: Line, start: number, y: number, width: number, alignment: Alignment) {
    const indent = alignment === "end" ? width - line.width : 0;
    let position = start + indent;
    for (const piece of line.pieces) {
      this.#drawPiece(piece, this.#left(position, piece.width), y);
      position += piece.width;
    }
  }

  fill(start: number, y: number, width: number, height: number, color: string) {
    this.mark(undefined, "", () => this.document.rect(this.#left(start, width), y, width, height).fill(color));
  }

  frame(start: number, y: number, width: number, height: number, color: string) {
    this.mark(undefined, "", () =>
      this.document.lineWidth(0.8).rect(this.#left(start, width), y, width, height).stroke(color),
    );
  }

  rule(start: number, y: number, width: number, color: string, thickness = 0.6) {
    this.fill(start, y - thickness / 2, width, thickness, color);
  }

  /** Squares of a grid, as vectors. */
  grid(start: number, y: number, width: number, module: number, runs: readonly GridRun[]) {
    const left = this.#left(start, width);
    for (const { column, row, length } of runs)
      this.document.rect(left + column * module, y + row * module, length * module, module);
    this.document.fill("#000000");
  }

  /** The finished file, after `drawFooter` was called for every page in turn. */
  async finish(drawFooter: (page: number, pages: number, y: number) => void): Promise<Uint8Array> {
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(page);
      drawFooter(page + 1, count, this.bottom + 18);
    }
    this.root.end();
    this.document.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.document) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  }

  #drawPiece({ text: piece, style, direction }: Piece, left: number, y: number) {
    let x = left;
    for (const { text, isRightToLeft } of toVisualRuns(piece, direction)) {
      // pdfkit shapes each word of a run alone and sets the words from left to right.
      const words = isRightToLeft ? (text.match(/\S+|\s+/gu) ?? []).reverse().map(visualWord) : [text];
      for (const word of words) {
        const width = this.measure(word, style);
        this.#font(style).fontSize(style.size).fillColor(style.color);
        if (word.trim() !== "") this.document.text(word, x, y, { lineBreak: false });
        x += width;
      }
    }
  }

  #font({ isBold }: Style): PDFKit.PDFDocument {
    return this.document.font(isBold ? "bold" : "regular");
  }

  #left(start: number, width: number): number {
    return margin.side + (this.direction === "rtl" ? this.width - start - width : start);
  }

  #isCovered(sign: string): boolean {
    const known = this.#covered.get(sign);
    if (known !== undefined) return known;
    this.document.font("regular");
    // The published types leave out the current font, which alone knows its characters.
    const { _font } = this.document as unknown as {
      _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    };
    const isCovered = _font.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
    this.#covered.set(sign, isCovered);
    return isCovered;
  }

  /**
   * pdfkit keeps every drawing command of an open page as an array of its own, and all pages stay open until their
   * number is known: thousands of lines would take hundreds of megabytes.
   */
  #compactPage() {
    // The published types leave out the content of a page.
    const { content } = this.document.page as unknown as { content: { buffer: Uint8Array[] } };
    content.buffer = [Buffer.concat(content.buffer)];
  }

  #miss(): string {
    this.hasMissingSigns = true;
    return missingSign;
  }
}

/** The shaper turns a word round by its letters; one of signs alone has to be turned here. */
const visualWord = (word: string): string => (/\p{L}/u.test(word) ? word : Array.from(word).reverse().join(""));

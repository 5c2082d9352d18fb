import { directionOfText } from "./bidi.js";

export interface Style {
  readonly isBold: boolean;
  readonly size: number;
  readonly color: string;
}

/** Text of one style; laid out by its own direction, like a `bdi` element. */
export interface Segment {
  readonly text: string;
  readonly style: Style;
}

/** The part of a segment that stands on one line. */
export interface Piece extends Segment {
  readonly direction: "ltr" | "rtl";
  readonly width: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly height: number;
}

export type Measure = (text: string, style: Style) => number;

const leading = 1.36;

export const lineHeightOf = ({ size }: Style): number => size * leading;

/**
 * Fills lines of the width, word by word; a word longer than a line is cut between characters. Linear in the length of
 * the text.
 */
export const breakLines = (segments: readonly Segment[], width: number, measure: Measure): Line[] => {
  const filler = new LineFiller(width, measure, Math.max(0, ...segments.map(({ style }) => lineHeightOf(style))));
  for (const segment of segments) filler.fill(segment);
  return filler.finish();
};

class LineFiller {
  readonly #lines: Line[] = [];
  readonly #width: number;
  readonly #measure: Measure;
  readonly #height: number;
  #pieces: Piece[] = [];
  #open: { segment: Segment; text: string; width: number } | undefined;
  #used = 0;

  constructor(width: number, measure: Measure, height: number) {
    this.#width = width;
    this.#measure = measure;
    this.#height = height;
  }

  fill(segment: Segment) {
    for (const [index, paragraph] of segment.text.split("\n").entries()) {
      if (index > 0) this.#endLine();
      for (const word of paragraph.replaceAll("\t", " ").match(/\S+\s*|\s+/gu) ?? []) this.#putWord(segment, word);
    }
    this.#endPiece();
  }

  finish(): Line[] {
    if (this.#pieces.length > 0 || this.#lines.length === 0) this.#endLine();
    return this.#lines;
  }

  #putWord(segment: Segment, word: string) {
    const visible = this.#measure(word.trimEnd(), segment.style);
    if (this.#used > 0 && this.#used + visible > this.#width) this.#endLine();
    if (visible <= this.#width) return this.#put(segment, word);
    for (const { segment: sign } of graphemes.segment(word)) {
      if (this.#used > 0 && this.#used + this.#measure(sign, segment.style) > this.#width) this.#endLine();
      this.#put(segment, sign);
    }
  }

  #put(segment: Segment, text: string) {
    const width = this.#measure(text, segment.style);
    this.#open ??= { segment, text: "", width: 0 };
    this.#open.text += text;
    this.#open.width += width;
    this.#used += width;
  }

  #endPiece() {
    if (this.#open === undefined) return;
    const { segment, text, width } = this.#open;
    this.#pieces.push({ text, style: segment.style, direction: directionOfText(segment.text), width });
    this.#open = undefined;
  }

  #endLine() {
    this.#endPiece();
    const last = this.#pieces.at(-1);
    if (last !== undefined) {
      const text = last.text.trimEnd();
      const width = this.#measure(text, last.style);
      if (text !== last.text) this.#pieces[this.#pieces.length - 1] = { ...last, text, width };
    }
    const width = this.#pieces.reduce((sum, piece) => sum + piece.width, 0);
    this.#lines.push({ pieces: this.#pieces, width, height: this.#height });
    this.#pieces = [];
    this.#used = 0;
  }
}

/** The width the segments take when nothing has to break. */
export const naturalWidth = (segments: readonly Segment[], measure: Measure): number =>
  segments.reduce((width, { text, style }) => width + measure(text, style), 0);

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

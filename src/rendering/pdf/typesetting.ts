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
  const lines: Line[] = [];
  let pieces: Piece[] = [];
  let used = 0;
  const height = Math.max(...segments.map(({ style }) => lineHeightOf(style)), 0);
  const close = () => {
    lines.push({ pieces, width: used, height });
    pieces = [];
    used = 0;
  };
  for (const { text, style } of segments) {
    const direction = directionOfText(text);
    const put = (word: string, wordWidth: number) => {
      const last = pieces.at(-1);
      if (last !== undefined && last.style === style && last.direction === direction && last.text !== "") {
        pieces[pieces.length - 1] = { ...last, text: last.text + word, width: last.width + wordWidth };
      } else pieces.push({ text: word, style, direction, width: wordWidth });
      used += wordWidth;
    };
    for (const [index, paragraph] of text.split("\n").entries()) {
      if (index > 0) close();
      for (const word of paragraph.replaceAll("\t", " ").match(/\S+\s*|\s+/gu) ?? []) {
        const wordWidth = measure(word, style);
        const visibleWidth = /\s$/u.test(word) ? measure(word.trimEnd(), style) : wordWidth;
        if (used > 0 && used + visibleWidth > width) close();
        if (visibleWidth <= width) put(word, wordWidth);
        else {
          for (const sign of graphemes(word)) {
            const signWidth = measure(sign, style);
            if (used > 0 && used + signWidth > width) close();
            put(sign, signWidth);
          }
        }
      }
    }
  }
  if (pieces.length > 0 || lines.length === 0) close();
  return lines;
};

/** The width the segments take when nothing has to break. */
export const naturalWidth = (segments: readonly Segment[], measure: Measure): number =>
  segments.reduce((width, { text, style }) => width + measure(text, style), 0);

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function* graphemes(word: string): Generator<string> {
  for (const { segment } of segmenter.segment(word)) yield segment;
}

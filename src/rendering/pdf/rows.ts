import type { Alignment, Sheet, StructureElement } from "./sheet.js";
import type { Line } from "./typesetting.js";

export interface RowCell {
  readonly lines: readonly Line[];
  readonly start: number;
  readonly width: number;
  readonly alignment?: Alignment;
  /** Where its content belongs in the structure tree; absent for repeated heads. */
  readonly element?: StructureElement;
  readonly tag: string;
}

export interface RowOptions {
  readonly paddingAbove?: number;
  readonly paddingBelow?: number;
  /** Called on the new page before a row goes on there. */
  readonly onPageBreak?: () => void;
}

const heightOf = (lines: readonly Line[]): number => lines.reduce((height, line) => height + line.height, 0);

/** The height of a row that stays on one page. */
export const heightOfRow = (cells: readonly RowCell[]): number =>
  Math.max(0, ...cells.map(({ lines }) => heightOf(lines)));

/**
 * Draws cells side by side. A row that does not fit goes to the next page when it takes less than half of one,
 * otherwise it is divided between lines.
 */
export const drawRow = (sheet: Sheet, cells: readonly RowCell[], options: RowOptions = {}) => {
  const { paddingAbove = 0, paddingBelow = 0, onPageBreak } = options;
  const turnPage = () => {
    sheet.breakPage();
    onPageBreak?.();
  };
  const full = paddingAbove + heightOfRow(cells) + paddingBelow;
  if (full > sheet.room && full < sheet.pageRoom / 2) turnPage();
  const next = cells.map(() => 0);
  const isDone = () => cells.every(({ lines }, index) => (next[index] ?? 0) >= lines.length);
  sheet.y += paddingAbove;
  while (!isDone()) {
    const top = sheet.y;
    let reached = top;
    for (const [index, cell] of cells.entries()) {
      const from = next[index] ?? 0;
      const until = lastThatFits(cell.lines, from, sheet.bottom - top - paddingBelow);
      next[index] = until;
      if (until > from) reached = Math.max(reached, drawLines(sheet, cell, cell.lines.slice(from, until), top));
    }
    sheet.y = reached;
    if (!isDone()) turnPage();
  }
  sheet.y += paddingBelow;
  for (const { element } of cells) element?.end();
};

const lastThatFits = (lines: readonly Line[], from: number, room: number): number => {
  let until = from;
  let left = room;
  for (let line = lines[until]; line !== undefined && line.height <= left; line = lines[until]) {
    left -= line.height;
    until += 1;
  }
  return until;
};

/** Draws lines below each other and answers where they end. */
const drawLines = (sheet: Sheet, cell: RowCell, lines: readonly Line[], top: number): number => {
  let y = top;
  sheet.mark(cell.element, cell.tag, () => {
    for (const line of lines) {
      sheet.drawLine(line, cell.start, y, cell.width, cell.alignment ?? "start");
      y += line.height;
    }
  });
  return y;
};

import type { Block, Cell, Column } from "../view/invoice-view.js";
import type { RowCell } from "./rows.js";
import { drawRow, heightOfRow } from "./rows.js";
import type { Sheet, StructureElement } from "./sheet.js";
import { cellLineSegments, colors, linesOf, segmentOf, styles } from "./text-styles.js";
import { naturalWidth } from "./typesetting.js";

type Table = Extract<Block, { kind: "table" }>;

interface Place {
  readonly start: number;
  readonly width: number;
}

const gap = 12;
const inset = 6;
/** A column of numbers or names takes at most this part of the page; longer ones are broken. */
const widest = 0.25;
const indentOfLevel = 10;
/** What heads and details of a narrow column may claim. */
const usual = 78;

/** A table whose head comes back on every page. */
export const drawTable = (sheet: Sheet, parent: StructureElement, { columns, rows }: Table) => {
  const places = placesOf(sheet, columns, rows);
  const element = sheet.element(parent, "Table");
  drawHead(sheet, columns, places, sheet.element(element, "TR"));
  for (const row of rows) {
    const rowElement = sheet.element(element, "TR");
    const cells = row.map((lines, index): RowCell => {
      const place = setIn(places[index] ?? { start: 0, width: sheet.width }, lines);
      return {
        ...place,
        lines: lines.flatMap((line) => linesOf(sheet, cellLineSegments(sheet, line), place.width)),
        alignment: columns[index]?.isNumber === true ? "end" : "start",
        element: sheet.element(rowElement, "TD"),
        tag: "TD",
      };
    });
    const onPageBreak = () => drawHead(sheet, columns, places);
    drawRow(sheet, cells, { paddingAbove: 5, paddingBelow: 5, onPageBreak });
    sheet.rule(0, sheet.y, sheet.width, colors.line);
    rowElement.end();
  }
  element.end();
};

/** A cell is set in as far as its first line says, and never by more than half of it. */
const setIn = ({ start, width }: Place, [first]: Cell): Place => {
  const indent = Math.min((first?.indent ?? 0) * indentOfLevel, width / 2);
  return { start: start + indent, width: width - indent };
};

/** A repeated head is left out when it would leave too little of the page for rows. */
const drawHead = (sheet: Sheet, columns: readonly Column[], places: readonly Place[], row?: StructureElement) => {
  const cells = columns.map(({ label, isNumber }, index): RowCell => {
    const place = places[index] ?? { start: 0, width: sheet.width };
    return {
      ...place,
      lines: linesOf(sheet, [segmentOf(sheet, label, styles.columnHead)], place.width),
      alignment: isNumber === true ? "end" : "start",
      ...(row === undefined ? {} : { element: sheet.element(row, "TH", { scope: "Column" }) }),
      tag: "TH",
    };
  });
  const height = heightOfRow(cells) + 2 * 4;
  if (row === undefined && height > sheet.pageRoom / 2) return;
  sheet.fill(0, sheet.y, sheet.width, height, colors.fill);
  drawRow(sheet, cells, { paddingAbove: 4, paddingBelow: 4 });
  sheet.rule(0, sheet.y, sheet.width, colors.line);
  row?.end();
};

/** Narrow columns as wide as their content asks, wide ones share the rest. */
const placesOf = (sheet: Sheet, columns: readonly Column[], rows: Table["rows"]): Place[] => {
  const limit = sheet.width * widest;
  const narrow = columns.map(({ isWide }, index) =>
    isWide === true ? 0 : Math.min(limit, contentWidth(sheet, columns[index], rows, index)),
  );
  const taken = narrow.reduce((sum, width) => sum + width, 0) + gap * (columns.length - 1) + 2 * inset;
  const wideCount = columns.filter(({ isWide }) => isWide).length;
  const share = (sheet.width - taken) / Math.max(1, wideCount);
  let start = inset;
  return columns.map(({ isWide }, index) => {
    const width = isWide === true ? share : (narrow[index] ?? 0);
    const place = { start, width };
    start += width + gap;
    return place;
  });
};

/** The main lines of every cell on one line; heads and details may break when they are longer than usual. */
const contentWidth = (sheet: Sheet, column: Column | undefined, rows: Table["rows"], index: number): number => {
  const head = segmentOf(sheet, column?.label ?? "", styles.columnHead);
  const words = head.text.split(" ").map((word) => sheet.measure(word, head.style));
  let widest = Math.max(14, ...words, Math.min(usual, naturalWidth([head], sheet.measure)));
  for (const row of rows) {
    for (const line of row[index] ?? []) {
      const width = naturalWidth(cellLineSegments(sheet, line), sheet.measure);
      widest = Math.max(widest, line.tone === "detail" ? Math.min(usual, width) : width);
    }
  }
  return widest + 0.5;
};

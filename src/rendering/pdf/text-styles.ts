import type { CellLine, Fact, Shown } from "../view/invoice-view.js";
import type { Sheet } from "./sheet.js";
import type { Line, Segment, Style } from "./typesetting.js";
import { breakLines } from "./typesetting.js";

export const colors = {
  ink: "#16202e",
  soft: "#5b6778",
  line: "#d5dbe3",
  fill: "#f3f6f9",
  accent: "#0b5c6b",
  warning: "#93370d",
  paper: "#ffffff",
};

const style = (size: number, color: string, isBold = false): Style => ({ size, color, isBold });

export const styles = {
  title: style(23, colors.ink, true),
  number: style(12, colors.soft),
  mark: style(8.5, colors.warning, true),
  heading: style(9, colors.accent, true),
  name: style(10.5, colors.ink, true),
  body: style(9, colors.ink),
  strong: style(9, colors.ink, true),
  soft: style(9, colors.soft),
  small: style(7.8, colors.ink),
  smallSoft: style(7.8, colors.soft),
  columnHead: style(7.8, colors.soft, true),
  payable: style(12, colors.ink, true),
  dueLabel: style(9, colors.paper),
  due: style(16, colors.paper, true),
} as const;

const space = (after: Style): Segment => ({ text: " ", style: after });

export const segmentOf = (sheet: Sheet, text: string, of: Style): Segment => ({
  text: sheet.printable(text),
  style: of,
});

/** Values side by side, each with its hint in brackets. */
export const segmentsOf = (sheet: Sheet, values: readonly Shown[], of: Style, hintStyle: Style): Segment[] =>
  values.flatMap(({ text, hint }, index) => [
    ...(index === 0 ? [] : [space(of)]),
    segmentOf(sheet, text, of),
    ...(hint === undefined ? [] : [space(of), segmentOf(sheet, `(${hint})`, hintStyle)]),
  ]);

/** `Label: values`. */
export const labelled = (sheet: Sheet, { label, values }: Pick<Fact, "label" | "values">, of: Style, soft: Style) => [
  ...(label === "" ? [] : [segmentOf(sheet, `${label}:`, soft), space(soft)]),
  ...segmentsOf(sheet, values, of, soft),
];

export const cellLineSegments = (sheet: Sheet, { label, values, tone }: CellLine): Segment[] => {
  const of = tone === "detail" ? styles.smallSoft : tone === "strong" ? styles.strong : styles.body;
  const hintStyle = tone === "detail" ? styles.smallSoft : styles.soft;
  return labelled(sheet, { label: label ?? "", values }, of, hintStyle);
};

export const linesOf = (sheet: Sheet, segments: readonly Segment[], width: number): Line[] =>
  breakLines(segments, width, sheet.measure);

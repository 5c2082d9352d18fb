import type { Block, Card, Fact, InvoiceView } from "../view/invoice-view.js";
import { drawTable } from "./draw-table.js";
import type { RowCell } from "./rows.js";
import { drawRow, heightOfRow } from "./rows.js";
import type { Sheet, StructureElement } from "./sheet.js";
import { colors, labelled, linesOf, segmentOf, segmentsOf, styles } from "./text-styles.js";
import type { Line } from "./typesetting.js";
import { naturalWidth } from "./typesetting.js";

const gutter = 24;
const smallGap: Line = { pieces: [], width: 0, height: 4 };

export const drawHeader = (sheet: Sheet, view: InvoiceView) => {
  const section = sheet.element(sheet.root, "Sect");
  const dueWidth = sheet.width * 0.4;
  const textWidth = sheet.width - dueWidth - gutter;
  drawMark(sheet, section, view.mark);
  sheet.y += 16;
  const top = sheet.y;
  const { page } = sheet.document;
  drawText(sheet, section, "H1", linesOf(sheet, [segmentOf(sheet, view.kind, styles.title)], textWidth), textWidth);
  drawText(
    sheet,
    section,
    "P",
    linesOf(sheet, [segmentOf(sheet, view.number.text, styles.number)], textWidth),
    textWidth,
  );
  const below = sheet.y;
  const isSamePage = page === sheet.document.page;
  sheet.y = Math.max(below, drawDue(sheet, section, view.payable, isSamePage ? top : below, dueWidth)) + 14;
  drawKeyFacts(sheet, section, view.keyFacts);
  section.end();
};

export const drawBlock = (sheet: Sheet, block: Block) => {
  const section = sheet.element(sheet.root, "Sect");
  if (block.kind === "cards") drawCards(sheet, section, block.cards);
  else {
    drawHeading(sheet, section, block.title, block.kind === "totals" ? heightOfTotals(block.facts) : 40);
    if (block.kind === "table") drawTable(sheet, section, block);
    else if (block.kind === "totals") drawTotals(sheet, section, block.facts);
    else drawFacts(sheet, section, block.facts);
  }
  section.end();
};

/** The last words of the document. */
export const drawClosing = (sheet: Sheet, view: InvoiceView, remarks: readonly string[]) => {
  const section = sheet.element(sheet.root, "Sect");
  sheet.y += 18;
  sheet.ensure(40);
  sheet.rule(0, sheet.y, sheet.width, colors.line);
  sheet.y += 6;
  const paragraphs = [
    ...remarks.map((remark) => [segmentOf(sheet, remark, styles.smallSoft)]),
    ...(view.source === undefined ? [] : [labelled(sheet, view.source, styles.smallSoft, styles.smallSoft)]),
  ];
  for (const segments of paragraphs) drawText(sheet, section, "P", linesOf(sheet, segments, sheet.width), sheet.width);
  section.end();
};

const drawText = (sheet: Sheet, parent: StructureElement, tag: string, lines: RowCell["lines"], width: number) =>
  drawRow(sheet, [{ lines, start: 0, width, element: sheet.element(parent, tag), tag }]);

const drawHeading = (sheet: Sheet, parent: StructureElement, title: string, keptBelow: number) => {
  const lines = linesOf(sheet, [segmentOf(sheet, title, styles.heading)], sheet.width);
  sheet.y += 18;
  sheet.ensure(20 + keptBelow);
  drawText(sheet, parent, "H2", lines, sheet.width);
  sheet.y += 4;
};

const drawMark = (sheet: Sheet, parent: StructureElement, mark: string) => {
  const segments = [segmentOf(sheet, mark, styles.mark)];
  const width = naturalWidth(segments, sheet.measure);
  const lines = linesOf(sheet, segments, width + 1);
  sheet.frame(0, sheet.y, width + 14, heightOfRow([{ lines, start: 0, width, tag: "P" }]) + 6, colors.warning);
  const cell = { lines, start: 7, width: width + 1, element: sheet.element(parent, "P"), tag: "P" };
  drawRow(sheet, [cell], { paddingAbove: 3, paddingBelow: 3 });
};

/** The amount due in a coloured box at the end of the line; answers where the box ends. */
const drawDue = (sheet: Sheet, parent: StructureElement, { label, values }: Fact, top: number, width: number) => {
  const start = sheet.width - width;
  const inner = width - 28;
  const lines = [
    ...linesOf(sheet, [segmentOf(sheet, label, styles.dueLabel)], inner),
    ...linesOf(sheet, segmentsOf(sheet, values, styles.due, styles.due), inner),
  ];
  const cell = { lines, start: start + 14, width: inner, element: sheet.element(parent, "P"), tag: "P" };
  sheet.fill(start, top, width, heightOfRow([cell]) + 20, colors.accent);
  sheet.y = top;
  drawRow(sheet, [cell], { paddingAbove: 10, paddingBelow: 10 });
  return sheet.y;
};

const drawKeyFacts = (sheet: Sheet, parent: StructureElement, facts: readonly Fact[]) => {
  const width = (sheet.width - 14 * (facts.length - 1)) / Math.max(1, facts.length);
  sheet.rule(0, sheet.y, sheet.width, colors.line);
  const cells = facts.map(({ label, values }, index): RowCell => ({
    lines: [
      ...linesOf(sheet, [segmentOf(sheet, label, styles.smallSoft)], width),
      ...linesOf(sheet, segmentsOf(sheet, values, styles.body, styles.soft), width),
    ],
    start: index * (width + 14),
    width,
    element: sheet.element(parent, "P"),
    tag: "P",
  }));
  drawRow(sheet, cells, { paddingAbove: 8, paddingBelow: 8 });
  sheet.rule(0, sheet.y, sheet.width, colors.line);
};

const drawCards = (sheet: Sheet, parent: StructureElement, cards: readonly Card[]) => {
  const columns = Math.max(2, cards.length);
  const width = (sheet.width - gutter * (columns - 1)) / columns;
  const elements = cards.map(() => sheet.element(parent, "Sect"));
  const place = (index: number, tag: string) => ({
    start: index * (width + gutter),
    width,
    tag,
    element: sheet.element(elements[index] ?? parent, tag),
  });
  const titles = cards.map(({ title }, index) => ({
    ...place(index, "H2"),
    lines: linesOf(sheet, [segmentOf(sheet, title, styles.heading)], width),
  }));
  sheet.y += 18;
  sheet.ensure(100);
  drawRow(sheet, titles, { paddingBelow: 3 });
  const bodies = cards.map(({ name, lines, facts }, index) => ({
    ...place(index, "P"),
    lines: [
      ...(name === undefined ? [] : linesOf(sheet, segmentsOf(sheet, [name], styles.name, styles.soft), width)),
      ...lines.flatMap((line) => linesOf(sheet, segmentsOf(sheet, line, styles.body, styles.soft), width)),
      ...(facts.length === 0 ? [] : [smallGap]),
      ...facts.flatMap((fact) => linesOf(sheet, labelled(sheet, fact, styles.small, styles.smallSoft), width)),
    ],
  }));
  drawRow(sheet, bodies);
  for (const element of elements) element.end();
};

/** Labels beside their values, two short facts a row; a fact without label takes the whole width. */
const drawFacts = (sheet: Sheet, parent: StructureElement, facts: readonly Fact[]) => {
  const half = (sheet.width - gutter) / 2;
  const labelWidth = 112;
  const isShort = ({ label, values }: Fact) =>
    label !== "" &&
    naturalWidth(segmentsOf(sheet, values, styles.body, styles.soft), sheet.measure) <= half - labelWidth;
  const pair = ({ label, values }: Fact, start: number, width: number): RowCell[] => {
    const row = sheet.element(parent, "P");
    const valueStart = label === "" ? 0 : labelWidth;
    const cells: RowCell[] = [
      {
        lines: linesOf(sheet, [segmentOf(sheet, label, styles.soft)], labelWidth - 10),
        start,
        width: labelWidth - 10,
        element: sheet.element(row, "Span"),
        tag: "Span",
      },
      {
        lines: linesOf(sheet, segmentsOf(sheet, values, styles.body, styles.soft), width - valueStart),
        start: start + valueStart,
        width: width - valueStart,
        element: sheet.element(row, "Span"),
        tag: "Span",
      },
    ];
    return label === "" ? cells.slice(1) : cells;
  };
  const rest = [...facts];
  for (let fact = rest.shift(); fact !== undefined; fact = rest.shift()) {
    const beside = isShort(fact) && rest[0] !== undefined && isShort(rest[0]) ? rest.shift() : undefined;
    const cells =
      beside === undefined
        ? pair(fact, 0, sheet.width)
        : [...pair(fact, 0, half), ...pair(beside, half + gutter, half)];
    drawRow(sheet, cells, { paddingBelow: 1.5 });
  }
};

const heightOfTotals = (facts: readonly Fact[]): number => facts.length * 15 + 20;

const drawTotals = (sheet: Sheet, parent: StructureElement, facts: readonly Fact[]) => {
  const width = sheet.width * 0.58;
  const start = sheet.width - width;
  const element = sheet.element(parent, "Table");
  for (const { label, values, isStrong } of facts) {
    const style = isStrong === true ? styles.payable : styles.body;
    const row = sheet.element(element, "TR");
    if (isStrong === true) {
      sheet.y += 5;
      sheet.rule(start, sheet.y, width, colors.ink, 1.2);
      sheet.y += 5;
    }
    const cells: RowCell[] = [
      {
        lines: linesOf(sheet, [segmentOf(sheet, label, isStrong === true ? style : styles.soft)], width * 0.52),
        start,
        width: width * 0.52,
        element: sheet.element(row, "TH"),
        tag: "TH",
      },
      {
        lines: linesOf(sheet, segmentsOf(sheet, values, style, styles.soft), width * 0.48),
        start: start + width * 0.52,
        width: width * 0.48,
        alignment: "end",
        element: sheet.element(row, "TD"),
        tag: "TD",
      },
    ];
    drawRow(sheet, cells, { paddingBelow: 2 });
    row.end();
  }
  element.end();
};

import type { Verification } from "../view/invoice-view.js";
import { darkRuns } from "../view/view-verification.js";
import { drawRow } from "./rows.js";
import type { Sheet } from "./sheet.js";
import { linesOf, segmentOf, styles } from "./text-styles.js";

/** 38 mm: modules of the longest code stay larger than what a telephone can tell apart. */
const side = 108;
const gutter = 14;

/** The code with its words beside it. */
export const drawVerification = (sheet: Sheet, { title, reason, url, modules }: Verification) => {
  const section = sheet.element(sheet.root, "Sect");
  sheet.y += 18;
  const start = modules.length === 0 ? 0 : side + gutter;
  if (modules.length > 0) {
    sheet.ensure(side);
    const figure = sheet.element(section, "Figure", { alt: `${title}: ${url.text}` });
    sheet.mark(figure, "Figure", () => sheet.grid(0, sheet.y, side, side / modules.length, darkRuns(modules)));
    figure.end();
  }
  const [top, page] = [sheet.y, sheet.document.page];
  const width = sheet.width - start;
  for (const [tag, text, style] of [
    ["H2", title, styles.heading],
    ["P", reason, styles.small],
    ["P", url.text, styles.small],
  ] as const) {
    const lines = linesOf(sheet, [segmentOf(sheet, text, style)], width);
    drawRow(sheet, [{ lines, start, width, element: sheet.element(section, tag), tag }], { paddingAbove: 4 });
  }
  if (modules.length > 0 && page === sheet.document.page) sheet.y = Math.max(sheet.y, top + side);
  section.end();
};

import type { Invoice } from "../domain/invoice.js";
import { htmlStyle } from "./html/html-style.js";
import { markup, Markup } from "./html/markup.js";
import type {
  Block,
  Card,
  Cell,
  CellLine,
  Column,
  Fact,
  InvoiceView,
  Shown,
  Verification,
} from "./view/invoice-view.js";
import { darkRuns } from "./view/view-verification.js";
import type { ViewOptions } from "./view/view-invoice.js";
import { viewInvoice } from "./view/view-invoice.js";

/**
 * The invoice as one self-contained HTML page for people: no script, nothing fetched, every value escaped and isolated
 * from the direction of its surroundings. Values carry their business term in `data-term`.
 */
export const renderHtml = (invoice: Invoice, options: ViewOptions = {}): string =>
  page(viewInvoice(invoice, options)).text;

const nothing = new Markup("");

const page = (view: InvoiceView): Markup => markup`<!doctype html>
<html lang="${view.language}" dir="${view.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${view.kind} ${view.number.text}</title>
<style>${new Markup(htmlStyle)}</style>
</head>
<body>
<main>
<header>
<p class="mark">${view.mark}</p>
<div class="top">
<div><h1>${view.kind}</h1><p class="document-number">${value(view.number)}</p></div>
<p class="due">${view.payable.label}<strong>${values(view.payable.values)}</strong></p>
</div>
<dl class="key">${view.keyFacts.map((fact) => markup`<div>${factEntry(fact)}</div>`)}</dl>
</header>
${view.blocks.map(block)}${
  view.verification === undefined ? nothing : verification(view.verification)
}<footer><p>${view.markReason}</p>${
  view.source === undefined ? nothing : markup`<p>${view.source.label}: ${values(view.source.values)}</p>`
}</footer>
</main>
</body>
</html>
`;

const block = (shown: Block): Markup => {
  if (shown.kind === "cards") return markup`<div class="cards">${shown.cards.map(card)}</div>\n`;
  const content = shown.kind === "table" ? table(shown.columns, shown.rows) : factList(shown.facts, shown.kind);
  return markup`<section data-group="${shown.group}"><h2>${shown.title}</h2>${content}</section>\n`;
};

const verification = ({ title, reason, url, modules }: Verification): Markup => {
  const side = String(modules.length);
  const code =
    modules.length === 0
      ? nothing
      : markup`<svg class="code" role="img" aria-label="${title}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
<rect width="${side}" height="${side}" fill="#fff"/><path d="${pathOf(modules)}"/></svg>`;
  return markup`<section class="verification">${code}<div><h2>${title}</h2><p>${reason}</p><p>${value(url)}</p></div></section>\n`;
};

const pathOf = (modules: Verification["modules"]): string =>
  darkRuns(modules)
    .map(({ column, row, length }) => `M${column} ${row}h${length}v1h-${length}z`)
    .join("");

const card = ({ title, group, name, lines, facts }: Card): Markup => {
  const heading = name === undefined ? nothing : markup`<p class="name">${value(name)}</p>`;
  const address = markup`<address>${lines.map((line) => markup`<div>${values(line)}</div>`)}</address>`;
  const details = facts.length === 0 ? nothing : factList(facts, "facts");
  return markup`<section class="card" data-group="${group}"><h2>${title}</h2>${heading}${address}${details}</section>`;
};

const factList = (facts: readonly Fact[], className: string): Markup =>
  markup`<dl class="${className}">${facts.map(factEntry)}</dl>`;

const factEntry = ({ label, labelTerm, values: shown, isStrong }: Fact): Markup => {
  const className = isStrong === true ? markup` class="payable"` : nothing;
  return markup`<dt${className}>${labelOf(label, labelTerm)}</dt><dd${className}>${values(shown)}</dd>`;
};

const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): Markup => {
  const classes = columns.map(({ isNumber, isWide }) => {
    if (isNumber === true) return markup` class="numbers"`;
    return isWide === true ? markup` class="wide"` : nothing;
  });
  const head = columns.map(({ label }, index) => markup`<th scope="col"${classes[index] ?? nothing}>${label}</th>`);
  const body = rows.map(
    (row) =>
      markup`<tr>${row.map((cell, index) => markup`<td${classes[index] ?? nothing}>${cell.map(cellLine)}</td>`)}</tr>\n`,
  );
  return markup`<table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`;
};

const cellLine = ({ label, labelTerm, values: shown, tone, indent }: CellLine): Markup => {
  const className = tone === undefined ? nothing : markup` class="${tone}"`;
  const prefix = label === undefined ? nothing : markup`${labelOf(label, labelTerm)}: `;
  const setIn = indent === undefined ? nothing : markup` style="padding-inline-start: ${String(indent)}em"`;
  return markup`<div${className}${setIn}>${prefix}${values(shown)}</div>`;
};

const labelOf = (label: string, term: string | undefined): Markup =>
  term === undefined ? markup`${label}` : isolated(label, term);

const values = (shown: readonly Shown[]): Markup =>
  markup`${shown.map((entry, index) => (index === 0 ? value(entry) : markup` ${value(entry)}`))}`;

const value = ({ term, text, hint, hintTerm = term }: Shown): Markup =>
  markup`${isolated(text, term)}${hint === undefined ? nothing : markup` <small>(${isolated(hint, hintTerm)})</small>`}`;

const isolated = (text: string, term: string | undefined): Markup =>
  term === undefined ? markup`<bdi>${text}</bdi>` : markup`<bdi data-term="${term}" title="${term}">${text}</bdi>`;

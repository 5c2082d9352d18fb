/** Screen and A4 paper in one sheet; only logical sides, so that it turns round for right-to-left languages. */
export const htmlStyle = `
:root { --ink: #16202e; --soft: #5b6778; --line: #d5dbe3; --fill: #f3f6f9; --accent: #0b5c6b; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9edf1; color: var(--ink); font: 14px/1.45 "Noto Sans", "DejaVu Sans Condensed",
  "Segoe UI", system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
main { max-width: 210mm; margin: 24px auto; padding: 14mm 15mm; background: #fff; box-shadow: 0 1px 6px #0002; }
bdi { white-space: pre-line; }
h1 { margin: 0; font-size: 30px; line-height: 1.15; letter-spacing: -0.01em; }
h2 { margin: 28px 0 8px; font-size: 12px; letter-spacing: 0.04em; color: var(--accent); text-transform: uppercase; }
:lang(ar) h2 { letter-spacing: 0; font-size: 14px; }
small { font-size: inherit; color: var(--soft); }
dl, dd, dt, p { margin: 0; }
.top { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 8px 32px; align-items: start; }
address { font-style: normal; }
.document-number { font-size: 17px; color: var(--soft); }
.mark { display: inline-block; margin-block-end: 18px; padding: 3px 10px; border: 1px solid #b54708; border-radius: 3px;
  color: #93370d; background: #fff7ed; font-size: 12px; font-weight: 600; }
.due { padding: 14px 18px; background: var(--accent); color: #fff; border-radius: 4px; }
.due strong { display: block; font-size: 23px; line-height: 1.25; }
.facts { display: grid; grid-template-columns: minmax(0, auto) minmax(0, 1fr); gap: 3px 18px; }
.facts dt { color: var(--soft); }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(108px, 1fr)); gap: 10px 18px; margin-block-start: 22px;
  padding-block: 12px; border-block: 1px solid var(--line); }
.key dt { font-size: 12px; color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 0 32px; }
.card { break-inside: avoid; }
.card .name { font-size: 16px; font-weight: 700; }
.card .facts { margin-block-start: 8px; font-size: 12.5px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 7px 8px; text-align: start; vertical-align: top; }
th { font-size: 12px; font-weight: 600; color: var(--soft); background: var(--fill); border-block-end: 1px solid var(--line);
  overflow-wrap: normal; }
td { border-block-end: 1px solid var(--line); }
td > div + div { margin-block-start: 1px; }
.numbers { text-align: end; }
th.wide { width: 34%; }
td.numbers { overflow-wrap: break-word; }
.strong { font-weight: 600; }
.detail { font-size: 12px; color: var(--soft); }
.totals { display: grid; grid-template-columns: 1fr auto; row-gap: 4px; width: 62%; margin-inline-start: auto;
  break-inside: avoid; }
.totals dd { padding-inline-start: 24px; text-align: end; }
.totals .payable { margin-block-start: 6px; padding-block-start: 8px; border-block-start: 2px solid var(--ink); font-size: 18px;
  font-weight: 700; }
.verification { display: flex; gap: 18px; align-items: center; margin-block-start: 28px; break-inside: avoid; }
.verification h2 { margin-block-start: 0; }
.verification p { font-size: 12.5px; overflow-wrap: anywhere; }
.code { flex: none; width: 38mm; height: 38mm; fill: #000; }
footer { margin-block-start: 32px; padding-block-start: 10px; border-block-start: 1px solid var(--line); font-size: 12px;
  color: var(--soft); }
@page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  body { background: none; font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
@media screen and (max-width: 640px) {
  main { margin: 0; padding: 20px; }
  .top { grid-template-columns: 1fr; }
  .totals { width: 100%; }
}
`;

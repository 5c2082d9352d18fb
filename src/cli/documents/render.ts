import { basename } from "node:path";
import { extractInvoiceXml } from "../../formats/pdf/extract-invoice-xml.js";
import { isPdf } from "../../formats/pdf/pdf-file.js";
import { renderHtml } from "../../rendering/render-html.js";
import { renderPdf } from "../../rendering/render-pdf.js";
import { type ExitCode, parseGiven, UsageError } from "../command.js";
import { openInvoice, type OpenedDocument, writeResult } from "./open-document.js";

export const renderHelp = `Usage: einvoice-gateway documents render FILE --to html|pdf

  --to          html or pdf; a PDF carries the XML inside
  --language    of the labels, e.g. de or fr-BE       default: en
  -o, --output  the file to write                     default: standard output

Ends with 0 when it is written, with 1 when the document is no complete invoice, with 2 when it cannot be read. What is
shown is no legal original.
`;

const options = {
  to: { type: "string" },
  language: { type: "string", default: "en" },
  output: { type: "string", short: "o" },
} as const;

export async function render(given: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseGiven(given, options);
  const { to, language, output } = values;
  if (to !== "html" && to !== "pdf") throw new UsageError(`--to is ${to ?? "missing"}; it can be html or pdf`);
  if (to === "pdf" && output === undefined && process.stdout.isTTY) throw new UsageError("A PDF needs --output");
  const opened = await openInvoice(positionals);
  if ("exit" in opened) return opened.exit;
  const { invoice, document } = opened;
  const view = { language, source: basename(document.file) };
  await writeResult(
    output,
    to === "html"
      ? renderHtml(invoice, view)
      : await renderPdf(invoice, { ...view, createdAt: new Date(), xml: xmlOf(document) }),
  );
  return 0;
}

function xmlOf({ file, bytes }: OpenedDocument) {
  const xml = isPdf(bytes) ? extractInvoiceXml(bytes) : { fileName: basename(file), bytes };
  if ("violations" in xml) throw new Error(`${file} was read, and its XML cannot be taken out again`);
  return { ...xml, mediaType: "application/xml" };
}

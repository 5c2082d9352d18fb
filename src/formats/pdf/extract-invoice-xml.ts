import type { RuleViolation } from "../../domain/validation.js";
import { refusal } from "../mapping/refusal.js";
import { defaultPdfLimits, PdfFile } from "./pdf-file.js";
import type { PdfLimits } from "./pdf-file.js";
import { isKind, isList, PdfRefusal, textOf } from "./pdf-values.js";
import type { PdfStream, PdfValue } from "./pdf-values.js";

export type InvoiceXml =
  { readonly fileName: string; readonly bytes: Uint8Array } | { readonly violations: readonly RuleViolation[] };

/** The names that say which embedded file is the invoice, in lower case: the newest first. */
const invoiceNames = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "cii.xml"];

const maximumDepth = 32;
const maximumNodes = 10_000;

interface EmbeddedFile {
  readonly fileName: string;
  readonly stream: PdfStream;
}

/** The invoice in a Factur-X, ZUGFeRD or XRechnung PDF: the embedded XML file of a known name, or else the only one. */
export const extractInvoiceXml = (pdf: Uint8Array, limits: Partial<PdfLimits> = {}): InvoiceXml => {
  try {
    const file = new PdfFile(pdf, { ...defaultPdfLimits, ...limits });
    const found = invoiceAmong(embeddedFiles(file));
    return "violations" in found ? found : { fileName: found.fileName, bytes: file.decode(found.stream) };
  } catch (error) {
    if (error instanceof PdfRefusal) return { violations: [refusal(error.problem, "PDF", error.message)] };
    throw error;
  }
};

function invoiceAmong(
  files: readonly EmbeddedFile[],
): EmbeddedFile | { readonly violations: readonly RuleViolation[] } {
  const xmlFiles = files.filter(({ fileName }) => /\.xml$/i.test(fileName));
  const name = invoiceNames.find((known) => xmlFiles.some(({ fileName }) => fileName.toLowerCase() === known));
  const candidates = name ? xmlFiles.filter(({ fileName }) => fileName.toLowerCase() === name) : xmlFiles;
  const [first, ...others] = candidates;
  if (first && others.length === 0) return first;
  const names = candidates.map(({ fileName }) => fileName).join(", ");
  return {
    violations: [
      first
        ? refusal("PDF-AMBIGUOUS", "PDF", `The PDF does not tell which of its files is the invoice: ${names}`)
        : refusal("PDF-NO-INVOICE", "PDF", "The PDF has no embedded XML invoice; a picture of one is not read"),
    ],
  };
}

/** The files named in the document (7.11.4), and those associated with it as PDF/A-3 demands. */
function embeddedFiles(file: PdfFile): readonly EmbeddedFile[] {
  const catalog = file.dictionary(file.trailer.entries.get("Root"));
  const tree = file.dictionary(catalog?.entries.get("Names"))?.entries.get("EmbeddedFiles");
  const associated = file.resolve(catalog?.entries.get("AF"));
  const specifications = [...namedIn(file, tree), ...(isList(associated) ? associated : [associated])];
  const files = new Map<number, EmbeddedFile>();
  for (const specification of specifications) {
    const found = embeddedFile(file, specification);
    if (found && !files.has(found.stream.start)) files.set(found.stream.start, found);
  }
  return [...files.values()];
}

/** The values of a name tree (7.9.6). */
function namedIn(file: PdfFile, tree: PdfValue | undefined): readonly PdfValue[] {
  const values: PdfValue[] = [];
  let nodes = 0;
  const visit = (value: PdfValue | undefined, depth: number): void => {
    if (depth > maximumDepth || ++nodes > maximumNodes) {
      throw new PdfRefusal("PDF-TOO-LARGE", "The tree of embedded files in the PDF is too large");
    }
    const node = file.dictionary(value);
    const names = file.resolve(node?.entries.get("Names"));
    const kids = file.resolve(node?.entries.get("Kids"));
    if (isList(names)) values.push(...names.filter((_, index) => index % 2 === 1));
    if (isList(kids)) for (const kid of kids) visit(kid, depth + 1);
  };
  visit(tree, 0);
  return values;
}

function embeddedFile(file: PdfFile, value: PdfValue): EmbeddedFile | undefined {
  const specification = file.dictionary(value);
  const contents = file.dictionary(specification?.entries.get("EF"));
  const [unicodeName, name] = ["UF", "F"].map((key) => file.resolve(specification?.entries.get(key)));
  const [unicodeStream, stream] = ["UF", "F"].map((key) => file.resolve(contents?.entries.get(key)));
  const named = [unicodeName, name].find((one) => isKind(one, "string"));
  const content = [stream, unicodeStream].find((one) => isKind(one, "stream"));
  return named && content ? { fileName: textOf(named), stream: content } : undefined;
}

import type { Invoice } from "../domain/invoice.js";
import type { RuleViolation } from "../domain/validation.js";
import { parseXml } from "../xml/parse-xml.js";
import { isNamed } from "../xml/xml-tree.js";
import type { XmlElement } from "../xml/xml-tree.js";
import { root as ciiRoot } from "./cii/document.js";
import { readCiiDocument } from "./cii/read-cii.js";
import { refusal, refusalOf } from "./mapping/refusal.js";
import { readAnyUblDocument } from "./read-any-ubl.js";
import { extractInvoiceXml } from "./pdf/extract-invoice-xml.js";
import { isPdf } from "./pdf/pdf-file.js";
import { roots as ublRoots } from "./ubl/document.js";

/** A Factur-X document is a PDF with XML inside. */
export type ReadableFormat = "UBL" | "CII" | "FACTURX";

export interface DocumentToRead {
  /** What the document is said to be; another content is refused. Left out, the content decides. */
  readonly format?: ReadableFormat;
  readonly bytes: Uint8Array;
}

export type DocumentReadingResult =
  | {
      readonly invoice: Invoice;
      readonly syntax: "UBL" | "CII";
      /** Rules the document breaks that the invoice does not show; absent when there are none. */
      readonly findings?: readonly RuleViolation[];
    }
  | { readonly violations: readonly RuleViolation[] };

/** Reads an invoice in any of the formats we know. */
export const readDocument = ({ format, bytes }: DocumentToRead): DocumentReadingResult => {
  const hasPdf = isPdf(bytes);
  if (format && hasPdf !== (format === "FACTURX")) return refused(format, hasPdf ? "a PDF" : "no PDF");
  if (!hasPdf) return readXml(bytes, format);
  const embedded = extractInvoiceXml(bytes);
  return "violations" in embedded ? embedded : readXml(embedded.bytes);
};

function readXml(bytes: Uint8Array, format?: ReadableFormat): DocumentReadingResult {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return { violations: [refusalOf(parsed.problem)] };
  const { root } = parsed;
  const syntax = syntaxOf(root);
  if (!syntax) {
    const message = `The root element ${root.name} in "${root.namespace}" is neither UBL 2.1 nor CII D16B`;
    return { violations: [refusal("DOCUMENT-UNKNOWN", "DOCUMENT", message)] };
  }
  if (format && format !== syntax) return refused(format, syntax);
  const reading = syntax === "UBL" ? readAnyUblDocument(root) : readCiiDocument(root);
  return "violations" in reading ? reading : { ...reading, syntax };
}

const syntaxOf = (root: XmlElement): "UBL" | "CII" | undefined => {
  if (Object.values(ublRoots).some((name) => isNamed(root, name))) return "UBL";
  return isNamed(root, ciiRoot) ? "CII" : undefined;
};

const refused = (format: ReadableFormat, found: string): DocumentReadingResult => ({
  violations: [refusal("DOCUMENT-FORMAT", "DOCUMENT", `The document is said to be ${format}, but is ${found}`)],
});

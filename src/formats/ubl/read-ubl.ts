import type { Invoice, InvoiceKind } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { readAll } from "../mapping/mapping.js";
import type { Draft } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { listUnmapped, Reading } from "../mapping/reading.js";
import type { DocumentReading } from "../mapping/reading.js";
import { parseXml } from "../../xml/parse-xml.js";
import type { XmlLimits } from "../../xml/parse-xml.js";
import { isNamed } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { documents, roots } from "./document.js";
import { checkUblSyntax } from "./syntax-rules.js";

/** An invoice, or everything that keeps the document from being one. */
export type UblReading =
  | {
      readonly invoice: Invoice;
      /** Rules the document breaks that the invoice does not show; absent when there are none. */
      readonly findings?: readonly RuleViolation[];
    }
  | { readonly violations: readonly RuleViolation[] };

/** Reads a UBL 2.1 Invoice or CreditNote; what the model cannot hold is listed in `invoice.unmapped`. */
export const readUbl = (bytes: Uint8Array, limits?: Partial<XmlLimits>): UblReading => {
  const parsed = parseXml(bytes, limits);
  if ("root" in parsed) return readUblDocument(parsed.root);
  const { code, message, line, column } = parsed.problem;
  return { violations: [fatal(code, "XML", `${message} (line ${line}, column ${column})`)] };
};

/** The same for a document that is parsed already. */
export const readUblDocument = (root: XmlElement): UblReading => {
  const kind = kindOf(root);
  if (!kind) return { violations: [notUbl(root)] };
  const { draft, document } = readContent(root, kind, {});
  if (document.violations.length > 0) return { violations: document.violations };
  // Without a violation every mandatory field was found: the draft is an invoice.
  const invoice = draft as Omit<Invoice, "unmapped"> as Invoice;
  const findings = checkUblSyntax(root);
  return {
    invoice: { ...invoice, unmapped: listUnmapped(root, document.mapped) },
    ...(findings.length > 0 && { findings }),
  };
};

/**
 * Reads as much of an invoice as is there. What is mandatory and missing is empty, whole groups too, so that rules can
 * say so; `violations` say the same, and what could not be read.
 */
export const readUblFragment = (
  root: XmlElement,
): { readonly invoice?: Invoice; readonly violations: readonly RuleViolation[] } => {
  const kind = kindOf(root);
  if (!kind) return { violations: [notUbl(root)] };
  const { draft, document } = readContent(root, kind, { isFragment: true });
  // Whatever is mandatory is there, if only as an empty text.
  const invoice = draft as Omit<Invoice, "unmapped"> as Invoice;
  return {
    invoice: { ...invoice, unmapped: listUnmapped(root, document.mapped) },
    violations: document.violations,
  };
};

function readContent(root: XmlElement, kind: InvoiceKind, { isFragment = false }: { isFragment?: boolean }) {
  const document: DocumentReading = {
    syntax: "UBL",
    currency: currencyIn(root, "cbc:DocumentCurrencyCode"),
    accountingCurrency: currencyIn(root, "cbc:TaxCurrencyCode"),
    violations: [],
    mapped: new Set(),
    isFragment,
  };
  const draft: Draft = { kind };
  readAll(documents[kind], new Reading(document, root), draft);
  return { draft, document };
}

function notUbl(root: XmlElement): RuleViolation {
  const message = `The root element is ${root.name} in "${root.namespace}", not a UBL 2.1 Invoice or CreditNote`;
  return { ...fatal("UBL-ROOT", "UBL", message), xpath: "/" };
}

function kindOf(root: XmlElement): InvoiceKind | undefined {
  if (isNamed(root, roots.INVOICE)) return "INVOICE";
  return isNamed(root, roots.CREDIT_NOTE) ? "CREDIT_NOTE" : undefined;
}

function currencyIn(root: XmlElement, name: string): string | undefined {
  return root.children.find((child) => isNamed(child, nameOf(name)))?.text.trim() || undefined;
}

const fatal = (rule: string, ruleset: string, message: string): RuleViolation => ({
  rule,
  ruleset,
  severity: "FATAL",
  message,
});

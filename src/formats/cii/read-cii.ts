import { kindOfType } from "../../domain/draft-invoice.js";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { parseXml } from "../../xml/parse-xml.js";
import type { XmlLimits } from "../../xml/parse-xml.js";
import { isNamed } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { readAll } from "../mapping/mapping.js";
import type { Draft } from "../mapping/mapping.js";
import { stepsOf } from "../mapping/names.js";
import { listUnmapped, Reading } from "../mapping/reading.js";
import type { DocumentReading } from "../mapping/reading.js";
import { refusal, refusalOf } from "../mapping/refusal.js";
import { document as content, root as rootName } from "./document.js";

/** An invoice, or everything that keeps the document from being one. */
export type CiiReading = { readonly invoice: Invoice } | { readonly violations: readonly RuleViolation[] };

/** Reads a UN/CEFACT Cross Industry Invoice D16B; what the model cannot hold is listed in `invoice.unmapped`. */
export const readCii = (bytes: Uint8Array, limits?: Partial<XmlLimits>): CiiReading => {
  const parsed = parseXml(bytes, limits);
  return "root" in parsed ? readCiiDocument(parsed.root) : { violations: [refusalOf(parsed.problem)] };
};

/** The same for a document that is parsed already. */
export const readCiiDocument = (root: XmlElement): CiiReading => {
  if (!isNamed(root, rootName)) {
    const message = `The root element is ${root.name} in "${root.namespace}", not a Cross Industry Invoice D16B`;
    return { violations: [{ ...refusal("CII-ROOT", "CII", message), xpath: "/" }] };
  }
  const document: DocumentReading = {
    syntax: "CII",
    currency: currencyIn(root, "ram:InvoiceCurrencyCode"),
    accountingCurrency: currencyIn(root, "ram:TaxCurrencyCode"),
    violations: [],
    mapped: new Set(),
  };
  const draft: Draft = {};
  readAll(content, new Reading(document, root), draft);
  if (document.violations.length > 0) return { violations: document.violations };
  // Without a violation every mandatory field was found: the draft is an invoice.
  const invoice = draft as Omit<Invoice, "kind" | "unmapped"> as Invoice;
  return {
    invoice: { ...invoice, kind: kindOfType(invoice.typeCode), unmapped: listUnmapped(root, document.mapped) },
  };
};

function currencyIn(root: XmlElement, name: string): string | undefined {
  const steps = stepsOf(`rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/${name}`);
  const found = steps.reduce<XmlElement | undefined>(
    (element, step) => element?.children.find((child) => isNamed(child, step)),
    root,
  );
  return found?.text.trim() || undefined;
}

import { extractInvoiceXml } from "../../formats/pdf/extract-invoice-xml.js";
import { isPdf } from "../../formats/pdf/pdf-file.js";
import { parseXml } from "../../xml/parse-xml.js";
import type { XmlElement } from "../../xml/xml-tree.js";

/** The bytes stay: libxml2 has a tree of its own. */
export interface ParsedDocument {
  readonly root: XmlElement;
  readonly bytes: Uint8Array;
}

export interface DocumentKind {
  readonly syntax: "UBL" | "CII";
  /** BT-24. */
  readonly specification: string;
}

/** The XML of the document, also out of a PDF; undefined when there is none to be read. */
export function parseDocument(bytes: Uint8Array): ParsedDocument | undefined {
  const xml = isPdf(bytes) ? extractInvoiceXml(bytes) : { bytes };
  if ("violations" in xml) return undefined;
  const parsed = parseXml(xml.bytes);
  return "root" in parsed ? { root: parsed.root, bytes: xml.bytes } : undefined;
}

export function kindOf({ root }: ParsedDocument): DocumentKind | undefined {
  if (root.namespace.startsWith("urn:oasis:names:specification:ubl:schema:xsd:"))
    return { syntax: "UBL", specification: textAt(root, "CustomizationID") };
  if (root.namespace.startsWith("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice"))
    return {
      syntax: "CII",
      specification: textAt(root, "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID"),
    };
  return undefined;
}

const textAt = (root: XmlElement, ...names: readonly string[]): string =>
  names
    .reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), root)
    ?.text.trim() ?? "";

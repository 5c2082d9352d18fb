import { kindOfType } from "../../domain/draft-invoice.js";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { serializeXml } from "../../xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { writeAll } from "../mapping/mapping.js";
import { Writing } from "../mapping/writing.js";
import { document as content, root } from "./document.js";

export interface CiiDocument {
  readonly bytes: Uint8Array;
  /** Every element and attribute made from a field of the model has that field's path as its origin. */
  readonly document: XmlElement;
  /** What CII has no room for, by path. Unless empty, the document does not say all the invoice does. */
  readonly violations: readonly RuleViolation[];
}

/** Writes a UN/CEFACT Cross Industry Invoice D16B. What stood in `invoice.unmapped` is not written again. */
export const writeCii = (invoice: Invoice): CiiDocument => {
  const tree = new XmlTreeBuilder();
  const violations: RuleViolation[] = [];
  const writing = new Writing({ syntax: "CII", invoice, tree, violations, valueCount: 0 });
  tree.openElement(root);
  if (kindOfType(invoice.typeCode) !== invoice.kind) {
    writing.field("kind").reportCapacity(`the type code ${invoice.typeCode} (BT-3) alone tells what it is`);
  }
  writeAll(content, invoice, writing);
  tree.closeElement();
  const document = tree.finish();
  return { document, bytes: serializeXml(document), violations };
};

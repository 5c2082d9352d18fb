import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { writeAll } from "../mapping/mapping.js";
import { Writing } from "../mapping/writing.js";
import { serializeXml } from "../../xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../xml/xml-tree.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { documents, roots } from "./document.js";

export interface UblDocument {
  readonly bytes: Uint8Array;
  /** Every element and attribute made from a field of the model has that field's path as its origin. */
  readonly document: XmlElement;
  /** What UBL 2.1 has no room for, by path. Unless empty, the document does not say all the invoice does. */
  readonly violations: readonly RuleViolation[];
}

/** Writes a UBL 2.1 Invoice or CreditNote. What stood in `invoice.unmapped` is not written again. */
export const writeUbl = (invoice: Invoice): UblDocument => {
  const tree = new XmlTreeBuilder();
  const violations: RuleViolation[] = [];
  tree.openElement(roots[invoice.kind]);
  writeAll(documents[invoice.kind], invoice, new Writing({ syntax: "UBL", invoice, tree, violations, valueCount: 0 }));
  tree.closeElement();
  const document = tree.finish();
  return { document, bytes: serializeXml(document), violations };
};

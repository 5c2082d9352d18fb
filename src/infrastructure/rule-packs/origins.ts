import type { Invoice } from "../../domain/invoice.js";
import { writeCii } from "../../formats/cii/write-cii.js";
import { writeUbl } from "../../formats/ubl/write-ubl.js";
import type { DocumentContent } from "../../provider-kit/provider.js";
import { type Origin, pathOf, qualified, type XmlElement } from "../../xml/xml-tree.js";

const writers: Readonly<Partial<Record<DocumentContent["format"], typeof writeUbl>>> = { UBL: writeUbl, CII: writeCii };

/**
 * Which field of the invoice stands where in the document written from it: the nearest one around each place. None when
 * the document is not what we write for this invoice, since its places could be others.
 */
export function findOrigins(
  { format, bytes }: Pick<DocumentContent, "format" | "bytes">,
  invoice: Invoice,
): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  const written = writers[format]?.(invoice);
  if (!written || Buffer.compare(written.bytes, bytes) !== 0) return origins;
  const visit = (element: XmlElement, around: Origin | undefined): void => {
    const origin = element.origin ?? around;
    const path = pathOf(element);
    if (origin) origins.set(path, origin);
    for (const attribute of element.attributes) {
      const nearest = attribute.origin ?? origin;
      if (nearest) origins.set(`${path}/@${qualified(attribute)}`, nearest);
    }
    for (const child of element.children) visit(child, origin);
  };
  visit(written.document, undefined);
  return origins;
}

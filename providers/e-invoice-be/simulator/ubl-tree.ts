import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";

export type { XmlElement } from "../../../src/xml/xml-tree.js";

/** The root of a UBL invoice or credit note, or a sentence that says why it is none. */
export function readUblTree(bytes: Uint8Array): XmlElement | string {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return parsed.problem.message;
  const { root } = parsed;
  const isUbl = root.name === "Invoice" || root.name === "CreditNote";
  return isUbl ? root : `${root.name} is neither an Invoice nor a CreditNote`;
}

/** All elements at the end of a path of local names. */
export const findAll = (element: XmlElement, path: string): XmlElement[] =>
  path
    .split("/")
    .reduce<XmlElement[]>(
      (elements, name) => elements.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [element],
    );

/** The trimmed text of the first element at the end of a path; undefined when it is missing or empty. */
export const textAt = (element: XmlElement, path: string): string | undefined =>
  findAll(element, path)[0]?.text.trim() || undefined;

export const attributeAt = (element: XmlElement, path: string, name: string): string | undefined =>
  findAll(element, path)[0]?.attributes.find((attribute) => attribute.name === name)?.value;

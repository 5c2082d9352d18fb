import { parseXml } from "../../src/xml/parse-xml.js";
import { serializeXml } from "../../src/xml/serialize-xml.js";
import { type XmlElement, XmlTreeBuilder } from "../../src/xml/xml-tree.js";

/** Namespaces by prefix; the unprefixed one is the document's own. */
export const namespaces = {
  common: "http://schemas.nav.gov.hu/NTCA/1.0/common",
  base: "http://schemas.nav.gov.hu/OSA/3.0/base",
} as const;

export const apiNamespace = "http://schemas.nav.gov.hu/OSA/3.0/api";
export const dataNamespace = "http://schemas.nav.gov.hu/OSA/3.0/data";
export const annulmentNamespace = "http://schemas.nav.gov.hu/OSA/3.0/annul";

/** An element to be written; its name has a prefix where it is not of the document's own namespace. */
export interface Branch {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly Branch[];
}

/** None without a value, so that optional elements need no condition. */
export const leaf = (
  name: string,
  value: string | undefined,
  attributes?: Readonly<Record<string, string>>,
): readonly Branch[] => (value === undefined ? [] : [{ name, content: value, ...(attributes && { attributes }) }]);

/** None without children. */
export function branch(name: string, ...children: readonly (readonly Branch[])[]): readonly Branch[] {
  const content = children.flat();
  return content.length === 0 ? [] : [{ name, content }];
}

export function writeXml(ownNamespace: string, root: Branch): Uint8Array {
  const builder = new XmlTreeBuilder();
  const toName = (qualified: string) => {
    const [prefix = "", name = ""] = qualified.includes(":") ? qualified.split(":") : ["", qualified];
    const namespace = prefix === "" ? ownNamespace : namespaces[prefix as keyof typeof namespaces];
    return { namespace, prefix, name };
  };
  const write = ({ name, attributes = {}, content }: Branch): void => {
    builder.openElement(toName(name));
    for (const [attribute, value] of Object.entries(attributes))
      builder.addAttribute({ namespace: "", prefix: "", name: attribute, value, origin: undefined });
    if (typeof content === "string") builder.addText(content);
    else content.forEach(write);
    builder.closeElement();
  };
  write(root);
  return serializeXml(builder.finish());
}

/** An element as plain data: its text, or its children by local name, each a list. Attributes are left out. */
export type Plain = string | { readonly [name: string]: readonly Plain[] };

export function toPlain({ children, text }: XmlElement): Plain {
  if (children.length === 0) return text;
  const members: Record<string, Plain[]> = {};
  for (const child of children) (members[child.name] ??= []).push(toPlain(child));
  return members;
}

/** @throws {Error} for bytes that are no XML */
export function readXml(bytes: Uint8Array): XmlElement {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
}

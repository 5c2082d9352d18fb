import { parseXml } from "../../src/xml/parse-xml.js";
import { serializeXml } from "../../src/xml/serialize-xml.js";
import { type XmlElement, XmlTreeBuilder } from "../../src/xml/xml-tree.js";

const schemas =
  "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/";

/** The AEAT's own prefixes: `targetNamespace` of its schemas. */
const namespaces = {
  soapenv: "http://schemas.xmlsoap.org/soap/envelope/",
  sf: `${schemas}SuministroInformacion.xsd`,
  sfLR: `${schemas}SuministroLR.xsd`,
  sfR: `${schemas}RespuestaSuministro.xsd`,
  sfLRC: `${schemas}ConsultaLR.xsd`,
  sfLRRC: `${schemas}RespuestaConsultaLR.xsd`,
} as const;

/** An element to be written: its name with prefix, and its text or its parts, of which undefined ones are left out. */
export type Part = readonly [name: string, content: string | readonly (Part | undefined)[]];

/** A part that is left out where it has no text. */
export const optional = (name: string, text: string | undefined): Part | undefined =>
  text === undefined ? undefined : [name, text];

export function toXml(part: Part): XmlElement {
  const tree = new XmlTreeBuilder();
  write(part, tree);
  return tree.finish();
}

export const toBytes = (part: Part): Uint8Array => serializeXml(toXml(part));

/** A SOAP 1.1 envelope, document style: the WSDL asks for no header and an empty SOAPAction. */
export const toEnvelope = (body: Part): Uint8Array =>
  toBytes([
    "soapenv:Envelope",
    [
      ["soapenv:Header", ""],
      ["soapenv:Body", [body]],
    ],
  ]);

function write([name, content]: Part, tree: XmlTreeBuilder): void {
  const [prefix = "", local = ""] = name.includes(":") ? name.split(":") : ["", name];
  const namespace = prefix === "" ? "" : namespaces[prefix as keyof typeof namespaces];
  tree.openElement({ namespace, prefix, name: local });
  if (typeof content === "string") tree.addText(content);
  else for (const part of content) if (part) write(part, tree);
  tree.closeElement();
}

const prefixes = new Map(Object.entries(namespaces).map(([prefix, namespace]) => [namespace as string, prefix]));

/** A read element as one to be written; one of a namespace that is not the AEAT's loses it. */
export function toPart({ namespace, name, children, text }: XmlElement): Part {
  const prefix = prefixes.get(namespace);
  return [prefix === undefined ? name : `${prefix}:${name}`, children.length > 0 ? children.map(toPart) : text];
}

/** Whether an element is what a name with prefix says. */
export const isNamed = ({ namespace, name }: XmlElement, prefixed: string): boolean =>
  prefixed === `${prefixes.get(namespace) ?? ""}:${name}`;

/**
 * Text, or the lists of children by name: how often an element may stand is the shape's business. Prefixes and
 * namespaces are passed over, since the AEAT's own examples disagree about them.
 */
export type Plain = string | { readonly [name: string]: readonly Plain[] };

export function toPlain({ children, text }: XmlElement): Plain {
  if (children.length === 0) return text;
  return Object.fromEntries(
    Object.entries(Object.groupBy(children, ({ name }) => name)).map(([name, same = []]) => [name, same.map(toPlain)]),
  );
}

/**
 * The first element in the body of an envelope.
 * @throws with the reason when the bytes are none
 */
export function readBody(bytes: Uint8Array): XmlElement {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const { root } = parsed;
  const body = root.children.find((child) => isNamed(child, "soapenv:Body"));
  const [content] = body?.children ?? [];
  if (!isNamed(root, "soapenv:Envelope") || !content) throw new Error(`${root.name} is no SOAP envelope with a body`);
  return content;
}

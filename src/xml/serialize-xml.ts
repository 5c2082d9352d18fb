import { qualified } from "./xml-tree.js";
import type { XmlElement, XmlName } from "./xml-tree.js";

/** Characters XML 1.0 cannot carry, lone surrogates among them; no escape helps. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

export const isXmlText = (text: string): boolean => !forbidden.test(text);

/**
 * The tree as UTF-8 text with XML declaration. Namespaces are declared at the root in the order of their first use, so
 * equal trees give equal bytes.
 * @throws {RangeError} when a text holds a character XML cannot carry
 */
export const serializeXml = (root: XmlElement): Uint8Array => {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  const declared = namespacesOf(root);
  write(root, parts, declared, declare(declared), "\n");
  parts.push("\n");
  return new TextEncoder().encode(parts.join(""));
};

function write(
  element: XmlElement,
  parts: string[],
  inScope: ReadonlyMap<string, string>,
  declarations: string,
  lineBreak: string,
): void {
  const name = qualified(element);
  parts.push("<", name, declarations);
  for (const attribute of element.attributes) {
    parts.push(" ", qualified(attribute), '="', escaped(attribute.value, attributeEscapes), '"');
  }
  if (element.children.length === 0 && element.text === "") {
    parts.push("/>");
    return;
  }
  parts.push(">", escaped(element.text, textEscapes));
  for (const child of element.children) {
    parts.push(lineBreak, "  ");
    const own = usedIn(child).filter(({ prefix, namespace }) => (inScope.get(prefix) ?? "") !== namespace);
    const childScope = own.length === 0 ? inScope : new Map([...inScope, ...own.map(binding)]);
    const childDeclarations = own.length === 0 ? "" : declare(new Map(own.map(binding)));
    write(child, parts, childScope, childDeclarations, `${lineBreak}  `);
  }
  if (element.children.length > 0) parts.push(lineBreak);
  parts.push("</", name, ">");
}

/** The first namespace each prefix stands for; a prefix used for a second one is declared again where that happens. */
function namespacesOf(root: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (element: XmlElement): void => {
    for (const { prefix, namespace } of usedIn(element)) {
      if (!found.has(prefix) && namespace !== "") found.set(prefix, namespace);
    }
    element.children.forEach(visit);
  };
  visit(root);
  if (root.prefix === "" && root.namespace === "") found.delete("");
  return found;
}

/** The names that need their prefix bound; an attribute without prefix has no namespace, and `xml` is always bound. */
const usedIn = (element: XmlElement): readonly XmlName[] => {
  const prefixed = element.attributes.filter(({ prefix }) => prefix !== "" && prefix !== "xml");
  return prefixed.length === 0 ? [element] : [element, ...prefixed];
};

const binding = ({ prefix, namespace }: XmlName): [string, string] => [prefix, namespace];

const declare = (bindings: ReadonlyMap<string, string>): string =>
  [...bindings]
    .map(([prefix, uri]) => ` xmlns${prefix ? `:${prefix}` : ""}="${escaped(uri, attributeEscapes)}"`)
    .join("");

const textEscapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };

/** Tab and line break would come back from an attribute as blanks. */
const attributeEscapes: Readonly<Record<string, string>> = {
  ...textEscapes,
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
};

function escaped(text: string, escapes: Readonly<Record<string, string>>): string {
  if (!isXmlText(text)) throw new RangeError("The text holds a character that XML cannot carry");
  return text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] ?? character);
}

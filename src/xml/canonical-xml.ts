import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from "saxes";
import type { XmlElement } from "./xml-tree.js";

export interface CanonicalForm {
  /** The element to begin with; the whole document unless given. Of the tree that `parseXml` made of the same bytes. */
  readonly of?: XmlElement;
  /** Left out with all that is in it, as an enveloped signature is. Of the same tree. */
  readonly without?: XmlElement;
  /** Only namespaces that are visibly used (Exclusive XML Canonicalization 1.0) instead of all in scope (1.0). */
  readonly exclusive?: boolean;
  /** Exclusive: prefixes that are treated as if it were not; "" is the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
}

type Bindings = ReadonlyMap<string, string>;

/** One open element: what holds in it, and what has been written of that. */
interface Frame {
  readonly scope: Bindings;
  readonly written: Bindings;
  readonly xmlAttributes: ReadonlyMap<string, SaxesAttributeNS>;
  readonly isWritten: boolean;
  readonly isOmitted: boolean;
}

const outside: Frame = {
  scope: new Map(),
  written: new Map(),
  xmlAttributes: new Map(),
  isWritten: false,
  isOmitted: false,
};

/**
 * The canonical bytes of a document or of one element, without comments: what XML signatures are made over
 * (https://www.w3.org/TR/2001/REC-xml-c14n-20010315, https://www.w3.org/TR/xml-exc-c14n/). Made from the bytes, since
 * the tree does not keep all that counts.
 * @throws for bytes that `parseXml` refuses
 */
export function canonicalXml(bytes: Uint8Array, form: CanonicalForm = {}): Uint8Array {
  const out: string[] = [];
  const frames: Frame[] = [];
  const first = form.of?.order ?? 0;
  let order = 0;
  let isBehindRoot = false;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("A document type declaration (DOCTYPE) is not accepted");
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    const isApex = order === first;
    const parent = frames.at(-1) ?? outside;
    const isOmitted = parent.isOmitted || order === form.without?.order;
    const scope = new Map([...parent.scope, ...Object.entries(tag.ns)]);
    const isWritten = (isApex || parent.isWritten) && !isOmitted;
    const own = Object.values(tag.attributes).filter(({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns");
    const xmlAttributes = new Map([
      ...parent.xmlAttributes,
      ...own.filter(({ prefix }) => prefix === "xml").map((attribute) => [attribute.local, attribute] as const),
    ]);
    // Who stands alone keeps what the elements around it said of language and space.
    const attributes = isApex && !form.exclusive ? withInherited(own, parent.xmlAttributes) : own;
    const namespaces = isWritten ? namespacesToWrite(tag, own, scope, parent.written, form) : [];
    if (isWritten) out.push("<", tag.name, ...namespaces.map(declaration), ...sorted(attributes).map(assignment), ">");
    frames.push({ scope, written: new Map([...parent.written, ...namespaces]), xmlAttributes, isWritten, isOmitted });
    order += 1;
  });
  parser.on("closetag", ({ name }) => {
    if (frames.pop()?.isWritten) out.push("</", name, ">");
    isBehindRoot = frames.length === 0;
  });
  const addText = (text: string): void => {
    if (frames.at(-1)?.isWritten) out.push(text.replace(/[&<>\r]/g, (character) => textEscapes[character] ?? ""));
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("processinginstruction", ({ target, body }) => {
    const text = `<?${target}${body ? ` ${body}` : ""}?>`;
    if (frames.at(-1)?.isWritten) out.push(text);
    else if (frames.length === 0 && first === 0) out.push(isBehindRoot ? `\n${text}` : `${text}\n`);
  });
  parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  return new TextEncoder().encode(out.join(""));
}

function withInherited(
  own: readonly SaxesAttributeNS[],
  inherited: ReadonlyMap<string, SaxesAttributeNS>,
): readonly SaxesAttributeNS[] {
  const said = new Set(own.filter(({ prefix }) => prefix === "xml").map(({ local }) => local));
  return [...own, ...[...inherited.values()].filter(({ local }) => !said.has(local))];
}

function namespacesToWrite(
  tag: SaxesTagNS,
  attributes: readonly SaxesAttributeNS[],
  scope: Bindings,
  written: Bindings,
  { exclusive, inclusivePrefixes = [] }: CanonicalForm,
): (readonly [string, string])[] {
  const used = [tag.prefix, ...attributes.map(({ prefix }) => prefix).filter((prefix) => prefix !== "")];
  const prefixes = new Set(exclusive ? [...used, ...inclusivePrefixes] : ["", ...scope.keys()]);
  prefixes.delete("xml");
  return [...prefixes]
    .map((prefix) => [prefix, scope.get(prefix) ?? ""] as const)
    .filter(([prefix, uri]) => (written.get(prefix) ?? "") !== uri)
    .sort(([left], [right]) => byCodePoint(left, right));
}

const sorted = (attributes: readonly SaxesAttributeNS[]): SaxesAttributeNS[] =>
  [...attributes].sort((left, right) => byCodePoint(left.uri, right.uri) || byCodePoint(left.local, right.local));

/** UTF-8 sorts as code points do; UTF-16, as JavaScript compares, does not. */
const byCodePoint = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

const declaration = ([prefix, uri]: readonly [string, string]): string =>
  ` xmlns${prefix && `:${prefix}`}="${attributeText(uri)}"`;

const assignment = ({ name, value }: SaxesAttributeNS): string => ` ${name}="${attributeText(value)}"`;

const textEscapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };

const attributeEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

const attributeText = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? "");

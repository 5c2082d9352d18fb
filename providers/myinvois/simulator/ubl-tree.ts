import { type Decimal, isDecimal } from "../../../src/domain/decimal.js";

/** A submitted document, whichever syntax it came in: element name → its occurrences. */
export interface Element {
  readonly value?: string;
  /** Set when the value is a JSON number or an XML amount. */
  readonly isNumber?: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Readonly<Record<string, readonly Element[]>>;
}

export class UnreadableDocument extends Error {}

/** @throws {UnreadableDocument} */
export function readUblTree(format: "JSON" | "XML", source: string): Element {
  const root = format === "JSON" ? readJson(source) : readXml(source);
  if (!root) throw new UnreadableDocument("the document has no Invoice element");
  return root;
}

export const all = (element: Element | undefined, ...names: readonly string[]): readonly Element[] =>
  names.reduce<readonly Element[]>(
    (elements, name) => elements.flatMap((each) => each.children[name] ?? []),
    element ? [element] : [],
  );

export const one = (element: Element | undefined, ...names: readonly string[]): Element | undefined =>
  all(element, ...names)[0];

export const textOf = (element: Element | undefined, ...names: readonly string[]): string | undefined =>
  one(element, ...names)?.value;

export const toDecimal = ({ value, isNumber }: Element): Decimal | undefined =>
  isNumber && value !== undefined && isDecimal(value) ? value : undefined;

export const decimalOf = (element: Element | undefined, ...names: readonly string[]): Decimal | undefined => {
  const found = one(element, ...names);
  return found && toDecimal(found);
};

/** Numbers keep their digits: the third argument of a reviver is not yet in the library's types. */
type SourceReviver = (this: unknown, name: string, value: unknown, context: { source?: string }) => unknown;

interface JsonNumber {
  readonly digits: string;
}

const keepDigits: SourceReviver = (_name, value, { source }) =>
  typeof value === "number" ? { digits: source ?? String(value) } : value;

function readJson(source: string): Element | undefined {
  try {
    const parsed = JSON.parse(source, keepDigits as (name: string, value: unknown) => unknown) as unknown;
    return one(toElement(parsed), "Invoice");
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument("the document is no JSON");
  }
}

function toElement(node: unknown): Element {
  if (typeof node !== "object" || node === null) throw new UnreadableDocument("an element is no JSON object");
  const attributes: Record<string, string> = {};
  const children: Record<string, readonly Element[]> = {};
  let content: { value?: string; isNumber?: boolean } = {};
  for (const [name, member] of Object.entries(node)) {
    if (Array.isArray(member)) children[name] = member.map(toElement);
    else if (name === "_")
      content = isJsonNumber(member) ? { value: member.digits, isNumber: true } : { value: String(member) };
    else attributes[name] = String(member);
  }
  return { ...content, attributes, children };
}

const isJsonNumber = (value: unknown): value is JsonNumber =>
  typeof value === "object" && value !== null && "digits" in value;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) =>
    name.startsWith("#")
      ? String.fromCodePoint(Number.parseInt(name.replace(/^#x?/i, ""), /^#x/i.test(name) ? 16 : 10))
      : (entities[name] ?? whole),
  );

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Record<string, Element[]>;
  text: string;
}

const numeric = /(Amount|Quantity|Percent|Numeric|Rate)$/;

/** Elements, attributes and text of a document without a DTD: all that UBL uses. */
function readXml(source: string): Element | undefined {
  const stack: OpenElement[] = [{ name: "", attributes: {}, children: {}, text: "" }];
  const tokens = source.matchAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)([^>]*?)(\/?)>|([^<]+)/g);
  for (const [, closing, qualifiedName, attributes = "", selfClosing, text] of tokens) {
    const top = stack.at(-1);
    if (!top) throw new UnreadableDocument("the document is no well-formed XML");
    if (text !== undefined) top.text += decode(text);
    else if (qualifiedName !== undefined) {
      const name = qualifiedName.replace(/^.*:/, "");
      if (!closing) stack.push({ name, attributes: toAttributes(attributes), children: {}, text: "" });
      if (closing || selfClosing) closeElement(stack, name);
    }
  }
  if (stack.length !== 1) throw new UnreadableDocument("the document is no well-formed XML");
  return stack[0]?.children["Invoice"]?.[0];
}

function closeElement(stack: OpenElement[], name: string): void {
  const closed = stack.pop();
  const parent = stack.at(-1);
  if (closed?.name !== name || !parent) throw new UnreadableDocument(`</${name}> closes nothing`);
  const { attributes, children, text } = closed;
  const isLeaf = Object.keys(children).length === 0;
  const element: Element = {
    ...(isLeaf && { value: text.trim(), isNumber: numeric.test(name) }),
    attributes,
    children,
  };
  (parent.children[name] ??= []).push(element);
}

const toAttributes = (source: string): Record<string, string> =>
  Object.fromEntries(
    [...source.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = "", double, single]) => [
      name,
      decode(double ?? single ?? ""),
    ]),
  );

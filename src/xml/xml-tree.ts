/**
 * Our XML tree: elements only, finished before anyone sees them. The direct text of an element is one string; in mixed
 * content the words stay and their places among the child elements are lost. White space between elements, comments and
 * processing instructions are not kept.
 */
export interface XmlElement {
  readonly namespace: string;
  /** As written; empty for the default namespace. */
  readonly prefix: string;
  /** Local name. */
  readonly name: string;
  /** Without namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Absent for the root. */
  readonly parent: XmlElement | undefined;
  /** Rises in document order, from 0 at the root. */
  readonly order: number;
  /** Place among the siblings of the same name, from 1; 0 when there is no other. */
  readonly position: number;
  /** Path of the model field the element was made from, e.g. `["lines", "3", "vat", "rate"]`. */
  readonly origin: Origin | undefined;
}

export interface XmlAttribute {
  /** Empty for an attribute without prefix. */
  readonly namespace: string;
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
  readonly origin: Origin | undefined;
}

export type Origin = readonly string[];

export interface XmlName {
  readonly namespace: string;
  readonly prefix: string;
  readonly name: string;
}

class Draft implements XmlElement {
  readonly namespace: string;
  readonly prefix: string;
  readonly name: string;
  readonly parent: Draft | undefined;
  readonly order: number;
  attributes: readonly XmlAttribute[];
  children: readonly Draft[] = none;
  text = "";
  position = 0;
  origin: Origin | undefined;

  constructor(
    { namespace, prefix, name }: XmlName,
    attributes: readonly XmlAttribute[],
    parent: Draft | undefined,
    order: number,
  ) {
    this.namespace = namespace;
    this.prefix = prefix;
    this.name = name;
    this.attributes = attributes;
    this.parent = parent;
    this.order = order;
  }
}

/** Shared by the many elements without attributes or children. */
const none: readonly never[] = [];

interface OpenElement {
  readonly element: Draft;
  readonly children: Draft[];
  readonly attributes: XmlAttribute[];
  readonly text: string[];
}

/** Builds a tree in document order, in linear time. */
export class XmlTreeBuilder {
  private readonly open: OpenElement[] = [];
  private nextOrder = 0;
  private root: Draft | undefined;

  get depth(): number {
    return this.open.length;
  }

  /** Whether the open element has text of its own. */
  get hasText(): boolean {
    return this.current().text.length > 0;
  }

  openElement(name: XmlName): void {
    const parent = this.open.at(-1);
    if (!parent && this.root) throw new Error(`A document has one root; ${name.name} would be the second`);
    const element = new Draft(name, none, parent?.element, this.nextOrder++);
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push({ element, children: [], attributes: [], text: [] });
  }

  setOrigin(origin: Origin): void {
    this.current().element.origin = origin;
  }

  addAttribute(attribute: XmlAttribute): void {
    this.current().attributes.push(attribute);
  }

  addText(text: string): void {
    this.current().text.push(text);
  }

  closeElement(): void {
    const { element, children, attributes, text } = this.current();
    this.open.pop();
    const joined = text.length === 1 ? text[0]! : text.join("");
    element.text = children.length > 0 && isBlank(joined) ? "" : joined;
    if (attributes.length > 0) element.attributes = attributes;
    if (children.length > 0) {
      element.children = children;
      number(children);
    }
  }

  /** Takes back the open element with all that is in it. */
  discardElement(): void {
    const { element } = this.current();
    this.open.pop();
    if (element.parent) this.current().children.pop();
    else this.root = undefined;
  }

  finish(): XmlElement {
    if (!this.root || this.open.length > 0) throw new Error("The document has no finished root element");
    return this.root;
  }

  private current(): OpenElement {
    const current = this.open.at(-1);
    if (!current) throw new Error("No element is open");
    return current;
  }
}

export const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

/** XPath of an element, in the document's own prefixes: `/Invoice/cac:InvoiceLine[3]/cbc:Note`. */
export const pathOf = (element: XmlElement): string => {
  const steps: string[] = [];
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    steps.push(`${qualified(at)}${at.position > 0 ? `[${at.position}]` : ""}`);
  }
  return `/${steps.reverse().join("/")}`;
};

export const qualified = ({ prefix, name }: Pick<XmlName, "prefix" | "name">): string =>
  prefix ? `${prefix}:${name}` : name;

export const attributeOf = (element: XmlElement, name: string): XmlAttribute | undefined =>
  element.attributes.find((attribute) => attribute.namespace === "" && attribute.name === name);

export const isNamed = (element: XmlElement, { namespace, name }: XmlName): boolean =>
  element.name === name && element.namespace === namespace;

function number(children: readonly Draft[]): void {
  if (children.length === 1) return;
  const last = new Map<string, Draft>();
  for (const child of children) {
    const key = `${child.namespace} ${child.name}`;
    const before = last.get(key);
    if (before) {
      if (before.position === 0) before.position = 1;
      child.position = before.position + 1;
    }
    last.set(key, child);
  }
}

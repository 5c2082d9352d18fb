import type { XmlAttribute, XmlElement } from "../../xml/xml-tree.js";
import type { NameTable } from "./name-table.js";

export type NodeKind = "document" | "element" | "attribute" | "text";

/** A node of the XPath data model over our XML tree. One class for all kinds keeps every access to it fast. */
export class TreeNode {
  readonly kind: NodeKind;
  readonly namespace: string;
  readonly prefix: string;
  readonly name: string;
  /** Number of the expanded name in the rules' table; 0 when no rule mentions it. */
  readonly nameId: number;
  readonly parent: TreeNode | undefined;
  /** Place in document order; attributes and text follow their element, before its children. */
  readonly order: number;
  /** The greatest `order` within the subtree. */
  lastOrder: number;
  /** What the node was made from; for the document its root, for attributes and text their element. */
  readonly source: XmlElement;
  /** Child elements. */
  readonly children: TreeNode[] = [];
  private readonly ownText: string;
  private readonly names: NameTable;
  private attributeNodes: readonly TreeNode[] | undefined;
  private textNode: TreeNode | undefined;
  private childrenById: Map<number, TreeNode[]> | undefined;
  private joinedText: string | undefined;

  constructor(
    kind: NodeKind,
    { namespace, prefix, name }: Pick<XmlElement, "namespace" | "prefix" | "name">,
    source: XmlElement,
    parent: TreeNode | undefined,
    order: number,
    ownText: string,
    names: NameTable,
  ) {
    this.kind = kind;
    this.namespace = namespace;
    this.prefix = prefix;
    this.name = name;
    this.nameId = name === "" ? 0 : names.find(namespace, name);
    this.source = source;
    this.parent = parent;
    this.order = order;
    this.lastOrder = order;
    this.ownText = ownText;
    this.names = names;
  }

  get attributes(): readonly TreeNode[] {
    if (this.kind !== "element" || this.source.attributes.length === 0) return none;
    this.attributeNodes ??= this.source.attributes.map((attribute: XmlAttribute, index) => {
      const order = this.order + 1 + index;
      return new TreeNode("attribute", attribute, this.source, this, order, attribute.value, this.names);
    });
    return this.attributeNodes;
  }

  /** The tree keeps one text per element: there is one text node, or none. */
  get text(): TreeNode | undefined {
    if (this.kind !== "element" || this.ownText === "") return undefined;
    const order = this.order + 1 + this.source.attributes.length;
    this.textNode ??= new TreeNode("text", nameless, this.source, this, order, this.ownText, this.names);
    return this.textNode;
  }

  childrenNamed(nameId: number): readonly TreeNode[] {
    if (this.children.length === 0) return none;
    if (this.children.length <= fewChildren) return named(this.children, nameId);
    this.childrenById ??= Map.groupBy(this.children, (child) => child.nameId);
    return this.childrenById.get(nameId) ?? none;
  }

  attributesNamed(nameId: number): readonly TreeNode[] {
    return named(this.attributes, nameId);
  }

  /** The text of the node and of all that is in it. */
  get stringValue(): string {
    if (this.children.length === 0) return this.ownText;
    if (this.joinedText !== undefined) return this.joinedText;
    const parts: string[] = [];
    for (const node of withDescendants(this)) if (node.ownText !== "") parts.push(node.ownText);
    const joined = parts.join("");
    if (joined.length <= longestKept) this.joinedText = joined;
    return joined;
  }

  contains(other: TreeNode): boolean {
    return this.order < other.order && other.order <= this.lastOrder;
  }
}

/** Longer texts are joined anew: kept at every level of a deep document they would multiply it. */
const longestKept = 10_000;

/** Up to here looking at each is cheaper than an index. */
const fewChildren = 8;

const none: readonly never[] = [];

const named = (nodes: readonly TreeNode[], nameId: number): readonly TreeNode[] => {
  for (const node of nodes) if (node.nameId === nameId) return nodes.filter((other) => other.nameId === nameId);
  return none;
};

const nameless = { namespace: "", prefix: "", name: "" };

/** Walks without recursion, so that depth costs no stack. */
export function* withDescendants(top: TreeNode): Generator<TreeNode> {
  const open = [top];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
}

export class DocumentTree {
  readonly document: TreeNode;
  /** All elements in document order. */
  readonly elements: readonly TreeNode[];
  private readonly elementsById = new Map<number, TreeNode[]>();

  constructor(root: XmlElement, names: NameTable) {
    const elements: TreeNode[] = [];
    let nextOrder = 1;
    this.document = new TreeNode("document", nameless, root, undefined, 0, "", names);
    const open = [{ source: root, parent: this.document }];
    for (let at = open.pop(); at; at = open.pop()) {
      const { source, parent } = at;
      const node = new TreeNode("element", source, source, parent, nextOrder, source.text, names);
      nextOrder += 1 + source.attributes.length + (source.text === "" ? 0 : 1);
      node.lastOrder = nextOrder - 1;
      parent.children.push(node);
      elements.push(node);
      if (node.nameId !== 0) {
        const sameName = this.elementsById.get(node.nameId);
        if (sameName) sameName.push(node);
        else this.elementsById.set(node.nameId, [node]);
      }
      for (let index = source.children.length - 1; index >= 0; index--) {
        open.push({ source: source.children[index]!, parent: node });
      }
    }
    for (let index = elements.length - 1; index >= 0; index--) {
      const { parent, lastOrder } = elements[index]!;
      if (parent && parent.lastOrder < lastOrder) parent.lastOrder = lastOrder;
    }
    this.elements = elements;
  }

  /** Elements of that name below `top`, in document order. */
  descendantsNamed(top: TreeNode, nameId: number): readonly TreeNode[] {
    const named = this.elementsById.get(nameId) ?? none;
    return top.kind === "document" ? named : between(named, top);
  }

  descendants(top: TreeNode): readonly TreeNode[] {
    return top.kind === "document" ? this.elements : between(this.elements, top);
  }

  /** Elements before the node in document order that do not contain it; all names when `nameId` is absent. */
  preceding(node: TreeNode, nameId?: number): readonly TreeNode[] {
    const from = nameId === undefined ? this.elements : (this.elementsById.get(nameId) ?? none);
    return from.slice(0, firstAfter(from, node.order - 1)).filter((other) => !other.contains(node));
  }

  following(node: TreeNode, nameId?: number): readonly TreeNode[] {
    const from = nameId === undefined ? this.elements : (this.elementsById.get(nameId) ?? none);
    return from.slice(firstAfter(from, node.lastOrder));
  }
}

const between = (nodes: readonly TreeNode[], top: TreeNode): readonly TreeNode[] => {
  const start = firstAfter(nodes, top.order);
  const end = firstAfter(nodes, top.lastOrder);
  return start === end ? none : nodes.slice(start, end);
};

/** Index of the first node whose order is greater. */
const firstAfter = (nodes: readonly TreeNode[], order: number): number => {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodes[middle]!.order > order) high = middle;
    else low = middle + 1;
  }
  return low;
};

import type { TreeNode } from "./document-tree.js";
import type { Evaluation } from "./evaluation.js";
import { inDocumentOrder } from "./values.js";
import { namespaceOf, splitName } from "./static-context.js";
import type { StaticContext } from "./static-context.js";
import type { Axis, NodeTest } from "./syntax.js";

type Nodes = readonly TreeNode[];

/** The nodes of one axis that pass a test, in document order. */
export type Selector = (node: TreeNode, evaluation: Evaluation) => Nodes;

type Test = (node: TreeNode) => boolean;

const none: Nodes = [];

const reverseAxes: ReadonlySet<Axis> = new Set<Axis>([
  "parent",
  "ancestor",
  "ancestor-or-self",
  "preceding",
  "preceding-sibling",
]);

/** Positions count backwards on these. */
export const isReverse = (axis: Axis): boolean => reverseAxes.has(axis);

export const selectorOf = (axis: Axis, test: NodeTest, context: StaticContext): Selector => {
  if (axis === "descendant-or-self" && test.kind === "parent")
    return (node, { tree }) => [node, ...tree.descendants(node)];
  const nameId = exactNameId(test, context);
  const byName = nameId === undefined ? undefined : namedSelectors[axis]?.(nameId);
  const wantsElements = test.kind === "named" || test.kind === "element";
  const select = (wantsElements ? elementSelectors[axis] : undefined) ?? selectors[axis];
  return byName ?? filtered(select, testOf(test, axis, context));
};

/** Fast paths for the commonest test, a full name. */
const namedSelectors: Partial<Record<Axis, (nameId: number) => Selector>> = {
  child: (nameId) => (node) => node.childrenNamed(nameId),
  attribute: (nameId) => (node) => node.attributesNamed(nameId),
  descendant:
    (nameId) =>
    (node, { tree }) =>
      tree.descendantsNamed(node, nameId),
  preceding:
    (nameId) =>
    (node, { tree }) =>
      tree.preceding(node, nameId),
  following:
    (nameId) =>
    (node, { tree }) =>
      tree.following(node, nameId),
};

/** Where texts would only be found to be dropped. */
const elementSelectors: Partial<Record<Axis, Selector>> = {
  child: (node) => node.children,
  descendant: (node, { tree }) => tree.descendants(node),
};

const exactNameId = (test: NodeTest, context: StaticContext): number | undefined => {
  const hasName = test.kind === "named" || test.kind === "element";
  if (!hasName || test.name === undefined || test.name.includes("*")) return undefined;
  const [prefix, local] = splitName(test.name);
  return context.names.idOf(prefix === "" ? "" : namespaceOf(context, prefix), local);
};

const filtered =
  (select: Selector, test: Test | undefined): Selector =>
  (node, evaluation) => {
    const nodes = select(node, evaluation);
    evaluation.charge(nodes.length);
    return test === undefined || nodes.length === 0 ? nodes : nodes.filter(test);
  };

const siblings: Selector = (node, evaluation) => {
  const nodes = node.kind === "element" || node.kind === "text" ? childNodes(node.parent) : none;
  evaluation.charge(nodes.length);
  return nodes;
};

/** The text of an element counts as its first child. */
const childNodes = (node: TreeNode | undefined): Nodes => {
  if (!node) return none;
  return node.text ? [node.text, ...node.children] : node.children;
};

const ancestors = (node: TreeNode): readonly TreeNode[] => {
  const found: TreeNode[] = [];
  for (let at = node.parent; at; at = at.parent) found.push(at);
  return found.reverse();
};

/** Elements with the texts directly within them. */
const withTexts = (elements: Nodes): Nodes =>
  inDocumentOrder(elements.flatMap((element) => (element.text ? [element, element.text] : [element])));

const descendants: Selector = (node, evaluation) => {
  if (node.kind === "attribute" || node.kind === "text") return none;
  const below = withTexts(evaluation.tree.descendants(node));
  return node.text ? [node.text, ...below] : below;
};

const selectors: Readonly<Record<Axis, Selector>> = {
  child: childNodes,
  attribute: (node) => node.attributes,
  self: (node) => [node],
  parent: (node) => (node.parent ? [node.parent] : none),
  descendant: descendants,
  "descendant-or-self": (node, evaluation) => [node, ...descendants(node, evaluation)],
  ancestor: ancestors,
  "ancestor-or-self": (node) => [...ancestors(node), node],
  preceding: (node, { tree }) => withTexts(tree.preceding(node)).filter((other) => other.parent !== node),
  "preceding-sibling": (node, evaluation) => siblings(node, evaluation).filter(({ order }) => order < node.order),
  following: (node, { tree }) => withTexts(tree.following(node)),
  "following-sibling": (node, evaluation) => siblings(node, evaluation).filter(({ order }) => order > node.order),
};

/** Undefined when every node passes. */
export const testOf = (test: NodeTest, axis: Axis, context: StaticContext): Test | undefined => {
  switch (test.kind) {
    case "node":
      return undefined;
    case "never":
      return () => false;
    case "text":
    case "document":
      return ({ kind }) => kind === test.kind;
    case "parent":
      return ({ kind }) => kind === "element" || kind === "document";
    default: {
      const kind = test.kind === "named" ? (axis === "attribute" ? "attribute" : "element") : test.kind;
      const hasName = nameTest(test.name ?? "*", context);
      return (node) => node.kind === kind && hasName(node);
    }
  }
};

const nameTest = (name: string, context: StaticContext): Test => {
  if (name === "*") return () => true;
  const [prefix, local] = splitName(name);
  if (prefix === "*") return (node) => node.name === local;
  const namespace = prefix === "" ? "" : namespaceOf(context, prefix);
  if (local === "*") return (node) => node.namespace === namespace;
  const nameId = context.names.idOf(namespace, local);
  return (node) => node.nameId === nameId;
};

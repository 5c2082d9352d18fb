import { TreeNode } from "./document-tree.js";
import { ExactDecimal, decimalToText } from "./exact-decimal.js";
import { Moment, momentToText } from "./moment.js";
import { XPathError } from "./xpath-error.js";

/** What a document says, before anything has asked for a type. */
export class UntypedText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** xs:integer is a bigint, xs:double (and xs:float) a number, xs:string (and xs:anyURI) a string. */
export type Numeric = bigint | ExactDecimal | number;
export type Atomic = string | boolean | Numeric | UntypedText | Moment;
export type Item = Atomic | TreeNode;
export type Sequence = readonly Item[];

export const empty: Sequence = [];
const yes: Sequence = [true];
const no: Sequence = [false];

export const ofBoolean = (value: boolean): Sequence => (value ? yes : no);

export const isNumeric = (item: Item): item is Numeric =>
  typeof item === "bigint" || typeof item === "number" || item instanceof ExactDecimal;

export const atomize = (item: Item): Atomic => (item instanceof TreeNode ? new UntypedText(item.stringValue) : item);

export const atomizeAll = (sequence: Sequence): readonly Atomic[] => {
  for (const item of sequence) if (item instanceof TreeNode) return sequence.map(atomize);
  return sequence as readonly Atomic[];
};

/** The one value, or none. More than one is what breaks a rule on a document with a repeated element. */
export const atMostOne = (sequence: Sequence): Item | undefined => {
  if (sequence.length <= 1) return sequence[0];
  throw new XPathError("XPTY0004", `One value is expected, but there are ${sequence.length}`);
};

export const stringOf = (item: Item): string => {
  if (typeof item === "string") return item;
  if (item instanceof TreeNode) return item.stringValue;
  if (item instanceof UntypedText) return item.text;
  if (item instanceof ExactDecimal) return decimalToText(item);
  if (item instanceof Moment) return momentToText(item);
  if (typeof item === "number") return doubleToText(item);
  return item.toString();
};

export const isTrue = (sequence: Sequence): boolean => {
  const [first] = sequence;
  if (first === undefined) return false;
  if (first instanceof TreeNode) return true;
  if (sequence.length === 1) {
    if (typeof first === "boolean") return first;
    if (typeof first === "string") return first !== "";
    if (typeof first === "bigint") return first !== 0n;
    if (typeof first === "number") return first !== 0 && !Number.isNaN(first);
    if (first instanceof UntypedText) return first.text !== "";
    if (first instanceof ExactDecimal) return first.unscaled !== 0n;
  }
  throw new XPathError("FORG0006", `${sequence.length} values, first ${typeNameOf(first)}, are neither true nor false`);
};

export const typeNameOf = (item: Item): string => {
  if (item instanceof TreeNode) return `${item.kind}()`;
  if (item instanceof UntypedText) return "xs:untypedAtomic";
  if (item instanceof ExactDecimal) return "xs:decimal";
  if (item instanceof Moment) return `xs:${item.type}`;
  if (typeof item === "bigint") return "xs:integer";
  return typeof item === "number" ? "xs:double" : `xs:${typeof item}`;
};

/** Document order without repetitions. */
export const inDocumentOrder = (nodes: readonly TreeNode[]): readonly TreeNode[] => {
  let isSorted = true;
  for (let index = 1; index < nodes.length && isSorted; index++) {
    isSorted = nodes[index - 1]!.order < nodes[index]!.order;
  }
  if (isSorted) return nodes;
  return [...new Set(nodes)].sort((left, right) => left.order - right.order);
};

/** @throws {XPathError} when an item is not a node */
export const nodesOf = (sequence: Sequence): readonly TreeNode[] => {
  for (const item of sequence) {
    if (!(item instanceof TreeNode)) throw new XPathError("XPTY0019", `Nodes are expected, found ${typeNameOf(item)}`);
  }
  return sequence as readonly TreeNode[];
};

function doubleToText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "INF" : "-INF";
  if (Object.is(value, -0)) return "-0";
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e6)) return value.toString();
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}

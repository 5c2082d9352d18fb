import { comparePair, compareValues, valueOperatorOf } from "./comparison.js";
import type { TreeNode } from "./document-tree.js";
import type { Evaluation } from "./evaluation.js";
import { expressionOf, testOf } from "./expression.js";
import type { Expression } from "./expression.js";
import type { GeneralOperator, NodeOperator, ValueOperator } from "./syntax.js";
import { UntypedText, atMostOne, atomize, atomizeAll, empty, nodesOf, ofBoolean, stringOf } from "./values.js";
import type { Atomic, Sequence } from "./values.js";

/** Pairs from which a set of the texts pays. */
const manyPairs = 100;

/** `=` and its like: true when any pair is. */
export const compileGeneral = (general: GeneralOperator, left: Expression, right: Expression): Expression => {
  const operator = valueOperatorOf[general];
  return testOf([left, right], (context) => {
    const ours = atomizeAll(left.evaluate(context));
    if (ours.length === 0) return false;
    const theirs = atomizeAll(right.evaluate(context));
    return anyPair(operator, ours, theirs, context.evaluation);
  });
};

const anyPair = (
  operator: ValueOperator,
  ours: readonly Atomic[],
  theirs: readonly Atomic[],
  evaluation: Evaluation,
): boolean => {
  const pairs = ours.length * theirs.length;
  if (operator === "eq" && pairs > manyPairs && ours.every(isTextual) && theirs.every(isTextual)) {
    evaluation.charge(ours.length + sizeOf(ours) + theirs.length + sizeOf(theirs));
    const known = new Set(theirs.map(stringOf));
    return ours.some((value) => known.has(stringOf(value)));
  }
  evaluation.charge(pairs + sizeOf(ours) + sizeOf(theirs));
  return ours.some((value) => theirs.some((other) => comparePair(operator, value, other)));
};

/** What long texts cost beyond their number. */
const sizeOf = (values: readonly Atomic[]): number => {
  let size = 0;
  for (const value of values) if (value instanceof UntypedText) size += value.text.length >> 6;
  return size;
};

const isTextual = (value: Atomic): boolean => typeof value === "string" || value instanceof UntypedText;

/** `eq` and its like: one value with one value, and nothing with nothing. */
export const compileValue = (operator: ValueOperator, left: Expression, right: Expression): Expression =>
  expressionOf("boolean", [left, right], (context) => {
    const one = atMostOne(left.evaluate(context));
    const other = atMostOne(right.evaluate(context));
    if (one === undefined || other === undefined) return empty;
    return ofBoolean(compareValues(operator, atomize(one), atomize(other)));
  });

export const compileOrder = (operator: NodeOperator, left: Expression, right: Expression): Expression =>
  expressionOf("boolean", [left, right], (context) => {
    const one = singleNode(left.evaluate(context));
    const other = singleNode(right.evaluate(context));
    if (!one || !other) return empty;
    if (operator === "is") return ofBoolean(one === other);
    return ofBoolean(operator === "<<" ? one.order < other.order : one.order > other.order);
  });

const singleNode = (sequence: Sequence): TreeNode | undefined => {
  atMostOne(sequence);
  return nodesOf(sequence)[0];
};

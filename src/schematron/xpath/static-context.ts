import type { Context, Evaluation, Variable } from "./evaluation.js";
import type { Expression } from "./expression.js";
import type { NameTable } from "./name-table.js";
import type { Syntax } from "./syntax.js";
import { isTrue } from "./values.js";
import type { Sequence } from "./values.js";
import type { XPathError } from "./xpath-error.js";
import { XPathSyntaxError } from "./xpath-error.js";

/** A function declared beside the rules. */
export interface DeclaredFunction {
  call(given: readonly Sequence[], evaluation: Evaluation): Sequence;
}

/** What the expressions of one rule file share. */
export interface StaticContext {
  readonly namespaces: ReadonlyMap<string, string>;
  readonly names: NameTable;
  /** By `{namespace}name#arity`. */
  readonly functions: ReadonlyMap<string, DeclaredFunction>;
  /** Expressions with one value per document, and the place of that value. */
  readonly slots: Map<string, number>;
  /** Keeps apart expressions of the same text whose variables differ. */
  readonly slotPrefix: string;
}

export interface Scope {
  readonly variable: Variable;
  readonly outer: Scope | undefined;
}

/** Compiles a part of an expression, where the variables of the scope are known. */
export type Compile = (syntax: Syntax, scope: Scope | undefined) => Expression;

/** Called for a predicate of a rule's context that has no value for a node: the node then does not match. */
export type OnPredicateError = (error: XPathError, context: Context) => void;

export const functionKey = (namespace: string, name: string, arity: number): string => `{${namespace}}${name}#${arity}`;

export const find = (scope: Scope | undefined, name: string): Variable => {
  for (let at = scope; at; at = at.outer) if (at.variable.name === name) return at.variable;
  throw new XPathSyntaxError(`There is no variable $${name}`);
};

export const namespaceOf = (context: StaticContext, prefix: string): string => {
  const namespace = context.namespaces.get(prefix);
  if (namespace === undefined) throw new XPathSyntaxError(`The prefix ${prefix} is not declared`);
  return namespace;
};

export const splitName = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
};

/** Evaluated at its first use in a document, then remembered: for expressions that do not depend on where they stand. */
export const oncePerDocument = (
  expression: Expression,
  key: string,
  { slots, slotPrefix }: StaticContext,
): Expression => {
  const slot = slots.get(slotPrefix + key) ?? slots.size;
  slots.set(slotPrefix + key, slot);
  const evaluate = (context: Context): Sequence => context.evaluation.once(slot, () => expression.evaluate(context));
  return { ...expression, evaluate, test: (context) => isTrue(evaluate(context)) };
};

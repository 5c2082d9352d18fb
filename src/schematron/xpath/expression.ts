import type { Context, Variable } from "./evaluation.js";
import { isTrue, ofBoolean } from "./values.js";
import type { Sequence } from "./values.js";

/** What is known of a value before there is a document; `unknown` may be a number, which counts in a predicate. */
export type StaticType = "boolean" | "numeric" | "nodes" | "text" | "unknown";

/** A compiled expression. */
export interface Expression {
  readonly type: StaticType;
  /** The local variables it reads and does not bind itself; `currentNode` stands for current(). */
  readonly locals: ReadonlySet<Variable>;
  /** The same value whatever the context. */
  readonly isConstant: boolean;
  evaluate(context: Context): Sequence;
  /** The effective boolean value. */
  test(context: Context): boolean;
}

export const currentNode: Variable = { name: "current()" };

const noLocals: ReadonlySet<Variable> = new Set();

export const localsOf = (parts: readonly Expression[]): ReadonlySet<Variable> => {
  const found = parts.map(({ locals }) => locals).filter(({ size }) => size > 0);
  return found.length <= 1 ? (found[0] ?? noLocals) : new Set(found.flatMap((locals) => [...locals]));
};

/** An expression made of others. It is constant only when its maker says so. */
export const expressionOf = (
  type: StaticType,
  parts: readonly Expression[],
  evaluate: (context: Context) => Sequence,
  isConstant = false,
): Expression => ({
  type,
  locals: localsOf(parts),
  isConstant,
  evaluate,
  test: (context) => isTrue(evaluate(context)),
});

export const testOf = (parts: readonly Expression[], test: (context: Context) => boolean): Expression => ({
  type: "boolean",
  locals: localsOf(parts),
  isConstant: false,
  evaluate: (context) => ofBoolean(test(context)),
  test,
});

export const without = (locals: ReadonlySet<Variable>, bound: readonly Variable[]): ReadonlySet<Variable> =>
  bound.some((variable) => locals.has(variable))
    ? new Set([...locals].filter((variable) => !bound.includes(variable)))
    : locals;

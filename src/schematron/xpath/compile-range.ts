import { Binding, withLocal } from "./evaluation.js";
import type { Context, Variable } from "./evaluation.js";
import { localsOf, without } from "./expression.js";
import type { Expression } from "./expression.js";
import type { Compile, Scope } from "./static-context.js";
import type { RangeBinding, Syntax } from "./syntax.js";
import { isTrue, ofBoolean } from "./values.js";
import type { Item } from "./values.js";

interface Range {
  readonly variable: Variable;
  readonly in: Expression;
}

/** Each range sees the variables of those before it; the body sees all. */
const compileRanges = (
  bindings: readonly RangeBinding[],
  body: Syntax,
  outer: Scope | undefined,
  compile: Compile,
): { readonly ranges: readonly Range[]; readonly inner: Expression; readonly locals: ReadonlySet<Variable> } => {
  let scope = outer;
  const ranges = bindings.map((binding): Range => {
    const range = { variable: { name: binding.name }, in: compile(binding.in, scope) };
    scope = { variable: range.variable, outer: scope };
    return range;
  });
  const inner = compile(body, scope);
  const bound = ranges.map(({ variable }) => variable);
  return { ranges, inner, locals: without(localsOf([...ranges.map((range) => range.in), inner]), bound) };
};

/** Visits every combination until `visit` says it has seen enough. */
const visitAll = (
  ranges: readonly Range[],
  context: Context,
  visit: (context: Context) => boolean,
  depth = 0,
): boolean => {
  const range = ranges[depth];
  if (!range) return visit(context);
  return range.in.evaluate(context).some((item) => {
    context.evaluation.charge(1);
    const value = [item];
    const binding = new Binding(range.variable, context.locals, () => value);
    return visitAll(ranges, withLocal(context, binding), visit, depth + 1);
  });
};

export const compileFor = (
  bindings: readonly RangeBinding[],
  body: Syntax,
  scope: Scope | undefined,
  compile: Compile,
): Expression => {
  const { ranges, inner, locals } = compileRanges(bindings, body, scope, compile);
  const evaluate = (context: Context): readonly Item[] => {
    const found: Item[] = [];
    visitAll(ranges, context, (at) => {
      for (const item of inner.evaluate(at)) found.push(item);
      return false;
    });
    return found;
  };
  return { type: "unknown", locals, isConstant: false, evaluate, test: (context) => isTrue(evaluate(context)) };
};

export const compileQuantified = (
  kind: "some" | "every",
  bindings: readonly RangeBinding[],
  body: Syntax,
  scope: Scope | undefined,
  compile: Compile,
): Expression => {
  const { ranges, inner, locals } = compileRanges(bindings, body, scope, compile);
  const test = (context: Context): boolean =>
    kind === "some"
      ? visitAll(ranges, context, (at) => inner.test(at))
      : !visitAll(ranges, context, (at) => !inner.test(at));
  return { type: "boolean", locals, isConstant: false, evaluate: (context) => ofBoolean(test(context)), test };
};

import { isReverse, selectorOf } from "./axes.js";
import { TreeNode } from "./document-tree.js";
import { contextItem, focusOn } from "./evaluation.js";
import type { Context } from "./evaluation.js";
import { expressionOf } from "./expression.js";
import type { Expression } from "./expression.js";
import { oncePerDocument } from "./static-context.js";
import type { Compile, OnPredicateError, Scope, StaticContext } from "./static-context.js";
import type { Path, Step, Syntax } from "./syntax.js";
import { empty, inDocumentOrder, isNumeric, isTrue, nodesOf } from "./values.js";
import type { Item, Sequence } from "./values.js";
import { toDouble } from "./cast.js";
import { XPathError } from "./xpath-error.js";

/** One item's share of a path: from a node to what the step finds there. */
interface CompiledStep {
  readonly parts: readonly Expression[];
  readonly isAxisStep: boolean;
  from(item: Item, position: number, size: number, context: Context): Sequence;
}

type Filter = (items: Sequence, context: Context, countsBackwards: boolean) => Sequence;

/**
 * Every prefix of an absolute path has one value per document as long as it reads no local variable: the many rules
 * that begin with the same `//cac:TaxCategory[…]` look for it once.
 */
export const compilePath = (
  path: Path,
  scope: Scope | undefined,
  context: StaticContext,
  compile: Compile,
  onPredicateError?: OnPredicateError,
): Expression => {
  const steps = merged(path.steps);
  let whole = path.isAbsolute ? documentNode : undefined;
  steps.forEach((syntax, index) => {
    const step = compileStep(syntax, scope, context, compile, onPredicateError);
    whole = whole ? chained(whole, step) : fromContext(step);
    if (path.isAbsolute && whole.locals.size === 0) {
      const key = `${onPredicateError ? "match" : "value"} ${JSON.stringify(steps.slice(0, index + 1))}`;
      whole = oncePerDocument(whole, key, context);
    }
  });
  return whole ?? documentNode;
};

const documentNode = expressionOf("nodes", [], ({ evaluation }) => [evaluation.tree.document]);

/** `descendant-or-self::node()/child::x` is `descendant::x`, unless a predicate counts among the siblings. */
const merged = (steps: readonly Syntax[]): readonly Syntax[] => {
  const result: Syntax[] = [];
  for (const step of steps) {
    const before = result.at(-1);
    const canMerge =
      step.kind === "step" && step.axis === "child" && isEverythingBelow(before) && !step.predicates.some(mayCount);
    if (canMerge) result[result.length - 1] = { ...step, axis: "descendant" };
    else {
      const needsParents = step.kind === "step" && (step.axis === "child" || step.axis === "attribute");
      if (needsParents && isEverythingBelow(before))
        result[result.length - 1] = { ...before, test: { kind: "parent" } };
      result.push(step);
    }
  }
  return result;
};

const isEverythingBelow = (syntax: Syntax | undefined): syntax is Step =>
  syntax?.kind === "step" &&
  syntax.axis === "descendant-or-self" &&
  syntax.test.kind === "node" &&
  syntax.predicates.length === 0;

/** Errs on the side of yes: a predicate that may be a number, or that asks for a position anywhere within. */
const mayCount = (predicate: Syntax): boolean =>
  mayBeNumber(predicate) || /"name":"(?:fn:)?(?:position|last)"/.test(JSON.stringify(predicate));

const mayBeNumber = (predicate: Syntax): boolean => {
  if (predicate.kind === "path") return predicate.steps.at(-1)?.kind !== "step";
  return !neverNumeric.has(predicate.kind === "call" ? `${predicate.name}()` : predicate.kind);
};

const neverNumeric: ReadonlySet<string> = new Set([
  "or",
  "and",
  "general",
  "value",
  "order",
  "some",
  "every",
  "castable",
  "instance",
  "not()",
  "exists()",
  "empty()",
  "boolean()",
  "contains()",
  "starts-with()",
  "ends-with()",
  "matches()",
]);
const compileStep = (
  syntax: Syntax,
  scope: Scope | undefined,
  context: StaticContext,
  compile: Compile,
  onPredicateError?: OnPredicateError,
): CompiledStep => {
  if (syntax.kind === "step") return compileAxisStep(syntax, scope, context, compile, onPredicateError);
  const inner = compile(syntax, scope);
  return {
    parts: [inner],
    isAxisStep: false,
    from: (item, position, size, outer) => inner.evaluate(focusOn(outer, item, position, size)),
  };
};

const compileAxisStep = (
  step: Step,
  scope: Scope | undefined,
  context: StaticContext,
  compile: Compile,
  onPredicateError?: OnPredicateError,
): CompiledStep => {
  const select = selectorOf(step.axis, step.test, context);
  const countsBackwards = isReverse(step.axis);
  const predicates = step.predicates.map((predicate) => compile(predicate, scope));
  const filters = predicates.map((predicate) => filterOf(predicate, onPredicateError));
  return {
    parts: predicates,
    isAxisStep: true,
    from: (item, _position, _size, outer) => {
      if (!(item instanceof TreeNode)) throw new XPathError("XPTY0020", "A path leads on from nodes only");
      let found: Sequence = select(item, outer.evaluation);
      outer.evaluation.charge(1 + found.length);
      for (const filter of filters) {
        if (found.length === 0) return empty;
        found = filter(found, outer, countsBackwards);
      }
      return found;
    },
  };
};

const fromContext = ({ parts, isAxisStep, from }: CompiledStep): Expression =>
  expressionOf(isAxisStep ? "nodes" : "unknown", parts, (context) => from(contextItem(context), 1, 1, context));

const chained = (before: Expression, { parts, isAxisStep, from }: CompiledStep): Expression =>
  expressionOf(isAxisStep ? "nodes" : "unknown", [before, ...parts], (context) => {
    const origins = nodesOf(before.evaluate(context));
    if (origins.length === 0) return empty;
    if (origins.length === 1) return ordered(from(origins[0]!, 1, 1, context), isAxisStep);
    context.evaluation.charge(origins.length);
    const found: Item[] = [];
    origins.forEach((origin, index) => {
      for (const item of from(origin, index + 1, origins.length, context)) found.push(item);
    });
    return ordered(found, isAxisStep);
  });

/** Nodes come in document order and once; other values as they were found. */
const ordered = (items: Sequence, areNodes: boolean): Sequence => {
  if (items.length < 2) return items;
  const hasNodes = areNodes || items.some((item) => item instanceof TreeNode);
  return hasNodes ? inDocumentOrder(nodesOf(items)) : items;
};

/** `(…)[…]`: the predicates of a step count along its axis, these along the sequence. */
export const compileFilter = (
  base: Expression,
  predicates: readonly Expression[],
  onPredicateError?: OnPredicateError,
): Expression => {
  const filters = predicates.map((predicate) => filterOf(predicate, onPredicateError));
  return expressionOf(base.type === "nodes" ? "nodes" : "unknown", [base, ...predicates], (context) =>
    filters.reduce((items, filter) => filter(items, context, false), base.evaluate(context)),
  );
};

const filterOf = (predicate: Expression, onPredicateError: OnPredicateError | undefined): Filter => {
  const strict =
    predicate.type === "numeric" || predicate.type === "unknown" ? numericOrTrue(predicate) : predicate.test;
  const accepts = onPredicateError ? forgiving(strict, onPredicateError) : strict;
  return (items, context, countsBackwards) => {
    const size = items.length;
    context.evaluation.charge(size);
    return items.filter((item, index) =>
      accepts(focusOn(context, item, countsBackwards ? size - index : index + 1, size)),
    );
  };
};

/** A number is a position; anything else is true or false. */
const numericOrTrue =
  (predicate: Expression) =>
  (context: Context): boolean => {
    const value = predicate.evaluate(context);
    const [first] = value;
    if (value.length !== 1 || first === undefined || !isNumeric(first)) return isTrue(value);
    return toDouble(first) === context.position;
  };

const forgiving =
  (accepts: (context: Context) => boolean, onError: OnPredicateError) =>
  (context: Context): boolean => {
    try {
      return accepts(context);
    } catch (error) {
      if (!(error instanceof XPathError)) throw error;
      onError(error, context);
      return false;
    }
  };

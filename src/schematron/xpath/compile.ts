import { calculate, negate, toNumeric } from "./arithmetic.js";
import { compileCall } from "./compile-call.js";
import { compileFilter, compilePath } from "./compile-path.js";
import { compileGeneral, compileOrder, compileValue } from "./compile-comparison.js";
import { compileFor, compileQuantified } from "./compile-range.js";
import { compileCast, compileCastable, compileInstance, compileTreat } from "./compile-type.js";
import { parseDecimal } from "./exact-decimal.js";
import { contextItem, readLocal } from "./evaluation.js";
import { expressionOf, testOf } from "./expression.js";
import type { Expression, StaticType } from "./expression.js";
import { parseXPath } from "./parser.js";
import { find } from "./static-context.js";
import type { Compile, OnPredicateError, Scope, StaticContext } from "./static-context.js";
import type { Syntax } from "./syntax.js";
import { atMostOne, atomize, empty, inDocumentOrder, nodesOf } from "./values.js";
import type { Item, Numeric } from "./values.js";
import { XPathError } from "./xpath-error.js";

/** @throws {XPathSyntaxError} */
export const compileXPath = (source: string, scope: Scope | undefined, context: StaticContext): Expression =>
  compiler(context)(parseXPath(source), scope);

/**
 * The context of a rule, as an expression that finds all nodes of the document it matches. A predicate without a value
 * for a node does not match it, and `onPredicateError` hears of it.
 */
export const compilePattern = (
  source: string,
  scope: Scope | undefined,
  context: StaticContext,
  onPredicateError: OnPredicateError,
): Expression => {
  const compile = compiler(context);
  const anywhere = (syntax: Syntax): Expression => {
    if (syntax.kind === "union") return nodesOfBoth(anywhere(syntax.left), anywhere(syntax.right), "union");
    const path = syntax.kind === "path" ? syntax : ({ kind: "path", isAbsolute: false, steps: [syntax] } as const);
    const absolute = path.isAbsolute ? path : { ...path, isAbsolute: true, steps: [everythingBelow, ...path.steps] };
    return compilePath(absolute, scope, context, compile, onPredicateError);
  };
  return anywhere(parseXPath(source));
};

const everythingBelow: Syntax = { kind: "step", axis: "descendant-or-self", test: { kind: "node" }, predicates: [] };

const compiler = (context: StaticContext): Compile => {
  const compile: Compile = (syntax, scope) => {
    const inner = (part: Syntax): Expression => compile(part, scope);
    switch (syntax.kind) {
      case "literal":
        return compileLiteral(syntax.type, syntax.text);
      case "variable":
        return compileVariable(syntax.name, scope);
      case "context":
        return expressionOf("unknown", [], (at) => [contextItem(at)]);
      case "sequence":
        return compileSequence(syntax.items.map(inner));
      case "or":
        return eitherOf(inner(syntax.left), inner(syntax.right));
      case "and":
        return bothOf(inner(syntax.left), inner(syntax.right));
      case "range":
        return compileRange(inner(syntax.left), inner(syntax.right));
      case "union":
      case "intersect":
      case "except":
        return nodesOfBoth(inner(syntax.left), inner(syntax.right), syntax.kind);
      case "general":
        return compileGeneral(syntax.operator, inner(syntax.left), inner(syntax.right));
      case "value":
        return compileValue(syntax.operator, inner(syntax.left), inner(syntax.right));
      case "order":
        return compileOrder(syntax.operator, inner(syntax.left), inner(syntax.right));
      case "arithmetic":
        return onNumbers([inner(syntax.left), inner(syntax.right)], (left, right) =>
          calculate(syntax.operator, left, right),
        );
      case "negate":
        return onNumbers([inner(syntax.operand)], negate);
      case "plus":
        return onNumbers([inner(syntax.operand)], (value) => value);
      case "instance":
        return compileInstance(inner(syntax.operand), syntax.type, context);
      case "treat":
        return compileTreat(inner(syntax.operand), syntax.type, context);
      case "cast":
        return compileCast(inner(syntax.operand), syntax.type, context);
      case "castable":
        return compileCastable(inner(syntax.operand), syntax.type, context);
      case "filter":
        return compileFilter(inner(syntax.base), syntax.predicates.map(inner));
      case "for":
        return compileFor(syntax.bindings, syntax.body, scope, compile);
      case "some":
      case "every":
        return compileQuantified(syntax.kind, syntax.bindings, syntax.body, scope, compile);
      case "if":
        return compileConditional(inner(syntax.condition), inner(syntax.yes), inner(syntax.no));
      case "step":
        return compilePath({ kind: "path", isAbsolute: false, steps: [syntax] }, scope, context, compile);
      case "path":
        return compilePath(syntax, scope, context, compile);
      default:
        return compileCall(syntax, scope, context, compile);
    }
  };
  return compile;
};

const compileLiteral = (type: "string" | "integer" | "decimal" | "double", text: string): Expression => {
  const value = type === "string" ? text : literalNumber(type, text);
  const sequence = [value];
  return expressionOf(type === "string" ? "text" : "numeric", [], () => sequence, true);
};

const literalNumber = (type: "integer" | "decimal" | "double", text: string): Numeric => {
  if (type === "integer") return BigInt(text);
  return (type === "decimal" ? parseDecimal(text) : undefined) ?? Number(text);
};

const compileVariable = (name: string, scope: Scope | undefined): Expression => {
  const variable = find(scope, name);
  if (variable.global) return expressionOf("unknown", [], ({ evaluation }) => evaluation.readGlobal(variable));
  return { ...expressionOf("unknown", [], (at) => readLocal(at, variable)), locals: new Set([variable]) };
};

const compileSequence = (parts: readonly Expression[]): Expression => {
  const isConstant = parts.every((part) => part.isConstant);
  return expressionOf(commonType(parts), parts, (at) => parts.flatMap((part) => part.evaluate(at)), isConstant);
};

/** Several numbers are no position, but the one that is left when the others are empty is. */
const commonType = (parts: readonly Expression[]): StaticType =>
  parts.length > 0 && parts.every(({ type }) => type === "text" || type === "nodes") ? parts[0]!.type : "unknown";

const eitherOf = (left: Expression, right: Expression): Expression =>
  testOf([left, right], (at) => left.test(at) || right.test(at));

const bothOf = (left: Expression, right: Expression): Expression =>
  testOf([left, right], (at) => left.test(at) && right.test(at));

const compileConditional = (condition: Expression, yes: Expression, no: Expression): Expression =>
  expressionOf(yes.type === no.type ? yes.type : "unknown", [condition, yes, no], (at) =>
    (condition.test(at) ? yes : no).evaluate(at),
  );

/** Nothing in, nothing out. */
const onNumbers = (parts: readonly Expression[], operation: (left: Numeric, right: Numeric) => Numeric): Expression =>
  expressionOf("numeric", parts, (at) => {
    const values: Numeric[] = [];
    for (const part of parts) {
      const item = atMostOne(part.evaluate(at));
      if (item === undefined) return empty;
      values.push(toNumeric(atomize(item)));
    }
    return [operation(values[0] ?? NaN, values[1] ?? NaN)];
  });

/** Nobody counts further than this, but a document could make a rule try. */
const longestRange = 1_000_000n;

const compileRange = (left: Expression, right: Expression): Expression => {
  const bound = (item: Item | undefined): bigint | undefined => {
    if (item === undefined) return undefined;
    const value = toNumeric(atomize(item));
    if (typeof value === "bigint") return value;
    throw new XPathError("XPTY0004", "A range runs between integers");
  };
  return expressionOf("unknown", [left, right], (at) => {
    const first = bound(atMostOne(left.evaluate(at)));
    const last = bound(atMostOne(right.evaluate(at)));
    if (first === undefined || last === undefined || first > last) return empty;
    if (last - first >= longestRange) throw new XPathError("XPDY0130", `The range ${first} to ${last} is too long`);
    at.evaluation.charge(Number(last - first));
    return Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index));
  });
};

const nodesOfBoth = (left: Expression, right: Expression, kind: "union" | "intersect" | "except"): Expression =>
  expressionOf("nodes", [left, right], (at) => {
    const ours = nodesOf(left.evaluate(at));
    const theirs = nodesOf(right.evaluate(at));
    at.evaluation.charge(ours.length + theirs.length);
    if (kind === "union") return ours.length === 0 ? theirs : inDocumentOrder([...ours, ...theirs]);
    const others = new Set(theirs);
    return ours.filter((node) => others.has(node) === (kind === "intersect"));
  });

import { testOf as nodeTestOf } from "./axes.js";
import { castTo, convertTo, isOfType, xmlSchemaNamespace } from "./cast.js";
import type { AtomicCast } from "./cast.js";
import { TreeNode } from "./document-tree.js";
import { expressionOf, testOf } from "./expression.js";
import type { Expression } from "./expression.js";
import { namespaceOf, splitName } from "./static-context.js";
import type { StaticContext } from "./static-context.js";
import type { SequenceType, SingleType } from "./syntax.js";
import { atMostOne, atomize, atomizeAll, empty } from "./values.js";
import type { Item, Sequence } from "./values.js";
import { XPathError, XPathSyntaxError } from "./xpath-error.js";

export const compileCast = (operand: Expression, type: SingleType, context: StaticContext): Expression => {
  const cast = castOf(type.atomic, context);
  return expressionOf("unknown", [operand], (at) => castOne(operand.evaluate(at), cast, type.isOptional));
};

export const compileCastable = (operand: Expression, type: SingleType, context: StaticContext): Expression => {
  const cast = castOf(type.atomic, context);
  return testOf([operand], (at) => {
    const value = operand.evaluate(at);
    try {
      castOne(value, cast, type.isOptional);
      return true;
    } catch (error) {
      if (error instanceof XPathError) return false;
      throw error;
    }
  });
};

const castOne = (value: Sequence, cast: AtomicCast, isOptional: boolean): Sequence => {
  const item = atMostOne(value);
  if (item !== undefined) return [cast(atomize(item))];
  if (isOptional) return empty;
  throw new XPathError("XPTY0004", "Nothing cannot be cast");
};

export const compileInstance = (operand: Expression, type: SequenceType, context: StaticContext): Expression => {
  const isInstance = matcherOf(type, context);
  return testOf([operand], (at) => isInstance(operand.evaluate(at)));
};

export const compileTreat = (operand: Expression, type: SequenceType, context: StaticContext): Expression => {
  const isInstance = matcherOf(type, context);
  return expressionOf("unknown", [operand], (at) => {
    const value = operand.evaluate(at);
    if (isInstance(value)) return value;
    throw new XPathError("XPDY0050", "The value is not of the type it is treated as");
  });
};

const matcherOf = ({ item, occurrence }: SequenceType, context: StaticContext): ((value: Sequence) => boolean) => {
  if (item === "empty") return ({ length }) => length === 0;
  const isRight = itemMatcherOf(item, context);
  return (value) => hasRightLength(value, occurrence) && value.every(isRight);
};

const itemMatcherOf = (
  item: Exclude<SequenceType["item"], "empty">,
  context: StaticContext,
): ((value: Item) => boolean) => {
  if (item === "item") return () => true;
  if ("atomic" in item) {
    const type = typeOf(item.atomic, context);
    return (value) => !(value instanceof TreeNode) && isOfType(value, type);
  }
  const passes = nodeTestOf(item, item.kind === "attribute" ? "attribute" : "child", context);
  return (value) => value instanceof TreeNode && (passes?.(value) ?? true);
};

const hasRightLength = ({ length }: Sequence, occurrence: SequenceType["occurrence"]): boolean => {
  if (length === 1) return true;
  return length === 0 ? occurrence === "?" || occurrence === "*" : occurrence === "*" || occurrence === "+";
};

/** How the parameters and the result of a declared function take a value. */
export const converterOf = (type: SequenceType, context: StaticContext): ((value: Sequence) => Sequence) => {
  const matches = matcherOf(type, context);
  const convert =
    typeof type.item === "object" && "atomic" in type.item ? convertTo(typeOf(type.item.atomic, context)) : undefined;
  return (value) => {
    const converted = convert ? atomizeAll(value).map(convert) : value;
    if (matches(converted)) return converted;
    throw new XPathError("XPTY0004", `${value.length} values are not what the function declares`);
  };
};

export const castOf = (name: string, context: StaticContext): AtomicCast => {
  const cast = castTo(typeOf(name, context));
  if (!cast) throw new XPathSyntaxError(`The type ${name} is not supported`);
  return cast;
};

const typeOf = (name: string, context: StaticContext): string => {
  const [prefix, local] = splitName(name);
  const isKnown = prefix !== "" && namespaceOf(context, prefix) === xmlSchemaNamespace && castTo(local) !== undefined;
  if (!isKnown) throw new XPathSyntaxError(`The type ${name} is not supported`);
  return local;
};

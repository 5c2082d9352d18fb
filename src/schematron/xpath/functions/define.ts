import type { Context } from "../evaluation.js";
import { contextItem } from "../evaluation.js";
import type { Expression, StaticType } from "../expression.js";
import { toNumeric } from "../arithmetic.js";
import { TreeNode } from "../document-tree.js";
import { UntypedText, atMostOne, atomize, atomizeAll, empty, ofBoolean, typeNameOf } from "../values.js";
import type { Atomic, Item, Numeric, Sequence } from "../values.js";
import { XPathError } from "../xpath-error.js";

/** A function of XPath's own library. */
export interface CoreFunction {
  readonly type: StaticType;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether its value depends on more than its arguments. */
  readonly usesContext: boolean;
  evaluate(given: readonly Expression[], context: Context): Sequence;
}

export type FunctionTable = ReadonlyMap<string, CoreFunction>;

/** How one argument is read: converted to the type the function declares. */
export interface Reader<Value> {
  readonly isOptional: boolean;
  /** Without the argument the context item is read. */
  readonly usesContext: boolean;
  read(argument: Expression | undefined, context: Context): Value;
}

const reader = <Value>(convert: (sequence: Sequence, context: Context) => Value): Reader<Value> => ({
  isOptional: false,
  usesContext: false,
  read: (argument, context) => convert(argument ? argument.evaluate(context) : empty, context),
});

export const optional = <Value>(inner: Reader<Value>): Reader<Value | undefined> => ({
  isOptional: true,
  usesContext: false,
  read: (argument, context) => (argument ? inner.read(argument, context) : undefined),
});

export const items = reader((sequence) => sequence);

export const atoms = reader((sequence) => atomizeAll(sequence));

export const atom = reader((sequence): Atomic | undefined => {
  const item = atMostOne(sequence);
  return item === undefined ? undefined : atomize(item);
});

const textOf = (sequence: Sequence, context: Context): string | undefined => {
  const item = atMostOne(sequence);
  if (item === undefined) return undefined;
  const text = textOfItem(item);
  context.evaluation.charge(1 + (text.length >> 6));
  return text;
};

const textOfItem = (item: Item): string => {
  if (typeof item === "string") return item;
  if (item instanceof TreeNode) return item.stringValue;
  if (item instanceof UntypedText) return item.text;
  throw new XPathError("XPTY0004", `Text is expected, found ${typeNameOf(item)}`);
};

/** Nothing is the empty text. */
export const text = reader((sequence, context) => textOf(sequence, context) ?? "");

export const textOrNothing = reader(textOf);

export const number = reader((sequence): Numeric | undefined => {
  const item = atMostOne(sequence);
  return item === undefined ? undefined : toNumeric(atomize(item));
});

/** Reads the context item when the argument is left out. */
export const orContext = <Value>(inner: (item: Item | undefined) => Value): Reader<Value> => ({
  isOptional: true,
  usesContext: true,
  read: (argument, context) => inner(argument ? atMostOne(argument.evaluate(context)) : contextItem(context)),
});

export const define = <Arguments extends readonly unknown[]>(
  type: StaticType,
  readers: { readonly [Index in keyof Arguments]: Reader<Arguments[Index]> },
  body: (context: Context, ...given: Arguments) => Item | Sequence | undefined,
  usesContext = false,
): CoreFunction => {
  const all: readonly Reader<unknown>[] = readers;
  return {
    type,
    minimum: all.filter(({ isOptional }) => !isOptional).length,
    maximum: all.length,
    usesContext: usesContext || all.some((one) => one.usesContext),
    evaluate: (given, context) => {
      const values = all.map((one, index) => one.read(given[index], context));
      // The mapped tuple of readers yields exactly the tuple of arguments.
      return asSequence(body(context, ...(values as unknown as Arguments)));
    },
  };
};

const asSequence = (result: Item | Sequence | undefined): Sequence => {
  if (result === undefined) return empty;
  if (typeof result === "boolean") return ofBoolean(result);
  return isSequence(result) ? result : [result];
};

const isSequence = (result: Item | Sequence): result is Sequence => Array.isArray(result);

import type { FunctionSource, InstructionSource } from "./schema-source.js";
import { compileXPath } from "./xpath/compile.js";
import { converterOf } from "./xpath/compile-type.js";
import { Binding, focusOn, withLocal } from "./xpath/evaluation.js";
import type { Context, Variable } from "./xpath/evaluation.js";
import { parseSequenceType } from "./xpath/parser.js";
import { functionKey, namespaceOf, splitName } from "./xpath/static-context.js";
import type { DeclaredFunction, Scope, StaticContext } from "./xpath/static-context.js";
import { UntypedText, atomize, empty, stringOf } from "./xpath/values.js";
import type { Sequence } from "./xpath/values.js";

type Convert = (value: Sequence) => Sequence;
type Body = (context: Context) => Sequence;

/** Declares the functions first and compiles their bodies after, since they may call each other. */
export const compileFunctions = (
  sources: readonly FunctionSource[],
  functions: Map<string, DeclaredFunction>,
  globals: Scope | undefined,
  context: StaticContext,
): void => {
  const bodies = new Map<FunctionSource, DeclaredFunction>();
  for (const source of sources) {
    const [prefix, local] = splitName(source.name);
    const key = functionKey(namespaceOf(context, prefix), local, source.parameters.length);
    functions.set(key, { call: (given, evaluation) => bodies.get(source)?.call(given, evaluation) ?? empty });
  }
  for (const source of sources) bodies.set(source, compileFunction(source, globals, context));
};

const compileFunction = (
  source: FunctionSource,
  globals: Scope | undefined,
  context: StaticContext,
): DeclaredFunction => {
  let scope = globals;
  const parameters = source.parameters.map(({ name, as }) => {
    const variable: Variable = { name };
    scope = { variable, outer: scope };
    return { variable, convert: converter(as, context) };
  });
  const body = compileBody(source.body, scope, context);
  const convertResult = converter(source.as, context);
  return {
    call: (given, evaluation) => {
      let locals: Binding | undefined;
      parameters.forEach(({ variable, convert }, index) => {
        const value = convert(given[index] ?? empty);
        locals = new Binding(variable, locals, () => value);
      });
      const inside = { item: undefined, position: 0, size: 0, locals, current: undefined, evaluation };
      return convertResult(body(inside));
    },
  };
};

const converter = (as: string | undefined, context: StaticContext): Convert =>
  as === undefined ? (value) => value : converterOf(parseSequenceType(as), context);

/** One instruction after the other; a variable is known to those after it. */
const compileBody = (
  instructions: readonly InstructionSource[],
  outer: Scope | undefined,
  context: StaticContext,
): Body => {
  const [first, ...others] = instructions;
  if (!first) return () => empty;
  if (first.kind === "variable") {
    const variable: Variable = { name: first.name };
    const value = compileVariable(first, outer, context);
    const rest = compileBody(others, { variable, outer }, context);
    return (at) => rest(withLocal(at, new Binding(variable, at.locals, () => value(at))));
  }
  const here = compileInstruction(first, outer, context);
  if (others.length === 0) return here;
  const rest = compileBody(others, outer, context);
  return (at) => [...here(at), ...rest(at)];
};

const compileVariable = (
  source: InstructionSource & { readonly kind: "variable" },
  scope: Scope | undefined,
  context: StaticContext,
): Body => {
  const body = compileBody(source.body, scope, context);
  if (source.isText) return (at) => [new UntypedText(body(at).map(stringOf).join(""))];
  const convert = converter(source.as, context);
  return (at) => convert(body(at));
};

const compileInstruction = (
  source: Exclude<InstructionSource, { readonly kind: "variable" }>,
  scope: Scope | undefined,
  context: StaticContext,
): Body => {
  switch (source.kind) {
    case "sequence":
      return compileXPath(source.select, scope, context).evaluate;
    case "value": {
      const select = compileXPath(source.select, scope, context);
      return (at) => [new UntypedText(select.evaluate(at).map(atomize).map(stringOf).join(source.separator))];
    }
    case "text": {
      const text = [new UntypedText(source.text)];
      return () => text;
    }
    case "choose": {
      const branches = source.branches.map(({ test, body }) => ({
        test: test === undefined ? undefined : compileXPath(test, scope, context),
        body: compileBody(body, scope, context),
      }));
      return (at) => branches.find(({ test }) => test?.test(at) ?? true)?.body(at) ?? empty;
    }
    default: {
      const select = compileXPath(source.select, scope, context);
      const body = compileBody(source.body, scope, context);
      return (at) => {
        const items = select.evaluate(at);
        at.evaluation.charge(items.length);
        return items.flatMap((item, index) => body(focusOn(at, item, index + 1, items.length)));
      };
    }
  }
};

import { xmlSchemaNamespace } from "./cast.js";
import { castOf } from "./compile-type.js";
import { currentNode, expressionOf, testOf } from "./expression.js";
import type { Expression } from "./expression.js";
import type { FunctionTable } from "./functions/define.js";
import { nodeFunctions } from "./functions/node-functions.js";
import { numberFunctions } from "./functions/number-functions.js";
import { sequenceFunctions } from "./functions/sequence-functions.js";
import { textFunctions } from "./functions/text-functions.js";
import { functionKey, namespaceOf, oncePerDocument, splitName } from "./static-context.js";
import type { Compile, Scope, StaticContext } from "./static-context.js";
import type { Call } from "./syntax.js";
import { atMostOne, atomize, empty } from "./values.js";
import { XPathSyntaxError } from "./xpath-error.js";

const functionNamespace = "http://www.w3.org/2005/xpath-functions";

const coreFunctions: FunctionTable = new Map([
  ...textFunctions,
  ...numberFunctions,
  ...sequenceFunctions,
  ...nodeFunctions,
]);

/** Functions of a truth value, which need not build the sequence they look at. */
const tests: Readonly<Record<string, (argument: Expression) => Expression>> = {
  not: (argument) => testOf([argument], (context) => !argument.test(context)),
  boolean: (argument) => testOf([argument], (context) => argument.test(context)),
  exists: (argument) => testOf([argument], (context) => argument.evaluate(context).length > 0),
  empty: (argument) => testOf([argument], (context) => argument.evaluate(context).length === 0),
};

export const compileCall = (
  call: Call,
  scope: Scope | undefined,
  context: StaticContext,
  compile: Compile,
): Expression => {
  const given = call.arguments.map((argument) => compile(argument, scope));
  const [prefix, local] = splitName(call.name);
  const namespace = prefix === "" || prefix === "fn" ? functionNamespace : namespaceOf(context, prefix);
  if (namespace === xmlSchemaNamespace) return compileConstructor(call.name, given, context);
  const declared = context.functions.get(functionKey(namespace, local, given.length));
  if (declared) {
    return expressionOf("unknown", given, (at) => {
      at.evaluation.charge(1);
      const values = given.map((argument) => argument.evaluate(at));
      return at.evaluation.nested(() => declared.call(values, at.evaluation));
    });
  }
  if (namespace !== functionNamespace) {
    throw new XPathSyntaxError(`There is no function ${call.name} with ${given.length} arguments`);
  }
  return compileCore(call, local, given, context);
};

const compileConstructor = (name: string, given: readonly Expression[], context: StaticContext): Expression => {
  const [argument] = given;
  if (!argument || given.length !== 1) throw new XPathSyntaxError(`${name}() takes one argument`);
  const cast = castOf(name, context);
  return expressionOf("unknown", given, (at) => {
    const item = atMostOne(argument.evaluate(at));
    at.evaluation.charge(1);
    return item === undefined ? empty : [cast(atomize(item))];
  });
};

const compileCore = (call: Call, name: string, given: readonly Expression[], context: StaticContext): Expression => {
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
  if (test) {
    if (!given[0] || given.length > 1) throw new XPathSyntaxError(`${name}() takes one argument`);
    return test(given[0]);
  }
  const core = coreFunctions.get(name);
  if (!core) throw new XPathSyntaxError(`The function ${call.name}() is not supported`);
  if (given.length < core.minimum || given.length > core.maximum) {
    throw new XPathSyntaxError(`${name}() does not take ${given.length} arguments`);
  }
  const expression = expressionOf(core.type, given, (at) => core.evaluate(given, at));
  if (name === "current") return { ...expression, locals: new Set([currentNode]) };
  const isConstant = !core.usesContext && given.length > 0 && given.every((argument) => argument.isConstant);
  return isConstant ? oncePerDocument({ ...expression, isConstant }, JSON.stringify(call), context) : expression;
};

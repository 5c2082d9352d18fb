import type { XmlElement } from "../xml/xml-tree.js";
import { compileFunctions } from "./compile-functions.js";
import { readSchema } from "./read-schema.js";
import type { Include } from "./read-schema.js";
import type { CheckSource, LetSource, MessagePart, PhaseSource, RuleSource, SchemaSource } from "./schema-source.js";
import { SchematronError } from "./schematron-error.js";
import { runRules } from "./run-rules.js";
import type { CompiledCheck, CompiledLet, CompiledRule } from "./run-rules.js";
import type { Limits, Outcome } from "./outcome.js";
import { compilePattern, compileXPath } from "./xpath/compile.js";
import type { Variable } from "./xpath/evaluation.js";
import type { Expression } from "./xpath/expression.js";
import { NameTable } from "./xpath/name-table.js";
import type { DeclaredFunction, Scope, StaticContext } from "./xpath/static-context.js";
import { xmlSchemaNamespace } from "./xpath/cast.js";
import { XPathError, XPathSyntaxError } from "./xpath/xpath-error.js";

export interface SchematronOptions {
  /** Reads the files the schema includes; a fragment (`#id`) is not part of the name. */
  readonly include?: Include;
  /** Only the patterns of this phase. */
  readonly phase?: string;
}

/** A compiled schema. It keeps nothing of the documents it validates and may be used for any number of them. */
export interface Schematron {
  validate(root: XmlElement, limits?: Limits): Outcome;
}

/**
 * Rule files are trusted: they decide how much work a document is. A tree in place of a text has no places for values
 * within messages, which then follow the text.
 * @throws {SchematronError} when the schema is not readable or uses what this engine does not have
 */
export const compileSchematron = (source: string | XmlElement, options: SchematronOptions = {}): Schematron => {
  const schema = readSchema(source, options.include);
  const functions = new Map<string, DeclaredFunction>();
  const namespaces = new Map([["xs", xmlSchemaNamespace], ...schema.namespaces]);
  const context: StaticContext = { namespaces, names: new NameTable(), functions, slots: new Map(), slotPrefix: "" };
  const phase = phaseOf(schema, options.phase);
  const active = schema.patterns.filter(({ id }) => !phase || (id !== undefined && phase.patterns.has(id)));
  const ofPatterns = active.map(({ lets }) => declare(lets));
  const ofSchema = declare([...schema.lets, ...(phase?.lets ?? [])]);
  const everywhere = scopeOf(ofSchema, scopeOf(ofPatterns.flat(), undefined));
  at("A function", () => compileFunctions(schema.functions, functions, everywhere, context));
  define(ofSchema, everywhere, context);
  const patterns = active.map((pattern, index) => {
    const own = ofPatterns[index] ?? [];
    // The same text is another expression where its variables are others.
    const inside = own.length === 0 ? context : { ...context, slotPrefix: `pattern ${index} ` };
    const scope = scopeOf(own, everywhere);
    define(own, scope, inside);
    return { rules: pattern.rules.map((rule) => compileRule(rule, scope, inside)) };
  });
  return { validate: (root, limits) => runRules(patterns, context.names, root, limits) };
};

const phaseOf = (schema: SchemaSource, name: string | undefined): PhaseSource | undefined => {
  if (name === undefined || name === "#ALL") return undefined;
  const phase = schema.phases.get(name);
  if (!phase) throw new SchematronError(`The schema has no phase ${name}`);
  return phase;
};

interface Declared extends LetSource {
  readonly variable: Variable;
}

/**
 * Variables of a schema or a pattern have one value per document. They may be named before they are declared, and what
 * a pattern declares is known in the others too, unless they have their own: rule files rely on both.
 */
const declare = (lets: readonly LetSource[]): readonly Declared[] =>
  lets.map((source) => ({ ...source, variable: { name: source.name, global: () => [] } }));

const scopeOf = (declared: readonly Declared[], outer: Scope | undefined): Scope | undefined =>
  declared.reduce((scope, { variable }) => ({ variable, outer: scope }), outer);

const define = (declared: readonly Declared[], scope: Scope | undefined, context: StaticContext): void => {
  for (const { variable, name, value } of declared) {
    variable.global = at(`$${name}`, () => compileXPath(value, scope, context).evaluate);
  }
};

const compileRule = (rule: RuleSource, outer: Scope | undefined, context: StaticContext): CompiledRule => {
  const name = rule.id ?? `the rule for ${rule.context}`;
  const matches = at(name, () =>
    compilePattern(rule.context, outer, context, (error, { item, evaluation }) =>
      evaluation.note(error, rule.context, item),
    ),
  );
  let scope = outer;
  const lets = rule.lets.map((source): CompiledLet => {
    const expression = at(`$${source.name} in ${name}`, () => compileXPath(source.value, scope, context));
    const variable: Variable = { name: source.name };
    scope = { variable, outer: scope };
    return { variable, expression };
  });
  const checks = rule.checks.map((check) => compileCheck(check, rule, scope, context));
  return { context: rule.context, matches, lets, checks };
};

const compileCheck = (
  check: CheckSource,
  rule: RuleSource,
  scope: Scope | undefined,
  context: StaticContext,
): CompiledCheck => {
  const id = check.id ?? rule.id ?? "";
  const name = id === "" ? `the rule for ${rule.context}` : id;
  const compile = (source: string): Expression => at(name, () => compileXPath(source, scope, context));
  const part = (source: MessagePart): string | Expression =>
    typeof source === "string" ? source : compile(source.select);
  return {
    id,
    flag: check.flag ?? rule.flag ?? "error",
    firesWhen: check.kind === "report",
    source: check.test,
    test: compile(check.test),
    message: check.message.map(part),
  };
};

/** Names the place of what cannot be compiled. */
const at = <Result>(place: string, compile: () => Result): Result => {
  try {
    return compile();
  } catch (cause) {
    if (!(cause instanceof XPathSyntaxError || cause instanceof XPathError)) throw cause;
    throw new SchematronError(`${place}: ${cause.message}`, { cause });
  }
};

import { pathOf, qualified } from "../xml/xml-tree.js";
import type { XmlElement } from "../xml/xml-tree.js";
import { defaultLimits } from "./outcome.js";
import type { Finding, Limits, Outcome } from "./outcome.js";
import { DocumentTree } from "./xpath/document-tree.js";
import type { TreeNode } from "./xpath/document-tree.js";
import { Binding, Evaluation, LimitExceeded, withLocal } from "./xpath/evaluation.js";
import type { Context, Variable } from "./xpath/evaluation.js";
import type { Expression } from "./xpath/expression.js";
import type { NameTable } from "./xpath/name-table.js";
import { nodesOf, stringOf } from "./xpath/values.js";
import { XPathError } from "./xpath/xpath-error.js";

export interface CompiledPattern {
  readonly rules: readonly CompiledRule[];
}

export interface CompiledRule {
  readonly context: string;
  /** All nodes of the document that match the context. */
  readonly matches: Expression;
  readonly lets: readonly CompiledLet[];
  readonly checks: readonly CompiledCheck[];
}

export interface CompiledLet {
  readonly variable: Variable;
  readonly expression: Expression;
}

export interface CompiledCheck {
  readonly id: string;
  readonly flag: string;
  /** The value of the test that makes a finding. */
  readonly firesWhen: boolean;
  readonly source: string;
  readonly test: Expression;
  readonly message: readonly (string | Expression)[];
}

interface Match {
  readonly rule: CompiledRule;
  readonly node: TreeNode;
}

/** Findings come pattern by pattern, in document order within a pattern. */
export const runRules = (
  patterns: readonly CompiledPattern[],
  names: NameTable,
  root: XmlElement,
  { now = new Date(), ...limits }: Limits = {},
): Outcome => {
  const evaluation = new Evaluation(new DocumentTree(root, names), { ...defaultLimits, ...limits }, now);
  const findings: Finding[] = [];
  let fired = 0;
  const outcome = (end: Pick<Outcome, "complete" | "stoppedBy">): Outcome => ({
    findings,
    fired,
    unmatched: evaluation.notes.map(({ error, context, node }) => ({
      context,
      error: told(error),
      node: node?.source,
    })),
    ...end,
  });
  try {
    for (const { rules } of patterns) {
      for (const match of matchesOf(rules, evaluation)) {
        fired++;
        fire(match, evaluation, findings);
      }
    }
    return outcome({ complete: true });
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return outcome({ complete: false, stoppedBy: error.message });
  }
};

/** A node belongs to the first rule of the pattern whose context it matches. */
const matchesOf = (rules: readonly CompiledRule[], evaluation: Evaluation): readonly Match[] => {
  const taken = new Set<TreeNode>();
  const matches: Match[] = [];
  for (const rule of rules) {
    for (const node of nodesMatching(rule, evaluation)) {
      if (taken.has(node)) continue;
      taken.add(node);
      matches.push({ rule, node });
    }
  }
  return matches.sort((left, right) => left.node.order - right.node.order);
};

const nodesMatching = ({ matches, context }: CompiledRule, evaluation: Evaluation): readonly TreeNode[] => {
  try {
    return nodesOf(matches.evaluate(evaluation.documentContext()));
  } catch (error) {
    if (!(error instanceof XPathError)) throw error;
    evaluation.note(error, context);
    return [];
  }
};

const fire = ({ rule, node }: Match, evaluation: Evaluation, findings: Finding[]): void => {
  let context = evaluation.contextOf(node);
  for (const { variable, expression } of rule.lets) {
    const before = context;
    context = withLocal(before, new Binding(variable, before.locals, () => expression.evaluate(before)));
  }
  for (const check of rule.checks) {
    evaluation.charge(1);
    const result = valueOf(check.test, context);
    if (result instanceof XPathError) findings.push(findingOf(check, node, context, told(result)));
    else if (result === check.firesWhen) findings.push(findingOf(check, node, context));
  }
};

const valueOf = (test: Expression, context: Context): boolean | XPathError => {
  try {
    return test.test(context);
  } catch (error) {
    if (error instanceof XPathError) return error;
    throw error;
  }
};

const told = ({ code, message }: XPathError): string => `${code}: ${message}`;

const findingOf = (check: CompiledCheck, node: TreeNode, context: Context, error?: string): Finding => ({
  rule: check.id,
  flag: check.flag,
  test: check.source,
  message: messageOf(check, context),
  node: node.source,
  xpath: pathTo(node),
  ...(error === undefined ? {} : { error }),
});

const pathTo = (node: TreeNode): string => {
  switch (node.kind) {
    case "document":
      return "/";
    case "element":
      return pathOf(node.source);
    case "attribute":
      return `${pathOf(node.source)}/@${qualified(node)}`;
    default:
      return `${pathOf(node.source)}/text()`;
  }
};

/** A value that cannot be told leaves a gap, not a finding without message. */
const messageOf = ({ message }: CompiledCheck, context: Context): string =>
  message
    .map((part) => (typeof part === "string" ? part : textOf(part, context)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();

const textOf = (part: Expression, context: Context): string => {
  try {
    return part.evaluate(context).map(stringOf).join(" ");
  } catch (error) {
    if (error instanceof XPathError) return "…";
    throw error;
  }
};

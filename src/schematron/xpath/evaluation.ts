import { TreeNode } from "./document-tree.js";
import type { DocumentTree } from "./document-tree.js";
import type { Item, Sequence } from "./values.js";
import { XPathError } from "./xpath-error.js";

/** Thrown through everything when a validation has used up what it may spend. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}

export interface Variable {
  readonly name: string;
  /** Present for the variables of a schema or pattern: one value for the whole document. */
  global?: (context: Context) => Sequence;
}

/** What an expression is evaluated against. */
export interface Context {
  readonly item: Item | undefined;
  readonly position: number;
  readonly size: number;
  readonly locals: Binding | undefined;
  /** The node of the rule: current(). */
  readonly current: Item | undefined;
  readonly evaluation: Evaluation;
}

/** A local variable and those outside it; evaluated when first read, and an error stays an error. */
export class Binding {
  readonly variable: Variable;
  readonly outer: Binding | undefined;
  private readonly evaluate: () => Sequence;
  private value: Sequence | undefined;
  private isEvaluating = false;

  constructor(variable: Variable, outer: Binding | undefined, evaluate: () => Sequence) {
    this.variable = variable;
    this.outer = outer;
    this.evaluate = evaluate;
  }

  read(): Sequence {
    if (this.value !== undefined) return this.value;
    if (this.isEvaluating) throw new XPathError("XTDE0640", `The value of $${this.variable.name} depends on itself`);
    this.isEvaluating = true;
    try {
      return (this.value = this.evaluate());
    } finally {
      this.isEvaluating = false;
    }
  }
}

interface PatternNote {
  readonly error: XPathError;
  readonly context: string;
  readonly node: TreeNode | undefined;
}

/** The state of one validation: the document, values computed once, and what may still be spent. */
export class Evaluation {
  readonly tree: DocumentTree;
  readonly now: Date;
  readonly notes: PatternNote[] = [];
  private readonly cache: (Sequence | undefined)[] = [];
  private readonly globals = new Map<Variable, Binding>();
  private readonly maximumSteps: number;
  private readonly deadline: number;
  private steps = 0;
  private nextLook = 0;
  private depth = 0;

  constructor(tree: DocumentTree, limits: { readonly steps: number; readonly milliseconds: number }, now: Date) {
    this.tree = tree;
    this.now = now;
    this.maximumSteps = limits.steps;
    this.deadline = performance.now() + limits.milliseconds;
  }

  /** @throws {LimitExceeded} */
  charge(steps: number): void {
    this.steps += steps;
    if (this.steps < this.nextLook) return;
    this.nextLook = this.steps + stepsBetweenLooks;
    if (this.steps > this.maximumSteps) throw new LimitExceeded(`More than ${this.maximumSteps} steps`);
    if (performance.now() > this.deadline) throw new LimitExceeded("Out of time");
  }

  /** A context that could not be tried; a hostile document could cause any number. */
  note(error: XPathError, context: string, item?: Item): void {
    if (this.notes.length >= maximumNotes) return;
    this.notes.push({ error, context, node: item instanceof TreeNode ? item : undefined });
  }

  /** For expressions that have one value per document. */
  once(slot: number, evaluate: () => Sequence): Sequence {
    return (this.cache[slot] ??= evaluate());
  }

  readGlobal(variable: Variable): Sequence {
    let binding = this.globals.get(variable);
    if (!binding) {
      const document = this.documentContext();
      binding = new Binding(variable, undefined, () => variable.global?.(document) ?? []);
      this.globals.set(variable, binding);
    }
    return binding.read();
  }

  /** Bounds the recursion of functions. */
  nested<Result>(call: () => Result): Result {
    if (this.depth >= maximumCallDepth) {
      throw new XPathError("XPDY0130", `Functions call each other more than ${maximumCallDepth} deep`);
    }
    this.depth++;
    try {
      return call();
    } finally {
      this.depth--;
    }
  }

  documentContext(): Context {
    return this.contextOf(this.tree.document);
  }

  contextOf(item: Item): Context {
    return { item, position: 1, size: 1, locals: undefined, current: item, evaluation: this };
  }
}

const maximumNotes = 100;
const stepsBetweenLooks = 2_000;
const maximumCallDepth = 200;

export const focusOn = (context: Context, item: Item, position: number, size: number): Context => ({
  item,
  position,
  size,
  locals: context.locals,
  current: context.current,
  evaluation: context.evaluation,
});

export const withLocal = (context: Context, binding: Binding): Context => ({ ...context, locals: binding });

export const readLocal = (context: Context, variable: Variable): Sequence => {
  for (let binding = context.locals; binding; binding = binding.outer) {
    if (binding.variable === variable) return binding.read();
  }
  throw new XPathError("XPST0008", `$${variable.name} has no value here`);
};

/** @throws {XPathError} inside a function, which has no context */
export const contextItem = ({ item }: Context): Item => {
  if (item === undefined) throw new XPathError("XPDY0002", "There is no context item");
  return item;
};

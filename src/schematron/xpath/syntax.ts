export type Axis =
  | "child"
  | "attribute"
  | "self"
  | "parent"
  | "descendant"
  | "descendant-or-self"
  | "ancestor"
  | "ancestor-or-self"
  | "preceding"
  | "preceding-sibling"
  | "following"
  | "following-sibling";

/**
 * `name` is as written: `p:n`, `n`, `*`, `p:*` or `*:n`; absent when every name will do. A `parent` is what can have
 * children or attributes; it is not written, but what `//` needs of `node()`.
 */
export interface NodeTest {
  readonly kind: "named" | "node" | "text" | "element" | "attribute" | "document" | "parent" | "never";
  readonly name?: string;
}

export type Occurrence = "" | "?" | "*" | "+";

/** `xs:decimal?`, `element()*`, `item()+`, `empty-sequence()`. */
export interface SequenceType {
  readonly item: { readonly atomic: string } | NodeTest | "item" | "empty";
  readonly occurrence: Occurrence;
}

export interface SingleType {
  readonly atomic: string;
  readonly isOptional: boolean;
}

export type GeneralOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type ValueOperator = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type NodeOperator = "is" | "<<" | ">>";
export type ArithmeticOperator = "+" | "-" | "*" | "div" | "idiv" | "mod";

export interface RangeBinding {
  readonly name: string;
  readonly in: Syntax;
}

export interface Step {
  readonly kind: "step";
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Syntax[];
}

export interface Path {
  readonly kind: "path";
  readonly isAbsolute: boolean;
  readonly steps: readonly Syntax[];
}

export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Syntax[];
}

export type Syntax =
  | { readonly kind: "literal"; readonly type: "string" | "integer" | "decimal" | "double"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "context" }
  | { readonly kind: "sequence"; readonly items: readonly Syntax[] }
  | {
      readonly kind: "or" | "and" | "range" | "union" | "intersect" | "except";
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "general"; readonly operator: GeneralOperator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "value"; readonly operator: ValueOperator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "order"; readonly operator: NodeOperator; readonly left: Syntax; readonly right: Syntax }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: "negate" | "plus"; readonly operand: Syntax }
  | { readonly kind: "instance" | "treat"; readonly operand: Syntax; readonly type: SequenceType }
  | { readonly kind: "cast" | "castable"; readonly operand: Syntax; readonly type: SingleType }
  | { readonly kind: "filter"; readonly base: Syntax; readonly predicates: readonly Syntax[] }
  | { readonly kind: "for"; readonly bindings: readonly RangeBinding[]; readonly body: Syntax }
  | { readonly kind: "some" | "every"; readonly bindings: readonly RangeBinding[]; readonly body: Syntax }
  | { readonly kind: "if"; readonly condition: Syntax; readonly yes: Syntax; readonly no: Syntax }
  | Step
  | Path
  | Call;

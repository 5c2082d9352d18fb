/** A Schematron schema as it is written, with includes, extensions and abstract patterns resolved; nothing compiled. */
export interface SchemaSource {
  readonly namespaces: ReadonlyMap<string, string>;
  readonly lets: readonly LetSource[];
  readonly functions: readonly FunctionSource[];
  readonly patterns: readonly PatternSource[];
  /** The patterns each phase makes active, by id. */
  readonly phases: ReadonlyMap<string, PhaseSource>;
}

export interface PhaseSource {
  readonly patterns: ReadonlySet<string>;
  readonly lets: readonly LetSource[];
}

export interface LetSource {
  readonly name: string;
  readonly value: string;
}

export interface PatternSource {
  readonly id: string | undefined;
  readonly lets: readonly LetSource[];
  readonly rules: readonly RuleSource[];
}

export interface RuleSource {
  readonly context: string;
  readonly id: string | undefined;
  readonly flag: string | undefined;
  readonly lets: readonly LetSource[];
  readonly checks: readonly CheckSource[];
}

export interface CheckSource {
  /** An assert fires when its test fails, a report when it holds. */
  readonly kind: "assert" | "report";
  readonly id: string | undefined;
  readonly flag: string | undefined;
  readonly test: string;
  readonly message: readonly MessagePart[];
}

/** Text as it is, or an expression whose value is told. */
export type MessagePart = string | { readonly select: string };

/** An XSLT function; its body is what XSLT calls a sequence constructor. */
export interface FunctionSource {
  readonly name: string;
  readonly as: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly as: string | undefined }[];
  readonly body: readonly InstructionSource[];
}

export type InstructionSource =
  | { readonly kind: "sequence" | "value"; readonly select: string; readonly separator: string }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly as: string | undefined;
      readonly body: readonly InstructionSource[];
      /** Without `select` or `as` a variable holds the text of its body. */
      readonly isText: boolean;
    }
  | { readonly kind: "choose"; readonly branches: readonly BranchSource[] }
  | { readonly kind: "for-each"; readonly select: string; readonly body: readonly InstructionSource[] };

export interface BranchSource {
  /** Absent in the last resort. */
  readonly test: string | undefined;
  readonly body: readonly InstructionSource[];
}

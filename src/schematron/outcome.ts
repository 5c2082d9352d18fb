import type { XmlElement } from "../xml/xml-tree.js";

/** What one validation may spend; then it stops and says that it is not complete. */
export interface Limits {
  /** Nodes looked at, functions called, values compared. */
  readonly steps?: number;
  readonly milliseconds?: number;
  /** What current-date() tells. */
  readonly now?: Date;
}

/** Three times the steps an invoice of 10,000 lines takes with the rules of EN 16931. */
export const defaultLimits = { steps: 100_000_000, milliseconds: 60_000 } as const;

/** An assertion a document fails, or one that could not be decided for it. */
export interface Finding {
  /** Id of the assertion. */
  readonly rule: string;
  /** As in the schema, mostly `fatal` or `warning`; `error` where it says nothing. */
  readonly flag: string;
  readonly test: string;
  readonly message: string;
  /** The element of the finding, or the one whose attribute or text it is about. */
  readonly node: XmlElement;
  readonly xpath: string;
  /** Why the test has no value for this document, with the code of XPath. */
  readonly error?: string;
}

/** A context that could not be tried on a node: by XSLT's rules the node does not match. */
export interface Unmatched {
  readonly context: string;
  readonly error: string;
  readonly node: XmlElement | undefined;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** How many times a rule met a node of its context. */
  readonly fired: number;
  /** At most 100. */
  readonly unmatched: readonly Unmatched[];
  /** False when a limit stopped the validation: rules may be missing from the findings. */
  readonly complete: boolean;
  /** Which limit it was. */
  readonly stoppedBy?: string;
}

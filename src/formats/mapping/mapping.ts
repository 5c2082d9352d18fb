import type { Reading } from "./reading.js";
import type { Writing } from "./writing.js";

/**
 * Both ways between a value of the model and the content of one XML element, described once. The order of mappings in
 * a list is the order of the elements written.
 */
export interface Mapping<Value> {
  /** Sets what it finds on the draft, and reports what is mandatory and missing. */
  readonly read: (from: Reading, draft: Draft) => void;
  readonly write: (value: Value, to: Writing) => void;
}

export type Mappings<Value> = readonly Mapping<Value>[];

/** A model object on its way; complete unless a violation was reported. */
export type Draft = Record<string, unknown>;

export const readAll = (mappings: Mappings<never>, from: Reading, draft: Draft): void => {
  for (const mapping of mappings) mapping.read(from, draft);
};

export const writeAll = <Value>(mappings: Mappings<Value>, value: Value, to: Writing): void => {
  for (const mapping of mappings) mapping.write(value, to);
};

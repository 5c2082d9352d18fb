import type { CodeListName } from "../code-lists/code-lists.js";
import { isCodeOf } from "../code-lists/code-lists.js";
import type { Decimal } from "../decimal.js";
import { scaleOf } from "../decimal.js";
import type { RuleViolation, Severity } from "../validation.js";
import type { Facts } from "./facts.js";

/** One rule about one part of an invoice. */
export interface Rule<Subject> {
  readonly id: string;
  /** FATAL unless stated. */
  readonly severity?: Severity;
  /** The field to put right, seen from the subject. */
  readonly at: readonly string[];
  readonly breaks: (subject: Subject, facts: Facts) => boolean;
  /** A sentence of our own that names the value. */
  readonly message: (subject: Subject, facts: Facts) => string;
}

/** Gathers the violations of one invoice. */
export interface Inspection {
  readonly facts: Facts;
  readonly ruleset: string;
  readonly violations: RuleViolation[];
}

/** Applies every rule to one subject that stands at `path` in the invoice. */
export const inspect = <Subject>(
  { facts, ruleset, violations }: Inspection,
  rules: readonly Rule<Subject>[],
  subject: Subject,
  path: readonly string[] = [],
): void => {
  for (const { id, severity = "FATAL", at, breaks, message } of rules)
    if (breaks(subject, facts))
      violations.push({ rule: id, ruleset, severity, message: message(subject, facts), path: [...path, ...at] });
};

/** Applies every rule to every member of a list that stands at `path` in the invoice. */
export const inspectAll = <Subject>(
  inspection: Inspection,
  rules: readonly Rule<Subject>[],
  subjects: readonly Subject[],
  path: readonly string[],
): void => {
  for (const [index, subject] of subjects.entries()) inspect(inspection, rules, subject, [...path, String(index)]);
};

/** A text that is not there: documents that were read hold empty texts for what they lacked. */
export const isBlank = (text: string | undefined): text is undefined | "" => text === undefined || text.trim() === "";

interface Named<Subject> {
  readonly id: string;
  readonly at: readonly string[];
  /** What the value is, e.g. "The invoice number (BT-1)". */
  readonly name: string;
  readonly of: (subject: Subject) => string | undefined;
}

/** The value must be there. */
export const required = <Subject>({ id, at, name, of }: Named<Subject>): Rule<Subject> => ({
  id,
  at,
  breaks: (subject) => isBlank(of(subject)),
  message: () => `${name} is missing`,
});

/** A country's own scheme, as "MY:TIN": in no international list, and for the country's provider to judge. */
export const nationalScheme = /^[A-Z]{2}:[A-Z0-9]+$/;

interface Coded<Subject> extends Named<Subject> {
  readonly list: CodeListName;
  readonly orNational?: boolean;
}

/** The value, when there, must be in the code list. */
export const coded = <Subject>({ id, at, name, of, list, orNational = false }: Coded<Subject>): Rule<Subject> => ({
  id,
  at,
  breaks: (subject) => {
    const code = of(subject);
    return !isBlank(code) && !isCodeOf(list, code) && !(orNational && nationalScheme.test(code));
  },
  message: (subject) => `${name} is ${of(subject)}, which is not in its code list`,
});

/** The amount, when there, has at most two decimals. */
export const twoDecimals = <Subject>({ id, at, name, of }: Named<Subject>): Rule<Subject> => ({
  id,
  at,
  breaks: (subject) => hasMoreThanTwoDecimals(of(subject)),
  message: (subject) => `${name} is ${of(subject)}; an amount has at most two decimals`,
});

function hasMoreThanTwoDecimals(value: Decimal | undefined): boolean {
  return value !== undefined && scaleOf(value) > 2;
}

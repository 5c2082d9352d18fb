import type { UnmappedValue } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { isBlank, isNamed, pathOf, qualified } from "../../xml/xml-tree.js";
import type { XmlAttribute, XmlElement, XmlName } from "../../xml/xml-tree.js";

/** What is known about the whole document while it is read. */
export interface DocumentReading {
  /** Name of the syntax in rule ids, e.g. `UBL`. */
  readonly syntax: string;
  /** BT-5 and BT-6, which amounts are held against. */
  readonly currency: string | undefined;
  readonly accountingCurrency: string | undefined;
  readonly violations: RuleViolation[];
  /** What found its place in the model. */
  readonly mapped: Set<XmlElement | XmlAttribute>;
  /** Only a part of a document is there: what is mandatory and missing is read as empty. */
  readonly isFragment?: boolean;
}

/** More than anybody reads. A document can be wrong in millions of places, and telling one takes time and memory. */
const mostReported = 500;

/** One place in the document being read. The element may be missing: then its place tells where it was looked for. */
export class Reading {
  readonly document: DocumentReading;
  readonly element: XmlElement | undefined;
  private readonly missingPath: (() => string) | undefined;

  constructor(document: DocumentReading, element: XmlElement | undefined, missingPath?: () => string) {
    this.document = document;
    this.element = element;
    this.missingPath = missingPath;
  }

  path(): string {
    return this.element ? pathOf(this.element) : (this.missingPath?.() ?? "");
  }

  children(name: XmlName): readonly Reading[] {
    const found: Reading[] = [];
    for (const child of this.element?.children ?? []) {
      if (isNamed(child, name)) found.push(new Reading(this.document, child));
    }
    return found;
  }

  /** The first child of that name. */
  child(name: XmlName, where?: (element: XmlElement) => boolean): Reading {
    const found = this.element?.children.find((child) => isNamed(child, name) && (!where || where(child)));
    return new Reading(this.document, found, () => `${this.path()}/${qualified(name)}`);
  }

  /** The first element at the end of the steps. */
  descend(steps: readonly XmlName[]): Reading {
    return steps.reduce<Reading>((at, step) => at.child(step), this);
  }

  /** Its text; an element of nothing but white space says nothing. */
  text(): string | undefined {
    const text = this.element?.text;
    return text === undefined || isBlank(text) ? undefined : text;
  }

  markMapped(node: XmlElement | XmlAttribute | undefined = this.element): void {
    if (node) this.document.mapped.add(node);
  }

  /** For a value of which the model takes only a part. */
  markUnmapped(): void {
    if (this.element) this.document.mapped.delete(this.element);
  }

  /**
   * Reads something the document is an invoice without: whether it was readable as a whole. When it was not, nothing of
   * it counts as mapped and nothing is reported.
   */
  attempt(read: (from: Reading) => void): boolean {
    const document = { ...this.document, violations: [], mapped: new Set<XmlElement | XmlAttribute>() };
    read(new Reading(document, this.element, this.missingPath));
    if (document.violations.length > 0) return false;
    for (const node of document.mapped) this.document.mapped.add(node);
    return true;
  }

  reportMissing(rule: string, term: string, at?: string): void {
    if (this.hasReportedEnough()) return;
    const path = at ?? this.path();
    this.report({ rule, ruleset: "EN16931", message: `${term} is mandatory and missing at ${path}`, xpath: path });
  }

  reportUnreadable(kind: string, message: string): void {
    if (this.hasReportedEnough()) return;
    const { syntax } = this.document;
    this.report({ rule: `${syntax}-${kind}`, ruleset: syntax, message, xpath: this.path() });
  }

  private hasReportedEnough(): boolean {
    return this.document.violations.length >= mostReported;
  }

  private report(violation: Omit<RuleViolation, "severity">): void {
    this.document.violations.push({ ...violation, severity: "FATAL" });
  }
}

/** Every text and attribute of the document that has no place in the model, in document order. */
export const listUnmapped = (root: XmlElement, mapped: ReadonlySet<XmlElement | XmlAttribute>): UnmappedValue[] => {
  const unmapped: UnmappedValue[] = [];
  const visit = (element: XmlElement): void => {
    const isLeaf = element.children.length === 0;
    if ((isLeaf || element.text !== "") && !mapped.has(element)) {
      unmapped.push({ path: pathOf(element), value: isLeaf ? element.text : element.text.trim() });
    }
    for (const attribute of element.attributes) {
      if (mapped.has(attribute) || isSchemaHint(attribute)) continue;
      unmapped.push({ path: `${pathOf(element)}/@${qualified(attribute)}`, value: attribute.value });
    }
    element.children.forEach(visit);
  };
  visit(root);
  return unmapped;
};

/** `xsi:schemaLocation` tells a validator where schemas lie; it is no part of the invoice. */
const isSchemaHint = ({ namespace, name }: XmlAttribute): boolean =>
  namespace === "http://www.w3.org/2001/XMLSchema-instance" &&
  /^(schemaLocation|noNamespaceSchemaLocation)$/.test(name);

import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { isXmlText } from "../../xml/serialize-xml.js";
import type { Origin, XmlName, XmlTreeBuilder } from "../../xml/xml-tree.js";

/** What is known about the whole document while it is written. */
export interface DocumentWriting {
  /** Name of the syntax in rule ids, e.g. `UBL`. */
  readonly syntax: string;
  readonly invoice: Invoice;
  readonly tree: XmlTreeBuilder;
  readonly violations: RuleViolation[];
  /** How many values of the model were written so far: an element that adds none is not kept. */
  valueCount: number;
}

/** One place in the document being written, and the path of the model value that stands there. */
export class Writing {
  readonly document: DocumentWriting;
  readonly path: Origin;

  constructor(document: DocumentWriting, path: Origin = []) {
    this.document = document;
    this.path = path;
  }

  /** The same place in the document for another value of the model. */
  at(path: Origin): Writing {
    return new Writing(this.document, path);
  }

  field(key: string): Writing {
    return this.at([...this.path, key]);
  }

  /** An element around what `write` writes; without a value of the model in it, it is left out. */
  element(name: XmlName, write: (inside: Writing) => void): void {
    const { document } = this;
    const before = document.valueCount;
    document.tree.openElement(name);
    if (this.path.length > 0) document.tree.setOrigin(this.path);
    write(this);
    if (document.valueCount === before) document.tree.discardElement();
    else document.tree.closeElement();
  }

  nested([name, ...rest]: readonly XmlName[], write: (inside: Writing) => void): void {
    if (!name) write(this);
    else this.element(name, (inside) => inside.nested(rest, write));
  }

  content(key: string, text: string): void {
    const field = this.field(key);
    if (!field.canCarry(text)) return;
    this.document.tree.setOrigin(field.path);
    this.document.tree.addText(text);
    this.document.valueCount++;
  }

  attribute(key: string, name: string, value: string): void {
    const field = this.field(key);
    if (!field.canCarry(value)) return;
    if (!this.document.tree.hasText) {
      field.reportCapacity("it qualifies a value that is not given");
      return;
    }
    this.document.tree.addAttribute({ namespace: "", prefix: "", name, value, origin: field.path });
    this.document.valueCount++;
  }

  /** What the syntax demands beside the values of the model. */
  fixedText(text: string): void {
    this.document.tree.addText(text);
  }

  fixedAttribute(name: string, value: string): void {
    this.document.tree.addAttribute({ namespace: "", prefix: "", name, value, origin: undefined });
  }

  /** Says that the value here could not be written. */
  reportCapacity(reason: string): void {
    const { syntax, violations } = this.document;
    violations.push({
      rule: `${syntax}-CAPACITY`,
      ruleset: syntax,
      severity: "ERROR",
      message: `${syntax} cannot carry ${this.path.join(".")}: ${reason}`,
      path: this.path,
    });
  }

  private canCarry(text: string): boolean {
    if (isXmlText(text)) return true;
    this.reportCapacity("it holds a character that XML does not allow");
    return false;
  }
}

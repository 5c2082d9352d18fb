import type { Decimal } from "../../domain/decimal.js";
import type { RuleViolation } from "../../domain/validation.js";
import { XmlTreeBuilder } from "../../xml/xml-tree.js";
import { type Field, type NumberField, toNumberText } from "./fields.js";

export const namespace = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2";
export const ruleset = "FATTURAPA";

type Path = readonly string[];

/** Where a value of the model comes from: its business term, or its name where it has none, and its path. */
export interface Source {
  readonly term: string;
  readonly path: Path;
}

export const from = (term: string, ...path: Path): Source => ({ term, path });

/** A FatturaPA document on its way. Whatever has no place in it is refused by term and path. */
export class FatturaWriting {
  readonly tree = new XmlTreeBuilder();
  readonly violations: RuleViolation[] = [];
  private valueCount = 0;

  /** An element around what `write` writes; without anything in it, it is left out. */
  element(name: string, write: () => void, path?: Path): void {
    const before = this.valueCount;
    this.tree.openElement({ namespace: "", prefix: "", name });
    if (path) this.tree.setOrigin(path);
    write();
    if (this.valueCount === before) this.tree.discardElement();
    else this.tree.closeElement();
  }

  /** What the format asks for beside the values of the model. */
  fixed(name: string, text: string): void {
    this.leaf(name, text);
  }

  text(name: string, value: string | undefined, field: Field, source: Source): void {
    if (value === undefined) return;
    if (!field.holds.test(value))
      return this.refuse(source, `${quoted(value)} does not fit: ${name} takes ${field.words}`);
    this.leaf(name, value, source.path);
  }

  /** The same for what the format cannot be without. */
  needed(name: string, value: string | undefined, field: Field, source: Source): void {
    if (value) this.text(name, value, field, source);
    else this.refuse(source, `is missing: FatturaPA needs ${name}`);
  }

  number(name: string, value: Decimal | undefined, field: NumberField, source: Source): void {
    if (value === undefined) return;
    const text = toNumberText(value, field);
    if (text !== undefined) return this.leaf(name, text, source.path);
    this.refuse(
      source,
      `${value} does not fit: ${name} takes ${field.digits} digits and ${field.decimals} decimals at most`,
    );
  }

  refuse({ term, path }: Source, reason: string): void {
    const [code] = /^B[TG]-\d+/.exec(term) ?? [path.at(-1) ?? term];
    this.violations.push({
      rule: `${ruleset}-${code}`,
      ruleset,
      severity: "ERROR",
      message: `${path.join(".")} (${term}) ${reason}`,
      path,
    });
  }

  private leaf(name: string, text: string, path?: Path): void {
    this.tree.openElement({ namespace: "", prefix: "", name });
    if (path) this.tree.setOrigin(path);
    this.tree.addText(text);
    this.tree.closeElement();
    this.valueCount += 1;
  }
}

const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

import { type Decimal, isDecimal } from "../../domain/decimal.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import type { Reading } from "../mapping/reading.js";

const steps = (path: string) => path.split("/").map((name) => ({ namespace: "", prefix: "", name }));

/** A place in a FatturaPA document; what is taken from it counts as mapped. */
export class Place {
  readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  get isThere(): boolean {
    return this.reading.element !== undefined;
  }

  at(path: string): Place {
    return new Place(this.reading.descend(steps(path)));
  }

  all(name: string): Place[] {
    return this.reading.children({ namespace: "", prefix: "", name }).map((reading) => new Place(reading));
  }

  text(path: string): string | undefined {
    const place = this.reading.descend(steps(path));
    const text = place.text()?.trim();
    if (text !== undefined) place.markMapped();
    return text;
  }

  texts(name: string): string[] {
    return this.all(name).flatMap((place) => {
      place.reading.markMapped();
      return place.reading.text()?.trim() ?? [];
    });
  }

  /** What the document is no invoice without. */
  needed(path: string, term: string): string {
    const text = this.text(path);
    if (text === undefined) this.reading.descend(steps(path)).reportMissing("FATTURAPA-00200", term);
    return text ?? "";
  }

  number(path: string): Decimal | undefined {
    const text = this.text(path);
    if (text === undefined || isDecimal(text)) return text;
    this.reading.descend(steps(path)).reportUnreadable("DECIMAL", `${path} is no decimal`);
    return undefined;
  }

  neededNumber(path: string, term: string): Decimal {
    this.needed(path, term);
    return this.number(path) ?? "0";
  }

  /** A day; a time zone behind it has no place in the model. */
  day(path: string): string | undefined {
    return this.text(path)?.slice(0, 10);
  }

  /** Takes an element with everything in it as known. */
  skip(path: string): void {
    const visit = (element: XmlElement | undefined): void => {
      if (!element) return;
      this.reading.markMapped(element);
      element.attributes.forEach((attribute) => this.reading.document.mapped.add(attribute));
      element.children.forEach(visit);
    };
    visit(this.reading.descend(steps(path)).element);
  }

  leaveUnmapped(path: string): void {
    this.reading.descend(steps(path)).markUnmapped();
  }
}

/** Leaves out what is undefined, as `exactOptionalPropertyTypes` wants it. */
export function present<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  // The entries that are left have no undefined value.
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}

export type Own = Readonly<Record<string, unknown>>;

/** What only Italy has, under the name of its system; nothing where there is nothing. */
export function extensionsOf(own: Own): { extensions?: { fatturaPa: Own } } {
  const given = present(own);
  return Object.keys(given).length > 0 ? { extensions: { fatturaPa: given } } : {};
}

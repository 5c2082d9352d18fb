import { decodeStream } from "./decode-stream.js";
import { PdfSyntax } from "./pdf-syntax.js";
import { isKind, isList, PdfRefusal } from "./pdf-values.js";
import type { PdfDictionary, PdfStream, PdfValue } from "./pdf-values.js";

export interface PdfLimits {
  readonly maximumBytes: number;
  /** Of all streams together that are decoded on the way to the invoice. */
  readonly maximumInflatedBytes: number;
  /** In the cross-reference table. */
  readonly maximumObjects: number;
  readonly maximumValues: number;
}

export const defaultPdfLimits: PdfLimits = {
  maximumBytes: 50_000_000,
  maximumInflatedBytes: 32_000_000,
  maximumObjects: 200_000,
  maximumValues: 1_000_000,
};

type Place = { readonly offset: number } | { readonly container: number; readonly index: number };

const maximumRevisions = 100;

/** Of objects that need another one to be read. */
const maximumDepth = 20;

/** The objects of a PDF by number. Reads what is asked for, repairs nothing, and refuses encrypted files. */
export class PdfFile {
  readonly trailer: PdfDictionary;
  private readonly bytes: Uint8Array;
  private readonly text: string;
  private readonly limits: PdfLimits;
  private readonly values: { left: number };
  private readonly inflated: { left: number };
  private readonly places = new Map<number, Place | undefined>();
  private readonly objects = new Map<number, PdfValue>();
  private readonly containers = new Map<number, readonly PdfValue[]>();
  private readonly opening = new Set<number>();

  /** @throws {PdfRefusal} when it cannot be read, or only beyond the limits */
  constructor(file: Uint8Array, limits: PdfLimits) {
    if (file.length > limits.maximumBytes) {
      const message = `The PDF has ${file.length} bytes; at most ${limits.maximumBytes} are read`;
      throw new PdfRefusal("PDF-TOO-LARGE", message);
    }
    if (!isPdf(file)) throw new PdfRefusal("PDF-DAMAGED", "The file does not begin like a PDF");
    this.bytes = file;
    this.text = Buffer.from(file.buffer, file.byteOffset, file.length).toString("latin1");
    this.limits = limits;
    this.values = { left: limits.maximumValues };
    this.inflated = { left: limits.maximumInflatedBytes };
    this.trailer = this.readRevisions();
    if (this.trailer.entries.has("Encrypt")) {
      throw new PdfRefusal("PDF-ENCRYPTED", "The PDF is encrypted; send it without protection");
    }
  }

  /** The value itself, or what its reference stands for; a missing object is null. */
  readonly resolve = (value: PdfValue | undefined): PdfValue => {
    if (!isKind(value, "reference")) return value ?? null;
    const { object } = value;
    const known = this.objects.get(object);
    if (known !== undefined) return known;
    if (this.opening.has(object) || this.opening.size >= maximumDepth) {
      throw new PdfRefusal("PDF-DAMAGED", `Object ${object} of the PDF refers to itself, or too far`);
    }
    this.opening.add(object);
    const found = this.read(object);
    this.opening.delete(object);
    this.objects.set(object, found);
    return found;
  };

  dictionary(value: PdfValue | undefined): PdfDictionary | undefined {
    const found = this.resolve(value);
    return isKind(found, "dictionary") ? found : undefined;
  }

  decode({ dictionary, start, end }: PdfStream): Uint8Array {
    return decodeStream(this.bytes.subarray(start, end), dictionary, this.resolve, this.inflated);
  }

  private read(object: number): PdfValue {
    const place = this.places.get(object);
    if (!place) return null;
    if ("offset" in place) return this.objectAt(place.offset, object);
    const found = this.containedIn(place.container)[place.index];
    return isKind(found, "reference") ? this.resolve(found) : (found ?? null);
  }

  private objectAt(offset: number, expected?: number): PdfValue {
    const syntax = new PdfSyntax(this.text, offset, this.values);
    const header = syntax.match(/(\d{1,10})[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}obj/y);
    if (!header || (expected !== undefined && Number(header[1]) !== expected)) {
      throw syntax.damaged(expected === undefined ? "an object" : `object ${expected}`);
    }
    const value = syntax.value();
    if (isKind(value, "reference")) return this.resolve(value);
    return isKind(value, "dictionary") && syntax.takes("stream") ? this.streamAt(syntax, value) : value;
  }

  private streamAt(syntax: PdfSyntax, dictionary: PdfDictionary): PdfStream {
    const [lineBreak = ""] = /^\r?\n|^\r/.exec(this.text.slice(syntax.position, syntax.position + 2)) ?? [];
    const start = syntax.position + lineBreak.length;
    const length = this.resolve(dictionary.entries.get("Length"));
    if (typeof length !== "number" || !Number.isInteger(length) || length < 0)
      throw syntax.damaged("a stream's length");
    const end = start + length;
    syntax.position = end;
    syntax.expect("endstream");
    return { kind: "stream", dictionary, start, end };
  }

  /** The objects of an object stream (7.5.7), in its order. */
  private containedIn(container: number): readonly PdfValue[] {
    const known = this.containers.get(container);
    if (known) return known;
    const stream = this.resolve({ kind: "reference", object: container });
    const damaged = new PdfRefusal("PDF-DAMAGED", `Object ${container} of the PDF is no stream of objects`);
    if (!isKind(stream, "stream")) throw damaged;
    const [count, first] = ["N", "First"].map((key) => this.resolve(stream.dictionary.entries.get(key)));
    if (typeof count !== "number" || typeof first !== "number" || count > this.limits.maximumObjects) throw damaged;
    const text = Buffer.from(this.decode(stream)).toString("latin1");
    const index = new PdfSyntax(text, 0, this.values);
    const objects: PdfValue[] = [];
    for (let entry = 0; entry < count; entry++) {
      const [, offset] = [index.value(), index.value()];
      if (typeof offset !== "number") throw damaged;
      objects.push(new PdfSyntax(text, first + offset, this.values).value());
    }
    this.containers.set(container, objects);
    return objects;
  }

  /** Follows the cross-reference sections from the newest to the oldest; the newest place of an object counts. */
  private readRevisions(): PdfDictionary {
    const tail = this.text.lastIndexOf("startxref");
    const [, last] = new PdfSyntax(this.text, Math.max(tail, 0) + 9, this.values).match(/(\d{1,10})/y) ?? [];
    if (tail < 0 || last === undefined) throw new PdfRefusal("PDF-DAMAGED", "The PDF is damaged: startxref is missing");
    const seen = new Set<number>();
    let newest: PdfDictionary | undefined;
    for (let next: PdfValue | undefined = Number(last); typeof next === "number";) {
      if (seen.has(next) || seen.size >= maximumRevisions) {
        throw new PdfRefusal("PDF-DAMAGED", "The cross-reference sections of the PDF do not end");
      }
      seen.add(next);
      const section = this.readSection(next);
      newest ??= section;
      next = section.entries.get("Prev");
    }
    return newest!;
  }

  private readSection(offset: number): PdfDictionary {
    const syntax = new PdfSyntax(this.text, offset, this.values);
    if (!syntax.takes("xref")) return this.readSectionStream(offset);
    const places: [object: number, place: Place | undefined][] = [];
    while (!syntax.takes("trailer")) {
      const [, first, count] = syntax.match(/(\d{1,10})[ \t]{1,9}(\d{1,10})/y) ?? [];
      if (first === undefined) throw syntax.damaged("a cross-reference table");
      for (let index = 0; index < Number(count); index++) {
        const [, at, use] = syntax.match(/(\d{10}) \d{5} ([nf])/y) ?? [];
        if (at === undefined) throw syntax.damaged("a cross-reference entry");
        if (places.length >= this.limits.maximumObjects) throw this.tooManyObjects();
        places.push([Number(first) + index, use === "n" ? { offset: Number(at) } : undefined]);
      }
    }
    const trailer = syntax.value();
    if (!isKind(trailer, "dictionary")) throw syntax.damaged("a trailer");
    // In a hybrid file the table says of hidden objects that they are free; the stream knows where they are (7.5.8.4).
    const hidden = trailer.entries.get("XRefStm");
    if (typeof hidden === "number") this.readSectionStream(hidden);
    for (const [object, place] of places) this.addPlace(object, place);
    return trailer;
  }

  private readSectionStream(offset: number): PdfDictionary {
    const stream = this.objectAt(offset);
    const damaged = new PdfRefusal("PDF-DAMAGED", `The PDF is damaged: no cross-reference section at byte ${offset}`);
    if (!isKind(stream, "stream")) throw damaged;
    const { entries } = stream.dictionary;
    const widths = numbersIn(entries.get("W"));
    const ranges = numbersIn(entries.get("Index") ?? [0, entries.get("Size") ?? 0]);
    if (widths?.length !== 3 || !ranges || widths.some((width) => width > 6)) throw damaged;
    const data = this.decode(stream);
    const rowLength = widths.reduce((total, width) => total + width, 0);
    let at = 0;
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      for (let index = 0; index < ranges[range + 1]!; index++) {
        if (rowLength === 0 || at + rowLength > data.length) throw damaged;
        this.addPlace(ranges[range]! + index, placeIn(data, at, widths));
        at += rowLength;
      }
    }
    return stream.dictionary;
  }

  private addPlace(object: number, place: Place | undefined): void {
    if (this.places.has(object)) return;
    if (this.places.size >= this.limits.maximumObjects) throw this.tooManyObjects();
    this.places.set(object, place);
  }

  private tooManyObjects(): PdfRefusal {
    return new PdfRefusal("PDF-TOO-LARGE", `The PDF has more than ${this.limits.maximumObjects} objects`);
  }
}

/** Whether the bytes say of themselves that they are a PDF. */
export const isPdf = (bytes: Uint8Array): boolean =>
  "%PDF-".split("").every((sign, at) => bytes[at] === sign.charCodeAt(0));

/** A list of numbers to count with. */
function numbersIn(value: PdfValue | undefined): readonly number[] | undefined {
  const isCount = (one: PdfValue): one is number => typeof one === "number" && Number.isInteger(one) && one >= 0;
  return isList(value) && value.every(isCount) ? value : undefined;
}

function placeIn(data: Uint8Array, start: number, widths: readonly number[]): Place | undefined {
  let at = start;
  const [type, second, third] = widths.map((width, field) => {
    // Without a type field all entries are of type 1.
    if (width === 0) return field === 0 ? 1 : 0;
    let number = 0;
    for (let digit = 0; digit < width; digit++) number = number * 256 + data[at++]!;
    return number;
  });
  if (type === 1) return { offset: second! };
  return type === 2 ? { container: second!, index: third! } : undefined;
}

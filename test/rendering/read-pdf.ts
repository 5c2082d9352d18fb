import { inflateSync } from "node:zlib";

export interface PdfObject {
  readonly dictionary: string;
  readonly stream?: Buffer;
}

/** What a test wants to know of a PDF that pdfkit wrote: no reader for other files. */
export interface ReadPdf {
  /** The text of every page in the order it was drawn, without any white space. */
  readonly pages: readonly string[];
  /** How far above the lower edge of the page the lines of every page stand, in points. */
  readonly heights: readonly ReadonlySet<number>[];
  readonly metadata: string;
  readonly attachments: readonly { readonly name: string; readonly relationship: string; readonly bytes: Buffer }[];
  readonly structureTypes: ReadonlyMap<string, number>;
}

export const readPdf = (bytes: Uint8Array): ReadPdf => {
  const objects = objectsOf(Buffer.from(bytes));
  const all = [...objects.values()];
  const fontsByName = new Map<string, ReadonlyMap<string, string>>();
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  for (const { dictionary } of all) {
    for (const [, name = "", id = ""] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(id)?.dictionary ?? "";
      const map = objects.get(reference(font, "ToUnicode"))?.stream;
      if (map !== undefined) fontsByName.set(name, charactersOf(map.toString("latin1")));
    }
  }
  const contents = pages.map(
    ({ dictionary }) => objects.get(reference(dictionary, "Contents"))?.stream?.toString("latin1") ?? "",
  );
  return {
    pages: contents.map((content) => textOf(content, fontsByName)),
    heights: contents.map(
      (content) => new Set(Array.from(content.matchAll(/1 0 0 1 \S+ (\S+) Tm/g), ([, height]) => Number(height))),
    ),
    metadata: all.find(({ dictionary }) => dictionary.includes("/Type /Metadata"))?.stream?.toString("utf8") ?? "",
    attachments: all
      .filter(({ dictionary }) => dictionary.includes("/Type /Filespec"))
      .map(({ dictionary }) => ({
        name: /\/UF \(([^)]*)\)/.exec(dictionary)?.[1] ?? "",
        relationship: /\/AFRelationship \/(\w+)/.exec(dictionary)?.[1] ?? "",
        bytes: objects.get(/\/EF <<\s*\/F (\d+) 0 R/.exec(dictionary)?.[1] ?? "")?.stream ?? Buffer.alloc(0),
      })),
    structureTypes: countsOf(
      all.flatMap(({ dictionary }) => /^<<\s*\/S \/(\w+)\s[^]*?\/P \d+ 0 R/.exec(dictionary)?.[1] ?? []),
    ),
  };
};

export const reference = (dictionary: string, key: string): string =>
  new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1] ?? "";

/** By number. */
export const objectsOf = (bytes: Buffer): Map<string, PdfObject> => {
  const text = bytes.toString("latin1");
  const objects = new Map<string, PdfObject>();
  const start = /(\d+) 0 obj\n/g;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const end = text.indexOf("\nendobj", start.lastIndex);
    const streamAt = text.indexOf("\nstream\n", start.lastIndex);
    const hasStream = streamAt >= 0 && streamAt < end;
    const dictionary = text.slice(start.lastIndex, hasStream ? streamAt : end);
    if (!hasStream) {
      objects.set(found[1] ?? "", { dictionary });
      continue;
    }
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const raw = bytes.subarray(streamAt + 8, streamAt + 8 + length);
    const stream = dictionary.includes("/FlateDecode") ? inflateSync(raw) : raw;
    objects.set(found[1] ?? "", { dictionary, stream });
    start.lastIndex = streamAt + 8 + length;
  }
  return objects;
};

const charactersOf = (map: string): ReadonlyMap<string, string> => {
  const characters = new Map<string, string>();
  for (const [, first = "", list = ""] of map.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [index, [, units = ""]] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, "0");
      const codes = units.split(" ").filter((unit) => unit !== "");
      characters.set(glyph, codes.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(""));
    }
  }
  return characters;
};

const textOf = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
  let font: ReadonlyMap<string, string> | undefined;
  let text = "";
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>(?=[^\n]*TJ)/g)) {
    if (name !== undefined) font = fonts.get(name);
    for (const glyph of glyphs?.match(/.{4}/g) ?? []) text += font?.get(glyph) ?? "";
  }
  return withoutSpace(text);
};

export const withoutSpace = (text: string): string => text.replace(/\s/gu, "");

const countsOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

import type { PdfParts } from "./archive-findings.js";
import { reference } from "./read-pdf.js";

interface Font {
  readonly name: string;
  readonly program: Buffer | undefined;
  readonly widths: ReadonlyMap<number, number>;
  readonly characters: string;
  readonly dictionaries: string;
}

/** 6.2.11: every font is embedded, says which characters its glyphs are, and is as wide as the file says. */
export const fontFindings = (parts: PdfParts): string[] => {
  const fonts = fontsOf(parts);
  const used = glyphsUsed(parts.contents);
  return [
    ...(fonts.size === 0 ? ["6.2.11 there are no fonts"] : []),
    ...[...fonts].flatMap(([name, font]) => findingsOf(name, font, used.get(name) ?? new Set())),
    ...[...used.keys()].filter((name) => !fonts.has(name)).map((name) => `6.2.11 ${name} is no font of the file`),
  ];
};

const fontsOf = ({ objects }: PdfParts): ReadonlyMap<string, Font> => {
  const all = [...objects.values()];
  const names = all.flatMap(({ dictionary }) => [...dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)]);
  return new Map(
    names.map(([, name = "", number = ""]) => {
      const outer = objects.get(number)?.dictionary ?? "";
      const inner = objects.get(/\/DescendantFonts \[(\d+) 0 R\]/.exec(outer)?.[1] ?? "")?.dictionary ?? "";
      const descriptor = objects.get(reference(inner, "FontDescriptor"))?.dictionary ?? "";
      const characters = objects.get(reference(outer, "ToUnicode"))?.stream?.toString("latin1") ?? "";
      const program = objects.get(reference(descriptor, "FontFile2"))?.stream;
      return [name, { name, program, widths: widthsIn(inner), characters, dictionaries: outer + inner + descriptor }];
    }),
  );
};

/** `/W [first [width width …]]`. */
const widthsIn = (dictionary: string): ReadonlyMap<number, number> => {
  const [, first = "0", list = ""] = /\/W \[(\d+) \[([^\]]*)\]\]/.exec(dictionary) ?? [];
  return new Map(list.split(" ").map((width, index) => [Number(first) + index, Number(width)]));
};

const findingsOf = (name: string, font: Font, used: ReadonlySet<number>): string[] => {
  const { program, widths, characters, dictionaries } = font;
  if (program === undefined) return [`6.2.11.4 ${name} is not embedded`];
  const measured = widthsOf(program);
  return [
    ...(dictionaries.includes("/CIDToGIDMap /Identity") ? [] : [`6.2.11.3 ${name} does not map its glyphs`]),
    ...(characters.includes("beginbfrange") ? [] : [`6.2.11.7 ${name} does not say which characters its glyphs are`]),
    ...(used.has(0) ? [`6.2.11.8 ${name} is asked for a glyph it does not have`] : []),
    ...[...used]
      .filter((glyph) => !(Math.abs((widths.get(glyph) ?? NaN) - (measured[glyph] ?? NaN)) < 1))
      .map((glyph) => `6.2.11.5 ${name}: glyph ${glyph} is ${measured[glyph]} wide, not ${widths.get(glyph)}`),
  ];
};

/** Of a TrueType program, in thousandths of the type size. */
const widthsOf = (program: Buffer): readonly number[] => {
  const tables = new Map(
    Array.from({ length: program.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      return [program.toString("latin1", at, at + 4), program.readUInt32BE(at + 8)];
    }),
  );
  const unitsPerEm = program.readUInt16BE((tables.get("head") ?? 0) + 18);
  const metrics = program.readUInt16BE((tables.get("hhea") ?? 0) + 34);
  const start = tables.get("hmtx") ?? 0;
  return Array.from({ length: metrics }, (_, glyph) => (program.readUInt16BE(start + glyph * 4) * 1000) / unitsPerEm);
};

const glyphsUsed = (contents: readonly string[]): ReadonlyMap<string, Set<number>> => {
  const used = new Map<string, Set<number>>();
  for (const content of contents) {
    let font = "";
    for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>(?=[^\n]*TJ)/g)) {
      font = name ?? font;
      const known = used.get(font) ?? new Set();
      for (const glyph of glyphs?.match(/.{4}/g) ?? []) known.add(Number.parseInt(glyph, 16));
      used.set(font, known);
    }
  }
  return used;
};

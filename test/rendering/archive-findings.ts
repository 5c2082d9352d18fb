import { parseXml } from "../../src/xml/parse-xml.js";
import { fontFindings } from "./font-findings.js";
import { objectsOf, type PdfObject, reference } from "./read-pdf.js";

/** A file with its parts at hand. */
export interface PdfParts {
  readonly text: string;
  readonly objects: ReadonlyMap<string, PdfObject>;
  readonly catalog: string;
  /** What is drawn on each page. */
  readonly contents: readonly string[];
}

/**
 * What in the file breaks PDF/A-3b (ISO 19005-3), of that which the writers of PDFs usually get wrong. No replacement
 * for veraPDF: a file without findings may still have others.
 */
export const archiveFindings = (bytes: Uint8Array): string[] => {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = objectsOf(Buffer.from(bytes));
  const all = [...objects.values()];
  const catalog = all.find(({ dictionary }) => dictionary.includes("/Type /Catalog"))?.dictionary ?? "";
  const contents = all
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => objects.get(reference(dictionary, "Contents"))?.stream?.toString("latin1") ?? "");
  const parts: PdfParts = { text, objects, catalog, contents };
  return [
    ...fileFindings(parts),
    ...metadataFindings(parts),
    ...colourFindings(parts),
    ...fontFindings(parts),
    ...structureFindings(parts),
    ...attachmentFindings(parts),
  ];
};

const unless = (holds: boolean, finding: string): string[] => (holds ? [] : [finding]);

/** 6.1: header, trailer, cross-reference table, and what may not be in a file at all. */
const fileFindings = ({ text, objects }: PdfParts): string[] => {
  const trailer = /trailer\n<<([^]*?)>>\nstartxref\n(\d+)\n%%EOF\n?$/.exec(text);
  const table = text.slice(Number(trailer?.[2] ?? text.length));
  const places = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) => Number(place));
  const dictionaries = [...objects.values()].map(({ dictionary }) => dictionary).join("\n");
  const forbidden = ["JavaScript", "JS", "Launch", "OpenAction", "AA", "LZWDecode", "Crypt", "Movie", "Sound", "XFA"];
  return [
    ...unless(/^%PDF-1\.[4-7]\n%[\x80-\xff]{4}/.test(text), "6.1.2 the header has no version or no binary comment"),
    ...unless(trailer !== null, "6.1.3 nothing may follow the trailer"),
    ...unless(/\/ID \[<\w{32}> <\w{32}>\]/.test(trailer?.[1] ?? ""), "6.1.3 the file has no ID"),
    ...unless(!/\/Encrypt\b/.test(text.slice(text.lastIndexOf("trailer"))), "6.1.3 the file is encrypted"),
    ...unless(places.length === objects.size, "6.1.4 not every object is in the cross-reference table"),
    ...places
      .filter((place) => !/^\d+ 0 obj\n/.test(text.slice(place, place + 20)))
      .map((place) => `6.1.4 no object begins at ${place}`),
    ...forbidden
      .filter((name) => new RegExp(`/${name}\\b`).test(dictionaries))
      .map((name) => `6.1 the file uses /${name}`),
    ...unless(!/\/Subtype \/(Link|Widget|FileAttachment)\b/.test(dictionaries), "6.3 the file has annotations"),
  ];
};

/** 6.6: metadata in plain XML that names the profile. */
const metadataFindings = ({ objects, catalog }: PdfParts): string[] => {
  const metadata = objects.get(reference(catalog, "Metadata"));
  const xmp = metadata?.stream?.toString("utf8") ?? "";
  const packet = /<x:xmpmeta[^]*<\/x:xmpmeta>/.exec(xmp)?.[0] ?? "";
  return [
    ...unless(metadata !== undefined && !metadata.dictionary.includes("/Filter"), "6.6.2 the metadata is compressed"),
    ...unless("root" in parseXml(Buffer.from(packet, "utf8")), "6.6.2 the metadata is no XML"),
    ...unless(/<pdfaid:part>3<\/pdfaid:part>/.test(packet), "6.6.4 the metadata does not say part 3"),
    ...unless(/<pdfaid:conformance>B<\/pdfaid:conformance>/.test(packet), "6.6.4 the metadata does not say level B"),
    ...unless(/<dc:title>/.test(packet), "6.6.2 the metadata has no title"),
  ];
};

/** 6.2: one output intent with an RGB profile, nothing but RGB, no transparency. */
const colourFindings = ({ objects, catalog, contents }: PdfParts): string[] => {
  const intent = objects.get(/\/OutputIntents \[(\d+) 0 R\]/.exec(catalog)?.[1] ?? "")?.dictionary ?? "";
  const profile = objects.get(reference(intent, "DestOutputProfile"));
  const icc = profile?.stream ?? Buffer.alloc(0);
  const dictionaries = [...objects.values()].map(({ dictionary }) => dictionary).join("\n");
  const drawn = contents.join("\n");
  const isProfile =
    icc.length > 128 &&
    icc.readUInt32BE(0) === icc.length &&
    icc.toString("latin1", 16, 20) === "RGB " &&
    icc.toString("latin1", 36, 40) === "acsp" &&
    (icc[8] ?? 9) <= 4;
  return [
    ...unless(intent.includes("/S /GTS_PDFA1"), "6.2.3 there is no output intent for PDF/A"),
    ...unless(isProfile && /\/N 3\b/.test(profile?.dictionary ?? ""), "6.2.3 the output intent has no RGB profile"),
    ...unless(!/\/(SMask|Transparency|ca|CA|BM)\b/.test(dictionaries), "6.2.10 the file uses transparency"),
    ...unless(!/\/DeviceCMYK|[\d.] [kK]\n/.test(drawn), "6.2.4 the pages use CMYK, the profile is RGB"),
  ];
};

/** 6.7 for level A, and what readers aloud need: everything drawn is tagged or decoration. */
const structureFindings = ({ objects, catalog, contents }: PdfParts): string[] => {
  const figures = [...objects.values()].filter(({ dictionary }) => dictionary.includes("/S /Figure"));
  return [
    ...unless(/\/Marked true/.test(objects.get(reference(catalog, "MarkInfo"))?.dictionary ?? ""), "6.7.2 not marked"),
    ...unless(objects.has(reference(catalog, "StructTreeRoot")), "6.7.3 there is no structure"),
    ...unless(/\/Lang \(\w{2}\)/.test(catalog), "6.7.4 there is no language"),
    ...unless(
      figures.every(({ dictionary }) => /\/Alt \(/.test(dictionary)),
      "a picture has no words",
    ),
    ...contents.flatMap((content, page) =>
      unless(untagged(content) === undefined, `page ${page + 1} draws without a tag: ${untagged(content)}`),
    ),
  ];
};

/** The first thing that is drawn outside marked content. */
const untagged = (content: string): string | undefined => {
  let depth = 0;
  for (const line of content.split("\n")) {
    if (/\bB(DC|MC)$/.test(line)) depth += 1;
    else if (line === "EMC") depth -= 1;
    else if (depth === 0 && /( (TJ|Tj|re)|^[fSB]\*?)$/.test(line)) return line;
  }
  return depth === 0 ? undefined : "marked content that does not end";
};

/** 6.8: embedded files are associated, named and say what they are. */
const attachmentFindings = ({ objects, catalog }: PdfParts): string[] => {
  const specifications = [...objects].filter(([, { dictionary }]) => dictionary.includes("/Type /Filespec"));
  const associated = /\/AF \[([^\]]*)\]/.exec(catalog)?.[1] ?? "";
  const names = objects.get(reference(catalog, "Names"))?.dictionary ?? "";
  return specifications.flatMap(([number, { dictionary }]) => {
    const file = objects.get(/\/EF <<\s*\/F (\d+) 0 R/.exec(dictionary)?.[1] ?? "")?.dictionary ?? "";
    return [
      ...unless(associated.includes(`${number} 0 R`), "6.8 a file is not associated with the document"),
      ...unless(names.includes(`${number} 0 R`), "6.8 a file is not among the embedded files"),
      ...unless(
        /\/AFRelationship \/(Source|Data|Alternative|Supplement|Unspecified)/.test(dictionary),
        "6.8 no relationship",
      ),
      ...unless(/\/F \(.+\)/.test(dictionary) && /\/UF \(.+\)/.test(dictionary), "6.8 a file has no name"),
      ...unless(/\/Subtype \/\w+#2F/.test(file), "6.8 a file has no media type"),
      ...unless(/\/ModDate \(D:/.test(file), "6.8 a file has no date"),
    ];
  });
};

import { deflateSync } from "node:zlib";

export interface PdfFileToEmbed {
  readonly name: string;
  readonly content: Uint8Array | string;
}

interface PdfOptions {
  readonly files?: readonly PdfFileToEmbed[];
  /** How objects are found: a table, a stream with its objects in an object stream, or both (a hybrid file). */
  readonly references?: "table" | "stream" | "hybrid";
  /** Where the files are named. */
  readonly place?: "names" | "kids" | "associated";
  /** Further objects by number; they take the place of those made here. */
  readonly objects?: Readonly<Record<number, string>>;
  readonly trailer?: string;
}

const text = (content: Uint8Array | string): string => Buffer.from(content).toString("latin1");

const stream = (dictionary: string, content: Uint8Array | string): string => {
  const packed = deflateSync(typeof content === "string" ? Buffer.from(content, "latin1") : content);
  return `<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\r\n${text(packed)}\nendstream`;
};

const hex = (name: string): string => Buffer.from(`\ufeff${name}`, "utf16le").swap16().toString("hex");

/** A PDF without pages that embeds files. Object 1 is the catalog; files stand from object 10 on, two objects each. */
export const aPdf = ({
  files = [],
  references = "table",
  place = "names",
  objects = {},
  trailer = "",
}: PdfOptions = {}): Uint8Array => {
  const names = files.map(({ name }, index) => `(${name}) ${10 + 2 * index} 0 R`).join(" ");
  const catalogs = {
    names: `/Names << /EmbeddedFiles << /Names [${names}] >> >>`,
    kids: "/Names << /EmbeddedFiles << /Kids [3 0 R] >> >>",
    associated: `/AF [${files.map((_, index) => `${10 + 2 * index} 0 R`).join(" ")}]`,
  };
  const all = new Map<number, string>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalogs[place]} >>`],
    [2, "<< /Type /Pages /Kids [] /Count 0 >>"],
    [3, `<< /Names [${names}] >>`],
  ]);
  files.forEach(({ name, content }, index) => {
    const number = 10 + 2 * index;
    all.set(number, `<< /Type /Filespec /F (x) /UF <${hex(name)}> /EF << /F ${number + 1} 0 R >> >>`);
    all.set(number + 1, stream("/Type /EmbeddedFile", typeof content === "string" ? Buffer.from(content) : content));
  });
  for (const [number, value] of Object.entries(objects)) all.set(Number(number), value);
  return Buffer.from(references === "table" ? withTable(all, trailer) : withStream(all, trailer, references), "latin1");
};

const header = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";

const row = (offset: number, use: "n" | "f" = "n"): string => `${String(offset).padStart(10, "0")} 00000 ${use} \n`;

function body(objects: ReadonlyMap<number, string>): { text: string; offsets: ReadonlyMap<number, number> } {
  let written = header;
  const offsets = new Map<number, number>();
  for (const [number, value] of objects) {
    offsets.set(number, written.length);
    written += `${number} 0 obj\n${value}\nendobj\n`;
  }
  return { text: written, offsets };
}

function table(offsets: ReadonlyMap<number, number>, hidden: readonly number[] = []): string {
  const rows = [...offsets].map(([number, offset]) => `${number} 1\n${row(offset)}`);
  return `xref\n0 1\n0000000000 65535 f \n${rows.join("")}${hidden.map((number) => `${number} 1\n${row(0, "f")}`).join("")}`;
}

function withTable(objects: ReadonlyMap<number, string>, trailer: string): string {
  const { text: written, offsets } = body(objects);
  return `${written}${table(offsets)}trailer\n<< /Size 100 /Root 1 0 R ${trailer} >>\nstartxref\n${written.length}\n%%EOF\n`;
}

/** Values without stream stand in object 90; the cross-reference stream has the PNG predictor "up". */
function withStream(objects: ReadonlyMap<number, string>, trailer: string, kind: "stream" | "hybrid"): string {
  const direct = new Map([...objects].filter(([, value]) => value.includes("stream")));
  const contained = [...objects].filter(([, value]) => !value.includes("stream"));
  let inner = "";
  const index = contained.map(([number, value]) => {
    const entry = `${number} ${inner.length}`;
    inner += `${value}\n`;
    return entry;
  });
  const first = `${index.join(" ")}\n`;
  direct.set(90, stream(`/Type /ObjStm /N ${contained.length} /First ${first.length}`, first + inner));
  const { text: written, offsets } = body(direct);
  const entries = [
    ...[...offsets].map(([number, offset]) => [number, 1, offset, 0] as const),
    ...contained.map(([number], at) => [number, 2, 90, at] as const),
  ].filter(([number]) => kind === "stream" || !offsets.has(number));
  const rows = entries.map(([, type, second, third]) => [type, second >> 16, (second >> 8) & 255, second & 255, third]);
  const predicted = rows.flatMap((current, at) => [
    2,
    ...current.map((byte, column) => byte - (rows[at - 1]?.[column] ?? 0)),
  ]);
  const ranges = entries.map(([number]) => `${number} 1`).join(" ");
  const dictionary =
    `/Type /XRef /Size 100 /Root 1 0 R /W [1 3 1] /Index [${ranges}] ` +
    `/DecodeParms << /Predictor 12 /Columns 5 >> ${trailer}`;
  const references = `91 0 obj\n${stream(dictionary, Uint8Array.from(predicted))}\nendobj\n`;
  if (kind === "stream") return `${written}${references}startxref\n${written.length}\n%%EOF\n`;
  const hidden = contained.map(([number]) => number);
  const start = written.length + references.length;
  return (
    `${written}${references}${table(offsets, hidden)}trailer\n` +
    `<< /Size 100 /Root 1 0 R /XRefStm ${written.length} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  );
}

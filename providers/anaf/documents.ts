import { createHash } from "node:crypto";
import type { Call } from "../../src/provider-kit/call.js";
import type { DocumentContent, DocumentFormat } from "../../src/provider-kit/provider.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import { serializeXml } from "../../src/xml/serialize-xml.js";
import { ask, readDownload, readHeader } from "./answers.js";
import type { ArchiveFile } from "../../src/provider-kit/read-archive.js";
import type { Credentials } from "./credentials.js";
import { ErrorFile } from "./wire.js";

/** What ANAF hands out for one message. */
export interface Download {
  /** The invoice as it was sent, the errors found in it, or a buyer's message. */
  readonly original: ArchiveFile;
  /** Of the Ministry of Finance, over the original: both together are the legal invoice. */
  readonly signature?: ArchiveFile;
}

/** Ten times a day for one message. */
export const download = (id: string, call: Call<Credentials>): Promise<Download> =>
  ask(
    {
      operation: "download",
      method: "GET",
      path: "/descarcare",
      query: { id },
      read(bytes) {
        const said = readDownload(bytes);
        return "content" in said ? { content: toDownload(said.content) } : said;
      },
      effect: "read",
    },
    call,
  );

function toDownload(files: readonly ArchiveFile[]): Download {
  const isSignature = ({ name }: ArchiveFile) => /(^|\/)semnatura/i.test(name);
  const original = files.find((file) => /\.xml$/i.test(file.name) && !isSignature(file));
  if (!original) throw new Error("the ZIP holds no XML beside a signature");
  const signature = files.find(isSignature);
  return { original, ...(signature && { signature }) };
}

/** None where the file is not one of errors. */
export function readErrors({ original }: Download): readonly string[] {
  const file = ErrorFile.safeParse(tryToReadHeader(original.bytes));
  return file.success ? file.data.errors : [];
}

/** What is inside a download was written by others, too. */
export function tryToReadHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    return readHeader(bytes);
  } catch {
    return undefined;
  }
}

const formats: Readonly<Record<string, DocumentFormat>> = {
  Invoice: "UBL",
  CreditNote: "UBL",
  CrossIndustryInvoice: "CII",
};

export function toDocument({ name, bytes }: ArchiveFile): DocumentContent {
  const parsed = parseXml(bytes);
  const format = "root" in parsed ? formats[parsed.root.name] : undefined;
  return { format: format ?? "OTHER", mediaType: "application/xml", fileName: name.replace(/^.*\//, ""), bytes };
}

/** Equal for documents that say the same, however their white space and namespace prefixes are. */
export function toFingerprint(bytes: Uint8Array): string {
  const parsed = parseXml(bytes);
  const content = "root" in parsed ? serializeXml(parsed.root) : bytes;
  return createHash("sha256").update(content).digest("hex");
}

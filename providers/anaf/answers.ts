import type { z } from "zod";
import { parseXml } from "../../src/xml/parse-xml.js";
import { type ArchiveFile, readArchive } from "../../src/provider-kit/read-archive.js";
import type { Call, HttpRequest } from "../../src/provider-kit/call.js";
import type { Credentials } from "./credentials.js";
import { readBlocked, readSentences } from "./errors.js";
import { PdfRefusal, SaidError } from "./wire.js";

/** Whatever comes with HTTP status 200. */
export type Said<Content> =
  | { readonly content: Content }
  | { readonly errors: readonly string[] }
  /** A page of the firewall in front. */
  | { readonly supportId: string };

type Headers = Readonly<Record<string, string>>;

export interface Question<Content> extends Omit<HttpRequest<unknown>, "expect" | "failure" | "pauseSeconds"> {
  /** Of bytes that are no web page. @throws where the answer has another shape */
  readonly read: (bytes: Uint8Array, headers: Headers) => Said<Content>;
}

/** @throws {ProviderFailure} for an error that was said, too */
export async function ask<Content>(
  { read, ...request }: Question<Content>,
  { http }: Call<Credentials>,
): Promise<Content> {
  const said = await http.send<Said<Content>>({
    ...request,
    headers: { accept: "*/*", ...request.headers },
    expect: { bytes: (bytes, headers) => readPage(bytes) ?? read(bytes, headers) },
    failure(answer) {
      if ("content" in answer) return undefined;
      if ("errors" in answer) return readSentences(answer.errors, request.effect);
      return readBlocked(answer.supportId);
    },
  });
  if ("content" in said) return said.content;
  throw new Error("an error that was said is a failure of its call");
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

function readPage(bytes: Uint8Array): { readonly supportId: string } | undefined {
  const start = textOf(bytes.subarray(0, 4_096));
  if (!/^\s*(<!doctype html|<html)/i.test(start)) return undefined;
  return { supportId: /support ID is:?\s*(\d+)/i.exec(start)?.[1] ?? "none" };
}

/** The attributes of `header` and the sentences in it, as the shapes of XML answers want them. */
export function readHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const parsed = parseXml(bytes, { maximumBytes: 1_000_000 });
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const { root } = parsed;
  if (root.name !== "header") throw new Error(`the root is ${root.name}, not header`);
  const valueOf = (name: string, { attributes }: typeof root) => attributes.find((each) => each.name === name)?.value;
  const errors = root.children.flatMap((child) => valueOf("errorMessage", child) ?? []);
  return {
    ...Object.fromEntries(root.attributes.map(({ name, value }) => [name, value])),
    ...(errors.length > 0 && { errors }),
  };
}

export const readJson =
  <Shape>(shape: z.ZodType<Shape>) =>
  (bytes: Uint8Array): Said<Shape> => {
    const text = textOf(bytes);
    const said = readSaidError(text);
    return said === undefined ? { content: shape.parse(JSON.parse(text)) } : { errors: [said] };
  };

/** A download holds two files, of an invoice of at most 10 MB. */
const archiveLimits = { mostFiles: 20, mostBytes: 32_000_000 };

/** The ZIP of a download, or the error that stands in its place. */
export function readDownload(bytes: Uint8Array): Said<readonly ArchiveFile[]> {
  const said = bytes[0] === 0x50 ? undefined : readSaidError(textOf(bytes));
  return said === undefined ? { content: readArchive(bytes, archiveLimits) } : { errors: [said] };
}

export function readPdf(bytes: Uint8Array): Said<Uint8Array> {
  const text = textOf(bytes.subarray(0, 65_536));
  if (text.startsWith("%PDF-")) return { content: bytes };
  return { errors: PdfRefusal.parse(JSON.parse(text)).Messages.map(({ message }) => message) };
}

/** One documented answer has a brace too many: https://mfinante.gov.ro/static/10/eFactura/descarcare.html */
function readSaidError(text: string): string | undefined {
  const object = /^\s*(\{[^{}]*\})\}?\s*$/.exec(text)?.[1];
  if (object === undefined) return undefined;
  try {
    const said = SaidError.safeParse(JSON.parse(object));
    return said.success ? said.data.eroare : undefined;
  } catch {
    return undefined;
  }
}

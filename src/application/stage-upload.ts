import { createHash } from "node:crypto";
import type { Gateway } from "./gateway.js";
import { type Line, splitLines } from "./upload-lines.js";

export const uploadLifetimeHours = 24;

export const uploadLimits = {
  lines: 100_000,
  bytes: 2 * 1024 * 1024 * 1024,
  lineBytes: 8 * 1024 * 1024,
  /** Of one tenant, without a batch. */
  unused: 10,
} as const;

/** So much is in memory at a time, beside one line. */
const portion = { lines: 500, bytes: 1024 * 1024 };

/** So many bad lines are named. */
const namedLines = 20;

export interface BadLine {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type UploadResult =
  | { readonly id: string; readonly lines: number; readonly sha256: string }
  | { readonly badLines: readonly BadLine[]; readonly more: number }
  /** It was not read to the end. */
  | { readonly exceeded: string }
  /** Nothing of it was read. */
  | { readonly tooMany: string };

/** Keeps a file of lines, each of which is JSON, as they come: the whole is never in memory. */
export async function stageUpload(
  { store, newId }: Pick<Gateway, "store" | "newId">,
  tenantId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<UploadResult> {
  const id = newId();
  const { unused } = uploadLimits;
  if (!(await store.uploads.open(tenantId, id, { unused, lifetimeHours: uploadLifetimeHours }))) {
    return { tooMany: `There are ${unused} uploads that no batch has used: submit them first` };
  }
  let isComplete = false;
  try {
    const hash = createHash("sha256");
    const result = await readAll(hashed(bytes, hash), (first, lines) =>
      store.uploads.append(tenantId, id, first, lines),
    );
    if (!("lines" in result)) return result;
    const content = { lines: result.lines, sha256: hash.digest("hex") };
    await store.uploads.complete(tenantId, id, content);
    isComplete = true;
    return { id, ...content };
  } finally {
    if (!isComplete) await store.uploads.discard(tenantId, id);
  }
}

type ReadResult = { readonly lines: number } | Exclude<UploadResult, { readonly id: string }>;

async function readAll(
  bytes: AsyncIterable<Uint8Array>,
  append: (first: number, lines: readonly string[]) => Promise<void>,
): Promise<ReadResult> {
  const bad: BadLine[] = [];
  let waiting: string[] = [];
  let waitingBytes = 0;
  let read = 0;
  const flush = async () => {
    // Of a file with a bad line nothing will be used: the rest is only read for its other bad lines.
    if (bad.length === 0 && waiting.length > 0) await append(read - waiting.length, waiting);
    waiting = [];
    waitingBytes = 0;
  };
  for await (const line of splitLines(bytes, uploadLimits)) {
    if ("exceeded" in line) return line;
    read += 1;
    const message = whatIsWrongWith(line);
    if (message !== undefined) bad.push({ line: read, message });
    waiting.push(line.text ?? "");
    waitingBytes += line.bytes;
    if (waiting.length >= portion.lines || waitingBytes >= portion.bytes) await flush();
  }
  await flush();
  if (bad.length > 0) return { badLines: bad.slice(0, namedLines), more: Math.max(0, bad.length - namedLines) };
  if (read === 0) return { badLines: [{ line: 1, message: "The upload has no lines" }], more: 0 };
  return { lines: read };
}

function whatIsWrongWith({ text }: Extract<Line, { bytes: number }>): string | undefined {
  if (text === undefined) return "The line is not UTF-8";
  if (text.trim() === "") return "The line is empty";
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? undefined
      : "The line is no JSON object";
  } catch (error) {
    return `The line is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: { update(part: Uint8Array): unknown }) {
  for await (const part of bytes) {
    hash.update(part);
    yield part;
  }
}

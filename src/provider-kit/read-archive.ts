import { crc32, inflateRawSync } from "node:zlib";

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ArchiveLimits {
  readonly mostFiles: number;
  /** Of all files together, inflated. */
  readonly mostBytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 65_535;
const isEncrypted = 0x1;

/**
 * Reads the files of a ZIP (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) by its central directory:
 * stored or deflated, not encrypted, no ZIP64. Nothing is inflated beyond the limits.
 * @throws where it is damaged, of another kind or too large
 */
export function readArchive(bytes: Uint8Array, { mostFiles, mostBytes }: ArchiveLimits): readonly ArchiveFile[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  if (count > mostFiles) throw new Error(`the ZIP holds ${count} files; at most ${mostFiles} are read`);
  const files: ArchiveFile[] = [];
  let left = mostBytes;
  let at = view.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(view, at);
    if (entry.length > left) throw new Error(`the ZIP inflates to more than ${mostBytes} bytes`);
    const content = inflate(view, entry);
    left -= content.length;
    files.push({ name: entry.name, bytes: content });
    at = entry.next;
  }
  return files;
}

/** It stands at the very end, with an optional comment behind it. */
function findEnd(view: Buffer): number {
  const earliest = Math.max(0, view.length - endLength - longestComment);
  for (let at = view.length - endLength; at >= earliest; at -= 1) {
    if (view.readUInt32LE(at) === endSignature) return at;
  }
  throw new Error("the ZIP has no end of its central directory");
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedLength: number;
  readonly length: number;
  readonly localAt: number;
  readonly next: number;
}

function readEntry(view: Buffer, at: number): Entry {
  if (at + 46 > view.length || view.readUInt32LE(at) !== entrySignature) throw new Error("the ZIP is damaged");
  const nameEnd = at + 46 + view.readUInt16LE(at + 28);
  const name = view.toString("utf8", at + 46, nameEnd);
  if (view.readUInt16LE(at + 8) & isEncrypted) throw new Error(`${name} is encrypted`);
  return {
    name,
    method: view.readUInt16LE(at + 10),
    crc: view.readUInt32LE(at + 16),
    packedLength: view.readUInt32LE(at + 20),
    length: view.readUInt32LE(at + 24),
    localAt: view.readUInt32LE(at + 42),
    next: nameEnd + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32),
  };
}

function inflate(view: Buffer, { name, method, crc, packedLength, length, localAt }: Entry): Buffer {
  if (localAt + 30 > view.length || view.readUInt32LE(localAt) !== localSignature)
    throw new Error("the ZIP is damaged");
  const start = localAt + 30 + view.readUInt16LE(localAt + 26) + view.readUInt16LE(localAt + 28);
  if (start + packedLength > view.length) throw new Error(`${name} is cut off`);
  const packed = view.subarray(start, start + packedLength);
  const content = unpack(name, method, packed, length);
  if (content.length !== length || crc32(content) !== crc) throw new Error(`${name} is damaged`);
  return content;
}

/** The directory may lie about the length: no more than it says is ever inflated. */
function unpack(name: string, method: number, packed: Buffer, length: number): Buffer {
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, length) });
  throw new Error(`${name} is packed by method ${method}, which is not read`);
}

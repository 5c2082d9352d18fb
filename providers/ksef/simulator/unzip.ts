import { crc32, inflateRawSync } from "node:zlib";

export interface UnpackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The files of a ZIP archive, as its directory lists them; undefined when it is none or is damaged. */
export function unzip(archive: Buffer): UnpackedFile[] | undefined {
  try {
    const end = archive.lastIndexOf(Buffer.from("504b0506", "hex"));
    if (end < 0) return undefined;
    const files: UnpackedFile[] = [];
    let at = archive.readUInt32LE(end + 16);
    for (let index = 0; index < archive.readUInt16LE(end + 10); index += 1) {
      if (archive.readUInt32LE(at) !== 0x02014b50) return undefined;
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
      const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
      const bytes = readFile(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 20));
      if (crc32(bytes) !== archive.readUInt32LE(at + 16)) return undefined;
      files.push({ name, bytes });
      at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return files;
  } catch {
    return undefined;
  }
}

function readFile(archive: Buffer, at: number, packedLength: number): Buffer {
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const packed = archive.subarray(start, start + packedLength);
  return archive.readUInt16LE(at + 8) === 0 ? packed : inflateRawSync(packed);
}

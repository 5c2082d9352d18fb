import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A ZIP archive (PKWARE APPNOTE 6.3.10) of up to 65 535 deflated files below 4 GB in all. The moment of every file is
 * the first of the format, so that the same files give the same archive.
 */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  if (entries.length > 0xffff) throw new RangeError(`${entries.length} files are more than a ZIP archive takes`);
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const fileName = Buffer.from(name, "utf8");
    const packed = deflateRawSync(bytes);
    const facts = factsOf(bytes, packed, fileName);
    const local = Buffer.concat([numbers([4, 0x04034b50]), facts, fileName, packed]);
    directory.push(
      numbers([4, 0x02014b50], [2, version]),
      facts,
      // No comment, first disk, no attributes; then where the file begins.
      numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      fileName,
    );
    files.push(local);
    offset += local.length;
  }
  const catalogue = Buffer.concat(directory);
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, catalogue.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...files, catalogue, end]);
}

const version = 20;
const namesAreUtf8 = 0x0800;
const deflated = 8;
/** The first of January 1980. */
const firstDay = 0x0021;

/** What the file's own header and the directory say alike. */
const factsOf = (bytes: Uint8Array, packed: Buffer, fileName: Buffer): Buffer =>
  numbers(
    [2, version],
    [2, namesAreUtf8],
    [2, deflated],
    [2, 0],
    [2, firstDay],
    [4, crc32(bytes)],
    [4, packed.length],
    [4, bytes.byteLength],
    [2, fileName.length],
    [2, 0],
  );

/** Numbers of two or four bytes, the lowest byte first. */
function numbers(...values: readonly (readonly [width: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([width, value]) => {
      const written = Buffer.alloc(width);
      written.writeUIntLE(value, 0, width);
      return written;
    }),
  );
}

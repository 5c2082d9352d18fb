import { crc32, deflateRawSync } from "node:zlib";
import type { ArchiveFile } from "./read-archive.js";

const mostFiles = 0xffff;
/** 2.0: deflated. Then that names are in UTF-8, the method, and the first day that the format knows. */
const version = 20;
const namesAreUtf8 = 0x0800;
const deflated = 8;
const firstDay = 0x0021;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3.10) of up to 65 535 deflated files below 4 GB in all. Every file is of the same
 * moment, so that the same files give the same archive.
 */
export function writeArchive(files: readonly ArchiveFile[]): Buffer {
  if (files.length > mostFiles) throw new RangeError(`${files.length} files are more than a ZIP archive takes`);
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes);
    const fileName = Buffer.from(name, "utf8");
    // What the file's own header and the directory say alike.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(namesAreUtf8, 2);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(firstDay, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, fileName, packed]);
    directory.push(Buffer.from("PK\u0001\u0002", "latin1"), Buffer.from([version, 0]), common, place, fileName);
    bodies.push(body);
    at += body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, entries, end]);
}

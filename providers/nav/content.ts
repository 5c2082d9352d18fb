import { gunzipSync } from "node:zlib";

/** More than NAV takes of one invoice, and little enough for memory. */
const mostBytes = 32_000_000;

/**
 * The bytes of base64 content, unpacked where it was sent compressed.
 * @throws {Error} where it cannot be unpacked
 */
export function readContent(base64: string, isCompressed: boolean): Buffer {
  const bytes = Buffer.from(base64, "base64");
  return isCompressed ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes;
}

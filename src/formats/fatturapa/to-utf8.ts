/** Encodings of one byte that SdI lets through; all others have to be UTF-8. */
const accepted = /^<\?xml[^>]*?encoding\s*=\s*["'](windows-1252|iso-8859-1|iso-8859-15)["']/i;

/** A document in an old encoding of Western Europe as UTF-8; any other is left as it is. */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const [declaration, encoding] = accepted.exec(start) ?? [];
  if (!declaration || !encoding) return bytes;
  const text = new TextDecoder(encoding).decode(bytes.subarray(declaration.length));
  return Buffer.from(declaration.replace(encoding, "UTF-8") + text, "utf8");
}

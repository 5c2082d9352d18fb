/**
 * What a CAdES envelope (.p7m) holds, or undefined when it is none. The signature is not verified: SdI has done that
 * before it hands a file on. Structure: RFC 5652 §5, in BER or DER, also as Base64 text.
 */
export function openSigned(bytes: Uint8Array): Uint8Array | undefined {
  const binary = isBase64(bytes) ? Buffer.from(Buffer.from(bytes).toString("latin1"), "base64") : bytes;
  try {
    const [contentInfo] = elementsIn(binary);
    const [type, content] = elementsIn(contentInfo?.content ?? none);
    if (!type || Buffer.from(type.content).toString("hex") !== signedData) return undefined;
    const [signed] = elementsIn(content?.content ?? none);
    const [, , encapsulated] = elementsIn(signed?.content ?? none);
    const [, inner] = elementsIn(encapsulated?.content ?? none);
    const [octets] = elementsIn(inner?.content ?? none);
    return octets && join(octets, 0);
  } catch (error) {
    if (error instanceof MalformedEnvelope) return undefined;
    throw error;
  }
}

/** 1.2.840.113549.1.7.2 */
const signedData = "2a864886f70d010702";
const none = new Uint8Array();
const octetString = 0x04;
const constructed = 0x20;
const deepest = 8;

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

class MalformedEnvelope extends Error {}

/** "MI" begins every sequence of more than 127 bytes in Base64. */
const isBase64 = (bytes: Uint8Array): boolean => bytes[0] === 0x4d && bytes[1] === 0x49;

/** The bytes of an octet string; writers that stream split it into parts. */
function join({ tag, content }: Element, depth: number): Uint8Array {
  if (depth > deepest) throw new MalformedEnvelope("its parts are nested too deep");
  if (tag === octetString) return content;
  if (tag !== (octetString | constructed)) throw new MalformedEnvelope("no octets");
  return Buffer.concat(elementsIn(content).map((part) => join(part, depth + 1)));
}

function elementsIn(bytes: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const { element, end } = elementAt(bytes, at, 0);
    found.push(element);
    at = end;
  }
  return found;
}

function elementAt(bytes: Uint8Array, start: number, depth: number): { element: Element; end: number } {
  const tag = byteAt(bytes, start);
  const first = byteAt(bytes, start + 1);
  if (first === 0x80) return indefinite(bytes, start, tag, depth);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) throw new MalformedEnvelope("a length is too long");
  let length = first < 0x80 ? first : 0;
  for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + byteAt(bytes, start + 2 + index);
  const begin = start + 2 + lengthBytes;
  const end = begin + length;
  if (end > bytes.length) throw new MalformedEnvelope("it ends too early");
  return { element: { tag, content: bytes.subarray(begin, end) }, end };
}

/** Without a length the element goes on to two zero bytes. */
function indefinite(bytes: Uint8Array, start: number, tag: number, depth: number) {
  if (depth > 2 * deepest) throw new MalformedEnvelope("it is nested too deep");
  let at = start + 2;
  while (byteAt(bytes, at) !== 0 || byteAt(bytes, at + 1) !== 0) at = elementAt(bytes, at, depth + 1).end;
  return { element: { tag, content: bytes.subarray(start + 2, at) }, end: at + 2 };
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new MalformedEnvelope("it ends too early");
  return byte;
}

/** A CMS envelope (RFC 5652) around a document, as far as opening it needs; nobody signed it. */
export function anEnvelope(content: Uint8Array, how: "whole" | "in parts" = "whole"): Buffer {
  const octets =
    how === "whole"
      ? element(0x04, content)
      : Buffer.concat([Buffer.of(0x24, 0x80), ...parts(content).map((part) => element(0x04, part)), endOfContents]);
  const data = element(0x06, Buffer.from("2a864886f70d010701", "hex"));
  const encapsulated = element(0x30, Buffer.concat([data, element(0xa0, octets)]));
  const version = element(0x02, Buffer.of(1));
  const signed = element(
    0x30,
    Buffer.concat([version, element(0x31, Buffer.of()), encapsulated, element(0x31, Buffer.of())]),
  );
  const type = element(0x06, Buffer.from("2a864886f70d010702", "hex"));
  return element(0x30, Buffer.concat([type, element(0xa0, signed)]));
}

const endOfContents = Buffer.of(0, 0);

const parts = (content: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(content.length / 1000) }, (_, index) =>
    content.subarray(index * 1000, (index + 1) * 1000),
  );

function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

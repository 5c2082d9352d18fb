import { type KeyObject, randomBytes, sign } from "node:crypto";

/** A self-signed X.509 certificate (RFC 5280) in DER, with nothing but what a public key needs to be read from it. */
export function selfSign(
  keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  validity: { readonly from: Date; readonly to: Date },
): Buffer {
  const name = sequence(set(sequence(objectId(commonName), utf8("Ministerstwo Finansów (simulator)"))));
  const body = sequence(
    // Version 3.
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    rsaWithSha256,
    name,
    sequence(time(validity.from), time(validity.to)),
    name,
    keys.publicKey.export({ type: "spki", format: "der" }),
  );
  return sequence(body, rsaWithSha256, bits(sign("sha256", body, keys.privateKey)));
}

const commonName = [0x55, 0x04, 0x03];

const tagged = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
};

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = Buffer.alloc(4);
  digits.writeUInt32BE(length);
  const significant = digits.subarray(digits.findIndex((digit) => digit !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

const sequence = (...contents: readonly Uint8Array[]): Buffer => tagged(0x30, ...contents);
const set = (...contents: readonly Uint8Array[]): Buffer => tagged(0x31, ...contents);
const integer = (bytes: Uint8Array): Buffer => tagged(0x02, bytes);
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text, "utf8"));
const objectId = (bytes: readonly number[]): Buffer => tagged(0x06, Buffer.from(bytes));
const bits = (bytes: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), bytes);
const time = (at: Date): Buffer =>
  tagged(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`, "ascii"));

const rsaWithSha256 = sequence(
  objectId([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
  Buffer.from([0x05, 0x00]),
);

import { type KeyObject, randomBytes, sign } from "node:crypto";

export interface CertificateFacts {
  /** Common name. */
  readonly name: string;
  /** OID 2.5.4.97 of a seal, such as "VATPL-5265877635". */
  readonly organizationIdentifier?: string;
  /** OID 2.5.4.5 of a person, such as "TINPL-5265877635". */
  readonly serialNumber?: string;
  readonly from: Date;
  readonly to: Date;
}

/** A self-signed X.509 certificate (RFC 5280) in DER for an RSA or EC key, with nothing but what KSeF reads from it. */
export function selfSign(
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  { name, organizationIdentifier, serialNumber, from, to }: CertificateFacts,
): Buffer {
  const algorithm = publicKey.asymmetricKeyType === "ec" ? ecdsaWithSha256 : rsaWithSha256;
  const attributes = [
    [organizationIdentifierId, organizationIdentifier],
    [serialNumberId, serialNumber],
    [commonNameId, name],
  ] as const;
  const subject = sequence(
    ...attributes.flatMap(([id, value]) => (value === undefined ? [] : [set(sequence(objectId(id), utf8(value)))])),
  );
  const body = sequence(
    // Version 3.
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
  );
  return sequence(body, algorithm, bits(sign("sha256", body, privateKey)));
}

const commonNameId = [0x55, 0x04, 0x03];
const serialNumberId = [0x55, 0x04, 0x05];
const organizationIdentifierId = [0x55, 0x04, 0x61];

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

const ecdsaWithSha256 = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));

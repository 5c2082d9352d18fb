import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate with its key, made on the spot: nothing in the tree expires or has to be kept secret. */
export interface Certificate {
  readonly key: string;
  /** Followed by its issuer's where that is not a root. */
  readonly cert: string;
}

export interface Authority extends Certificate {
  issue(wishes: CertificateWishes): Certificate;
  /** An authority below this one. */
  issueAuthority(name: string): Authority;
}

export interface CertificateWishes {
  readonly hosts: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

const dayMs = 86_400_000;

export function createAuthority(name: string): Authority {
  const keys = newKeys();
  return toAuthority(name, keys, write({ issuer: name, subject: name, keys, signWith: keys.privateKey, isCa: true }));
}

export function createSelfSigned(host: string): Certificate {
  const keys = newKeys();
  return toCertificate(keys, [
    write({ issuer: host, subject: host, keys, signWith: keys.privateKey, isCa: false, hosts: [host] }),
  ]);
}

function toAuthority(name: string, keys: Keys, own: Uint8Array, chain: readonly Uint8Array[] = []): Authority {
  return {
    ...toCertificate(keys, [own]),
    issue(wishes) {
      const leaf = newKeys();
      const bytes = write({
        issuer: name,
        subject: wishes.hosts[0] ?? "nobody",
        keys: leaf,
        signWith: keys.privateKey,
        isCa: false,
        ...wishes,
      });
      return toCertificate(leaf, [bytes, ...chain]);
    },
    issueAuthority(below) {
      const belowKeys = newKeys();
      const bytes = write({ issuer: name, subject: below, keys: belowKeys, signWith: keys.privateKey, isCa: true });
      return toAuthority(below, belowKeys, bytes, [bytes]);
    },
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newKeys = (): Keys => generateKeyPairSync("ec", { namedCurve: "prime256v1" });

const toCertificate = ({ privateKey }: Keys, chain: readonly Uint8Array[]): Certificate => ({
  key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  cert: chain.map(toPem).join(""),
});

function toPem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

interface Content extends Partial<CertificateWishes> {
  readonly issuer: string;
  readonly subject: string;
  readonly keys: Keys;
  readonly signWith: KeyObject;
  readonly isCa: boolean;
}

/** RFC 5280 §4.1, in DER. */
function write({ issuer, subject, keys, signWith, isCa, hosts, validFrom, validTo }: Content): Uint8Array {
  const algorithm = sequence(ecdsaWithSha256);
  const extensions = [
    sequence(basicConstraints, yes, octets(sequence(...(isCa ? [yes] : [])))),
    ...(hosts ? [sequence(subjectAltName, octets(sequence(...hosts.map(toGeneralName))))] : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1, ...randomBytes(8)]),
    algorithm,
    toName(issuer),
    sequence(toTime(validFrom ?? new Date(Date.now() - dayMs)), toTime(validTo ?? new Date(Date.now() + 30 * dayMs))),
    toName(subject),
    keys.publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  return sequence(body, algorithm, der(0x03, [0], sign("sha256", body, signWith)));
}

type Part = Uint8Array | readonly number[];

function der(tag: number, ...parts: readonly Part[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
  return Buffer.concat([Uint8Array.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Part[]): Buffer => der(0x30, ...parts);
const octets = (content: Part): Buffer => der(0x04, content);
const yes = der(0x01, [0xff]);

const ecdsaWithSha256 = der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);
const commonName = der(0x06, [0x55, 0x04, 0x03]);
const basicConstraints = der(0x06, [0x55, 0x1d, 0x13]);
const subjectAltName = der(0x06, [0x55, 0x1d, 0x11]);

const toName = (name: string): Buffer => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));

const toTime = (moment: Date): Buffer =>
  der(0x17, Buffer.from(`${moment.toISOString().replace(/\D/g, "").slice(2, 14)}Z`));

const toGeneralName = (host: string): Buffer =>
  /^[\d.]+$/.test(host) ? der(0x87, host.split(".").map(Number)) : der(0x82, Buffer.from(host));

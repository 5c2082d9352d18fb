import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";
import { canonicalXml } from "./canonical-xml.js";
import { parseXml } from "./parse-xml.js";
import { isNamed, type XmlElement } from "./xml-tree.js";
import {
  dsaEncoding,
  envelopedTransform,
  exclusive,
  inclusive,
  sha256,
  signatureNamespace,
  signedPropertiesType,
  signingMethod,
  xadesNamespace,
} from "./xml-signature.js";

export interface XmlSigner {
  /** RSA or elliptic curve; PEM. */
  readonly key: string;
  /** The certificate of the key; PEM. */
  readonly certificate: string;
}

export interface SigningForm {
  /** Over the exclusive canonical form instead of the inclusive one. */
  readonly exclusive?: boolean;
  /** XAdES-BES: the certificate and this moment are signed beside the document. */
  readonly signedAt?: Date;
}

/**
 * The document with a signature over all of it as the last child of its root, by SHA-256 and RSA or ECDSA; what
 * `readSignature` reads. The document has to end with the end tag of its root.
 */
export function signXml(bytes: Uint8Array, signer: XmlSigner, form: SigningForm = {}): Uint8Array {
  const text = Buffer.from(bytes).toString("utf8");
  const end = /<\/[^<>]+>\s*$/.exec(text)?.index;
  if (end === undefined) throw new Error("The document does not end with the end tag of its root");
  const certificate = new X509Certificate(signer.certificate);
  const write = (digests: Digests, value = "") =>
    Buffer.from(text.slice(0, end) + writeSignature(certificate, form, digests, value) + text.slice(end));
  const digestOf = (signed: Uint8Array, name: string) =>
    digest(canonicalXml(signed, { ...form, of: find(signed, name) }));

  const ofDocument = digest(canonicalXml(bytes, form));
  const ofProperties = form.signedAt && digestOf(write({ ofDocument, ofProperties: "" }), "SignedProperties");
  const digests = { ofDocument, ...(ofProperties !== undefined && { ofProperties }) };
  const unsigned = write(digests);
  const info = canonicalXml(unsigned, { ...form, of: find(unsigned, "SignedInfo") });
  const value = sign("sha256", info, { key: createPrivateKey(signer.key), dsaEncoding });
  return write(digests, value.toString("base64"));
}

interface Digests {
  readonly ofDocument: string;
  readonly ofProperties?: string;
}

function writeSignature(
  certificate: X509Certificate,
  { exclusive: isExclusive, signedAt }: SigningForm,
  { ofDocument, ofProperties }: Digests,
  value: string,
): string {
  const canonicalization = isExclusive ? exclusive : inclusive;
  const transforms = (...algorithms: readonly string[]) =>
    element("Transforms", ...algorithms.map((algorithm) => method("Transform", algorithm)));
  const digestOf = (digest: string) => method("DigestMethod", sha256) + element("DigestValue", digest);
  const key = certificate.publicKey.asymmetricKeyType === "ec" ? "ec" : "rsa";
  const info = element(
    "SignedInfo",
    method("CanonicalizationMethod", canonicalization),
    method("SignatureMethod", signingMethod(key)),
    `<Reference URI="">${transforms(envelopedTransform, canonicalization)}${digestOf(ofDocument)}</Reference>`,
    ofProperties === undefined
      ? ""
      : `<Reference Type="${signedPropertiesType}" URI="#SignedProperties">${transforms(canonicalization)}${digestOf(ofProperties)}</Reference>`,
  );
  const keyInfo = element(
    "KeyInfo",
    element("X509Data", element("X509Certificate", certificate.raw.toString("base64"))),
  );
  const properties = signedAt ? element("Object", writeProperties(certificate, signedAt, digestOf)) : "";
  return `<Signature xmlns="${signatureNamespace}" Id="Signature">${info}${element("SignatureValue", value)}${keyInfo}${properties}</Signature>`;
}

function writeProperties(certificate: X509Certificate, signedAt: Date, digestOf: (digest: string) => string): string {
  const issuer = element("X509IssuerName", escaped(nameOf(certificate.issuer)));
  const serial = element("X509SerialNumber", BigInt(`0x${certificate.serialNumber}`).toString());
  const signing = element(
    "xades:Cert",
    element("xades:CertDigest", digestOf(digest(certificate.raw))),
    element("xades:IssuerSerial", issuer, serial),
  );
  const properties = element(
    "xades:SignedSignatureProperties",
    element("xades:SigningTime", signedAt.toISOString()),
    element("xades:SigningCertificate", signing),
  );
  return `<xades:QualifyingProperties xmlns:xades="${xadesNamespace}" Target="#Signature"><xades:SignedProperties Id="SignedProperties">${properties}</xades:SignedProperties></xades:QualifyingProperties>`;
}

/** RFC 4514: Node.js has the parts escaped, a line each, in the order of the certificate, which is the reverse one. */
const nameOf = (lines: string): string => lines.split("\n").reverse().join(",");

const element = (name: string, ...contents: readonly string[]): string => `<${name}>${contents.join("")}</${name}>`;

const method = (name: string, algorithm: string): string => `<${name} Algorithm="${algorithm}"></${name}>`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** The element of that name in the signature that was written last. */
function find(bytes: Uint8Array, name: string): XmlElement {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const inner = (from: XmlElement): XmlElement | undefined =>
    from.name === name ? from : from.children.map(inner).find((found) => found !== undefined);
  const signature = parsed.root.children.findLast((child) =>
    isNamed(child, { namespace: signatureNamespace, prefix: "", name: "Signature" }),
  );
  const found = signature && inner(signature);
  if (!found) throw new Error(`The signature has no ${name}`);
  return found;
}

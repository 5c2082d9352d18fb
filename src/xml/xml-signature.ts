import { createHash, verify, X509Certificate } from "node:crypto";
import { type CanonicalForm, canonicalXml } from "./canonical-xml.js";
import { attributeOf, type XmlElement } from "./xml-tree.js";

export const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
export const xadesNamespace = "http://uri.etsi.org/01903/v1.3.2#";
export const signedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
export const envelopedTransform = `${signatureNamespace}enveloped-signature`;
export const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
export const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

/** SHA-1 is in neither table: it can be forged. */
const digests: Readonly<Record<string, string>> = {
  [sha256]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};
const signingNames = "http://www.w3.org/2001/04/xmldsig-more#";

/** Keys of the two kinds, as Node.js calls them. */
export type SigningKey = "rsa" | "ec";

export const signingMethod = (key: SigningKey, digest = "sha256"): string =>
  `${signingNames}${key === "ec" ? "ecdsa" : key}-${digest}`;

/** ECDSA signatures are the two numbers side by side (XML Signature 1.1), not in ASN.1. */
export const dsaEncoding = "ieee-p1363";

export interface XmlSignature {
  /** Of who signed. Whether it is to be trusted is another question. */
  readonly certificate: X509Certificate;
  /** XAdES: the moment that the signer stated and signed; undefined where the signature has no signed properties. */
  readonly signedAt?: Date;
}

/**
 * The signature over a whole document, checked: https://www.w3.org/TR/xmldsig-core/ , enveloped, with RSA or ECDSA; and
 * the signed properties of XAdES (https://www.w3.org/TR/XAdES/), where it has them. Only the one form is taken in which
 * nothing but the signature itself stays outside of what is signed, so that whatever is read in the tree was signed.
 * @throws with a sentence where the signature is missing, of another form or wrong
 */
export function readSignature(root: XmlElement, bytes: Uint8Array): XmlSignature {
  const signature = only(root, "Signature");
  const signedInfo = only(signature, "SignedInfo");
  const references = children(signedInfo, "Reference");
  const [reference, ...doubles] = references.filter((each) => attributeOf(each, "URI")?.value === "");
  if (!reference || doubles.length > 0) throw new Error("The signature is not over the whole document");
  checkDigest(reference, canonicalXml(bytes, { ...formOf(reference), without: signature }), "The document is");
  const others = references.filter((each) => each !== reference);
  const certificate = certificateOf(textOf(x509Of(signature)));
  const signedAt = readProperties(signature, others, bytes, certificate);
  const method = only(signedInfo, "SignatureMethod");
  const key = certificate.publicKey.asymmetricKeyType === "ec" ? "ec" : "rsa";
  const known = Object.fromEntries(Object.values(digests).map((name) => [signingMethod(key, name), name]));
  const digest = algorithmOf(method, known);
  const isGenuine = verify(
    digest,
    canonicalXml(bytes, { ...canonicalFormOf(only(signedInfo, "CanonicalizationMethod")), of: signedInfo }),
    { key: certificate.publicKey, dsaEncoding },
    Buffer.from(textOf(only(signature, "SignatureValue")), "base64"),
  );
  if (!isGenuine) throw new Error("The signature is not of the certificate beside it");
  return { certificate, ...(signedAt && { signedAt }) };
}

/** DER in base64, as XML carries it; some write it with the lines of PEM around. */
export const certificateOf = (base64: string): X509Certificate =>
  new X509Certificate(Buffer.from(base64.replace(/-----[A-Z ]+-----/g, ""), "base64"));

/** XAdES-BES: the certificate and the moment of signing are signed beside the document. */
function readProperties(
  signature: XmlElement,
  [reference, ...more]: readonly XmlElement[],
  bytes: Uint8Array,
  certificate: X509Certificate,
): Date | undefined {
  if (!reference) return undefined;
  const container = only(only(signature, "Object"), "QualifyingProperties", xadesNamespace);
  const properties = only(container, "SignedProperties", xadesNamespace);
  const isAboutThem =
    attributeOf(reference, "Type")?.value === signedPropertiesType &&
    attributeOf(reference, "URI")?.value === `#${attributeOf(properties, "Id")?.value}` &&
    attributeOf(container, "Target")?.value === `#${attributeOf(signature, "Id")?.value}`;
  if (!isAboutThem || more.length > 0) throw new Error("The signature is over something unknown beside the document");
  const [transforms] = children(reference, "Transforms");
  const [canonicalization, ...others] = transforms ? children(transforms, "Transform") : [];
  if (others.length > 0) throw new Error("The signature transforms its properties in an unknown way");
  const form = canonicalization ? canonicalFormOf(canonicalization) : {};
  checkDigest(reference, canonicalXml(bytes, { ...form, of: properties }), "The signed properties are");
  const signed = only(properties, "SignedSignatureProperties", xadesNamespace);
  const [named = only(signed, "SigningCertificate", xadesNamespace)] = children(
    signed,
    "SigningCertificateV2",
    xadesNamespace,
  );
  const [first] = children(named, "Cert", xadesNamespace);
  if (!first) throw new Error("The signed properties name no certificate");
  checkDigest(only(first, "CertDigest", xadesNamespace), certificate.raw, "The certificate is");
  const signedAt = new Date(textOf(only(signed, "SigningTime", xadesNamespace)));
  if (Number.isNaN(signedAt.getTime())) throw new Error("The moment of signing is no moment");
  return signedAt;
}

function checkDigest(place: XmlElement, signed: Uint8Array, what: string): void {
  const digest = algorithmOf(only(place, "DigestMethod"), digests);
  if (createHash(digest).update(signed).digest("base64") !== textOf(only(place, "DigestValue")))
    throw new Error(`${what} not what was signed`);
}

/** Enveloped, then at most one canonicalisation; without one it is the inclusive one. */
function formOf(reference: XmlElement): CanonicalForm {
  const [enveloped, canonicalization, ...more] = children(only(reference, "Transforms"), "Transform");
  const isEnveloped = enveloped !== undefined && attributeOf(enveloped, "Algorithm")?.value === envelopedTransform;
  if (!isEnveloped || more.length > 0) throw new Error("The signature transforms the document in an unknown way");
  return canonicalization ? canonicalFormOf(canonicalization) : {};
}

function canonicalFormOf(method: XmlElement): CanonicalForm {
  const isExclusive = algorithmOf(method, { [inclusive]: "", [exclusive]: "exclusive" }) === "exclusive";
  const [inclusivePrefixes] = method.children.filter(({ name }) => name === "InclusiveNamespaces");
  const list = inclusivePrefixes && attributeOf(inclusivePrefixes, "PrefixList")?.value.trim();
  return {
    exclusive: isExclusive,
    ...(list && { inclusivePrefixes: list.split(/\s+/).map((prefix) => (prefix === "#default" ? "" : prefix)) }),
  };
}

function algorithmOf(method: XmlElement, known: Readonly<Record<string, string>>): string {
  const name = attributeOf(method, "Algorithm")?.value ?? "";
  const algorithm = Object.hasOwn(known, name) ? known[name] : undefined;
  if (algorithm === undefined) throw new Error(`The signature has a ${method.name} that is not taken: ${name}`);
  return algorithm;
}

const x509Of = (signature: XmlElement): XmlElement => {
  const [certificate] = children(only(only(signature, "KeyInfo"), "X509Data"), "X509Certificate");
  if (!certificate) throw new Error("The signature names no certificate");
  return certificate;
};

const children = (element: XmlElement, name: string, namespace = signatureNamespace): XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === namespace);

function only(element: XmlElement, name: string, namespace = signatureNamespace): XmlElement {
  const [found, ...more] = children(element, name, namespace);
  if (!found || more.length > 0) throw new Error(`${element.name} has ${found ? "several" : "no"} ${name}`);
  return found;
}

const textOf = ({ text }: XmlElement): string => text.replace(/\s+/g, "");

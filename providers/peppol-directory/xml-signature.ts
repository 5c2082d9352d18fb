import { createHash, createVerify, type X509Certificate } from "node:crypto";
import { type CanonicalForm, canonicalXml } from "../../src/xml/canonical-xml.js";
import { attributeOf, type XmlElement } from "../../src/xml/xml-tree.js";
import { certificateOf } from "./certificates.js";

export const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
export const envelopedTransform = `${signatureNamespace}enveloped-signature`;
export const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
export const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

/** SHA-1 is in neither table: Peppol forbids it. */
const digests: Readonly<Record<string, string>> = {
  "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};
const signings: Readonly<Record<string, string>> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
};

/**
 * The certificate whose holder signed the whole document (https://www.w3.org/TR/xmldsig-core/, enveloped, RSA). Whether
 * it is to be trusted is another question. Only the one form is taken in which nothing but the signature itself stays
 * outside of what is signed, so that whatever is read in the tree was signed.
 * @throws with a sentence where the signature is missing, of another form or wrong
 */
export function signerOf(root: XmlElement, bytes: Uint8Array): X509Certificate {
  const signature = only(root, "Signature");
  const signedInfo = only(signature, "SignedInfo");
  const reference = only(signedInfo, "Reference");
  if (attributeOf(reference, "URI")?.value !== "") throw new Error("The signature is not over the whole document");
  const digest = algorithmOf(only(reference, "DigestMethod"), digests);
  const signed = canonicalXml(bytes, { ...formOf(reference), without: signature });
  if (createHash(digest).update(signed).digest("base64") !== textOf(only(reference, "DigestValue"))) {
    throw new Error("The document is not what was signed");
  }
  const signing = algorithmOf(only(signedInfo, "SignatureMethod"), signings);
  const canonicalization = only(signedInfo, "CanonicalizationMethod");
  const certificate = certificateOf(textOf(x509Of(signature)));
  if (certificate.publicKey.asymmetricKeyType !== "rsa") throw new Error("The document is not signed with RSA");
  const isGenuine = createVerify(signing)
    .update(canonicalXml(bytes, { ...canonicalFormOf(canonicalization), of: signedInfo }))
    .verify(certificate.publicKey, textOf(only(signature, "SignatureValue")), "base64");
  if (!isGenuine) throw new Error("The signature is not of the certificate beside it");
  return certificate;
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

const children = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === signatureNamespace);

function only(element: XmlElement, name: string): XmlElement {
  const [found, ...more] = children(element, name);
  if (!found || more.length > 0) throw new Error(`${element.name} has ${found ? "several" : "no"} ${name}`);
  return found;
}

const textOf = ({ text }: XmlElement): string => text.replace(/\s+/g, "");

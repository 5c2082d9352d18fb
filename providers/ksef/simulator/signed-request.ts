import type { X509Certificate } from "node:crypto";
import type { SimulatorRequest } from "../../../src/provider-kit/simulator.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import { readSignature, signatureNamespace, type XmlSignature } from "../../../src/xml/xml-signature.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { nipPattern } from "../../../src/formats/fa3/codes.js";
import { authNamespace } from "../auth-token-request.js";
import { invalid, Refusal } from "./answers.js";

/** What an AuthTokenRequest asks for, and whose signature it bears. */
export interface SignedRequest {
  readonly challenge: string;
  readonly contextType: string;
  readonly contextValue: string;
  readonly certificate: X509Certificate;
  /** By which the certificate is known: the NIP in its subject, or its own hash. */
  readonly subject: { readonly nip: string } | { readonly fingerprint: string };
}

/** Schema 2.0 has the same elements. */
const namespaces: ReadonlySet<string> = new Set([authNamespace, authNamespace.replace("2.1", "2.0")]);

const contexts: Readonly<Record<string, RegExp>> = {
  Nip: nipPattern,
  InternalId: /^[1-9](\d[1-9]|[1-9]\d)\d{7}-\d{5}$/,
  NipVatUe: /^[1-9](\d[1-9]|[1-9]\d)\d{7}-[A-Z]{2}[A-Z0-9+*]{2,12}$/,
  PeppolId: /^P[A-Z]{2}\d{6}$/,
};

const subjectTypes = ["certificateSubject", "certificateFingerprint"];

/**
 * https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md ; as in the test environment, whose certificates
 * nobody has to have issued.
 * @throws {Refusal} for what is not readable, not of the schema or not signed
 */
export function readSignedRequest({ headers, body }: SimulatorRequest): SignedRequest {
  if (!headers["content-type"]?.startsWith("application/xml")) throw invalid(["Content-Type must be application/xml"]);
  const parsed = parseXml(body);
  if ("problem" in parsed) throw new Refusal(21001, "Nieczytelna treść.", [parsed.problem.message]);
  const { root } = parsed;
  const isSignature = ({ namespace, name }: XmlElement) => namespace === signatureNamespace && name === "Signature";
  const [signature, ...more] = root.children.filter(isSignature);
  if (!signature) throw new Refusal(9102, "Brak podpisu.");
  if (more.length > 0) throw new Refusal(9103, "Przekroczona liczba dozwolonych podpisów.");
  const asked = readRequest(
    root,
    root.children.filter((child) => !isSignature(child)),
  );
  const { certificate } = verify(root, body);
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && bits < 2048)
    throw new Refusal(21115, "Nieprawidłowy certyfikat.", [`Klucz RSA ma ${bits} bitów.`]);
  const { subjectType, ...context } = asked;
  if (subjectType === "certificateFingerprint")
    return { ...context, certificate, subject: { fingerprint: fingerprintOf(certificate) } };
  const nip = /(?:VATPL|TINPL|NIP)\D*(\d{10})/.exec(certificate.subject)?.[1];
  if (nip === undefined) throw new Refusal(21406, "Konflikt podpisu i typu uwierzytelnienia.");
  return { ...context, certificate, subject: { nip } };
}

/** SHA-256 in hexadecimal digits, as rights are given to it. */
export const fingerprintOf = ({ fingerprint256 }: X509Certificate): string => fingerprint256.replaceAll(":", "");

function readRequest(root: XmlElement, children: readonly XmlElement[]) {
  const fault = (detail: string) => new Refusal(21401, "Dokument nie jest zgodny ze schemą (xsd).", [detail]);
  if (root.name !== "AuthTokenRequest" || !namespaces.has(root.namespace)) throw fault(`the root is ${root.name}`);
  const [challenge, context, subjectType, policy, ...others] = children;
  const names = children.map(({ name }) => name).join(" ");
  const known = `Challenge ContextIdentifier SubjectIdentifierType${policy ? " AuthorizationPolicy" : ""}`;
  if (names !== known || others.length > 0 || children.some(({ namespace }) => namespace !== root.namespace))
    throw fault(`it has ${names}`);
  const [identifier, ...doubles] = context?.children ?? [];
  const form = identifier && contexts[identifier.name];
  if (!challenge || !/^\d{8}-CR-[A-F0-9]{10}-[A-F0-9]{10}-[A-F0-9]{2}$/.test(challenge.text))
    throw fault(`${challenge?.text} is no challenge`);
  if (!form?.test(identifier?.text ?? "") || doubles.length > 0) throw fault(`${identifier?.text} is no context`);
  if (!subjectTypes.includes(subjectType?.text ?? "")) throw fault(`${subjectType?.text} is no type of subject`);
  return {
    challenge: challenge.text,
    contextType: identifier?.name ?? "",
    contextValue: identifier?.text ?? "",
    subjectType: subjectType?.text ?? "",
  };
}

function verify(root: XmlElement, body: Uint8Array): XmlSignature {
  const wrong = (detail: string) => new Refusal(9105, "Nieprawidłowy podpis.", [detail]);
  try {
    const signature = readSignature(root, body);
    if (signature.signedAt) return signature;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  throw wrong("the signature has no signed properties, as XAdES has");
}

import type { X509Certificate } from "node:crypto";
import { parseXml } from "../../src/xml/parse-xml.js";
import { certificateOf, readSignature } from "../../src/xml/xml-signature.js";
import { attributeOf, isNamed, type XmlElement } from "../../src/xml/xml-tree.js";
import { holderOf, isTrusted, isValidAt } from "./certificates.js";

// Peppol SMP specification 1.4.0: https://docs.peppol.eu/edelivery/
const metadataNamespace = "http://busdox.org/serviceMetadata/publishing/1.0/";
const identifierNamespace = "http://busdox.org/transport/identifiers/1.0/";
const addressingNamespace = "http://www.w3.org/2005/08/addressing";

/** The one transport that Peppol has left. */
export const transportProfile = "peppol-transport-as4-v2_0";
/** More than any participant takes. */
const mostDocumentTypes = 500;

export interface Service {
  readonly process: string;
  readonly address: string;
  readonly accessPoint?: string;
}

export type Metadata = { readonly services: readonly Service[] } | { readonly redirect: string };

export interface Asked {
  readonly participant: string;
  readonly documentType: string;
  readonly authorities: readonly X509Certificate[];
  readonly at: Date;
}

/**
 * The document types ("scheme::value") that a participant is registered for. Not signed by anybody.
 * @throws with a sentence for anything but a service group
 */
export function readServiceGroup(bytes: Uint8Array): string[] {
  const references = descend(rootOf(bytes, "ServiceGroup"), "ServiceMetadataReferenceCollection")?.children ?? [];
  if (references.length > mostDocumentTypes) throw new Error(`${references.length} document types are too many`);
  return references.map((reference) => {
    const type = /\/services\/([^/?#]+)$/.exec(attributeOf(reference, "href")?.value ?? "")?.[1];
    if (type === undefined) throw new Error("A reference of the service group leads to no document type");
    return decodeURIComponent(type);
  });
}

/**
 * Where a participant takes one type of document at the given moment, by a publisher that the network has admitted.
 * @throws with a sentence where the answer is forged, or about somebody or something else
 */
export function readSignedMetadata(bytes: Uint8Array, { participant, documentType, authorities, at }: Asked): Metadata {
  const root = rootOf(bytes, "SignedServiceMetadata");
  const { certificate: signer } = readSignature(root, bytes);
  if (!isTrusted(signer, authorities, at)) throw new Error(`Nobody trusted has issued ${holderOf(signer)} to sign`);
  const metadata = descend(root, "ServiceMetadata");
  const redirect = metadata && descend(metadata, "Redirect");
  if (redirect) return { redirect: addressOf(redirect) };
  const information = metadata && descend(metadata, "ServiceInformation");
  if (!information) throw new Error("The metadata has neither information nor a redirect");
  const about = identifierIn(information, "ParticipantIdentifier").toLowerCase();
  if (!about.endsWith(`::${participant}`)) throw new Error(`The metadata is of ${about}, not of ${participant}`);
  const type = identifierIn(information, "DocumentIdentifier");
  if (type !== documentType) throw new Error(`The metadata is of ${type}, not of ${documentType}`);
  const processes = descend(information, "ProcessList")?.children ?? [];
  return { services: processes.flatMap((process) => serviceOf(process, at) ?? []) };
}

/** The first endpoint of a process that is open at the moment. */
function serviceOf(process: XmlElement, at: Date): Service | undefined {
  const [, name] = splitScheme(identifierIn(process, "ProcessIdentifier"));
  for (const endpoint of descend(process, "ServiceEndpointList")?.children ?? []) {
    const isOpen = isAfter(at, endpoint, "ServiceActivationDate") && !isAfter(at, endpoint, "ServiceExpirationDate", 0);
    if (attributeOf(endpoint, "transportProfile")?.value !== transportProfile || !isOpen) continue;
    const address = endpoint.children
      .find((child) => isNamed(child, { namespace: addressingNamespace, prefix: "", name: "EndpointReference" }))
      ?.children.find(({ name: part }) => part === "Address")?.text;
    const certificate = certificateOf(descend(endpoint, "Certificate")?.text ?? "");
    if (!address || !isValidAt(certificate, at)) continue;
    const accessPoint = holderOf(certificate);
    return { process: name, address: address.trim(), ...(accessPoint !== undefined && { accessPoint }) };
  }
  return undefined;
}

/** Whether the moment is not before a date; without the date, what stands for it. */
function isAfter(at: Date, endpoint: XmlElement, name: string, otherwise: 0 | 1 = 1): boolean {
  const text = descend(endpoint, name)?.text.trim();
  if (!text) return otherwise === 1;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`${name} is no date: ${text}`);
  return at >= date;
}

function addressOf(redirect: XmlElement): string {
  const href = attributeOf(redirect, "href")?.value ?? "";
  if (!URL.canParse(href)) throw new Error(`The redirect leads to ${href || "nowhere"}`);
  return href;
}

function rootOf(bytes: Uint8Array, name: string): XmlElement {
  const parsed = parseXml(bytes, { maximumBytes: 2_000_000 });
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  if (!isNamed(parsed.root, { namespace: metadataNamespace, prefix: "", name })) {
    throw new Error(`The publisher answered with ${parsed.root.name} instead of ${name}`);
  }
  return parsed.root;
}

const descend = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => isNamed(child, { namespace: metadataNamespace, prefix: "", name }));

/** "scheme::value". */
function identifierIn(element: XmlElement, name: string): string {
  const found = element.children.find((child) => isNamed(child, { namespace: identifierNamespace, prefix: "", name }));
  if (!found) throw new Error(`${element.name} has no ${name}`);
  return `${attributeOf(found, "scheme")?.value ?? ""}::${found.text.trim()}`;
}

export function splitScheme(identifier: string): [scheme: string, value: string] {
  const at = identifier.indexOf("::");
  return at < 0 ? ["", identifier] : [identifier.slice(0, at), identifier.slice(at + 2)];
}

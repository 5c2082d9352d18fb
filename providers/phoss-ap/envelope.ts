import { canonicalXml } from "../../src/xml/canonical-xml.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";

const envelopeNamespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";

export interface Opened {
  readonly instanceId: string;
  /** Root element of the business document. */
  readonly root: { readonly namespace: string; readonly name: string };
  readonly document: Uint8Array;
}

/**
 * Takes the business document out of a Peppol envelope (SBD): its very bytes where they stand alone, else in canonical
 * form, with the namespaces that the envelope declared for it.
 * @throws with a sentence for anything but an envelope with one document
 */
export function openEnvelope(bytes: Uint8Array): Opened {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const [header, document, ...more] = parsed.root.children;
  const isEnvelope = parsed.root.namespace === envelopeNamespace && parsed.root.name === "StandardBusinessDocument";
  if (!isEnvelope || header?.name !== "StandardBusinessDocumentHeader" || !document || more.length > 0) {
    throw new Error(`${parsed.root.name} is no envelope with one document`);
  }
  const instanceId = descend(header, "DocumentIdentification", "InstanceIdentifier")?.text.trim();
  if (!instanceId) throw new Error("The envelope has no InstanceIdentifier");
  return { instanceId, root: document, document: bytesOf(document, bytes) };
}

function bytesOf(document: XmlElement, envelope: Uint8Array): Uint8Array {
  const own = between(envelope);
  try {
    const inEnvelope = canonicalXml(envelope, { of: document, exclusive: true });
    if (own && Buffer.compare(canonicalXml(own, { exclusive: true }), inEnvelope) === 0) return own;
  } catch {
    // It leans on a prefix of the envelope.
  }
  return canonicalXml(envelope, { of: document });
}

/** What stands between the header and the end of the envelope. */
function between(envelope: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(envelope).toString("utf8");
  const start = /<\/(?:[\w.-]+:)?StandardBusinessDocumentHeader\s*>/.exec(text);
  const end = /<\/(?:[\w.-]+:)?StandardBusinessDocument\s*>\s*$/.exec(text);
  return start && end ? Buffer.from(text.slice(start.index + start[0].length, end.index).trim()) : undefined;
}

function descend(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of names) at = at?.children.find((child) => child.name === name);
  return at;
}

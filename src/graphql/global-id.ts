/** Types whose objects can be found by their id alone. */
const nodeTypes = [
  "Invoice",
  "Submission",
  "InvoiceDocument",
  "Batch",
  "Provider",
  "Participant",
  "Tenant",
  "DeadLetter",
  "WebhookEndpoint",
  "WebhookDelivery",
  "InboundDelivery",
] as const;

export type NodeType = (typeof nodeTypes)[number];

interface GlobalId {
  readonly type: NodeType;
  readonly id: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const name = /^[\w.:@+-]{1,64}$/;

/** What an id of the type may look like: anything else would only trouble the store. */
const idPatterns: Readonly<Record<NodeType, RegExp>> = {
  Invoice: uuid,
  Submission: uuid,
  InvoiceDocument: uuid,
  Batch: uuid,
  DeadLetter: uuid,
  WebhookEndpoint: uuid,
  WebhookDelivery: uuid,
  InboundDelivery: uuid,
  Provider: name,
  Participant: /^[\w:-]{1,64}::[!-~]{1,135}$/,
  Tenant: /^[!-~]{1,128}$/,
};

const longestId = 400;

export const toGlobalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString("base64url");

/** Undefined for anything that was not made by `toGlobalId`. */
export function parseGlobalId(text: string): GlobalId | undefined {
  if (text.length > longestId) return undefined;
  const decoded = Buffer.from(text, "base64url").toString("utf8");
  const colon = decoded.indexOf(":");
  const type = nodeTypes.find((candidate) => candidate === decoded.slice(0, colon));
  const id = decoded.slice(colon + 1);
  // Base64url decoding skips what it does not know: only the canonical text is an id.
  if (type === undefined || !idPatterns[type].test(id) || toGlobalId(type, id) !== text) return undefined;
  return { type, id };
}

/** The id within the type; undefined when the text names something else, or nothing. */
export function localId(type: NodeType, text: string): string | undefined {
  const parsed = parseGlobalId(text);
  return parsed?.type === type ? parsed.id : undefined;
}

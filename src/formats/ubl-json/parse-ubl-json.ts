import { defaultXmlLimits, type XmlLimits } from "../../xml/parse-xml.js";
import { type XmlElement, XmlTreeBuilder } from "../../xml/xml-tree.js";

export type UblJsonProblemCode = "JSON-NOT-WELL-FORMED" | "JSON-NO-UBL" | "JSON-TOO-LARGE";

export type ParsedUblJson =
  { readonly root: XmlElement } | { readonly problem: { readonly code: UblJsonProblemCode; readonly message: string } };

/**
 * Reads UBL in its JSON form (OASIS, UBL 2.1 JSON Alternative Representation 1.0) into the tree that its XML form has:
 * every element is a list, its text stands under "_" and its attributes beside it. Numbers keep their digits. What XML
 * could not say either is refused.
 */
export function parseUblJson(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): ParsedUblJson {
  try {
    return { root: toTree(parse(bytes, limits), limits) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: { code: error.code, message: error.message } };
    throw error;
  }
}

class Refusal extends Error {
  readonly code: UblJsonProblemCode;

  constructor(code: UblJsonProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

class JsonNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** The third argument of a reviver is not yet in the library's types. */
type SourceReviver = (this: unknown, name: string, value: unknown, context: { source?: string }) => unknown;

const keepDigits: SourceReviver = (_name, value, { source }) =>
  typeof value === "number" ? new JsonNumber(source ?? String(value)) : value;

function parse(bytes: Uint8Array, limits: XmlLimits): unknown {
  if (bytes.length > limits.maximumBytes) {
    const message = `The document has ${bytes.length} bytes; at most ${limits.maximumBytes} are read`;
    throw new Refusal("JSON-TOO-LARGE", message);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    checkSize(text, limits);
    return JSON.parse(text, keepDigits as (name: string, value: unknown) => unknown);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal("JSON-NOT-WELL-FORMED", `The document is no JSON in UTF-8: ${why}`);
  }
}

/** Before anything is built: an element is an object in a list, so it nests twice as deep as in XML. */
function checkSize(text: string, { maximumDepth, maximumNodes }: XmlLimits): void {
  let depth = 0;
  let members = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (isInText) {
      if (character === "\\") at += 1;
      else if (character === '"') isInText = false;
      continue;
    }
    if (character === '"') isInText = true;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    else if (character === ":" || character === ",") members += 1;
    if (depth > maximumDepth * 2)
      throw new Refusal("JSON-TOO-LARGE", `Elements are nested more than ${maximumDepth} deep`);
    if (members > maximumNodes * 2)
      throw new Refusal("JSON-TOO-LARGE", `The document has more than ${maximumNodes} elements and attributes`);
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);

const schema = "urn:oasis:names:specification:ubl:schema:xsd:";
const extensionNames: ReadonlySet<string> = new Set([
  "UBLExtensions",
  "UBLExtension",
  "ExtensionURI",
  "ExtensionContent",
]);

function toTree(document: unknown, limits: XmlLimits): XmlElement {
  if (!isObject(document)) throw new Refusal("JSON-NO-UBL", "The document is no JSON object");
  const [[name, content] = ["", undefined], ...more] = Object.entries(document).filter(([member]) => member[0] !== "_");
  const root = Array.isArray(content) && content.length === 1 ? (content[0] as unknown) : undefined;
  if (more.length > 0 || !isObject(root))
    throw new Refusal("JSON-NO-UBL", "The document has not one UBL document at its top");
  const namespaceOf = (member: string, fallback: string): string => {
    const given = document[member];
    return typeof given === "string" ? given : `${schema}${fallback}`;
  };
  const tree = new XmlTreeBuilder();
  const writer = new TreeWriter(tree, limits, {
    aggregate: { prefix: "cac", namespace: namespaceOf("_A", "CommonAggregateComponents-2") },
    basic: { prefix: "cbc", namespace: namespaceOf("_B", "CommonBasicComponents-2") },
    extension: { prefix: "ext", namespace: namespaceOf("_E", "CommonExtensionComponents-2") },
  });
  writer.write(name, root, { prefix: "", namespace: namespaceOf("_D", `${name}-2`) });
  return tree.finish();
}

interface Space {
  readonly prefix: string;
  readonly namespace: string;
}

class TreeWriter {
  private readonly tree: XmlTreeBuilder;
  private readonly limits: XmlLimits;
  private readonly spaces: Readonly<Record<"aggregate" | "basic" | "extension", Space>>;

  constructor(tree: XmlTreeBuilder, limits: XmlLimits, spaces: TreeWriter["spaces"]) {
    this.tree = tree;
    this.limits = limits;
    this.spaces = spaces;
  }

  write(name: string, node: unknown, space?: Space): void {
    const element: JsonObject = isObject(node) ? node : { _: node };
    this.tree.openElement({ ...(space ?? this.spaceOf(name, element)), name: this.named(name) });
    for (const [member, value] of Object.entries(element)) {
      if (value === null) continue;
      if (member === "_") this.tree.addText(this.textOf(name, value));
      else if (Array.isArray(value)) value.forEach((each: unknown) => this.write(member, each));
      else if (isObject(value)) this.write(member, value);
      else this.addAttribute(member, value);
    }
    this.tree.closeElement();
  }

  private spaceOf(name: string, element: JsonObject): Space {
    if (extensionNames.has(name)) return this.spaces.extension;
    return "_" in element ? this.spaces.basic : this.spaces.aggregate;
  }

  private addAttribute(name: string, value: unknown): void {
    const attribute = { namespace: "", prefix: "", name: this.named(name), value: this.textOf(name, value) };
    this.tree.addAttribute({ ...attribute, origin: undefined });
  }

  private named(name: string): string {
    if (/^[A-Za-z][\w.-]*$/.test(name)) return name;
    throw new Refusal("JSON-NO-UBL", `${JSON.stringify(name.slice(0, 40))} is no name of an element`);
  }

  private textOf(name: string, value: unknown): string {
    if (value instanceof JsonNumber) return toPlain(value.digits);
    if (typeof value === "boolean") return String(value);
    if (typeof value !== "string") throw new Refusal("JSON-NO-UBL", `${name} has a list or an object for its text`);
    if (value.length > this.limits.maximumTextLength)
      throw new Refusal("JSON-TOO-LARGE", `${name} has ${value.length} characters`);
    if (forbidden.test(value)) throw new Refusal("JSON-NO-UBL", `${name} holds a character that XML cannot hold`);
    return value;
  }
}

// XML 1.0 §2.2: the control characters and half pairs that are no characters there.
// oxlint-disable-next-line no-control-regex
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Without an exponent, where that is a number anybody would write: 1.5e3 is 1500. */
function toPlain(digits: string): string {
  const [, sign = "", whole = "", decimals = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(digits) ?? [];
  const places = Number(exponent);
  if (exponent === undefined || Math.abs(places) > 30) return digits;
  const padded = `${"0".repeat(Math.max(0, -places))}${whole}${decimals}${"0".repeat(Math.max(0, places))}`;
  const point = Math.max(0, -places) + whole.length + places;
  const text = `${padded.slice(0, point)}.${padded.slice(point)}`.replace(/^0+(?=\d)/, "").replace(/\.?0*$/, "");
  return `${sign}${text}`;
}

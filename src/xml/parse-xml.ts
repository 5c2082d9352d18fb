import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";
import { XmlTreeBuilder } from "./xml-tree.js";
import type { XmlElement } from "./xml-tree.js";

export interface XmlLimits {
  readonly maximumBytes: number;
  readonly maximumDepth: number;
  readonly maximumAttributesPerElement: number;
  /** Characters of one element's text or of one attribute. */
  readonly maximumTextLength: number;
  /** Elements and attributes of the whole document: what bounds the memory. */
  readonly maximumNodes: number;
}

/** Room for an invoice of 10,000 full lines, and for an attachment of 10 MB in base64. */
export const defaultXmlLimits: XmlLimits = {
  maximumBytes: 20_000_000,
  maximumDepth: 100,
  maximumAttributesPerElement: 100,
  maximumTextLength: 14_000_000,
  maximumNodes: 1_000_000,
};

export type XmlProblemCode = "XML-NOT-WELL-FORMED" | "XML-DOCTYPE" | "XML-ENCODING" | "XML-TOO-LARGE";

/** Why bytes are not a document we take, and where it shows. */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParsedXml = { readonly root: XmlElement } | { readonly problem: XmlProblem };

class Refusal extends Error {
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const chunkSize = 65_536;

/**
 * Reads a well-formed, namespace-correct XML 1.0 document in UTF-8. A DOCTYPE is refused altogether, so there are no
 * entities but the five of XML itself.
 */
export const parseXml = (bytes: Uint8Array, limits: Partial<XmlLimits> = {}): ParsedXml => {
  try {
    return { root: parse(bytes, { ...defaultXmlLimits, ...limits }) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
};

function parse(bytes: Uint8Array, limits: XmlLimits): XmlElement {
  if (bytes.length > limits.maximumBytes) {
    throw refusal("XML-TOO-LARGE", `The document has ${bytes.length} bytes; at most ${limits.maximumBytes} are read`);
  }
  refuseUtf16(bytes);
  const tree = new XmlTreeBuilder();
  const parser = parserInto(tree, limits);
  // The byte order mark is the parser's to pass over; when both do, a second one goes unnoticed.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw refusal("XML-ENCODING", "The document is not valid UTF-8", parser);
    }
  };
  for (let start = 0; start < bytes.length; start += chunkSize) {
    parser.write(decode(bytes.subarray(start, start + chunkSize)));
  }
  parser.write(decode()).close();
  return tree.finish();
}

function parserInto(tree: XmlTreeBuilder, limits: XmlLimits): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  let nodes = 0;
  const refuse = (code: XmlProblemCode, message: string): never => {
    throw refusal(code, message, parser);
  };
  const bounded = (text: string, place: string): string =>
    text.length <= limits.maximumTextLength
      ? text
      : refuse("XML-TOO-LARGE", `${place} has ${text.length} characters; at most ${limits.maximumTextLength} are read`);

  parser.on("error", (error) => refuse("XML-NOT-WELL-FORMED", error.message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", () => refuse("XML-DOCTYPE", "A document type declaration (DOCTYPE) is not accepted"));
  parser.on("xmldecl", ({ version, encoding }) => {
    if (version !== undefined && version !== "1.0") {
      refuse("XML-NOT-WELL-FORMED", `XML version ${version} is not accepted; only 1.0 is`);
    }
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") {
      refuse("XML-ENCODING", `The encoding ${encoding} is not accepted; send the document in UTF-8`);
    }
  });
  let attributesOfTag = 0;
  parser.on("opentagstart", () => {
    if (tree.depth >= limits.maximumDepth) {
      refuse("XML-TOO-LARGE", `Elements are nested more than ${limits.maximumDepth} deep`);
    }
    attributesOfTag = 0;
  });
  parser.on("attribute", ({ name }) => {
    if (++attributesOfTag > limits.maximumAttributesPerElement) {
      refuse(
        "XML-TOO-LARGE",
        `${name} is one attribute too many: at most ${limits.maximumAttributesPerElement} are read`,
      );
    }
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    const attributes = Object.values(tag.attributes).filter(
      ({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns",
    );
    nodes += 1 + attributes.length;
    if (nodes > limits.maximumNodes) {
      refuse("XML-TOO-LARGE", `The document has more than ${limits.maximumNodes} elements and attributes`);
    }
    tree.openElement({ namespace: tag.uri, prefix: tag.prefix, name: tag.local });
    for (const { uri, prefix, local, value } of attributes) {
      bounded(value, `Attribute ${local}`);
      tree.addAttribute({ namespace: uri, prefix, name: local, value, origin: undefined });
    }
  });
  parser.on("closetag", () => tree.closeElement());
  const addText = (text: string): void => {
    if (tree.depth > 0) tree.addText(bounded(text, "A text"));
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  return parser;
}

function refuseUtf16([first, second]: Uint8Array): void {
  const isUtf16 =
    (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe) || first === 0 || second === 0;
  if (isUtf16) throw refusal("XML-ENCODING", "The document is in UTF-16 or UTF-32; send it in UTF-8");
}

function refusal(code: XmlProblemCode, message: string, at = { line: 1, column: 0 }): Refusal {
  return new Refusal({ code, message, line: at.line, column: at.column });
}

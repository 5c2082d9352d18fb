import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from "libxml2-wasm";
import { qualified } from "../../xml/xml-tree.js";
import type { ParsedDocument } from "./parsed-document.js";

/** A compiled schema. */
export interface Xsd {
  readonly targetNamespace: string;
  /** After a wrong child the remaining faults of the same element are not told. */
  validate(document: ParsedDocument): XsdFault[];
  dispose(): void;
}

export interface XsdFault {
  readonly message: string;
  readonly xpath: string;
}

/** The only files libxml2 can open: those of the schema being compiled. */
const known = new XmlBufferInputProvider({});
xmlRegisterInputProvider(known);

/** Compiles the schema in `file`; what it includes is read from `files` and from nowhere else. */
export function compileXsd(files: ReadonlyMap<string, Uint8Array>, file: string): Xsd {
  const bytes = files.get(file);
  if (!bytes) throw new Error(`${file} is not in the pack`);
  for (const [path, content] of files) known.addBuffer(base + path, content);
  const source = XmlDocument.fromBuffer(bytes, { url: base + file });
  try {
    const targetNamespace = source.root.attr("targetNamespace")?.value ?? "";
    const validator = XsdValidator.fromDoc(source);
    return {
      targetNamespace,
      validate: (document) => validate(validator, document),
      dispose: () => validator.dispose(),
    };
  } finally {
    source.dispose();
    for (const path of files.keys()) known.removeBuffer(base + path);
  }
}

const base = "pack:///";

function validate(validator: XsdValidator, { bytes, root }: ParsedDocument): XsdFault[] {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message, xpath = "" }) => ({
      message: withoutNamespaces(message),
      // libxml2 writes `*` for a name without prefix.
      xpath: xpath.replace(/^\/\*(?=\/|$)/, `/${qualified(root)}`),
    }));
  } finally {
    document.dispose();
  }
}

const withoutNamespaces = (message: string): string => message.replace(/\{[^}]*\}/g, "").trim();

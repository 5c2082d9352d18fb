import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from "libxml2-wasm";
import { qualified } from "../../xml/xml-tree.js";
import type { ParsedDocument } from "./compile-rule-pack.js";

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

/** Compiles the schema in `file`; what it includes is read from `files` and from nowhere else. */
export function compileXsd(id: string, files: ReadonlyMap<string, Uint8Array>, file: string): Xsd {
  const base = `pack://${id}/`;
  const bytes = files.get(file);
  if (!bytes) throw new Error(`${file} is not in the pack`);
  const provider = new XmlBufferInputProvider(
    Object.fromEntries([...files].map(([path, content]) => [base + path, content])),
  );
  if (!xmlRegisterInputProvider(provider)) throw new Error("libxml2 has no room for another schema");
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
  }
}

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

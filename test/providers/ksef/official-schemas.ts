import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { compileXsd } from "../../../src/infrastructure/rule-packs/xsd.js";
import { parseXml } from "../../../src/xml/parse-xml.js";

const folder = path.resolve(import.meta.dirname, "../../../../shared/specs/ksef");

export const isThere = existsSync(folder);
export const skipped = isThere ? "" : " (skipped)";
if (!isThere) console.warn("SKIPPED: KSeF against its official schemas, because ../shared/specs/ksef is not there.");

export const officialFile = (name: string): string => readFileSync(path.join(folder, name), "utf8");

/** The ministry's address of the common types, which lie beside FA(3). */
const remote = "http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/";
const base = "StrukturyDanych_v10-0E.xsd ElementarneTypyDanych_v10-0E.xsd KodyKrajow_v10-0E.xsd".split(" ");

const bytesOf = (name: string): Uint8Array =>
  Buffer.from(officialFile(name).replaceAll(`schemaLocation="${remote}`, 'schemaLocation="bazowe/'), "utf8");

const fa3 = "xsd/faktury/schemy/FA";
const schemas = {
  "FA(3)": {
    file: "fa3.xsd",
    files: () =>
      new Map([
        ["fa3.xsd", bytesOf(`${fa3}/schemat_FA(3)_v1-0E.xsd`)],
        ...base.map((name) => [`bazowe/${name}`, bytesOf(`${fa3}/bazowe/${name}`)] as const),
      ]),
  },
  AuthTokenRequest: {
    file: "auth.xsd",
    files: () => new Map([["auth.xsd", bytesOf("xsd/auth/schemy/schemat_auth_v2-1.xsd")]]),
  },
  UPO: {
    file: "upo.xsd",
    files: () => new Map([["upo.xsd", bytesOf("xsd/faktury/upo/schemy/upo-v4-3.xsd")]]),
  },
};

/** What the official schema finds wrong with a document. */
export function faultsOf(bytes: Uint8Array, schema: keyof typeof schemas): string[] {
  const { file, files } = schemas[schema];
  const xsd = compileXsd(files(), file);
  try {
    const parsed = parseXml(bytes);
    if ("problem" in parsed) return [parsed.problem.message];
    return xsd.validate({ bytes, root: parsed.root }).map(({ message, xpath }) => `${xpath}: ${message}`);
  } finally {
    xsd.dispose();
  }
}

import { filesIn, isThere, readBytes } from "../../scripts/conformance/material.js";
import { type RulePack, sha256Of } from "../../src/infrastructure/rule-packs/rule-pack.js";

const rules = "rules/EN16931-UBL-validation-preprocessed.sch";
const schemas = "ubl-2.1/xsdrt";

export const hasOfficialRules = (): boolean => isThere(rules);

export const readOfficialRules = (): string => new TextDecoder().decode(readBytes(rules));

/** Undefined where the official schemas are not. */
export const readSchemas = ():
  { readonly files: ReadonlyMap<string, Uint8Array>; readonly file: string } | undefined =>
  isThere(schemas)
    ? {
        files: new Map(filesIn(schemas, ".xsd").map((path) => [path.slice(schemas.length + 1), readBytes(path)])),
        file: "maindoc/UBL-Invoice-2.1.xsd",
      }
    : undefined;

/** The official rules the way an operator installs them. */
export function officialPack(): RulePack {
  const files = new Map([["rules.sch", new Uint8Array(readBytes(rules))]]);
  return {
    files,
    manifest: {
      id: "en16931-ubl",
      version: "1",
      syntax: "UBL",
      kind: "schematron",
      customizationIds: [],
      file: "rules.sch",
      sha256: sha256Of(files),
      licence: "EUPL-1.2",
      source: "https://github.com/ConnectingEurope/eInvoicing-EN16931",
    },
  };
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from "libxml2-wasm";

const folder = new URL("../../../../shared/specs/nav-online-invoice/", import.meta.url);

/** The official schemas and samples are not ours to keep here. */
export const areSchemasMissing = !existsSync(new URL("invoiceData.xsd", folder));
if (areSchemasMissing) console.warn("SKIPPED: NAV's official schemas, because they are not beside this project.");

export const readOfficial = (name: string): Buffer => readFileSync(new URL(name, folder));

export const officialSamples = (): string[] =>
  readdirSync(new URL("samples/", folder)).map((name) => `samples/${name}`);

const known = new XmlBufferInputProvider({});
xmlRegisterInputProvider(known);

const schemas = ["common.xsd", "invoiceBase.xsd", "invoiceApi.xsd", "invoiceData.xsd", "invoiceAnnulment.xsd"];

const namespaceOf: Readonly<Record<string, string>> = {
  "common.xsd": "http://schemas.nav.gov.hu/NTCA/1.0/common",
  "invoiceBase.xsd": "http://schemas.nav.gov.hu/OSA/3.0/base",
  "invoiceApi.xsd": "http://schemas.nav.gov.hu/OSA/3.0/api",
  "invoiceData.xsd": "http://schemas.nav.gov.hu/OSA/3.0/data",
  "invoiceAnnulment.xsd": "http://schemas.nav.gov.hu/OSA/3.0/annul",
};

let validator: XsdValidator | undefined;

/** The official schemas import each other by namespace only: this one says where they are. */
function officialValidator(): XsdValidator {
  if (validator) return validator;
  for (const name of schemas) known.addBuffer(`nav:///${name}`, readOfficial(name));
  const imports = schemas
    .map((name) => `<xs:import namespace="${namespaceOf[name]}" schemaLocation="${name}"/>`)
    .join("");
  const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports}</xs:schema>`;
  const document = XmlDocument.fromString(driver, { url: "nav:///driver.xsd" });
  validator = XsdValidator.fromDoc(document);
  document.dispose();
  return validator;
}

/** What the official schemas find wrong. */
export function faultsOf(bytes: Uint8Array): string[] {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    officialValidator().validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message }) => message);
  } finally {
    document.dispose();
  }
}

import type { RulePack, RulePackManifest } from "../../../src/infrastructure/rule-packs/rule-pack.js";
import { sha256Of } from "../../../src/infrastructure/rule-packs/rule-pack.js";

const encode = (text: string) => new TextEncoder().encode(text);

const ubl = "urn:oasis:names:specification:ubl:schema:xsd";

export interface ARule {
  readonly id: string;
  readonly context: string;
  readonly test: string;
  readonly flag?: string;
  readonly message?: string;
}

export const aSchematron = (
  ...rules: readonly ARule[]
): string => `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="ubl" uri="${ubl}:Invoice-2"/>
  <ns prefix="cac" uri="${ubl}:CommonAggregateComponents-2"/>
  <ns prefix="cbc" uri="${ubl}:CommonBasicComponents-2"/>
  ${rules
    .map(
      ({ id, context, test, flag = "fatal", message = `${id} is broken` }) =>
        `<pattern><rule context="${context}"><assert id="${id}" flag="${flag}" test="${test}">${message}</assert></rule></pattern>`,
    )
    .join("\n")}
</schema>`;

/** A schema of invoices that wants a number and may have notes, in two files. */
export const xsdFiles: Readonly<Record<string, string>> = {
  "main/invoice.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:cbc="${ubl}:CommonBasicComponents-2"
    targetNamespace="${ubl}:Invoice-2" elementFormDefault="qualified">
  <xs:import namespace="${ubl}:CommonBasicComponents-2" schemaLocation="../common/basic.xsd"/>
  <xs:element name="Invoice"><xs:complexType><xs:sequence>
    <xs:element ref="cbc:CustomizationID" minOccurs="0"/><xs:element ref="cbc:ID"/><xs:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`,
  "common/basic.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="${ubl}:CommonBasicComponents-2" elementFormDefault="qualified">
  <xs:element name="CustomizationID" type="xs:string"/>
  <xs:element name="ID" type="xs:integer"/><xs:element name="Note" type="xs:string"/>
</xs:schema>`,
};

export const aRulePack = (
  overrides: Partial<RulePackManifest> = {},
  contents: Readonly<Record<string, string>> = {
    "rules.sch": aSchematron({ id: "R-1", context: "/ubl:Invoice", test: "cbc:ID" }),
  },
): RulePack => {
  const files = new Map(Object.entries(contents).map(([path, text]) => [path, encode(text)]));
  return {
    files,
    manifest: {
      id: "example",
      version: "1.0",
      syntax: "UBL",
      kind: "schematron",
      customizationIds: [],
      file: "rules.sch",
      sha256: sha256Of(files),
      licence: "Apache-2.0",
      source: "",
      ...overrides,
    },
  };
};

/** A document of nothing but what is given. */
export const aUblDocument = (content: string, { root = "Invoice" }: { root?: string } = {}) => ({
  format: "UBL" as const,
  mediaType: "application/xml",
  fileName: "invoice.xml",
  bytes: encode(
    `<${root} xmlns="${ubl}:${root}-2" xmlns:cac="${ubl}:CommonAggregateComponents-2" ` +
      `xmlns:cbc="${ubl}:CommonBasicComponents-2">${content}</${root}>`,
  ),
});

import type { Address, Contact, ElectronicAddress, Seller } from "../../domain/invoice.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";
import { attribute, codeAt, constantAt, content, textAt } from "../mapping/contents.js";
import { identifier, inside, list } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";

interface AddressTerms {
  readonly line1: string;
  readonly line2: string;
  readonly line3: string;
  readonly city: string;
  readonly postCode: string;
  readonly subdivision: string;
  readonly countryCode: string;
  /** The rule that demands the country. */
  readonly countryRule: string;
}

export const address = (terms: AddressTerms): Mappings<Address> => [
  textAt("postBox", "cbc:Postbox", "The post box"),
  textAt("line1", "cbc:StreetName", terms.line1),
  textAt("line2", "cbc:AdditionalStreetName", terms.line2),
  textAt("buildingNumber", "cbc:BuildingNumber", "The building number"),
  // Where ZATCA has the second number of a Saudi address (KSA-23).
  textAt("additionalNumber", "cbc:PlotIdentification", "The additional number"),
  textAt("district", "cbc:CitySubdivisionName", "The district"),
  textAt("city", "cbc:CityName", terms.city),
  textAt("postCode", "cbc:PostalZone", terms.postCode),
  textAt("subdivision", "cbc:CountrySubentity", terms.subdivision),
  textAt("line3", "cac:AddressLine/cbc:Line", terms.line3),
  codeAt("countryCode", "cac:Country/cbc:IdentificationCode", terms.countryCode, terms.countryRule),
];

export const contact = (name: string, telephone: string, email: string): Mappings<Contact> => [
  textAt("name", "cbc:Name", name),
  textAt("telephone", "cbc:Telephone", telephone),
  textAt("email", "cbc:ElectronicMail", email),
];

export const electronicAddress = (term: string, schemeRule: string): Mappings<ElectronicAddress> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term, schemeRule),
];

export const vatIdentifier = (term: string, rule?: string): Mapping<{ readonly vatIdentifier?: string }> =>
  inside(
    "cac:PartyTaxScheme",
    [textAt("vatIdentifier", "cbc:CompanyID", term, rule), constantAt("cac:TaxScheme/cbc:ID", "VAT")],
    (element) => taxSchemeOf(element) === "VAT",
  );

/** Any scheme but VAT; TAX is what Peppol writes. */
export const taxRegistration = (term: string): Mapping<{ readonly taxRegistration?: string }> =>
  inside(
    "cac:PartyTaxScheme",
    [textAt("taxRegistration", "cbc:CompanyID", term), constantAt("cac:TaxScheme/cbc:ID", "TAX")],
    (element) => ![undefined, "VAT"].includes(taxSchemeOf(element)),
  );

export const identifiers = (
  term: string,
  where?: (element: XmlElement) => boolean,
): Mapping<Pick<Seller, "identifiers">> =>
  list("identifiers", "cac:PartyIdentification/cbc:ID", identifier(term), where);

export const partyIdentification = nameOf("cac:PartyIdentification");
export const identifierName = nameOf("cbc:ID");
const taxScheme = nameOf("cac:TaxScheme");

/** Whether a PartyIdentification carries BT-90 and not an identifier of the party. */
export const isCreditorIdentification = (identification: XmlElement): boolean => {
  const value = identification.children.find((child) => isNamed(child, identifierName));
  return value !== undefined && attributeOf(value, "schemeID")?.value.trim() === "SEPA";
};

export const isOwnIdentification = (identification: XmlElement): boolean => !isCreditorIdentification(identification);

function taxSchemeOf(partyTaxScheme: XmlElement): string | undefined {
  const scheme = partyTaxScheme.children.find((child) => isNamed(child, taxScheme));
  return scheme?.children
    .find((child) => isNamed(child, identifierName))
    ?.text.trim()
    .toUpperCase();
}

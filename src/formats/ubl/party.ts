import type {
  Address,
  Buyer,
  Contact,
  ElectronicAddress,
  Payee,
  Seller,
  TaxRepresentative,
} from "../../domain/invoice.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";
import { attribute, codeAt, constantAt, content, textAt } from "../mapping/contents.js";
import { group, identifier, inside, list } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import type { Writing } from "../mapping/writing.js";

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
  textAt("line1", "cbc:StreetName", terms.line1),
  textAt("line2", "cbc:AdditionalStreetName", terms.line2),
  textAt("city", "cbc:CityName", terms.city),
  textAt("postCode", "cbc:PostalZone", terms.postCode),
  textAt("subdivision", "cbc:CountrySubentity", terms.subdivision),
  textAt("line3", "cac:AddressLine/cbc:Line", terms.line3),
  codeAt("countryCode", "cac:Country/cbc:IdentificationCode", terms.countryCode, terms.countryRule),
];

const contact = (name: string, telephone: string, email: string): Mappings<Contact> => [
  textAt("name", "cbc:Name", name),
  textAt("telephone", "cbc:Telephone", telephone),
  textAt("email", "cbc:ElectronicMail", email),
];

const electronicAddress = (term: string, schemeRule: string): Mappings<ElectronicAddress> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term, schemeRule),
];

const vatIdentifier = (term: string, rule?: string): Mapping<{ readonly vatIdentifier?: string }> =>
  inside(
    "cac:PartyTaxScheme",
    [textAt("vatIdentifier", "cbc:CompanyID", term, rule), constantAt("cac:TaxScheme/cbc:ID", "VAT")],
    (element) => taxSchemeOf(element) === "VAT",
  );

/** Any scheme but VAT; TAX is what Peppol writes. */
const taxRegistration = (term: string): Mapping<{ readonly taxRegistration?: string }> =>
  inside(
    "cac:PartyTaxScheme",
    [textAt("taxRegistration", "cbc:CompanyID", term), constantAt("cac:TaxScheme/cbc:ID", "TAX")],
    (element) => ![undefined, "VAT"].includes(taxSchemeOf(element)),
  );

const identifiers = (term: string, where?: (element: XmlElement) => boolean): Mapping<Pick<Seller, "identifiers">> =>
  list("identifiers", "cac:PartyIdentification/cbc:ID", identifier(term), where);

/**
 * BT-90 is a party identification of whom the money goes to: the payee when there is one. It is read with the payment
 * instructions it belongs to.
 */
const creditorIdentifier = (role: "seller" | "payee"): Mapping<unknown> => ({
  read: () => {},
  write(_, to) {
    const { payee, payment } = to.document.invoice;
    const creditor = payment?.directDebit?.creditorIdentifier;
    if (creditor === undefined || (role === "seller") !== (payee === undefined)) return;
    to.at(["payment", "directDebit"]).nested([partyIdentification, id], (place: Writing) => {
      place.content("creditorIdentifier", creditor);
      place.fixedAttribute("schemeID", "SEPA");
    });
  },
});

export const partyIdentification = nameOf("cac:PartyIdentification");
const id = nameOf("cbc:ID");
const taxScheme = nameOf("cac:TaxScheme");

/** Whether a PartyIdentification carries BT-90 and not an identifier of the party. */
export const isCreditorIdentification = (identification: XmlElement): boolean => {
  const value = identification.children.find((child) => isNamed(child, id));
  return value !== undefined && attributeOf(value, "schemeID")?.value.trim() === "SEPA";
};

const isOwnIdentification = (identification: XmlElement): boolean => !isCreditorIdentification(identification);

function taxSchemeOf(partyTaxScheme: XmlElement): string | undefined {
  const scheme = partyTaxScheme.children.find((child) => isNamed(child, taxScheme));
  return scheme?.children
    .find((child) => isNamed(child, id))
    ?.text.trim()
    .toUpperCase();
}

export const seller: Mappings<Seller> = [
  group("electronicAddress", "cbc:EndpointID", electronicAddress("BT-34", "BR-62")),
  identifiers("BT-29", isOwnIdentification),
  creditorIdentifier("seller"),
  textAt("tradingName", "cac:PartyName/cbc:Name", "BT-28"),
  group(
    "address",
    "cac:PostalAddress",
    address({
      line1: "BT-35",
      line2: "BT-36",
      line3: "BT-162",
      city: "BT-37",
      postCode: "BT-38",
      subdivision: "BT-39",
      countryCode: "BT-40",
      countryRule: "BR-09",
    }),
    { term: "BG-5", rule: "BR-08" },
  ),
  vatIdentifier("BT-31"),
  taxRegistration("BT-32"),
  inside("cac:PartyLegalEntity", [
    textAt("name", "cbc:RegistrationName", "BT-27", "BR-06"),
    group("legalRegistration", "cbc:CompanyID", identifier("BT-30")),
    textAt("legalInformation", "cbc:CompanyLegalForm", "BT-33"),
  ]),
  group("contact", "cac:Contact", contact("BT-41", "BT-42", "BT-43")),
];

export const buyer: Mappings<Buyer> = [
  group("electronicAddress", "cbc:EndpointID", electronicAddress("BT-49", "BR-63")),
  identifiers("BT-46"),
  textAt("tradingName", "cac:PartyName/cbc:Name", "BT-45"),
  group(
    "address",
    "cac:PostalAddress",
    address({
      line1: "BT-50",
      line2: "BT-51",
      line3: "BT-163",
      city: "BT-52",
      postCode: "BT-53",
      subdivision: "BT-54",
      countryCode: "BT-55",
      countryRule: "BR-11",
    }),
    { term: "BG-8", rule: "BR-10" },
  ),
  vatIdentifier("BT-48"),
  taxRegistration("The buyer's tax registration"),
  inside("cac:PartyLegalEntity", [
    textAt("name", "cbc:RegistrationName", "BT-44", "BR-07"),
    group("legalRegistration", "cbc:CompanyID", identifier("BT-47")),
  ]),
  group("contact", "cac:Contact", contact("BT-56", "BT-57", "BT-58")),
];

export const payee: Mappings<Payee> = [
  inside("cac:PartyIdentification", [group("identifier", "cbc:ID", identifier("BT-60"))], isOwnIdentification),
  creditorIdentifier("payee"),
  textAt("name", "cac:PartyName/cbc:Name", "BT-59", "BR-17"),
  group("legalRegistration", "cac:PartyLegalEntity/cbc:CompanyID", identifier("BT-61")),
];

export const taxRepresentative: Mappings<TaxRepresentative> = [
  textAt("name", "cac:PartyName/cbc:Name", "BT-62", "BR-18"),
  group(
    "address",
    "cac:PostalAddress",
    address({
      line1: "BT-64",
      line2: "BT-65",
      line3: "BT-164",
      city: "BT-66",
      postCode: "BT-67",
      subdivision: "BT-68",
      countryCode: "BT-69",
      countryRule: "BR-20",
    }),
    { term: "BG-12", rule: "BR-19" },
  ),
  vatIdentifier("BT-63", "BR-56"),
];

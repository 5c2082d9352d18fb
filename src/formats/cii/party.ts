import type {
  Address,
  Buyer,
  Contact,
  ElectronicAddress,
  Identifier,
  Payee,
  Seller,
  TaxRepresentative,
} from "../../domain/invoice.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";
import { attribute, codeAt, constantAttribute, content, textAt } from "../mapping/contents.js";
import { group, identifier, inside, mixedList } from "../mapping/groups.js";
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
  textAt("postCode", "ram:PostcodeCode", terms.postCode),
  textAt("line1", "ram:LineOne", terms.line1),
  textAt("line2", "ram:LineTwo", terms.line2),
  textAt("line3", "ram:LineThree", terms.line3),
  textAt("city", "ram:CityName", terms.city),
  codeAt("countryCode", "ram:CountryID", terms.countryCode, terms.countryRule),
  textAt("subdivision", "ram:CountrySubDivisionName", terms.subdivision),
];

const personName = nameOf("ram:PersonName");

/** The contact point is a person, or else a department. */
const contactName = (term: string): Mapping<Contact> => {
  const person: Mapping<Contact> = textAt("name", "ram:PersonName", term);
  const department: Mapping<Contact> = textAt("name", "ram:DepartmentName", term);
  return {
    read: (from, draft) =>
      from.child(personName).text() === undefined ? department.read(from, draft) : person.read(from, draft),
    write: person.write,
  };
};

const contact = (name: string, telephone: string, email: string): Mappings<Contact> => [
  contactName(name),
  textAt("telephone", "ram:TelephoneUniversalCommunication/ram:CompleteNumber", telephone),
  textAt("email", "ram:EmailURIUniversalCommunication/ram:URIID", email),
];

const electronicAddress = (term: string, schemeRule: string): Mappings<ElectronicAddress> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term, schemeRule),
];

const electronicAddressPath = "ram:URIUniversalCommunication/ram:URIID";

const id = nameOf("ram:ID");
const globalId = nameOf("ram:GlobalID");

const plainIdentifier = (term: string): Mappings<Identifier> => [content("value", "text", term)];

/** An identifier with scheme is a GlobalID, one without an ID. */
const identifiers = (term: string): Mapping<{ readonly identifiers: readonly Identifier[] }> =>
  mixedList(
    "identifiers",
    {
      path: "ram:ID",
      mappings: plainIdentifier(term),
      where: hasText,
      holds: ({ scheme }) => scheme === undefined,
    },
    {
      path: "ram:GlobalID",
      mappings: identifier(term),
      where: hasText,
      holds: ({ scheme }) => scheme !== undefined,
    },
  );

/** The same where the model has one: of both, the one with scheme is taken. */
export const oneIdentifier = <Key extends string>(
  key: Key,
  term: string,
): Mapping<{ readonly [Property in Key]?: Identifier }> => {
  const plain = group(key, "ram:ID", plainIdentifier(term));
  const global = group(key, "ram:GlobalID", identifier(term));
  return {
    read: (from, draft) => (from.child(globalId).text() === undefined ? plain : global).read(from, draft),
    write: (value, to) => (value[key]?.scheme === undefined ? plain : global).write(value, to),
  };
};

const legalRegistration = (term: string): Mapping<{ readonly legalRegistration?: Identifier }> =>
  group("legalRegistration", "ram:ID", identifier(term));

/** Tells tax registrations apart; the VAT identifier is also seen with the scheme VAT. */
const hasScheme =
  (...schemes: readonly string[]) =>
  (registration: XmlElement): boolean => {
    const value = registration.children.find((child) => isNamed(child, id));
    const scheme = value && attributeOf(value, "schemeID")?.value.trim().toUpperCase();
    return scheme !== undefined && schemes.includes(scheme);
  };

const vatIdentifier = (term: string, rule?: string): Mapping<{ readonly vatIdentifier?: string }> =>
  inside(
    "ram:SpecifiedTaxRegistration",
    [inside("ram:ID", [content("vatIdentifier", "text", term, rule), constantAttribute("schemeID", "VA")])],
    hasScheme("VA", "VAT"),
  );

const taxRegistration = (term: string): Mapping<{ readonly taxRegistration?: string }> =>
  inside(
    "ram:SpecifiedTaxRegistration",
    [inside("ram:ID", [content("taxRegistration", "text", term), constantAttribute("schemeID", "FC")])],
    hasScheme("FC"),
  );

export const seller: Mappings<Seller> = [
  identifiers("BT-29"),
  textAt("name", "ram:Name", "BT-27", "BR-06"),
  textAt("legalInformation", "ram:Description", "BT-33"),
  inside("ram:SpecifiedLegalOrganization", [
    legalRegistration("BT-30"),
    textAt("tradingName", "ram:TradingBusinessName", "BT-28"),
  ]),
  group("contact", "ram:DefinedTradeContact", contact("BT-41", "BT-42", "BT-43")),
  group(
    "address",
    "ram:PostalTradeAddress",
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
  group("electronicAddress", electronicAddressPath, electronicAddress("BT-34", "BR-62")),
  vatIdentifier("BT-31"),
  taxRegistration("BT-32"),
];

export const buyer: Mappings<Buyer> = [
  identifiers("BT-46"),
  textAt("name", "ram:Name", "BT-44", "BR-07"),
  inside("ram:SpecifiedLegalOrganization", [
    legalRegistration("BT-47"),
    textAt("tradingName", "ram:TradingBusinessName", "BT-45"),
  ]),
  group("contact", "ram:DefinedTradeContact", contact("BT-56", "BT-57", "BT-58")),
  group(
    "address",
    "ram:PostalTradeAddress",
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
  group("electronicAddress", electronicAddressPath, electronicAddress("BT-49", "BR-63")),
  vatIdentifier("BT-48"),
  taxRegistration("The buyer's tax registration"),
];

export const payee: Mappings<Payee> = [
  oneIdentifier("identifier", "BT-60"),
  textAt("name", "ram:Name", "BT-59", "BR-17"),
  inside("ram:SpecifiedLegalOrganization", [legalRegistration("BT-61")]),
];

export const taxRepresentative: Mappings<TaxRepresentative> = [
  textAt("name", "ram:Name", "BT-62", "BR-18"),
  group(
    "address",
    "ram:PostalTradeAddress",
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

function hasText({ text }: XmlElement): boolean {
  return text.trim() !== "";
}

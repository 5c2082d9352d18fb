import type { Address, Contact, ElectronicAddress, Identifier } from "../../domain/invoice.js";
import type { XmlElement } from "../../xml/xml-tree.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";
import { attribute, codeAt, constantAttribute, content, textAt } from "../mapping/contents.js";
import { group, identifier, inside, mixedList, uncarried } from "../mapping/groups.js";
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

/** The schema has it and EN 16931 forbids it: read it is kept, written it is said. */
const unused = <Key extends keyof Address>(key: Key, path: string, what: string, rule: string): Mapping<Address> => ({
  read: textAt(key, path, what).read,
  write: uncarried(key, `EN 16931 has no place for ${what} (${rule})`).write,
});

export const address = (terms: AddressTerms): Mappings<Address> => [
  textAt("postCode", "ram:PostcodeCode", terms.postCode),
  unused("postBox", "ram:PostOfficeBox", "the post box", "CII-DT-083"),
  textAt("line1", "ram:LineOne", terms.line1),
  textAt("line2", "ram:LineTwo", terms.line2),
  textAt("line3", "ram:LineThree", terms.line3),
  textAt("city", "ram:CityName", terms.city),
  unused("district", "ram:CitySubDivisionName", "the part of the city", "CII-DT-089"),
  codeAt("countryCode", "ram:CountryID", terms.countryCode, terms.countryRule),
  textAt("subdivision", "ram:CountrySubDivisionName", terms.subdivision),
  unused("buildingNumber", "ram:BuildingNumber", "the building number", "CII-DT-094"),
  uncarried("additionalNumber", "an address has one building number"),
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

export const contact = (name: string, telephone: string, email: string): Mappings<Contact> => [
  contactName(name),
  textAt("telephone", "ram:TelephoneUniversalCommunication/ram:CompleteNumber", telephone),
  textAt("email", "ram:EmailURIUniversalCommunication/ram:URIID", email),
];

export const electronicAddress = (term: string, schemeRule: string): Mappings<ElectronicAddress> => [
  content("value", "text", term),
  attribute("scheme", "schemeID", term, schemeRule),
];

export const electronicAddressPath = "ram:URIUniversalCommunication/ram:URIID";

const id = nameOf("ram:ID");
const globalId = nameOf("ram:GlobalID");

const plainIdentifier = (term: string): Mappings<Identifier> => [content("value", "text", term)];

/** An identifier with scheme is a GlobalID, one without an ID. */
export const identifiers = (term: string): Mapping<{ readonly identifiers: readonly Identifier[] }> =>
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

export const legalRegistration = (term: string): Mapping<{ readonly legalRegistration?: Identifier }> =>
  group("legalRegistration", "ram:ID", identifier(term));

/** Tells tax registrations apart; the VAT identifier is also seen with the scheme VAT. */
const hasScheme =
  (...schemes: readonly string[]) =>
  (registration: XmlElement): boolean => {
    const value = registration.children.find((child) => isNamed(child, id));
    const scheme = value && attributeOf(value, "schemeID")?.value.trim().toUpperCase();
    return scheme !== undefined && schemes.includes(scheme);
  };

export const vatIdentifier = (term: string, rule?: string): Mapping<{ readonly vatIdentifier?: string }> =>
  inside(
    "ram:SpecifiedTaxRegistration",
    [inside("ram:ID", [content("vatIdentifier", "text", term, rule), constantAttribute("schemeID", "VA")])],
    hasScheme("VA", "VAT"),
  );

export const taxRegistration = (term: string): Mapping<{ readonly taxRegistration?: string }> =>
  inside(
    "ram:SpecifiedTaxRegistration",
    [inside("ram:ID", [content("taxRegistration", "text", term), constantAttribute("schemeID", "FC")])],
    hasScheme("FC"),
  );

function hasText({ text }: XmlElement): boolean {
  return text.trim() !== "";
}

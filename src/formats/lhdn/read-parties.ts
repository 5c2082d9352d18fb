import type { Address, Buyer, Contact, Delivery, Identifier, RelatedParty, Seller } from "../../domain/invoice.js";
import { readStateCode, stateNotApplicable } from "./codes.js";
import { findCountryAlpha2 } from "./country-codes.js";
import type { Place } from "./place.js";

const malaysia = "MY";

const registrationSchemes: ReadonlySet<string> = new Set(["BRN", "NRIC", "PASSPORT", "ARMY"]);

/** What stands where there is no such number. */
const none = "NA";

/** AccountingSupplierParty */
export function readSeller(document: Place): Seller {
  const party = document.child("AccountingSupplierParty/Party");
  const { identifiers, tin, legalRegistration } = readIdentification(party);
  const contact = readContact(party);
  const own = readIndustry(party);
  return {
    name: party?.text("PartyLegalEntity/RegistrationName") ?? "",
    identifiers,
    ...(legalRegistration && { legalRegistration }),
    // BR-S-02 asks for a tax number in a term of its own.
    ...(tin && { taxRegistration: tin }),
    address: readAddress(party) ?? { countryCode: malaysia },
    ...(contact && { contact }),
    ...(own && { extensions: { myInvois: own } }),
  };
}

/** AccountingCustomerParty */
export function readBuyer(document: Place): Buyer {
  const party = document.child("AccountingCustomerParty/Party");
  const { identifiers, legalRegistration } = readIdentification(party);
  const contact = readContact(party);
  return {
    name: party?.text("PartyLegalEntity/RegistrationName") ?? "",
    identifiers,
    ...(legalRegistration && { legalRegistration }),
    address: readAddress(party) ?? { countryCode: malaysia },
    ...(contact && { contact }),
  };
}

/** Delivery: with tax numbers a party of its own, else where the goods go (BG-13). */
export function readRecipient(document: Place): { readonly delivery?: Delivery; readonly parties: RelatedParty[] } {
  const party = document.child("Delivery/DeliveryParty");
  const name = party?.text("PartyLegalEntity/RegistrationName");
  const address = readAddress(party);
  const { identifiers, legalRegistration } = readIdentification(party);
  if (identifiers.length > 0 || legalRegistration) {
    const known = { ...(legalRegistration && { legalRegistration }), ...(address && { address }) };
    return { parties: [{ role: "RECIPIENT", name: name ?? "", identifiers, ...known }] };
  }
  if (name === undefined && !address) return { parties: [] };
  return { delivery: { ...(name !== undefined && { partyName: name }), ...(address && { address }) }, parties: [] };
}

interface Identification {
  readonly identifiers: readonly Identifier[];
  readonly tin?: string;
  readonly legalRegistration?: Identifier;
}

/** One number of each scheme; further ones stay unmapped. */
function readIdentification(party: Place | undefined): Identification {
  const identifiers: Identifier[] = [];
  const known = new Set<string>();
  let legalRegistration: Identifier | undefined;
  for (const place of party?.children("PartyIdentification/ID") ?? []) {
    const scheme = place.element.attributes.find(({ name }) => name === "schemeID")?.value ?? "";
    const kind = registrationSchemes.has(scheme) ? "registration" : scheme;
    if (known.has(kind) || !["registration", "TIN", "SST", "TTX"].includes(kind)) continue;
    known.add(kind);
    place.attribute("schemeID");
    const value = place.value();
    const identifier = { scheme: `${malaysia}:${scheme}`, value };
    if (kind === "registration") legalRegistration = value === "" ? undefined : identifier;
    else if (value !== "" && (kind === "TIN" || value !== none)) identifiers.push(identifier);
  }
  const tin = identifiers.find(({ scheme }) => scheme === `${malaysia}:TIN`)?.value;
  return { identifiers, ...(tin && { tin }), ...(legalRegistration && { legalRegistration }) };
}

/** By the names and within the limits that MyInvois' own fields have. */
function readIndustry(party: Place | undefined): Record<string, string> | undefined {
  const place = party?.child("IndustryClassificationCode");
  if (!place || !/^\d{5}$/.test(place.element.text.trim())) return undefined;
  const code = place.value();
  const words = place.element.attributes.find(({ name }) => name === "name")?.value.trim() ?? "";
  if (words.length > 300 || words === "") return { industryCode: code };
  place.attribute("name");
  return { industryCode: code, industryDescription: words };
}

function readContact(party: Place | undefined): Contact | undefined {
  const telephone = party?.text("Contact/Telephone");
  const email = party?.text("Contact/ElectronicMail");
  return telephone || email ? { ...(telephone && { telephone }), ...(email && { email }) } : undefined;
}

function readAddress(party: Place | undefined): Address | undefined {
  const place = party?.child("PostalAddress");
  if (!place) return undefined;
  const [line1, line2, line3] = place
    .children("AddressLine/Line")
    .slice(0, 3)
    .map((line) => line.value())
    .filter((line) => line !== "");
  const city = place.text("CityName");
  const postCode = place.text("PostalZone");
  const country = place.text("Country/IdentificationCode") ?? "MYS";
  const countryCode = findCountryAlpha2(country) ?? country;
  const state = place.peek("CountrySubentityCode") ?? stateNotApplicable;
  const subdivision = countryCode === malaysia ? readStateCode(state) : undefined;
  if (subdivision || state === stateNotApplicable) place.ignore("CountrySubentityCode");
  return {
    ...(line1 && { line1 }),
    ...(line2 && { line2 }),
    ...(line3 && { line3 }),
    ...(city && { city }),
    ...(postCode && { postCode }),
    ...(subdivision && { subdivision }),
    countryCode,
  };
}

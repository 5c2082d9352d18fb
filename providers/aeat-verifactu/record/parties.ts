import type { Buyer, RelatedParty, Seller } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { nifPattern } from "../credentials.js";
import { extensions } from "../extensions.js";
import type { Findings } from "./findings.js";
import type { Part } from "../soap.js";

/** List L7 of the annex of Orden HAC/1177/2024. */
const documentTypes = {
  PASSPORT: "03",
  COUNTRY_OF_RESIDENCE: "04",
  RESIDENCE_CERTIFICATE: "05",
  OTHER: "06",
  NOT_REGISTERED: "07",
} as const;

/** Countries whose VAT identifiers are of type 02 (NIF-IVA); Northern Ireland is XI. */
const vatPrefixes = /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)/;

type Identified = Pick<
  RelatedParty,
  "identifiers" | "vatIdentifier" | "taxRegistration" | "legalRegistration" | "address"
>;

/**
 * The party's NIF: an identifier of scheme ES:NIF or a Spanish VAT identifier; for a party in Spain else any of its
 * numbers that has the form of one. A foreign number may look like one and is none.
 */
export function findNif(party: Identified): string | undefined {
  const { identifiers, vatIdentifier, taxRegistration, legalRegistration, address } = party;
  const stated = identifiers.find(({ scheme }) => scheme === "ES:NIF")?.value;
  const spanish = vatIdentifier?.startsWith("ES") ? vatIdentifier.slice(2) : undefined;
  const own = address?.countryCode === "ES" ? [vatIdentifier, taxRegistration, legalRegistration?.value] : [];
  return [stated, spanish, ...own].find((value) => value !== undefined && nifPattern.test(value));
}

/** What an issued document names as its seller. */
export function needSellerNif(seller: Seller, findings: Findings): string {
  return findings.need(findNif(seller), "BT-31", ["seller", "vatIdentifier"], `${seller.name} needs a Spanish NIF`);
}

/** BT-27, BT-44 and names of related parties: 120 characters. */
export function toName(name: string, term: string, path: readonly string[], findings: Findings): Part {
  const { length } = Array.from(name);
  if (length > 120) findings.add(term, path, `the name has ${length} characters; the AEAT takes 120`);
  return ["sf:NombreRazon", name];
}

/** PersonaFisicaJuridicaType of the buyer. */
export function toBuyer(buyer: Buyer, findings: Findings): Part[] {
  const stated = readExtension(extensions, "party", buyer);
  const country = stated?.countryCode ?? buyer.address.countryCode;
  const identity: Part | undefined = stated
    ? toOtherId(documentTypes[stated.identification], country, stated.number)
    : findIdentity(buyer, buyer.address.countryCode);
  if (!identity)
    findings.add(
      "BT-48",
      ["buyer", "vatIdentifier"],
      `${buyer.name} needs a NIF, a VAT identifier or another document`,
    );
  return [toName(buyer.name, "BT-44", ["buyer", "name"], findings), ...(identity ? [identity] : [])];
}

/** The same of a party that EN 16931 has no group for. */
export function toRelatedParty(party: RelatedParty, path: readonly string[], findings: Findings): Part[] {
  const identity = findIdentity(party, party.address?.countryCode);
  if (!identity) findings.add("parties", path, `${party.name} needs a NIF or another tax number with its country`);
  return [toName(party.name, "parties", [...path, "name"], findings), ...(identity ? [identity] : [])];
}

/** A NIF, else the VAT identifier of a member state, else a number of the country of residence. */
function findIdentity(party: Identified, countryCode: string | undefined): Part | undefined {
  const { vatIdentifier, taxRegistration, legalRegistration } = party;
  const nif = findNif(party);
  if (nif !== undefined) return ["sf:NIF", nif];
  if (vatIdentifier !== undefined && vatPrefixes.test(vatIdentifier)) return toOtherId("02", undefined, vatIdentifier);
  const number = vatIdentifier ?? taxRegistration ?? legalRegistration?.value;
  if (number === undefined || countryCode === undefined || countryCode === "ES") return undefined;
  return toOtherId(documentTypes.COUNTRY_OF_RESIDENCE, countryCode, number);
}

const toOtherId = (type: string, countryCode: string | undefined, id: string): Part => [
  "sf:IDOtro",
  [countryCode === undefined ? undefined : ["sf:CodigoPais", countryCode], ["sf:IDType", type], ["sf:ID", id]],
];

import type { Address, Contact, Identifier, Invoice, RelatedParty } from "../../../src/domain/invoice.js";
import { partyRoles } from "../../../src/formats/fa3/codes.js";
import type { Extras } from "./extras.js";
import type { Findings, Path } from "./findings.js";
import { findNip, toIdentity } from "./identifiers.js";
import { type Fa3Node, node } from "./nodes.js";
import { number, text } from "./texts.js";

const longName = 512;

export interface Notebook {
  readonly findings: Findings;
  readonly extras: Extras;
}

export function toSeller({ seller, vatBreakdown }: Invoice, notebook: Notebook, eori?: string): Fa3Node | undefined {
  const { findings, extras } = notebook;
  const path = ["seller"];
  const nip = findNip(seller);
  findings.need(
    nip,
    "BT-31",
    [...path, "vatIdentifier"],
    `the seller ${seller.name} needs a Polish NIP (PL and ten digits)`,
  );
  extras.add("BT-28 Seller trading name", seller.tradingName, [...path, "tradingName"]);
  const gln = addIdentifiers("BT-29 Seller identifier", seller.identifiers, path, extras);
  if (nip && seller.taxRegistration !== nip)
    extras.add("BT-32 Seller tax registration", seller.taxRegistration, [...path, "taxRegistration"]);
  addElectronicAddress("BT-34 Seller electronic address", seller.electronicAddress, nip, path, extras);
  return node("Podmiot1", [
    // Required of whoever sells within the Union (art. 97(10) of the act).
    vatBreakdown.some(({ category }) => category === "K") ? node("PrefiksPodatnika", "PL") : undefined,
    text("NrEORI", eori, { term: "eori", path: [...path, "extensions", "ksef", "eori"] }, findings),
    node("DaneIdentyfikacyjne", [
      node("NIP", nip),
      text("Nazwa", seller.name, { term: "BT-27", path: [...path, "name"] }, findings, longName),
    ]),
    toAddress("Adres", seller.address, { term: "BT-35", path: [...path, "address"] }, findings, gln),
    toContact(seller.contact, { prefix: "Seller", terms: ["BT-41", "BT-42", "BT-43"], path }, notebook),
  ]);
}

export interface BuyerMarks {
  readonly eori?: string | undefined;
  readonly isLocalGovernmentUnit?: boolean | undefined;
  readonly isVatGroupMember?: boolean | undefined;
}

export function toBuyer({ buyer }: Invoice, notebook: Notebook, marks: BuyerMarks): Fa3Node | undefined {
  const { findings, extras } = notebook;
  const path = ["buyer"];
  const nip = findNip(buyer);
  extras.add("BT-45 Buyer trading name", buyer.tradingName, [...path, "tradingName"]);
  const customer = buyer.identifiers.find(({ scheme }) => scheme !== "0088");
  const others = buyer.identifiers.filter((identifier) => identifier !== customer);
  const gln = addIdentifiers("BT-46 Buyer identifier", others, path, extras);
  if (customer?.scheme) extras.add("BT-46-1 Buyer identifier scheme", customer.scheme, [...path, "identifiers"]);
  const identified = toIdentity(buyer);
  const shown = identified.map((child) => child?.content);
  if (buyer.taxRegistration && !shown.includes(buyer.taxRegistration) && buyer.taxRegistration !== nip)
    extras.add("Buyer tax registration", buyer.taxRegistration, [...path, "taxRegistration"]);
  if (buyer.legalRegistration && !shown.includes(buyer.legalRegistration.value))
    extras.add("BT-47 Buyer legal registration", toWords(buyer.legalRegistration), [...path, "legalRegistration"]);
  addElectronicAddress("BT-49 Buyer electronic address", buyer.electronicAddress, nip, path, extras);
  return node("Podmiot2", [
    text("NrEORI", marks.eori, { term: "eori", path: [...path, "extensions", "ksef", "eori"] }, findings),
    node("DaneIdentyfikacyjne", [
      ...identified,
      text("Nazwa", buyer.name, { term: "BT-44", path: [...path, "name"] }, findings, longName),
    ]),
    toAddress("Adres", buyer.address, { term: "BT-50", path: [...path, "address"] }, findings, gln),
    toContact(buyer.contact, { prefix: "Buyer", terms: ["BT-56", "BT-57", "BT-58"], path }, notebook),
    text("NrKlienta", customer?.value, { term: "BT-46", path: [...path, "identifiers"] }, findings),
    node("JST", marks.isLocalGovernmentUnit ? "1" : "2"),
    node("GV", marks.isVatGroupMember ? "1" : "2"),
  ]);
}

/** Podmiot3: the payee (BG-10) and the parties that EN 16931 has no group for. */
export function toThirdParties({ payee, parties }: Invoice, notebook: Notebook): (Fa3Node | undefined)[] {
  const payeeParty: RelatedParty[] = payee
    ? [
        {
          role: "OTHER",
          roleText: "Payee (BG-10)",
          name: payee.name,
          identifiers: payee.identifier ? [payee.identifier] : [],
          ...(payee.legalRegistration && { legalRegistration: payee.legalRegistration }),
        },
      ]
    : [];
  return [
    ...payeeParty.map((party) => toThirdParty(party, ["payee"], notebook)),
    ...parties.map((party, index) => toThirdParty(party, ["parties", String(index)], notebook)),
  ];
}

function toThirdParty(party: RelatedParty, path: Path, notebook: Notebook): Fa3Node | undefined {
  const { findings, extras } = notebook;
  const role = partyRoles[party.role];
  const name = `${party.name}:`;
  const gln = addIdentifiers(`${name} identifier`, party.identifiers, path, extras);
  const identified = toIdentity(party);
  const shown = identified.map((child) => child?.content);
  const { taxRegistration, legalRegistration } = party;
  if (taxRegistration && !shown.includes(taxRegistration))
    extras.add(`${name} tax registration`, taxRegistration, [...path, "taxRegistration"]);
  if (legalRegistration && !shown.includes(legalRegistration.value))
    extras.add(`${name} legal registration`, toWords(legalRegistration), [...path, "legalRegistration"]);
  addElectronicAddress(`${name} electronic address`, party.electronicAddress, findNip(party), path, extras);
  const roleText = party.roleText ?? party.role.toLowerCase().replaceAll("_", " ");
  return node("Podmiot3", [
    node("DaneIdentyfikacyjne", [
      ...identified,
      text("Nazwa", party.name, { term: "parties", path: [...path, "name"] }, findings, longName),
    ]),
    party.address && toAddress("Adres", party.address, { term: "parties", path: [...path, "address"] }, findings, gln),
    toContact(party.contact, { prefix: name, terms: ["", "", ""], path }, notebook),
    ...(role === undefined
      ? [node("RolaInna", "1"), text("OpisRoli", roleText, { term: "parties", path: [...path, "roleText"] }, findings)]
      : [node("Rola", role)]),
    number("Udzial", party.sharePercentage, { term: "parties", path: [...path, "sharePercentage"] }, findings, {
      decimals: 6,
      digits: 3,
    }),
  ]);
}

/** PodmiotUpowazniony in the role of a tax representative (BG-11), who needs a NIP there. */
export function toTaxRepresentative({ taxRepresentative }: Invoice, { findings }: Notebook): Fa3Node | undefined {
  if (!taxRepresentative) return undefined;
  const path = ["taxRepresentative"];
  const { name, vatIdentifier, address } = taxRepresentative;
  const nip = findNip({ vatIdentifier, address });
  findings.need(nip, "BT-63", [...path, "vatIdentifier"], `the tax representative ${name} needs a Polish NIP`);
  return node("PodmiotUpowazniony", [
    node("DaneIdentyfikacyjne", [
      node("NIP", nip),
      text("Nazwa", name, { term: "BT-62", path: [...path, "name"] }, findings, longName),
    ]),
    toAddress("Adres", address, { term: "BT-64", path: [...path, "address"] }, findings),
    node("RolaPU", "3"),
  ]);
}

/** Two lines: the street and the rest, as Polish envelopes have it. */
function toAddress(
  name: string,
  address: Address,
  { term, path }: { readonly term: string; readonly path: Path },
  findings: Findings,
  gln?: string,
): Fa3Node | undefined {
  const { line1, line2, line3, buildingNumber, additionalNumber, district, subdivision, postBox } = address;
  const join = (parts: readonly (string | undefined)[], by: string) => parts.filter((part) => part).join(by);
  const street = join([join([line1, buildingNumber, additionalNumber], " "), line2, line3], ", ");
  const place = join([join([address.postCode, address.city], " "), postBox, district, subdivision], ", ");
  const [first, second] = street ? [street, place] : [place, ""];
  findings.need(first, term, [...path, "line1"], "FA(3) needs at least one line of the address");
  return node(name, [
    node("KodKraju", address.countryCode),
    text("AdresL1", first, { term, path }, findings, longName),
    text("AdresL2", second, { term, path }, findings, longName),
    text("GLN", gln, { term, path }, findings, 13),
  ]);
}

/** The whole address in one line, for where FA(3) has no address. */
export const addressInWords = ({ countryCode, ...rest }: Address): string =>
  [rest.line1, rest.buildingNumber, rest.line2, rest.line3, rest.postCode, rest.city, rest.subdivision, countryCode]
    .filter((part) => part)
    .join(", ");

function toContact(
  contact: Contact | undefined,
  { prefix, terms, path }: { readonly prefix: string; readonly terms: readonly string[]; readonly path: Path },
  { findings, extras }: Notebook,
): Fa3Node | undefined {
  if (!contact) return undefined;
  const [nameTerm = "", phoneTerm = "", mailTerm = ""] = terms;
  const place = [...path, "contact"];
  const phone = contact.telephone?.replace(/[\s().-]/g, "");
  const isShort = phone !== undefined && phone.length <= 16;
  extras.add(`${nameTerm} ${prefix} contact`.trim(), contact.name, [...place, "name"]);
  if (!isShort) extras.add(`${phoneTerm} ${prefix} telephone`.trim(), contact.telephone, [...place, "telephone"]);
  return node("DaneKontaktowe", [
    text("Email", contact.email, { term: mailTerm || "parties", path: [...place, "email"] }, findings, 255),
    isShort ? node("Telefon", phone) : undefined,
  ]);
}

const toWords = ({ value, scheme }: Identifier): string => (scheme ? `${scheme}:${value}` : value);

/** Answers the GLN, which an address has a place for. */
function addIdentifiers(
  key: string,
  identifiers: readonly Identifier[],
  path: Path,
  extras: Extras,
): string | undefined {
  const gln = identifiers.find(({ scheme }) => scheme === "0088");
  identifiers.forEach((identifier, index) => {
    if (identifier !== gln) extras.add(key, toWords(identifier), [...path, "identifiers", String(index)]);
  });
  return gln?.value;
}

/** KSeF finds everybody by NIP: an address that only repeats it says nothing more. */
function addElectronicAddress(
  key: string,
  address: Identifier | undefined,
  nip: string | undefined,
  path: Path,
  extras: Extras,
): void {
  if (!address || (nip !== undefined && address.value.replace(/^PL/i, "") === nip)) return;
  extras.add(key, toWords(address), [...path, "electronicAddress"]);
}

import type {
  Address,
  Buyer,
  Contact,
  Delivery,
  Identifier,
  RelatedParty,
  Seller,
} from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { findStateCode } from "../../../src/formats/lhdn/codes.js";
import { findCountryAlpha3 } from "../../../src/formats/lhdn/country-codes.js";
import { extensions } from "../extensions.js";
import type { Findings } from "./findings.js";
import type { JsonObject } from "./json-text.js";
import { text } from "./ubl-nodes.js";

type Party = Seller | Buyer;

export const tinPattern = /^[A-Z]{1,2}\d{9,12}$/;

const registrationSchemes = ["BRN", "NRIC", "PASSPORT", "ARMY"] as const;

/**
 * The taxpayer's TIN: an identifier of scheme MY:TIN; for a party in Malaysia else the tax registration (BT-32), else
 * the VAT identifier (BT-31, BT-48) with or without its country prefix, where these have the form of a TIN. A foreign
 * VAT identifier may look like one and is none.
 */
export function findTin(
  party: Pick<RelatedParty, "identifiers" | "address" | "taxRegistration" | "vatIdentifier">,
): string | undefined {
  const identifier = findIdentifier(party, "TIN");
  if (identifier !== undefined || party.address?.countryCode !== "MY") return identifier;
  const candidates = [party.taxRegistration, party.vatIdentifier, party.vatIdentifier?.replace(/^MY/, "")];
  return candidates.find((value) => value !== undefined && tinPattern.test(value));
}

/** An identifier MY:BRN, MY:NRIC, MY:PASSPORT or MY:ARMY, else the legal registration (BT-30, BT-47), by default a BRN. */
function findRegistration(
  party: Pick<RelatedParty, "identifiers" | "legalRegistration">,
): { scheme: string; value: string } | undefined {
  for (const scheme of registrationSchemes) {
    const value = findIdentifier(party, scheme);
    if (value) return { scheme, value };
  }
  if (!party.legalRegistration) return undefined;
  const scheme = party.legalRegistration.scheme?.replace(/^MY:/, "");
  return {
    scheme: registrationSchemes.find((known) => known === scheme) ?? "BRN",
    value: party.legalRegistration.value,
  };
}

/** MY:SST, else the VAT identifier of a party in Malaysia where it is no TIN: its sales or service tax number. */
function findSst(party: Party): string | undefined {
  const number = party.address.countryCode === "MY" ? party.vatIdentifier?.replace(/^MY/, "") : undefined;
  return findIdentifier(party, "SST") ?? (number && !tinPattern.test(number) ? number : undefined);
}

const findIdentifier = ({ identifiers }: { identifiers: readonly Identifier[] }, scheme: string): string | undefined =>
  identifiers.find((identifier) => identifier.scheme === `MY:${scheme}`)?.value;

export function toSupplier(seller: Seller, findings: Findings): JsonObject {
  const { industryCode, industryDescription } = readExtension(extensions, "party", seller) ?? {};
  const industry = findings.need(
    // An invoice that comes as UBL has no extension: there it is an identifier.
    industryCode ?? findIdentifier(seller, "MSIC"),
    "industryCode",
    ["seller", "extensions", "myInvois", "industryCode"],
    `${seller.name} needs its industry code (00000 when none applies), here or as an identifier of scheme MY:MSIC`,
  );
  return {
    Party: [
      {
        // The activity in words is mandatory beside its code; BT-33 is where a seller describes its business.
        IndustryClassificationCode: text(industry, {
          name: industryDescription ?? seller.legalInformation ?? "NOT APPLICABLE",
        }),
        ...toParty(seller, "seller", findings),
      },
    ],
  };
}

export function toCustomer(buyer: Buyer, findings: Findings): JsonObject {
  for (const [name, value] of Object.entries(readExtension(extensions, "party", buyer) ?? {}))
    findings.add(name, ["buyer", "extensions", "myInvois", name], `${value} is asked of sellers only`);
  return { Party: [toParty(buyer, "buyer", findings)] };
}

/** The BT ids of one side of the invoice. */
const terms = {
  seller: {
    identifier: "BT-29",
    registration: "BT-30",
    phone: "BT-42",
    line: "BT-35",
    city: "BT-37",
    state: "BT-39",
    country: "BT-40",
  },
  buyer: {
    identifier: "BT-46",
    registration: "BT-47",
    phone: "BT-57",
    line: "BT-50",
    city: "BT-52",
    state: "BT-54",
    country: "BT-55",
  },
  delivery: { line: "BT-75", city: "BT-77", state: "BT-79", country: "BT-80" },
} as const;

function toParty(party: Party, side: "seller" | "buyer", findings: Findings): JsonObject {
  const term = terms[side];
  const tin = findings.need(
    findTin(party),
    term.identifier,
    [side, "identifiers"],
    `${party.name} needs a TIN as an identifier of scheme MY:TIN or as tax registration`,
  );
  const registration = findRegistration(party);
  findings.need(
    registration?.value,
    term.registration,
    [side, "legalRegistration"],
    `${party.name} needs a registration number (scheme MY:BRN, MY:NRIC, MY:PASSPORT or MY:ARMY)`,
  );
  return {
    PartyIdentification: [
      { ID: text(tin, { schemeID: "TIN" }) },
      { ID: text(registration?.value ?? "", { schemeID: registration?.scheme ?? "BRN" }) },
      { ID: text(findSst(party) ?? "NA", { schemeID: "SST" }) },
      { ID: text(findIdentifier(party, "TTX") ?? "NA", { schemeID: "TTX" }) },
    ],
    PostalAddress: [toAddress(party.address, term, [side, "address"], findings)],
    PartyLegalEntity: [{ RegistrationName: text(party.name) }],
    Contact: [toContact(party, term.phone, side, findings)],
  };
}

function toContact(party: Party, term: string, side: string, findings: Findings): JsonObject {
  const { telephone, email }: Contact = party.contact ?? {};
  const path = [side, "contact", "telephone"];
  return {
    Telephone: text(findings.need(telephone, term, path, `${party.name} needs a telephone number`)),
    ElectronicMail: text(email),
  };
}

/** Who receives the goods: the group BG-13, or a related party with its tax numbers. */
export function toDelivery(
  delivery: Delivery | undefined,
  recipient: RelatedParty | undefined,
  path: readonly string[],
  findings: Findings,
): readonly JsonObject[] | undefined {
  const { partyName, address } = delivery ?? {};
  const name = partyName ?? recipient?.name;
  if (name === undefined && !address) return undefined;
  const postal = address ?? recipient?.address;
  const place = address ? ["delivery", "address"] : [...path, "address"];
  return [
    {
      DeliveryParty: [
        {
          PartyLegalEntity: name === undefined ? undefined : [{ RegistrationName: text(name) }],
          PostalAddress: postal && [toAddress(postal, terms.delivery, place, findings)],
          PartyIdentification: recipient && toIdentification(recipient, path, findings),
        },
      ],
    },
  ];
}

function toIdentification(recipient: RelatedParty, path: readonly string[], findings: Findings): readonly JsonObject[] {
  const tin = findings.need(
    findTin(recipient),
    "parties",
    [...path, "identifiers"],
    `the recipient ${recipient.name} needs a TIN as an identifier of scheme MY:TIN or as tax registration`,
  );
  const registration = findRegistration(recipient);
  const number = findings.need(
    registration?.value,
    "parties",
    [...path, "legalRegistration"],
    `the recipient ${recipient.name} needs a registration number (scheme MY:BRN, MY:NRIC, MY:PASSPORT or MY:ARMY)`,
  );
  return [{ ID: text(tin, { schemeID: "TIN" }) }, { ID: text(number, { schemeID: registration?.scheme ?? "BRN" }) }];
}

function toAddress(
  address: Address,
  term: { line: string; city: string; state: string; country: string },
  path: readonly string[],
  findings: Findings,
): JsonObject {
  const { subdivision, countryCode } = address;
  const lines = toAddressLines(address);
  findings.need(lines[0], term.line, [...path, "line1"], "MyInvois needs at least one address line");
  const state = findStateCode(subdivision, countryCode);
  const country = findCountryAlpha3(countryCode);
  return {
    CityName: text(findings.need(address.city, term.city, [...path, "city"], "MyInvois needs the city")),
    PostalZone: text(address.postCode),
    CountrySubentityCode: text(
      findings.need(state, term.state, [...path, "subdivision"], `${subdivision} is no state of Malaysia`),
    ),
    AddressLine: lines.map((line) => ({ Line: text(line) })),
    Country: [
      {
        IdentificationCode: text(
          findings.need(country, term.country, [...path, "countryCode"], `${countryCode} is no country code`),
          { listID: "ISO3166-1", listAgencyID: "6" },
        ),
      },
    ],
  };
}

/** Three lines and no more: what has no line of its own is part of another. */
function toAddressLines(address: Address): readonly string[] {
  const { line1, line2, line3, buildingNumber, additionalNumber, district, postBox } = address;
  const join = (parts: readonly (string | undefined)[], between: string) =>
    parts.filter((part) => part !== undefined).join(between);
  return [
    join([buildingNumber, line1], " "),
    join([line2, additionalNumber, district], ", "),
    join([line3, postBox], ", "),
  ].filter((line) => line !== "");
}

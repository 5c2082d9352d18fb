import type { Buyer, Payee, Seller, TaxRepresentative } from "../../domain/invoice.js";
import { textAt } from "../mapping/contents.js";
import { group, identifier, inside } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import type { Writing } from "../mapping/writing.js";
import {
  address,
  contact,
  electronicAddress,
  identifierName,
  identifiers,
  isOwnIdentification,
  partyIdentification,
  taxRegistration,
  vatIdentifier,
} from "./party-parts.js";
import { partyOf } from "./related-parties.js";

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
    to.at(["payment", "directDebit"]).nested([partyIdentification, identifierName], (place: Writing) => {
      place.content("creditorIdentifier", creditor);
      place.fixedAttribute("schemeID", "SEPA");
    });
  },
});

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
  partyOf("SELLER_AGENT"),
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
  partyOf("BUYER_AGENT"),
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

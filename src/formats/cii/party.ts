import type { Buyer, Payee, Seller, TaxRepresentative } from "../../domain/invoice.js";
import { textAt } from "../mapping/contents.js";
import { group, inside } from "../mapping/groups.js";
import type { Mappings } from "../mapping/mapping.js";
import {
  address,
  contact,
  electronicAddress,
  electronicAddressPath,
  identifiers,
  legalRegistration,
  oneIdentifier,
  taxRegistration,
  vatIdentifier,
} from "./party-parts.js";

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

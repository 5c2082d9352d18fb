import type { RelatedParty } from "../../domain/invoice.js";
import { needed } from "../mapping/additions.js";
import { textAt } from "../mapping/contents.js";
import { group, inside } from "../mapping/groups.js";
import type { Mappings } from "../mapping/mapping.js";
import { partyPlaces } from "../mapping/party-places.js";
import {
  address,
  contact,
  electronicAddress,
  electronicAddressPath,
  identifiers,
  legalRegistration,
  taxRegistration,
  vatIdentifier,
} from "./party-parts.js";

const party: Mappings<RelatedParty> = [
  identifiers("The identifier"),
  textAt("name", "ram:Name", "The name", needed),
  inside("ram:SpecifiedLegalOrganization", [legalRegistration("The registration")]),
  group("contact", "ram:DefinedTradeContact", contact("The contact's name", "The telephone number", "The e-mail")),
  group(
    "address",
    "ram:PostalTradeAddress",
    address({
      line1: "Line 1",
      line2: "Line 2",
      line3: "Line 3",
      city: "The city",
      postCode: "The post code",
      subdivision: "The subdivision",
      countryCode: "The country",
      countryRule: needed,
    }),
  ),
  group("electronicAddress", electronicAddressPath, electronicAddress("The electronic address", needed)),
  vatIdentifier("The VAT identifier"),
  taxRegistration("The tax registration"),
];

const agreement = "ram:ApplicableHeaderTradeAgreement";
const settlement = "ram:ApplicableHeaderTradeSettlement";

export const { partyOf, relatedParties } = partyPlaces(
  [
    { role: "SELLER_AGENT", above: agreement, path: "ram:SalesAgentTradeParty" },
    { role: "BUYER_AGENT", above: agreement, path: "ram:BuyerAgentTradeParty" },
    { role: "INVOICER", above: settlement, path: "ram:InvoicerTradeParty" },
    { role: "INVOICEE", above: settlement, path: "ram:InvoiceeTradeParty" },
    { role: "PAYER", above: settlement, path: "ram:PayerTradeParty" },
  ],
  { read: party, write: party },
);

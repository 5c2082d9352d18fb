import type { Invoice, RelatedParty } from "../../domain/invoice.js";
import { needed } from "../mapping/additions.js";
import { textAt } from "../mapping/contents.js";
import { group, identifier, inside } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { stepsOf } from "../mapping/names.js";
import { partyPlaces } from "../mapping/party-places.js";
import { address, contact, electronicAddress, identifiers, taxRegistration, vatIdentifier } from "./party-parts.js";

const nameIn = (path: string): Mapping<RelatedParty> => textAt("name", path, "The name of a related party", needed);
const registeredName = nameIn("cac:PartyLegalEntity/cbc:RegistrationName");
const plainName = nameIn("cac:PartyName/cbc:Name");
const registeredNamePath = stepsOf("cac:PartyLegalEntity/cbc:RegistrationName");

const beforeLegalEntity: Mappings<RelatedParty> = [
  group("electronicAddress", "cbc:EndpointID", electronicAddress("The electronic address", needed)),
  identifiers("The identifier of a related party"),
  group(
    "address",
    "cac:PostalAddress",
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
  vatIdentifier("The VAT identifier"),
  taxRegistration("The tax registration"),
];

const registration: Mapping<RelatedParty> = group("legalRegistration", "cbc:CompanyID", identifier("The registration"));

const contactOfParty: Mapping<RelatedParty> = group(
  "contact",
  "cac:Contact",
  contact("The contact's name", "The telephone number", "The e-mail address"),
);

/** Some write the name of a party that only takes part as its trading name. */
const eitherName: Mapping<RelatedParty> = {
  read: (from, draft) =>
    (from.descend(registeredNamePath).text() === undefined ? plainName : registeredName).read(from, draft),
  write: registeredName.write,
};

export const { partyOf, relatedParties } = partyPlaces(
  [
    { role: "SELLER_AGENT", above: "cac:AccountingSupplierParty/cac:Party", path: "cac:AgentParty" },
    { role: "BUYER_AGENT", above: "cac:AccountingCustomerParty/cac:Party", path: "cac:AgentParty" },
    { role: "ADDITIONAL_BUYER", above: "", path: "cac:BuyerCustomerParty/cac:Party" },
    { role: "CARRIER", above: "cac:Delivery", path: "cac:CarrierParty" },
  ],
  {
    read: [...beforeLegalEntity, eitherName, inside("cac:PartyLegalEntity", [registration]), contactOfParty],
    write: [
      ...beforeLegalEntity,
      inside("cac:PartyLegalEntity", [textAt("name", "cbc:RegistrationName", "The name"), registration]),
      contactOfParty,
    ],
  },
);

const carrier = partyOf("CARRIER");

/** A carrier stands in the delivery; without one it stands in an element of its own. */
export const carrierWithoutDelivery: Mapping<Invoice> = inside("cac:Delivery", [
  {
    read: () => {},
    write(invoice, to) {
      if (invoice.delivery === undefined) carrier.write(invoice, to);
    },
  },
]);

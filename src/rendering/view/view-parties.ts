import type {
  Address,
  Buyer,
  Contact,
  Delivery,
  Invoice,
  Payee,
  RelatedParty,
  Seller,
  TaxRepresentative,
} from "../../domain/invoice.js";
import type { Card, Fact, Phrasing, Shown } from "./invoice-view.js";
import type { LabelName } from "../words/labels.js";
import { factOf, identified, said, textFact } from "./phrasing.js";
import { extensionFacts } from "./view-extensions.js";

/** The terms of an address in the order line 1, 2, 3, city, post code, subdivision, country. */
type AddressTerms = readonly [string, string, string, string, string, string, string];

const representativeAddress: AddressTerms = ["BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"];
const deliveryAddress: AddressTerms = ["BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"];

const partyTerms = {
  seller: {
    name: "BT-27",
    tradingName: "BT-28",
    identifier: "BT-29",
    registration: "BT-30",
    vat: "BT-31",
    tax: "BT-32",
    electronicAddress: "BT-34",
    contact: ["BT-41", "BT-42", "BT-43"],
    address: ["BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"],
  },
  buyer: {
    name: "BT-44",
    tradingName: "BT-45",
    identifier: "BT-46",
    registration: "BT-47",
    vat: "BT-48",
    tax: undefined,
    electronicAddress: "BT-49",
    contact: ["BT-56", "BT-57", "BT-58"],
    address: ["BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"],
  },
  related: {
    tradingName: undefined,
    identifier: undefined,
    registration: undefined,
    vat: undefined,
    tax: undefined,
    electronicAddress: undefined,
    contact: [],
  },
} as const;

type AnyParty = Omit<Seller | Buyer | RelatedParty, "address"> & Pick<Partial<Seller>, "tradingName">;

/** Seller and buyer. */
export const viewMainParties = (phrasing: Phrasing, { seller, buyer }: Invoice): Card[] => [
  {
    title: phrasing.label("seller"),
    group: "BG-4",
    name: phrasing.text(partyTerms.seller.name, seller.name),
    lines: addressLines(phrasing, seller.address, partyTerms.seller.address),
    facts: [
      ...partyFacts(phrasing, seller, "seller"),
      ...textFact(phrasing, "legalInformation", "BT-33", seller.legalInformation),
      ...extensionFacts(phrasing, seller.extensions),
    ],
  },
  {
    title: phrasing.label("buyer"),
    group: "BG-7",
    name: phrasing.text(partyTerms.buyer.name, buyer.name),
    lines: addressLines(phrasing, buyer.address, partyTerms.buyer.address),
    facts: [...partyFacts(phrasing, buyer, "buyer"), ...extensionFacts(phrasing, buyer.extensions)],
  },
];

/** Whoever else takes part: the place of delivery, the payee, the tax representative. */
export const viewOtherParties = (phrasing: Phrasing, invoice: Invoice): Card[] => [
  ...(invoice.delivery === undefined ? [] : [deliveryCard(phrasing, invoice.delivery)]),
  ...(invoice.payee === undefined ? [] : [payeeCard(phrasing, invoice.payee)]),
  ...(invoice.taxRepresentative === undefined ? [] : [representativeCard(phrasing, invoice.taxRepresentative)]),
];

/** Parties that EN 16931 has no group for, under the words for their roles. */
export const viewRelatedParties = (phrasing: Phrasing, { parties }: Invoice): Card[] =>
  parties.map((party) => ({
    title: said(phrasing, "partyRole", party.role).text,
    group: "",
    name: phrasing.text(undefined, party.name),
    lines: party.address === undefined ? [] : addressLines(phrasing, party.address),
    facts: [
      ...textFact(phrasing, "role", undefined, party.roleText),
      ...(party.sharePercentage === undefined
        ? []
        : factOf(phrasing.label("share"), phrasing.percentage(undefined, party.sharePercentage))),
      ...partyFacts(phrasing, party, "related"),
    ],
  }));

const deliveryCard = (phrasing: Phrasing, delivery: Delivery): Card => ({
  title: phrasing.label("delivery"),
  group: "BG-13",
  ...(delivery.partyName === undefined ? {} : { name: phrasing.text("BT-70", delivery.partyName) }),
  lines: delivery.address === undefined ? [] : addressLines(phrasing, delivery.address, deliveryAddress),
  facts: [
    ...(delivery.location === undefined
      ? []
      : factOf(phrasing.label("location"), identified(phrasing, "BT-71", delivery.location))),
    ...(delivery.date === undefined
      ? []
      : factOf(phrasing.label("deliveryDate"), phrasing.date("BT-72", delivery.date))),
  ],
});

const payeeCard = (phrasing: Phrasing, payee: Payee): Card => ({
  title: phrasing.label("payee"),
  group: "BG-10",
  name: phrasing.text("BT-59", payee.name),
  lines: [],
  facts: [
    ...(payee.identifier === undefined
      ? []
      : factOf(phrasing.label("identifier"), identified(phrasing, "BT-60", payee.identifier))),
    ...(payee.legalRegistration === undefined
      ? []
      : factOf(phrasing.label("legalRegistration"), identified(phrasing, "BT-61", payee.legalRegistration))),
  ],
});

const representativeCard = (phrasing: Phrasing, representative: TaxRepresentative): Card => ({
  title: phrasing.label("taxRepresentative"),
  group: "BG-11",
  name: phrasing.text("BT-62", representative.name),
  lines: addressLines(phrasing, representative.address, representativeAddress),
  facts: textFact(phrasing, "vatIdentifier", "BT-63", representative.vatIdentifier),
});

const partyFacts = (phrasing: Phrasing, party: AnyParty, role: keyof typeof partyTerms): Fact[] => {
  const terms = partyTerms[role];
  return [
    ...textFact(phrasing, "tradingName", terms.tradingName, party.tradingName),
    ...textFact(phrasing, "vatIdentifier", terms.vat, party.vatIdentifier),
    ...textFact(phrasing, "taxRegistration", terms.tax, party.taxRegistration),
    ...(party.legalRegistration === undefined
      ? []
      : factOf(phrasing.label("legalRegistration"), identified(phrasing, terms.registration, party.legalRegistration))),
    ...party.identifiers.flatMap((identifier) =>
      factOf(phrasing.label("identifier"), identified(phrasing, terms.identifier, identifier)),
    ),
    ...(party.electronicAddress === undefined
      ? []
      : factOf(
          phrasing.label("electronicAddress"),
          identified(phrasing, terms.electronicAddress, party.electronicAddress),
        )),
    ...(party.contact === undefined ? [] : contactFacts(phrasing, party.contact, terms.contact)),
  ];
};

const contactFacts = (phrasing: Phrasing, contact: Contact, [name, telephone, email]: readonly string[]): Fact[] => [
  ...textFact(phrasing, "contact", name, contact.name),
  ...textFact(phrasing, "telephone", telephone, contact.telephone),
  ...textFact(phrasing, "email", email, contact.email),
];

const addressLines = (phrasing: Phrasing, address: Address, terms: AddressTerms | readonly [] = []): Shown[][] => {
  const [line1, line2, line3, city, postCode, subdivision, country] = terms;
  const optional = (term: string | undefined, value: string | undefined): Shown[] =>
    value === undefined ? [] : [phrasing.text(term, value)];
  const labelled = (label: LabelName, value: string | undefined): Shown[] =>
    value === undefined ? [] : [{ text: phrasing.label(label) }, phrasing.text(undefined, value)];
  return [
    [...optional(line1, address.line1), ...optional(undefined, address.buildingNumber)],
    optional(line2, address.line2),
    optional(line3, address.line3),
    labelled("additionalNumber", address.additionalNumber),
    labelled("postBox", address.postBox),
    optional(undefined, address.district),
    [...optional(postCode, address.postCode), ...optional(city, address.city)],
    optional(subdivision, address.subdivision),
    [phrasing.country(country, address.countryCode)],
  ].filter((line) => line.length > 0);
};

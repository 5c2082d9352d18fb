import type { Decimal } from "../decimal.js";
import type { CalendarDate, Extensions, Identifier } from "./basics.js";

/** BG-4 Seller. */
export interface Seller {
  /** BT-27 Seller name. */
  readonly name: string;
  /** BT-28 Seller trading name. */
  readonly tradingName?: string;
  /** BT-29 Seller identifiers (scheme: ISO 6523 ICD). */
  readonly identifiers: readonly Identifier[];
  /** BT-30 Seller legal registration identifier. */
  readonly legalRegistration?: Identifier;
  /** BT-31 Seller VAT identifier, with country prefix. */
  readonly vatIdentifier?: string;
  /** BT-32 Seller tax registration identifier. */
  readonly taxRegistration?: string;
  /** BT-33 Seller additional legal information. */
  readonly legalInformation?: string;
  /** BT-34 Seller electronic address (scheme: EAS). */
  readonly electronicAddress?: ElectronicAddress;
  /** BG-5 Seller postal address. */
  readonly address: Address;
  /** BG-6 Seller contact. */
  readonly contact?: Contact;
  readonly extensions?: Extensions;
}

/** BG-7 Buyer. */
export interface Buyer {
  /** BT-44 Buyer name. */
  readonly name: string;
  /** BT-45 Buyer trading name. */
  readonly tradingName?: string;
  /** BT-46 Buyer identifier (EN 0..1; national systems ask for several). */
  readonly identifiers: readonly Identifier[];
  /** BT-47 Buyer legal registration identifier. */
  readonly legalRegistration?: Identifier;
  /** BT-48 Buyer VAT identifier, with country prefix. */
  readonly vatIdentifier?: string;
  /** National tax number of a buyer without VAT identifier; not in EN 16931. */
  readonly taxRegistration?: string;
  /** BT-49 Buyer electronic address (scheme: EAS). */
  readonly electronicAddress?: ElectronicAddress;
  /** BG-8 Buyer postal address. */
  readonly address: Address;
  /** BG-9 Buyer contact. */
  readonly contact?: Contact;
  readonly extensions?: Extensions;
}

/** BT-34 / BT-49 Electronic address: where the document is sent to. */
export interface ElectronicAddress {
  readonly value: string;
  /** Electronic Address Scheme code (EAS), e.g. 0208. */
  readonly scheme: string;
}

/** BG-5, BG-8, BG-12, BG-15 postal address (seller / buyer / tax representative / deliver-to). */
export interface Address {
  /** BT-35 / BT-50 / BT-64 / BT-75. */
  readonly line1?: string;
  /** BT-36 / BT-51 / BT-65 / BT-76. */
  readonly line2?: string;
  /** BT-162 / BT-163 / BT-164 / BT-165. */
  readonly line3?: string;
  /** BT-37 / BT-52 / BT-66 / BT-77. */
  readonly city?: string;
  /** BT-38 / BT-53 / BT-67 / BT-78. */
  readonly postCode?: string;
  /** BT-39 / BT-54 / BT-68 / BT-79. */
  readonly subdivision?: string;
  /** BT-40 / BT-55 / BT-69 / BT-80 (ISO 3166-1 alpha-2). */
  readonly countryCode: string;
  /** Not in EN 16931, where it is part of line 1. */
  readonly buildingNumber?: string;
  /** The second number of a Saudi address; not in EN 16931. */
  readonly additionalNumber?: string;
  /** Part of the city; not in EN 16931. */
  readonly district?: string;
  /** Not in EN 16931. */
  readonly postBox?: string;
}

/** BG-6 / BG-9 contact. */
export interface Contact {
  /** BT-41 / BT-56. */
  readonly name?: string;
  /** BT-42 / BT-57. */
  readonly telephone?: string;
  /** BT-43 / BT-58. */
  readonly email?: string;
}

/** BG-10 Payee. */
export interface Payee {
  /** BT-59 Payee name. */
  readonly name: string;
  /** BT-60 Payee identifier. */
  readonly identifier?: Identifier;
  /** BT-61 Payee legal registration identifier. */
  readonly legalRegistration?: Identifier;
}

/** BG-11 Seller tax representative party. */
export interface TaxRepresentative {
  /** BT-62 name. */
  readonly name: string;
  /** BT-63 VAT identifier. */
  readonly vatIdentifier: string;
  /** BG-12 postal address. */
  readonly address: Address;
}

/** BG-13 Delivery information. */
export interface Delivery {
  /** BT-70 Deliver to party name. */
  readonly partyName?: string;
  /** BT-71 Deliver to location identifier. */
  readonly location?: Identifier;
  /** BT-72 Actual delivery date. */
  readonly date?: CalendarDate;
  /** BG-15 Deliver to address. */
  readonly address?: Address;
}

/** A party that EN 16931 has no group for; its `role` says what it has to do with the invoice. */
export interface RelatedParty {
  readonly role: PartyRole;
  /** The role in words; needed for OTHER. */
  readonly roleText?: string;
  readonly name: string;
  readonly identifiers: readonly Identifier[];
  readonly legalRegistration?: Identifier;
  /** With country prefix. */
  readonly vatIdentifier?: string;
  readonly taxRegistration?: string;
  readonly electronicAddress?: ElectronicAddress;
  readonly address?: Address;
  readonly contact?: Contact;
  /** Its share in percent, e.g. of an additional buyer. */
  readonly sharePercentage?: Decimal;
}

/** Who a related party is; the roles that national systems share, e.g. KSeF Podmiot3/Rola. */
export type PartyRole =
  | "FACTOR"
  | "RECIPIENT"
  | "ORIGINAL_PARTY"
  | "ADDITIONAL_BUYER"
  | "INVOICER"
  | "INVOICEE"
  | "PAYER"
  | "SELLER_AGENT"
  | "BUYER_AGENT"
  | "CARRIER"
  | "SELLER_UNIT"
  | "BUYER_UNIT"
  | "VAT_GROUP_SELLER"
  | "VAT_GROUP_BUYER"
  | "EMPLOYEE"
  | "OTHER";

import { isCodeOf } from "../code-lists/code-lists.js";
import type {
  Address,
  Buyer,
  Delivery,
  ElectronicAddress,
  Identifier,
  Payee,
  Seller,
  TaxRepresentative,
} from "../invoice.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required } from "./rule.js";

/** A VAT identifier starts with its country; Greece uses EL. */
const hasCountryPrefix = (vatIdentifier: string): boolean => {
  const prefix = vatIdentifier.slice(0, 2);
  return prefix === "EL" || isCodeOf("countries", prefix);
};

const vatPrefix = <Party extends { readonly vatIdentifier?: string }>(term: string): Rule<Party> => ({
  id: "BR-CO-09",
  at: ["vatIdentifier"],
  breaks: ({ vatIdentifier }) => !isBlank(vatIdentifier) && !hasCountryPrefix(vatIdentifier),
  message: ({ vatIdentifier }) => `The VAT identifier ${vatIdentifier} (${term}) does not start with a country code`,
});

const registrationScheme = <Party extends { readonly legalRegistration?: Identifier }>(term: string): Rule<Party> =>
  coded<Party>({
    id: "BR-CL-11",
    at: ["legalRegistration", "scheme"],
    name: `The scheme of the legal registration (${term})`,
    of: ({ legalRegistration }) => legalRegistration?.scheme,
    list: "identifierSchemes",
    orNational: true,
  });

export const sellerRules: readonly Rule<Seller>[] = [
  required({ id: "BR-06", at: ["name"], name: "The seller's name (BT-27)", of: ({ name }) => name }),
  vatPrefix("BT-31"),
  registrationScheme("BT-30"),
  {
    id: "BR-CO-26",
    at: ["vatIdentifier"],
    breaks: ({ identifiers, legalRegistration, vatIdentifier }) =>
      identifiers.length === 0 && isBlank(legalRegistration?.value) && isBlank(vatIdentifier),
    message: ({ name }) =>
      `Seller ${name} has no identifier (BT-29), legal registration (BT-30) or VAT identifier (BT-31)`,
  },
];

export const buyerRules: readonly Rule<Buyer>[] = [
  required({ id: "BR-07", at: ["name"], name: "The buyer's name (BT-44)", of: ({ name }) => name }),
  vatPrefix("BT-48"),
  registrationScheme("BT-47"),
];

export const payeeRules: readonly Rule<Payee>[] = [
  {
    id: "BR-17",
    at: ["name"],
    // The official rule compares with the seller's trading name (BT-28) and identifiers, not with BT-27.
    breaks: ({ name, identifier }, { invoice: { seller } }) =>
      isBlank(name) ||
      name === seller.tradingName ||
      seller.identifiers.some(({ value }) => value === identifier?.value),
    message: ({ name }) =>
      isBlank(name)
        ? "The payee's name (BT-59) is missing"
        : `Payee ${name} (BG-10) is the seller; leave the payee out`,
  },
  registrationScheme("BT-61"),
];

export const taxRepresentativeRules: readonly Rule<TaxRepresentative>[] = [
  required({ id: "BR-18", at: ["name"], name: "The tax representative's name (BT-62)", of: ({ name }) => name }),
  required({
    id: "BR-56",
    at: ["vatIdentifier"],
    name: "The tax representative's VAT identifier (BT-63)",
    of: ({ vatIdentifier }) => vatIdentifier,
  }),
  vatPrefix("BT-63"),
];

export const deliveryRules: readonly Rule<Delivery>[] = [
  coded({
    id: "BR-CL-26",
    at: ["location", "scheme"],
    name: "The scheme of the deliver-to location (BT-71)",
    of: ({ location }) => location?.scheme,
    list: "identifierSchemes",
  }),
];

/** BT-29, BT-46, BT-60. */
export const partyIdentifierRules: readonly Rule<Identifier>[] = [
  coded({
    id: "BR-CL-10",
    at: ["scheme"],
    name: "The scheme of the party identifier",
    of: ({ scheme }) => scheme,
    list: "identifierSchemes",
    orNational: true,
  }),
];

export interface AddressRuleIds {
  /** What the address is, e.g. "The seller's address (BG-5)". */
  readonly name: string;
  /** The rule that wants the group; deliver-to addresses have none. */
  readonly group?: string;
  readonly country: string;
}

/** An empty address breaks the rule that wants the group, any other without country the rule that wants that. */
export const addressRules = ({ name, group, country }: AddressRuleIds): readonly Rule<Address>[] => [
  ...(group === undefined
    ? []
    : [{ id: group, at: [], breaks: isEmptyAddress, message: () => `${name} is missing` } satisfies Rule<Address>]),
  {
    id: country,
    at: ["countryCode"],
    breaks: (address) => isBlank(address.countryCode) && (group === undefined || !isEmptyAddress(address)),
    message: () => `${name} has no country code`,
  },
  coded({
    id: "BR-CL-14",
    at: ["countryCode"],
    name: `The country code of ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    of: ({ countryCode }) => countryCode,
    list: "countries",
  }),
];

/** BT-34 and BT-49. */
export const electronicAddressRules = (schemeRule: string): readonly Rule<ElectronicAddress>[] => [
  required({
    id: schemeRule,
    at: ["scheme"],
    name: "The scheme of the electronic address",
    of: ({ scheme }) => scheme,
  }),
  {
    id: "BR-CL-25",
    at: ["scheme"],
    breaks: ({ scheme }) => !isBlank(scheme) && !isCodeOf("addressSchemes", scheme),
    message: ({ scheme, value }) => `The scheme ${scheme} of electronic address ${value} is not in the EAS code list`,
  },
];

function isEmptyAddress(address: Address): boolean {
  return Object.values(address).every((value: string | undefined) => isBlank(value));
}

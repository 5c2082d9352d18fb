import type { Buyer, Seller } from "../../../src/domain/invoice.js";
import { type Branch, branch, leaf } from "../xml.js";

/** A Hungarian tax number: 12345678, 12345678-2-41 or 12345678241. */
export interface TaxNumber {
  readonly taxpayerId: string;
  readonly vatCode?: string;
  readonly countyCode?: string;
}

export function parseTaxNumber(text: string | undefined): TaxNumber | undefined {
  const [, taxpayerId, vatCode, countyCode] = /^(?:HU)?(\d{8})(?:-?([1-5])-?(\d{2}))?$/i.exec(text?.trim() ?? "") ?? [];
  if (taxpayerId === undefined) return undefined;
  return vatCode === undefined || countyCode === undefined ? { taxpayerId } : { taxpayerId, vatCode, countyCode };
}

type TaxedParty = Pick<Buyer | Seller, "vatIdentifier" | "taxRegistration" | "identifiers" | "address">;

/** The fullest Hungarian tax number of a party; a number without the country's prefix is one of its own country. */
export function readTaxNumber({
  vatIdentifier,
  taxRegistration,
  identifiers,
  address,
}: TaxedParty): TaxNumber | undefined {
  const isHungarian = address.countryCode === "HU" || /^HU/i.test(vatIdentifier ?? "");
  const numbers = [
    ...identifiers.filter(({ scheme }) => scheme === "HU:TAX" || scheme === "9910").map(({ value }) => value),
    isHungarian ? taxRegistration : undefined,
    /^HU/i.test(vatIdentifier ?? "") ? vatIdentifier : undefined,
  ].flatMap((text) => parseTaxNumber(text) ?? []);
  return numbers.find(({ vatCode }) => vatCode !== undefined) ?? numbers[0];
}

export const toTaxNumber = (
  name: string,
  number: TaxNumber | undefined,
  ...more: readonly (readonly Branch[])[]
): readonly Branch[] =>
  branch(
    name,
    leaf("base:taxpayerId", number?.taxpayerId),
    leaf("base:vatCode", number?.vatCode),
    leaf("base:countyCode", number?.countyCode),
    ...more,
  );

/** VAT identifiers of the member states begin so; XI is Northern Ireland. */
const unionPrefixes = new Set(
  "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" "),
);

export const isUnionPrefix = (vatIdentifier: string): boolean =>
  unionPrefixes.has(vatIdentifier.slice(0, 2).toUpperCase());

/** CommunityVatNumberType, or undefined for what is none. */
export function toCommunityVatNumber(vatIdentifier: string | undefined): string | undefined {
  const plain = vatIdentifier?.replace(/[\s.-]/g, "").toUpperCase() ?? "";
  return isUnionPrefix(plain) && /^[A-Z]{2}[0-9A-Z]{2,13}$/.test(plain) ? plain : undefined;
}

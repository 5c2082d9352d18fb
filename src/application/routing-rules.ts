import type { Decimal } from "../domain/decimal.js";
import { compare } from "../domain/decimal.js";
import type { Invoice } from "../domain/invoice.js";

/** Which accounts a tenant sends certain invoices through, in the order they are tried. */
export interface RoutingRule {
  readonly name: string;
  /** All must hold; what is left out holds always. */
  readonly when: RoutingConditions;
  /** Ids of accounts. */
  readonly use: readonly string[];
}

export interface RoutingConditions {
  /** ISO 3166-1 alpha-2 (BT-40). */
  readonly sellerCountry?: readonly string[];
  /** ISO 3166-1 alpha-2 (BT-55). */
  readonly buyerCountry?: readonly string[];
  /** UNTDID 1001 (BT-3). */
  readonly typeCode?: readonly string[];
  /** ISO 4217 (BT-5). */
  readonly currency?: readonly string[];
  /** The buyer's electronic address (BT-49), VAT identifier (BT-48) or identifiers (BT-46, BT-47). */
  readonly buyer?: readonly BuyerPattern[];
  /** BT-112, in the currency of the invoice. */
  readonly amount?: { readonly min?: Decimal; readonly max?: Decimal };
}

export interface BuyerPattern {
  readonly scheme?: string;
  readonly value?: string;
  readonly startsWith?: string;
}

/** The first rule that holds for the invoice. */
export const findRule = (rules: readonly RoutingRule[], invoice: Invoice): RoutingRule | undefined =>
  rules.find(({ when }) => holds(when, invoice));

function holds(when: RoutingConditions, invoice: Invoice): boolean {
  const { seller, buyer, typeCode, currencyCode, totals } = invoice;
  return (
    isAmong(when.sellerCountry, seller.address.countryCode) &&
    isAmong(when.buyerCountry, buyer.address.countryCode) &&
    isAmong(when.typeCode, typeCode) &&
    isAmong(when.currency, currencyCode) &&
    (!when.buyer || when.buyer.some((pattern) => isBuyer(pattern, invoice))) &&
    (when.amount?.min === undefined || compare(totals.taxInclusive, when.amount.min) >= 0) &&
    (when.amount?.max === undefined || compare(totals.taxInclusive, when.amount.max) <= 0)
  );
}

const isAmong = (allowed: readonly string[] | undefined, value: string): boolean => !allowed || allowed.includes(value);

function isBuyer({ scheme, value, startsWith }: BuyerPattern, { buyer }: Invoice): boolean {
  const known: readonly { readonly scheme?: string; readonly value: string }[] = [
    ...(buyer.electronicAddress ? [buyer.electronicAddress] : []),
    ...(buyer.legalRegistration ? [buyer.legalRegistration] : []),
    ...(buyer.vatIdentifier === undefined ? [] : [{ value: buyer.vatIdentifier }]),
    ...buyer.identifiers,
  ];
  return known.some(
    (identifier) =>
      (scheme === undefined || identifier.scheme === scheme) &&
      (value === undefined || identifier.value === value) &&
      (startsWith === undefined || identifier.value.startsWith(startsWith)),
  );
}

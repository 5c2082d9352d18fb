import type { Decimal } from "./decimal.js";
import { add, divide, isZero, multiply, round, subtract, sum } from "./decimal.js";
import type {
  DocumentAllowanceCharge,
  DocumentTotals,
  InvoiceLine,
  LineAllowanceCharge,
  Price,
  VatBreakdown,
  VatCategory,
} from "./invoice.js";

/** BR-DEC allows two decimals for every amount, whatever the currency; derived amounts always show both. */
const amountScale = 2;
const quotientScale = 10;

const toAmount = (value: Decimal): Decimal => round(value, amountScale);

interface PricedLine {
  readonly quantity: Decimal;
  readonly price: Price;
  readonly allowances?: readonly LineAllowanceCharge[];
  readonly charges?: readonly LineAllowanceCharge[];
}

/** BT-131: quantity × price ÷ base quantity + charges − allowances. A base quantity of zero counts as one. */
export const deriveLineNetAmount = ({ quantity, price, allowances = [], charges = [] }: PricedLine): Decimal => {
  const worth = multiply(quantity, price.net);
  const perBase =
    price.baseQuantity === undefined || isZero(price.baseQuantity)
      ? worth
      : divide(worth, price.baseQuantity, quotientScale);
  return toAmount(subtract(add(perBase, sumOfAmounts(charges)), sumOfAmounts(allowances)));
};

/** What carries VAT in an invoice. */
export interface TaxedAmounts {
  readonly lines: readonly Pick<InvoiceLine, "netAmount" | "vat">[];
  readonly allowances: readonly DocumentAllowanceCharge[];
  readonly charges: readonly DocumentAllowanceCharge[];
}

/** The amounts of one VAT category and rate, summed. */
export interface TaxBase {
  readonly vat: VatCategory;
  readonly taxableAmount: Decimal;
}

/** One text per category and rate: 21 and 21.00 are the same rate. */
export const vatKey = ({ category, rate }: VatCategory): string =>
  rate === undefined ? category : `${category} ${rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate}`;

/** Lines and charges less allowances, by category and rate, in order of first use. */
export const sumByVat = ({ lines, allowances, charges }: TaxedAmounts): ReadonlyMap<string, TaxBase> => {
  const terms = new Map<string, { readonly vat: VatCategory; readonly plus: Decimal[]; readonly minus: Decimal[] }>();
  const entry = (vat: VatCategory) => {
    const key = vatKey(vat);
    const known = terms.get(key) ?? { vat, plus: [], minus: [] };
    terms.set(key, known);
    return known;
  };
  for (const { vat, netAmount } of lines) entry(vat).plus.push(netAmount);
  for (const { vat, amount } of charges) entry(vat).plus.push(amount);
  for (const { vat, amount } of allowances) entry(vat).minus.push(amount);
  return new Map(
    Array.from(terms, ([key, { vat, plus, minus }]) => [key, { vat, taxableAmount: subtract(sum(plus), sum(minus)) }]),
  );
};

/** BT-117: the tax on an amount at a rate in percent. */
export const taxOn = (taxableAmount: Decimal, rate: Decimal): Decimal =>
  toAmount(multiply(multiply(taxableAmount, rate), "0.01"));

/** An amount in another currency, at so many of it for one. */
export const convertAmount = (amount: Decimal, rate: Decimal): Decimal => toAmount(multiply(amount, rate));

/** BG-23 for one category and rate. */
export const deriveVatBreakdown = ({ vat, taxableAmount }: TaxBase): VatBreakdown => ({
  ...vat,
  taxableAmount: toAmount(taxableAmount),
  taxAmount: taxOn(taxableAmount, vat.rate ?? "0"),
});

/** BG-22: every total that is not given; given ones are the base of those that follow. */
export const deriveTotals = (
  { lines, allowances, charges }: TaxedAmounts,
  vatBreakdown: readonly VatBreakdown[],
  given: Partial<DocumentTotals> = {},
): DocumentTotals => {
  const lineNetTotal = given.lineNetTotal ?? toAmount(sum(lines.map(({ netAmount }) => netAmount)));
  const allowanceTotal = given.allowanceTotal ?? deriveOptionalTotal(allowances);
  const chargeTotal = given.chargeTotal ?? deriveOptionalTotal(charges);
  const taxExclusive =
    given.taxExclusive ?? toAmount(subtract(add(lineNetTotal, chargeTotal ?? "0"), allowanceTotal ?? "0"));
  const vatAmount = given.vatAmount ?? toAmount(sum(vatBreakdown.map(({ taxAmount }) => taxAmount)));
  const taxInclusive = given.taxInclusive ?? toAmount(add(taxExclusive, vatAmount));
  const payable =
    given.payable ?? toAmount(add(subtract(taxInclusive, given.paidAmount ?? "0"), given.roundingAmount ?? "0"));
  return {
    ...given,
    lineNetTotal,
    ...(allowanceTotal === undefined ? {} : { allowanceTotal }),
    ...(chargeTotal === undefined ? {} : { chargeTotal }),
    taxExclusive,
    vatAmount,
    taxInclusive,
    payable,
  };
};

function deriveOptionalTotal(entries: readonly DocumentAllowanceCharge[]): Decimal | undefined {
  return entries.length === 0 ? undefined : toAmount(sumOfAmounts(entries));
}

function sumOfAmounts(entries: readonly { readonly amount: Decimal }[]): Decimal {
  return sum(entries.map(({ amount }) => amount));
}

import type { Decimal } from "../decimal.js";
import { add, isNegative, isEqual, round, subtract, sum } from "../decimal.js";
import type { Invoice } from "../invoice.js";
import type { TaxBase } from "../totals.js";
import { sumByVat } from "../totals.js";

/** Sums and look-ups that many rules share, made once per invoice. */
export interface Facts {
  readonly invoice: Invoice;
  readonly lineNetSum: Decimal;
  readonly allowanceSum: Decimal;
  readonly chargeSum: Decimal;
  readonly breakdownTaxSum: Decimal;
  /** Taxable amounts of lines, charges and allowances by category and rate (`vatKey`). */
  readonly baseByVat: ReadonlyMap<string, TaxBase>;
  /** The same by category alone. */
  readonly baseByCategory: ReadonlyMap<string, Decimal>;
  readonly lineCategories: ReadonlySet<string>;
  readonly allowanceCategories: ReadonlySet<string>;
  readonly chargeCategories: ReadonlySet<string>;
  /** How many VAT breakdown entries each category has. */
  readonly breakdownEntries: ReadonlyMap<string, number>;
}

/** @throws {SyntaxError} when an amount is no Decimal */
export const gatherFacts = (invoice: Invoice): Facts => {
  const baseByVat = sumByVat(invoice);
  return {
    invoice,
    lineNetSum: toCents(sum(invoice.lines.map(({ netAmount }) => netAmount))),
    allowanceSum: toCents(sum(invoice.allowances.map(({ amount }) => amount))),
    chargeSum: toCents(sum(invoice.charges.map(({ amount }) => amount))),
    breakdownTaxSum: toCents(sum(invoice.vatBreakdown.map(({ taxAmount }) => taxAmount))),
    baseByVat,
    baseByCategory: sumByCategory(baseByVat.values()),
    lineCategories: new Set(invoice.lines.map(({ vat }) => vat.category)),
    allowanceCategories: new Set(invoice.allowances.map(({ vat }) => vat.category)),
    chargeCategories: new Set(invoice.charges.map(({ vat }) => vat.category)),
    breakdownEntries: countByCategory(invoice),
  };
};

/** Two decimals, halves upwards even below zero: the official rules round so, unlike `round`. */
export const toCents = (value: Decimal): Decimal => roundUpwards(value, 2);

/** An integer, halves upwards even below zero. */
export const toWhole = (value: Decimal): Decimal => roundUpwards(value, 0);

function roundUpwards(value: Decimal, scale: number): Decimal {
  const rounded = round(value, scale);
  if (!isNegative(value)) return rounded;
  const unit = scale === 0 ? "1" : `0.${"1".padStart(scale, "0")}`;
  const half = `0.${"5".padStart(scale + 1, "0")}`;
  return isEqual(subtract(value, rounded), half) ? add(rounded, unit) : rounded;
}

function sumByCategory(bases: Iterable<TaxBase>): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { vat, taxableAmount } of bases) sums.set(vat.category, add(sums.get(vat.category) ?? "0", taxableAmount));
  return sums;
}

function countByCategory({ vatBreakdown }: Invoice): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { category } of vatBreakdown) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

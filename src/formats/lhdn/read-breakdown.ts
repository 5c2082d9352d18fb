import {
  add,
  type Decimal,
  divide,
  isEqual,
  isNegative,
  isZero,
  multiply,
  negate,
  round,
  subtract,
  sum,
} from "../../domain/decimal.js";
import type { DocumentAllowanceCharge, OtherTax, VatBreakdown, VatCategory } from "../../domain/invoice.js";
import { findTaxType, readOtherTaxKind, readStatedKind } from "./codes.js";
import type { Place } from "./place.js";
import { readAllowanceCharges, type ReadLine } from "./read-lines.js";

export interface ReadTaxes {
  readonly allowances: readonly DocumentAllowanceCharge[];
  readonly charges: readonly DocumentAllowanceCharge[];
  readonly vatBreakdown: readonly VatBreakdown[];
  readonly otherTaxes: readonly OtherTax[];
}

/** One tax type of the document, and what of it is left when the lines are taken off. */
interface TypeTotal {
  readonly type: string;
  taxable: Decimal;
  tax: Decimal;
  readonly lines: readonly ReadLine[];
  /** Whether an allowance or a charge is taxed with it. */
  isAdjusted: boolean;
}

/**
 * A document names its taxes by type, whatever the rates, and its allowances and charges by no tax at all: both follow
 * from what the sums of the types have beyond the lines. What the lines state beside their VAT is a tax of its own, and so
 * is a type that neither a line nor an allowance or charge has.
 */
export function readTaxes(document: Place, lines: readonly ReadLine[]): ReadTaxes {
  const totals = readTotals(document, lines);
  const left = new Map(totals.map((total) => [total, subtract(total.taxable, netOf(total.lines))]));
  const place = (adjustment: Omit<DocumentAllowanceCharge, "vat">, signed: Decimal): DocumentAllowanceCharge => {
    const total =
      totals.find((each) => isEqual(left.get(each) ?? "0", signed)) ??
      totals.find((each) => isSameWay(left.get(each) ?? "0", signed)) ??
      totals.find(({ type }) => type === lines[0]?.taxType);
    if (!total) return { ...adjustment, vat: { category: "O" } };
    left.set(total, subtract(left.get(total) ?? "0", signed));
    total.isAdjusted = true;
    return { ...adjustment, vat: vatOf(total) };
  };
  const allowances = readAllowanceCharges(document, false).map((each) => place(each, negate(each.amount)));
  const charges = readAllowanceCharges(document, true).map((each) => place(each, each.amount));
  const adjustments = [
    ...allowances.map(({ amount, vat }) => ({ amount: negate(amount), vat })),
    ...charges.map(({ amount, vat }) => ({ amount, vat })),
  ];
  const isVat = ({ type, lines: own, isAdjusted }: TypeTotal) =>
    own.length > 0 || isAdjusted || type === "E" || type === "06";
  return {
    allowances,
    charges,
    vatBreakdown: totals.filter(isVat).flatMap((total) => toBreakdown(total, adjustments)),
    otherTaxes: totals.flatMap((total) => [
      ...lines.flatMap(({ others }) => others.filter(({ code }) => code === total.type)),
      ...(isVat(total) || (isZero(total.tax) && isZero(total.taxable)) ? [] : [toOther(total)]),
    ]),
  };
}

const isSameWay = (sum: Decimal, part: Decimal): boolean => !isZero(sum) && isNegative(sum) === isNegative(part);

const netOf = (lines: readonly ReadLine[]): Decimal => sum(lines.map(({ line }) => line.netAmount));

function readTotals(document: Place, lines: readonly ReadLine[]): TypeTotal[] {
  const totals = new Map<string, TypeTotal>();
  for (const subtotal of document.children("TaxTotal/TaxSubtotal")) {
    const type = subtotal.text("TaxCategory/ID") ?? "";
    subtotal.ignore("TaxCategory/TaxScheme/ID");
    const taxable = subtotal.text("TaxableAmount") ?? "0";
    const tax = subtotal.text("TaxAmount") ?? "0";
    const known = totals.get(type);
    if (known) {
      known.taxable = add(known.taxable, taxable);
      known.tax = add(known.tax, tax);
    } else {
      const own = lines.filter(({ taxType }) => taxType === type);
      totals.set(type, { type, taxable, tax, lines: own, isAdjusted: false });
    }
  }
  for (const total of totals.values()) {
    for (const other of lines.flatMap(({ others }) => others).filter(({ code }) => code === total.type)) {
      total.taxable = subtract(total.taxable, other.baseAmount ?? "0");
      total.tax = subtract(total.tax, other.amount);
    }
  }
  return [...totals.values()];
}

/** That of the first line of the type; without a line, what its sums tell. */
function vatOf({ type, lines, taxable, tax }: TypeTotal): VatCategory {
  if (lines[0]) return lines[0].line.vat;
  if (type === "06") return { category: "O" };
  if (type === "E") return { category: "E", rate: "0" };
  return isZero(taxable) ? { category: "S" } : { category: "S", rate: divide(multiply(tax, "100"), taxable, 0) };
}

/** One entry per rate; what rounding leaves over belongs to the last one. */
function toBreakdown(
  total: TypeTotal,
  adjustments: readonly { readonly amount: Decimal; readonly vat: VatCategory }[],
): VatBreakdown[] {
  const { type, lines } = total;
  const vats = new Map((lines.length > 0 ? lines.map(({ line }) => line.vat) : [vatOf(total)]).map(keyed));
  const reason = lines.find(({ exemptionReason }) => exemptionReason)?.exemptionReason;
  let { taxable, tax } = total;
  return [...vats].map(([key, vat], index) => {
    const isLast = index === vats.size - 1;
    const own = [
      ...lines.filter(({ line }) => keyOf(line.vat) === key).map(({ line }) => line.netAmount),
      ...adjustments.filter((each) => keyOf(each.vat) === key).map(({ amount }) => amount),
    ];
    const taxableAmount = isLast ? taxable : sum(own);
    const taxAmount = isLast ? tax : round(multiply(multiply(taxableAmount, vat.rate ?? "0"), "0.01"), 2);
    taxable = subtract(taxable, taxableAmount);
    tax = subtract(tax, taxAmount);
    const kind = vat.category === "E" || findTaxType(vat) === type ? undefined : readStatedKind(type);
    return {
      taxableAmount,
      taxAmount,
      ...vat,
      ...(type === "E" && reason && { exemptionReason: reason }),
      ...(kind && { extensions: { myInvois: { kind } } }),
    };
  });
}

const keyOf = ({ category, rate }: VatCategory): string => `${category} ${rate ?? ""}`;
const keyed = (vat: VatCategory) => [keyOf(vat), vat] as const;

const toOther = ({ type, taxable, tax }: TypeTotal): OtherTax => ({
  kind: readOtherTaxKind(type),
  code: type,
  amount: tax,
  baseAmount: taxable,
  lineNumbers: [],
});

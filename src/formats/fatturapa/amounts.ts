import { add, type Decimal, subtract, sum } from "../../domain/decimal.js";
import type { Invoice, OtherTax, VatBreakdown, VatCategory } from "../../domain/invoice.js";
import { taxOn, vatKey } from "../../domain/totals.js";
import { isTaxed, natureOfCategory } from "./codes.js";
import type { FatturaPaDetails } from "./details.js";

/** One block of DatiRiepilogo: what carries VAT at one rate, or none for one reason. */
export interface SummaryEntry {
  readonly vat: VatBreakdown;
  readonly nature: string | undefined;
  readonly path: readonly string[];
}

const isFund = ({ kind }: OtherTax) => kind === "FUND";

const fundsOf = ({ otherTaxes }: Invoice, vat: VatCategory): Decimal =>
  sum(
    otherTaxes.filter((tax) => isFund(tax) && tax.vat && vatKey(tax.vat) === vatKey(vat)).map(({ amount }) => amount),
  );

/**
 * BG-23 with what goes to pension funds: Italy counts it in the taxable amount, EN 16931 does not know it. A fund whose
 * VAT no line has makes an entry of its own.
 */
export function summarise(invoice: Invoice, { natures }: FatturaPaDetails): SummaryEntry[] {
  const known = invoice.vatBreakdown.map((entry, index): SummaryEntry => {
    const funds = fundsOf(invoice, entry);
    const vat = {
      ...entry,
      taxableAmount: add(entry.taxableAmount, funds),
      taxAmount: add(entry.taxAmount, vatOn(funds, entry)),
    };
    return { vat, nature: natureOf(entry, natures[index]), path: ["vatBreakdown", String(index)] };
  });
  const keys = new Set(invoice.vatBreakdown.map(vatKey));
  invoice.otherTaxes.forEach(({ kind, vat }, index) => {
    if (kind !== "FUND" || !vat || keys.has(vatKey(vat))) return;
    keys.add(vatKey(vat));
    const taxableAmount = fundsOf(invoice, vat);
    const entry = { ...vat, taxableAmount, taxAmount: vatOn(taxableAmount, vat) };
    known.push({ vat: entry, nature: natureOf(vat, undefined), path: ["otherTaxes", String(index)] });
  });
  return known;
}

const vatOn = (amount: Decimal, { category, rate }: VatCategory): Decimal =>
  isTaxed(category) ? taxOn(amount, rate ?? "0") : "0.00";

const natureOf = ({ category }: VatCategory, own: string | undefined): string | undefined =>
  isTaxed(category) ? undefined : (own ?? natureOfCategory[category]);

/** BT-112 with what goes to pension funds, and the VAT on it. */
export function totalOf(invoice: Invoice, entries: readonly SummaryEntry[]): Decimal {
  const funds = sum(invoice.otherTaxes.filter(isFund).map(({ amount }) => amount));
  const vat = sum(entries.map((entry) => entry.vat.taxAmount));
  const known = sum(invoice.vatBreakdown.map(({ taxAmount }) => taxAmount));
  return add(add(invoice.totals.taxInclusive, funds), subtract(vat, known));
}

/**
 * What is really paid: BT-115 and the funds, less what the buyer withholds. VAT in split payment (B) goes to the state,
 * unless BT-113 has taken it out already.
 */
export function payableOf(invoice: Invoice, entries: readonly SummaryEntry[]): Decimal {
  const { otherTaxes, totals } = invoice;
  const withheld = sum(otherTaxes.filter(({ kind }) => kind === "WITHHOLDING").map(({ amount }) => amount));
  const split = sum(entries.filter(({ vat }) => vat.category === "B").map(({ vat }) => vat.taxAmount));
  const funds = subtract(totalOf(invoice, entries), totals.taxInclusive);
  const isSplitOut = totals.paidAmount !== undefined;
  return subtract(subtract(add(totals.payable, funds), withheld), isSplitOut ? "0" : split);
}

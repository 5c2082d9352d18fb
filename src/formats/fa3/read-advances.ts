import { absolute, type Decimal, isDecimal, isNegative, isZero, subtract, sum } from "../../domain/decimal.js";
import type { InvoiceLine, PrecedingInvoice, Prepayment, VatBreakdown } from "../../domain/invoice.js";
import { deriveVatBreakdown, sumByVat, vatKey } from "../../domain/totals.js";
import type { Place } from "../mapping/place.js";
import { unitOf } from "./read-rows.js";

/** FakturaZaliczkowa: KSeF's number stands for the seller's where it alone is known. */
export const readAdvanceReferences = (content: Place): readonly PrecedingInvoice[] =>
  content.children("FakturaZaliczkowa").map((place) => {
    const clearanceId = place.text("NrKSeFFaZaliczkowej");
    place.ignore("NrKSeFZN");
    return { number: place.text("NrFaZaliczkowej") ?? clearanceId ?? "", ...(clearanceId && { clearanceId }) };
  });

/** The payments that an advance invoice is about: listed, or the one whose day is stated. */
export function readAdvancePayments(content: Place): readonly Prepayment[] {
  const parts = content.children("ZaliczkaCzesciowa").map((place) => {
    const date = place.text("P_6Z");
    return { amount: place.text("P_15Z") ?? "0", ...(date && { date }) };
  });
  if (parts.length > 0) return parts;
  const isPaid = content.text("Platnosc/Zaplacono") === "1";
  const [paidOn, day] = [content.text("Platnosc/DataZaplaty"), content.text("P_6")];
  const date = (isPaid ? paidOn : undefined) ?? day;
  return date === undefined ? [] : [{ amount: content.text("P_15") ?? "0", date }];
}

/** EN 16931 wants lines: an advance without rows of its own is one of each rate. */
export const linesOfAdvance = (breakdown: readonly VatBreakdown[]): readonly InvoiceLine[] =>
  breakdown.map(({ category, rate, taxableAmount }, index) => ({
    id: String(index + 1),
    quantity: isNegative(taxableAmount) ? "-1" : "1",
    unitCode: "C62",
    netAmount: taxableAmount,
    allowances: [],
    charges: [],
    price: { net: absolute(taxableAmount) },
    vat: { category, ...(rate !== undefined && { rate }) },
    item: { name: "Zaliczka", classifications: [], attributes: [] },
    subLines: [],
  }));

/** A settlement states what is left to pay; the whole is what its rows come to. */
export function readSettled(
  left: readonly VatBreakdown[],
  lines: readonly InvoiceLine[],
): { readonly breakdown: readonly VatBreakdown[]; readonly advances: Decimal } {
  const totalOf = (entries: readonly VatBreakdown[]) =>
    sum(entries.flatMap(({ taxableAmount, taxAmount }) => [taxableAmount, taxAmount]));
  const netOf = (entries: readonly VatBreakdown[]) => sum(entries.map(({ taxableAmount }) => taxableAmount));
  const reasons = new Map(left.map((entry) => [vatKey(entry), entry]));
  const whole = [...sumByVat({ lines, allowances: [], charges: [] }).entries()].map(([key, base]) => ({
    ...reasons.get(key),
    ...deriveVatBreakdown(base),
  }));
  // Some sellers write rows of what is left.
  if (isZero(subtract(netOf(whole), netOf(left)))) return { breakdown: left, advances: "0" };
  return { breakdown: whole, advances: subtract(totalOf(whole), totalOf(left)) };
}

/** Zamowienie, by the names that KSeF's adapter declares. */
export function readOrder(content: Place): object | undefined {
  const place = content.child("Zamowienie");
  const grossAmount = place?.text("WartoscZamowienia");
  if (!place || grossAmount === undefined || !isDecimal(grossAmount)) return undefined;
  const lines = place.children("ZamowienieWiersz").map((row) => {
    row.ignore("NrWierszaZam");
    const unit = row.text("P_8AZ");
    const values = {
      unitCode: unit && (unitOf[unit] ?? unit),
      quantity: row.text("P_8BZ"),
      netPrice: row.text("P_9AZ"),
      netAmount: row.text("P_11NettoZ"),
      vatAmount: row.text("P_11VatZ"),
      vatRate: row.text("P_12Z"),
    };
    const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    return { name: row.text("P_7Z") ?? "–", ...present };
  });
  return lines.length === 0 ? undefined : { grossAmount, lines };
}

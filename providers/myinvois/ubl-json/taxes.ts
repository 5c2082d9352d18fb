import { add, type Decimal, isEqual, multiply, round, sum } from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, OtherTax, VatBreakdown, VatCategory } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { findOtherTaxType, findTaxType, statedTaxTypes } from "../../../src/formats/lhdn/codes.js";
import { extensions } from "../extensions.js";
import type { Findings } from "./findings.js";
import type { JsonObject } from "./json-text.js";
import { number, text } from "./ubl-nodes.js";

/** The taxes beside VAT, which the totals of the model leave out and those of MyInvois count. */
export const sumOtherTaxes = ({ otherTaxes }: Invoice): Decimal => sum(otherTaxes.map(({ amount }) => amount));

/** The document's taxes: one subtotal per tax type, whatever the rates. Exemptions give their reason on the lines. */
export function toDocumentTaxes(invoice: Invoice, findings: Findings): JsonObject {
  const currency = { currencyID: invoice.currencyCode };
  const subtotals = new Map<string, { taxable: Decimal; tax: Decimal }>();
  const count = (type: string, taxable: Decimal, tax: Decimal): void => {
    const soFar = subtotals.get(type) ?? { taxable: "0", tax: "0" };
    subtotals.set(type, { taxable: add(soFar.taxable, taxable), tax: add(soFar.tax, tax) });
  };
  invoice.vatBreakdown.forEach((entry, index) => {
    const path = ["vatBreakdown", String(index)];
    const type = needTaxType(entry, invoice, "BT-118", [...path, "category"], findings);
    if (type === "E") {
      const reason = entry.exemptionReason ?? entry.exemptionReasonCode;
      findings.need(reason, "BT-120", [...path, "exemptionReason"], "an exemption needs its reason");
      const stated = readExtension(extensions, "tax", entry)?.kind;
      const place = [...path, "extensions", "myInvois", "kind"];
      if (stated) findings.add("kind", place, `an exemption is of no tax type, but ${stated} is given`);
    }
    count(type, entry.taxableAmount, entry.taxAmount);
  });
  invoice.otherTaxes.forEach((tax, index) => {
    const path = ["otherTaxes", String(index)];
    const { kind, code, baseAmount = "0", amount, vat } = tax;
    const words = code === undefined ? kind : `${kind} with the code ${code}`;
    const type = findOtherTaxType(tax);
    count(
      findings.need(type, "otherTaxes", [...path, "kind"], `${words} is no Malaysian tax type`),
      baseAmount,
      amount,
    );
    if (vat) findings.add("otherTaxes", [...path, "vat"], `MyInvois has no place for a tax on the tax ${words}`);
  });
  const vatAmount = invoice.totals.vatAmount ?? sum(invoice.vatBreakdown.map((entry) => entry.taxAmount));
  return {
    TaxAmount: number(add(vatAmount, sumOtherTaxes(invoice)), currency),
    TaxSubtotal: [...subtotals].map(([type, { taxable, tax }]) => ({
      TaxableAmount: number(taxable, currency),
      TaxAmount: number(tax, currency),
      TaxCategory: [toTaxCategory(type)],
    })),
  };
}

/**
 * A line's taxes. EN 16931 has no term for its VAT: it is the net amount (BT-131) at the rate (BT-152), to the cent. A
 * tax beside VAT is the line's where it is about this line alone; of others nobody knows the line's share.
 */
export function toLineTaxes(line: InvoiceLine, index: number, invoice: Invoice, findings: Findings): JsonObject {
  const currency = { currencyID: invoice.currencyCode };
  const type = needTaxType(line.vat, invoice, "BT-151", ["lines", String(index), "vat"], findings);
  const amount = round(multiply(multiply(line.netAmount, line.vat.rate ?? "0"), "0.01"), 2);
  const others = invoice.otherTaxes.filter((tax) => isAboutOnly(tax, line, invoice));
  return {
    TaxAmount: number(sum([amount, ...others.map((tax) => tax.amount)]), currency),
    TaxSubtotal: [
      {
        TaxableAmount: number(line.netAmount, currency),
        TaxAmount: number(amount, currency),
        Percent: number(line.vat.rate ?? "0"),
        TaxCategory: [toTaxCategory(type, findReason(invoice.vatBreakdown, line.vat))],
      },
      ...others.map((tax) => ({
        TaxableAmount: number(tax.baseAmount ?? "0", currency),
        TaxAmount: number(tax.amount, currency),
        Percent: number(tax.rate),
        TaxCategory: [toTaxCategory(findOtherTaxType(tax) ?? "")],
      })),
    ],
  };
}

function isAboutOnly({ lineNumbers }: OtherTax, { id }: InvoiceLine, { lines }: Invoice): boolean {
  const numbers = lineNumbers.length === 0 ? lines.map((line) => line.id) : lineNumbers;
  return numbers.length === 1 && numbers[0] === id;
}

const findReason = (breakdown: readonly VatBreakdown[], vat: VatCategory): string | undefined => {
  const entry = breakdown.find(({ category }) => category === vat.category);
  return entry?.exemptionReason ?? entry?.exemptionReasonCode;
};

/** What the invoice states for this category and rate, else what both tell. */
function needTaxType(
  vat: VatCategory,
  { vatBreakdown }: Invoice,
  term: string,
  path: readonly string[],
  findings: Findings,
): string {
  const entry = vatBreakdown.find(({ category, rate }) => category === vat.category && isSameRate(rate, vat.rate));
  const stated = entry && readExtension(extensions, "tax", entry)?.kind;
  if (stated && vat.category !== "E") return statedTaxTypes[stated];
  const rate = vat.rate === undefined ? "" : ` at ${vat.rate} percent`;
  const message = `category ${vat.category}${rate} is no Malaysian tax type; extensions.myInvois.kind of its VAT breakdown can name it`;
  return findings.need(findTaxType(vat), term, path, message);
}

const isSameRate = (left: Decimal = "0", right: Decimal = "0"): boolean => isEqual(left, right);

const toTaxCategory = (type: string, reason?: string): JsonObject => ({
  ID: text(type),
  TaxExemptionReason: type === "E" ? text(reason) : undefined,
  TaxScheme: [{ ID: text("OTH", { schemeID: "UN/ECE 5153", schemeAgencyID: "6" }) }],
});

import { add, type Decimal, multiply, round, sum } from "../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, VatBreakdown, VatCategory } from "../../src/domain/invoice.js";
import { findTaxType } from "./codes.js";
import type { Findings } from "./findings.js";
import type { JsonObject } from "./json-text.js";
import { number, text } from "./ubl-nodes.js";

/** The document's taxes: one subtotal per tax type, whatever the rates. Exemptions give their reason on the lines. */
export function toDocumentTaxes(invoice: Invoice, findings: Findings): JsonObject {
  const currency = { currencyID: invoice.currencyCode };
  const subtotals = new Map<string, { taxable: Decimal; tax: Decimal }>();
  invoice.vatBreakdown.forEach((entry, index) => {
    const path = ["vatBreakdown", String(index)];
    const type = needTaxType(entry, "BT-118", [...path, "category"], findings);
    if (type === "E") {
      const reason = entry.exemptionReason ?? entry.exemptionReasonCode;
      findings.need(reason, "BT-120", [...path, "exemptionReason"], "an exemption needs its reason");
    }
    const soFar = subtotals.get(type) ?? { taxable: "0", tax: "0" };
    subtotals.set(type, {
      taxable: add(soFar.taxable, entry.taxableAmount),
      tax: add(soFar.tax, entry.taxAmount),
    });
  });
  return {
    TaxAmount: number(invoice.totals.vatAmount ?? sum(invoice.vatBreakdown.map((entry) => entry.taxAmount)), currency),
    TaxSubtotal: [...subtotals].map(([type, { taxable, tax }]) => ({
      TaxableAmount: number(taxable, currency),
      TaxAmount: number(tax, currency),
      TaxCategory: [toTaxCategory(type)],
    })),
  };
}

/** A line's tax, which EN 16931 has no term for: its net amount (BT-131) at its rate (BT-152), to the cent. */
export function toLineTaxes(line: InvoiceLine, index: number, invoice: Invoice, findings: Findings): JsonObject {
  const currency = { currencyID: invoice.currencyCode };
  const type = needTaxType(line.vat, "BT-151", ["lines", String(index), "vat"], findings);
  const amount = round(multiply(multiply(line.netAmount, line.vat.rate ?? "0"), "0.01"), 2);
  return {
    TaxAmount: number(amount, currency),
    TaxSubtotal: [
      {
        TaxableAmount: number(line.netAmount, currency),
        TaxAmount: number(amount, currency),
        Percent: number(line.vat.rate ?? "0"),
        TaxCategory: [toTaxCategory(type, findReason(invoice.vatBreakdown, line.vat))],
      },
    ],
  };
}

const findReason = (breakdown: readonly VatBreakdown[], { category }: VatCategory): string | undefined => {
  const entry = breakdown.find((each) => each.category === category);
  return entry?.exemptionReason ?? entry?.exemptionReasonCode;
};

function needTaxType(vat: VatCategory, term: string, path: readonly string[], findings: Findings): string {
  const rate = vat.rate === undefined ? "" : ` at ${vat.rate} percent`;
  return findings.need(findTaxType(vat), term, path, `category ${vat.category}${rate} is no Malaysian tax type`);
}

const toTaxCategory = (type: string, reason?: string): JsonObject => ({
  ID: text(type),
  TaxExemptionReason: type === "E" ? text(reason) : undefined,
  TaxScheme: [{ ID: text("OTH", { schemeID: "UN/ECE 5153", schemeAgencyID: "6" }) }],
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvoiceLineDraft } from "../../src/domain/draft-invoice.js";
import { completeInvoice, kindOfType } from "../../src/domain/draft-invoice.js";
import { aDraft, aLine, complete } from "./a-draft.js";

describe("completing a draft", () => {
  it("derives nets, breakdown and totals", () => {
    const { invoice, violations } = completeInvoice(
      aDraft({
        lines: [
          aLine({ id: "1", quantity: "3", price: { net: "9.99" } }),
          aLine({
            id: "2",
            quantity: "250",
            price: { net: "1.05", baseQuantity: "100" },
            vat: { category: "S", rate: "6" },
          }),
        ],
        allowances: [{ amount: "2.00", vat: { category: "S", rate: "21.0" }, reason: "Loyalty" }],
        charges: [{ amount: "1.50", vat: { category: "S", rate: "6" }, reason: "Freight" }],
        totals: { paidAmount: "4.00" },
      }),
    );

    expect(violations).toEqual([]);
    expect(invoice.lines.map(({ netAmount }) => netAmount)).toEqual(["29.97", "2.63"]);
    expect(invoice.vatBreakdown).toEqual([
      { category: "S", rate: "21", taxableAmount: "27.97", taxAmount: "5.87" },
      { category: "S", rate: "6", taxableAmount: "4.13", taxAmount: "0.25" },
    ]);
    expect(invoice.totals).toEqual({
      lineNetTotal: "32.60",
      allowanceTotal: "2.00",
      chargeTotal: "1.50",
      taxExclusive: "32.10",
      vatAmount: "6.12",
      taxInclusive: "38.22",
      paidAmount: "4.00",
      payable: "34.22",
    });
  });

  it("adds charges to a line and takes allowances from it", () => {
    const line = aLine({
      allowances: [{ amount: "10.00", reason: "Scratch" }],
      charges: [{ amount: "0.50", reason: "Paint" }],
    });

    expect(complete({ lines: [line] }).lines[0]?.netAmount).toBe("90.50");
  });

  it.each([
    ["0.005", "0.01"],
    ["-0.005", "-0.01"],
  ])("rounds halves on the magnitude: a quantity of %s at 1 makes %s", (quantity, net) => {
    const line = aLine({ quantity, price: { net: "1" } });

    expect(complete({ lines: [line] }).lines[0]?.netAmount).toBe(net);
  });

  it("fills in type, kind, specification and empty lists", () => {
    const invoice = complete();

    expect(invoice).toMatchObject({
      kind: "INVOICE",
      typeCode: "380",
      process: {
        specification: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
        businessProcess: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
      },
      notes: [],
      attachments: [],
      unmapped: [],
    });
  });

  it("keeps a specification of the client's own without adding Peppol's process", () => {
    const { process } = complete({ process: { specification: "urn:cen.eu:en16931:2017" } });

    expect(process).toEqual({ specification: "urn:cen.eu:en16931:2017" });
  });

  it.each([
    ["380", "INVOICE"],
    ["384", "INVOICE"],
    ["381", "CREDIT_NOTE"],
    ["81", "CREDIT_NOTE"],
  ])("takes type %s for an %s", (typeCode, kind) => {
    expect(kindOfType(typeCode)).toBe(kind);
    expect(complete({ typeCode }).kind).toBe(kind);
  });

  it("keeps what is given, and reports it when it is wrong", () => {
    const { invoice, violations } = completeInvoice(
      aDraft({ totals: { vatAmount: "21.01" }, vatBreakdown: [{ category: "S", rate: "21", taxAmount: "21.01" }] }),
    );

    expect(invoice.totals).toMatchObject({ vatAmount: "21.01", taxInclusive: "121.01", payable: "121.01" });
    expect(invoice.vatBreakdown).toEqual([{ category: "S", rate: "21", taxableAmount: "100.00", taxAmount: "21.01" }]);
    expect(violations).toEqual([]);

    const wrong = completeInvoice(aDraft({ totals: { taxExclusive: "99.99" } }));

    expect(wrong.invoice.totals.taxExclusive).toBe("99.99");
    expect(wrong.violations.map(({ rule }) => rule)).toEqual(["BR-CO-13"]);
  });

  it("completes a breakdown that states only an exemption reason", () => {
    const invoice = complete({
      lines: [aLine(), aLine({ id: "2", vat: { category: "E" } })],
      vatBreakdown: [{ category: "E", exemptionReason: "Education" }],
    });

    expect(invoice.lines[1]?.vat).toEqual({ category: "E", rate: "0" });
    expect(invoice.vatBreakdown).toEqual([
      { category: "E", rate: "0", taxableAmount: "100.00", taxAmount: "0.00", exemptionReason: "Education" },
      { category: "S", rate: "21", taxableAmount: "100.00", taxAmount: "21.00" },
    ]);
  });

  it("explains a category that has only one possible reason", () => {
    const invoice = complete({ lines: [aLine({ vat: { category: "AE" } })] });

    expect(invoice.vatBreakdown).toMatchObject([{ category: "AE", rate: "0", exemptionReasonCode: "VATEX-EU-AE" }]);
  });

  it("adds no code to a reason the client words itself", () => {
    const invoice = complete({
      lines: [aLine({ vat: { category: "AE" } })],
      vatBreakdown: [{ category: "AE", exemptionReason: "Reverse charge" }],
    });

    expect(invoice.vatBreakdown[0]).not.toHaveProperty("exemptionReasonCode");
  });

  it("states the VAT total in the accounting currency when the rate is given", () => {
    const invoice = complete({
      vatAccountingCurrencyCode: "SEK",
      exchangeRates: [{ from: "EUR", to: "SEK", rate: "11.0512" }],
    });

    expect(invoice.totals.vatAmountInAccountingCurrency).toBe("232.08");
  });

  it("answers a draft without lines with the rule it breaks", () => {
    const { violations } = completeInvoice(aDraft({ lines: [] }));

    expect(violations.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["BR-16", "BR-CO-18"]));
  });

  it("answers a base quantity of zero with the rule it breaks", () => {
    const { violations } = completeInvoice(aDraft({ lines: [aLine({ price: { net: "1", baseQuantity: "0" } })] }));

    expect(violations).toMatchObject([{ rule: "GW-QTY-02", path: ["lines", "0", "price", "baseQuantity"] }]);
  });

  it("answers numbers that grow out of every limit instead of failing", () => {
    const huge = "999999999999999999";
    const { violations } = completeInvoice(aDraft({ lines: [aLine({ quantity: huge, price: { net: huge } })] }));

    expect(violations[0]).toMatchObject({ rule: "GW-DEC-01", path: ["lines", "0", "netAmount"] });
  });
});

const decimal = (decimals: number, max: bigint) =>
  fc.bigInt({ min: 0n, max }).map((units) => {
    const digits = units.toString().padStart(decimals + 1, "0");
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });
const amount = decimal(2, 99_999_999n);
const vat = fc.constantFrom(
  { category: "S", rate: "21" },
  { category: "S", rate: "5.50" },
  { category: "L", rate: "7" },
  { category: "Z" },
  { category: "E" },
  { category: "AE" },
);
const allowance = fc.record({ amount, reason: fc.constant("Agreed") });
const line: fc.Arbitrary<InvoiceLineDraft> = fc
  .record({
    quantity: fc.oneof(
      decimal(4, 99_999_999n),
      decimal(0, 9_999n).map((text) => (text === "0" ? text : `-${text}`)),
    ),
    net: decimal(5, 99_999_999_999n),
    baseQuantity: fc.constantFrom("1", "3", "7.5", "1000"),
    allowances: fc.array(allowance, { maxLength: 2 }),
    charges: fc.array(allowance, { maxLength: 2 }),
    vat,
  })
  .map(({ net, baseQuantity, ...rest }) => aLine({ ...rest, price: { net, baseQuantity } }));

describe("derived amounts", () => {
  it("pass every rule, whatever the lines", () => {
    const draft = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 12 }),
      allowances: fc.array(fc.record({ amount, vat, reason: fc.constant("Agreed") }), { maxLength: 3 }),
      charges: fc.array(fc.record({ amount, vat, reason: fc.constant("Agreed") }), { maxLength: 3 }),
      currencyCode: fc.constantFrom("EUR", "JPY", "BHD"),
      totals: fc.oneof(
        fc.constant({}),
        fc.record({ paidAmount: amount }),
        fc.record({ paidAmount: amount, roundingAmount: amount }),
      ),
    });

    fc.assert(
      fc.property(draft, (drafted) => {
        const { violations } = completeInvoice(
          aDraft({
            ...drafted,
            buyer: { name: "Buyer", vatIdentifier: "FR83784301772", address: { countryCode: "FR" } },
            precedingInvoices: [{ number: "2026-000" }],
            vatBreakdown: usesExempt(drafted) ? [{ category: "E", exemptionReason: "Education" }] : [],
          }),
        );
        expect(violations).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("do not change when a completed invoice is completed again", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const once = complete({ lines });
        expect(completeInvoice(once).invoice).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

function usesExempt(drafted: Record<"lines" | "allowances" | "charges", readonly { vat: { category: string } }[]>) {
  return [...drafted.lines, ...drafted.allowances, ...drafted.charges].some((entry) => entry.vat.category === "E");
}

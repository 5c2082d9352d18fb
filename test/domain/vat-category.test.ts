import { describe, expect, it } from "vitest";
import type { InvoiceDraft } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import { aLine, complete, withChange } from "./a-draft.js";

interface Example {
  readonly category: string;
  readonly prefix: string;
  readonly rate?: string;
  readonly wrongRate: string;
  /** The party fields whose absence, or presence for O, breaks the rules 02 to 04. */
  readonly wrongParties: readonly (readonly [path: string, value: unknown])[];
  readonly isByRate?: boolean;
  readonly exemption?: { readonly exemptionReason: string };
}

const withoutSellerNumbers = [
  ["seller.vatIdentifier", undefined],
  ["seller.taxRegistration", undefined],
] as const;
const withoutSellerVat = [["seller.vatIdentifier", undefined]] as const;
const exemption = { exemptionReason: "Stated in the law" };

const taxed = { rate: "7.00", isByRate: true, wrongParties: withoutSellerNumbers };
const untaxed = { rate: "0", wrongRate: "5" };

const examples: readonly Example[] = [
  { ...taxed, category: "S", prefix: "S", wrongRate: "0" },
  { ...taxed, category: "L", prefix: "AF", wrongRate: "-1" },
  { ...taxed, category: "M", prefix: "AG", wrongRate: "-1" },
  { ...untaxed, category: "Z", prefix: "Z", wrongParties: withoutSellerNumbers },
  { ...untaxed, category: "E", prefix: "E", wrongParties: withoutSellerNumbers, exemption },
  {
    ...untaxed,
    category: "AE",
    prefix: "AE",
    wrongParties: [
      ["buyer.vatIdentifier", undefined],
      ["buyer.legalRegistration", undefined],
    ],
    exemption,
  },
  { ...untaxed, category: "K", prefix: "IC", wrongParties: withoutSellerVat, exemption },
  { ...untaxed, category: "K", prefix: "IC", wrongParties: [["buyer.vatIdentifier", undefined]], exemption },
  { ...untaxed, category: "G", prefix: "G", wrongParties: withoutSellerVat, exemption },
  { category: "O", prefix: "O", wrongRate: "0", wrongParties: [["seller.vatIdentifier", "BE0887290276"]], exemption },
  { category: "O", prefix: "O", wrongRate: "0", wrongParties: [["buyer.vatIdentifier", "BE0887290276"]], exemption },
];

/** A line of 100, a charge of 10 and an allowance of 5 in one category: 105 in all. */
const anInvoiceIn = ({ category, rate, exemption }: Example): Invoice => {
  const vat = { category, ...(rate === undefined ? {} : { rate }) };
  const outside = category === "O";
  const draft: Partial<InvoiceDraft> = {
    seller: {
      name: "Seller",
      legalRegistration: { value: "0887290276" },
      ...(outside ? {} : { vatIdentifier: "BE0887290276", taxRegistration: "T-1" }),
      address: { countryCode: "BE" },
    },
    buyer: {
      name: "Buyer",
      legalRegistration: { value: "R-1" },
      ...(outside ? {} : { vatIdentifier: "FR83784301772" }),
      address: { countryCode: "FR" },
    },
    delivery: { date: "2026-11-20", address: { countryCode: "FR" } },
    lines: [aLine({ vat })],
    charges: [{ amount: "10.00", vat, reason: "Freight" }],
    allowances: [{ amount: "5.00", vat, reason: "Loyalty" }],
    ...(exemption === undefined ? {} : { vatBreakdown: [{ ...vat, ...exemption }] }),
  };
  return complete(draft);
};

const rulesOf = (invoice: Invoice): string[] => checkInvoice(invoice).map(({ rule }) => rule);

const change = (invoice: Invoice, changes: readonly (readonly [string, unknown])[]): Invoice =>
  changes.reduce((changed, [path, value]) => withChange(changed, path, value), invoice);

describe.each(examples)("VAT category $category, wrong by $wrongParties", (example) => {
  const { prefix, wrongRate, wrongParties, isByRate = false, exemption: reason } = example;
  const invoice = anInvoiceIn(example);

  it("is accepted when used rightly", () => {
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("needs its breakdown entry", () => {
    expect(rulesOf(withChange(invoice, "vatBreakdown", []))).toContain(`BR-${prefix}-01`);
  });

  it("wants the parties' numbers for lines, allowances and charges", () => {
    const rules = rulesOf(change(invoice, wrongParties));

    expect(rules).toEqual(expect.arrayContaining([`BR-${prefix}-02`, `BR-${prefix}-03`, `BR-${prefix}-04`]));
  });

  it.each([
    ["05", "lines.0.vat.rate"],
    ["06", "allowances.0.vat.rate"],
    ["07", "charges.0.vat.rate"],
  ])("restricts the rate (rule %s at %s)", (number, path) => {
    expect(checkInvoice(withChange(invoice, path, wrongRate))).toContainEqual(
      expect.objectContaining({ rule: `BR-${prefix}-${number}`, path: path.split(".") }),
    );
  });

  it("compares the taxable amount with lines, charges and allowances", () => {
    const near = rulesOf(withChange(invoice, "vatBreakdown.0.taxableAmount", "105.99"));
    const far = rulesOf(withChange(invoice, "vatBreakdown.0.taxableAmount", "106.00"));

    expect(near.includes(`BR-${prefix}-08`)).toBe(!isByRate);
    expect(far).toContain(`BR-${prefix}-08`);
  });

  it("compares the tax amount with the rate", () => {
    const { taxAmount = "" } = invoice.vatBreakdown[0] ?? {};
    const near = rulesOf(withChange(invoice, "vatBreakdown.0.taxAmount", taxAmount === "7.35" ? "8.34" : "0.01"));
    const far = rulesOf(withChange(invoice, "vatBreakdown.0.taxAmount", taxAmount === "7.35" ? "8.35" : "1.00"));

    expect(near.includes(`BR-${prefix}-09`)).toBe(!isByRate);
    expect(far).toContain(`BR-${prefix}-09`);
  });

  it("is explained, or not, by an exemption reason", () => {
    const changed = withChange(
      withChange(invoice, "vatBreakdown.0.exemptionReason", reason === undefined ? "Some reason" : undefined),
      "vatBreakdown.0.exemptionReasonCode",
      undefined,
    );

    expect(rulesOf(changed)).toContain(`BR-${prefix}-10`);
  });
});

describe("VAT categories of a whole document", () => {
  const inCategory = (category: string): Invoice => {
    const example = examples.find((one) => one.category === category);
    if (example === undefined) throw new Error(`No example of VAT category ${category}`);
    return anInvoiceIn(example);
  };
  const atStandardRate = { category: "S", rate: "21" };

  it("accepts rates that are written with other decimals", () => {
    const invoice = withChange(inCategory("S"), "vatBreakdown.0.rate", "7");

    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("wants something to have the rate of a standard-rated entry", () => {
    const invoice = withChange(inCategory("S"), "vatBreakdown.0.rate", "8");

    expect(rulesOf(invoice)).toContain("BR-S-08");
  });

  it.each([
    ["S", true],
    ["L", false],
  ])("lets an entry of category %s without lines pass below one unit: refused is %s", (category, refused) => {
    const invoice = withChange(inCategory(category), "vatBreakdown.1", {
      category,
      rate: "8",
      taxableAmount: "0.50",
      taxAmount: "0.04",
    });

    expect(rulesOf(invoice).includes(category === "S" ? "BR-S-08" : "BR-AF-08")).toBe(refused);
  });

  it("takes a rate below one half for none, as the official rule does", () => {
    const invoice = complete({ lines: [aLine({ price: { net: "500" }, vat: { category: "S", rate: "0.4" } })] });

    expect(invoice.vatBreakdown[0]?.taxAmount).toBe("4.00");
    expect(rulesOf(invoice)).toEqual(["BR-CO-17"]);
  });

  it("accepts a tax representative instead of the seller's VAT identifier", () => {
    const invoice = change(inCategory("G"), [
      ["seller.vatIdentifier", undefined],
      ["taxRepresentative", { name: "Proxy", vatIdentifier: "EL1", address: { countryCode: "GR" } }],
    ]);

    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("accepts an untaxed category only once in the breakdown", () => {
    const invoice = inCategory("E");

    const twice = withChange(invoice, "vatBreakdown", [...invoice.vatBreakdown, ...invoice.vatBreakdown]);

    expect(rulesOf(twice)).toContain("BR-E-01");
  });

  it("wants date and country of delivery for an intra-community supply", () => {
    expect(rulesOf(withChange(inCategory("K"), "delivery.date", undefined))).toEqual(["BR-IC-11"]);
    expect(rulesOf(withChange(inCategory("K"), "delivery.address", undefined))).toEqual(["BR-IC-12"]);
  });

  it("takes an invoicing period for the date of an intra-community supply", () => {
    const invoice = change(inCategory("K"), [
      ["delivery.date", undefined],
      ["invoicingPeriod", { endDate: "2026-11-30" }],
    ]);

    expect(checkInvoice(invoice)).toEqual([]);
  });

  it.each([
    ["BR-O-11", "vatBreakdown.1", { ...atStandardRate, taxableAmount: "0.00", taxAmount: "0.00" }],
    ["BR-O-12", "lines.0.vat", atStandardRate],
    ["BR-O-13", "allowances.0.vat", atStandardRate],
    ["BR-O-14", "charges.0.vat", atStandardRate],
  ])("keeps what is outside VAT alone in a document (%s)", (rule, path, value) => {
    expect(rulesOf(withChange(inCategory("O"), path, value))).toContain(rule);
  });

  const splitPayment = (country: string, ...others: readonly { category: string; rate: string }[]): Invoice =>
    complete({
      seller: { name: "Seller", vatIdentifier: "IT06363391001", address: { countryCode: "IT" } },
      buyer: { name: "Buyer", address: { countryCode: country } },
      lines: [{ category: "B", rate: "22" }, ...others].map((vat, index) => aLine({ id: String(index), vat })),
    });

  it("accepts split payment within Italy", () => {
    expect(checkInvoice(splitPayment("IT"))).toEqual([]);
  });

  it("refuses split payment beyond Italy and beside the standard rate", () => {
    expect(rulesOf(splitPayment("FR"))).toEqual(["BR-B-01"]);
    expect(rulesOf(splitPayment("IT", { category: "S", rate: "22" }))).toEqual(["BR-B-02"]);
  });
});

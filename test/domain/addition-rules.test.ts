import { describe, expect, it } from "vitest";
import type { InvoiceDraft, InvoiceLineDraft } from "../../src/domain/draft-invoice.js";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import { checkReadyDocument, checkStructuredInput } from "../../src/domain/rules/gateway-rules.js";
import { deepestSubLines } from "../../src/domain/rules/sub-line-rules.js";
import { aDraft, aLine, complete, withChange } from "./a-draft.js";

const dueDate = "2026-12-31";
const part = (id: string, net: string, subLines: readonly InvoiceLineDraft[] = []): InvoiceLineDraft =>
  aLine({ id, quantity: "1", price: { net }, subLines });

/** Its amount due is 121.00. */
const additions: Partial<InvoiceDraft> = {
  totals: { paidAmount: "0.00" },
  exchangeRates: [{ from: "EUR", to: "SEK", rate: "11.05" }],
  contractReferences: [{ id: "C-1", lineNumbers: ["1"] }],
  installments: [
    { dueDate, amount: "21.00", percentage: "17.36", meansCode: "30" },
    { dueDate, amount: "100.00", percentage: "82.64" },
  ],
  otherTaxes: [
    { kind: "FUND", amount: "4.00", baseAmount: "100.00", vat: { category: "S", rate: "21" }, lineNumbers: ["1.1"] },
  ],
  parties: [
    {
      role: "OTHER",
      roleText: "Guarantor",
      name: "Guarantor nv",
      identifiers: [{ value: "0887290276", scheme: "0208" }],
      legalRegistration: { value: "202001012345", scheme: "MY:BRN" },
      electronicAddress: { value: "0887290276", scheme: "0208" },
      address: { countryCode: "BE" },
      sharePercentage: "100",
    },
  ],
  additionalData: [{ lineId: "1", key: "Batch", value: "A-7" }],
  correction: { reason: "Wrong price", method: "BEFORE_AFTER", linesBefore: [aLine()] },
  lines: [aLine({ subLines: [part("1.1", "60.00", [part("1.1.1", "60.00")]), part("1.2", "40.00")] })],
};

const withAdditions = () => complete(additions);

describe("additions to EN 16931 in structured input", () => {
  it("are taken when they agree with the invoice", () => {
    expect(completeInvoice(aDraft(additions)).violations).toEqual([]);
  });

  it.each<[rule: string, path: string, value: unknown, reported: string, message: RegExp]>([
    ["GW-INS-01", "installments.0.amount", "20.99", "installments", /120\.99.*121\.00/],
    ["GW-INS-02", "installments.0.percentage", "17.33", "installments", /99\.97/],
    ["GW-COD-01", "installments.0.meansCode", "ZZZ9", "installments.0.meansCode", /ZZZ9/],
    ["GW-DEC-02", "otherTaxes.0.amount", "4.001", "otherTaxes.0.amount", /4\.001/],
    ["GW-DEC-02", "otherTaxes.0.baseAmount", "100.001", "otherTaxes.0.baseAmount", /100\.001/],
    ["GW-LIN-01", "otherTaxes.0.lineNumbers.0", "9", "otherTaxes.0.lineNumbers.0", /identifier 9/],
    ["GW-COD-01", "otherTaxes.0.vat.category", "Y", "otherTaxes.0.vat.category", /is Y/],
    ["GW-LIN-01", "additionalData.0.lineId", "9", "additionalData.0.lineId", /identifier 9/],
    ["GW-LIN-01", "contractReferences.0.lineNumbers.0", "9", "contractReferences.0.lineNumbers.0", /identifier 9/],
    ["GW-PTY-01", "parties.0.name", " ", "parties.0.name", /OTHER has no name/],
    ["GW-PTY-02", "parties.0.roleText", undefined, "parties.0.roleText", /Guarantor nv/],
    ["GW-PTY-03", "parties.0.sharePercentage", "100.01", "parties.0.sharePercentage", /100\.01/],
    ["GW-PTY-03", "parties.0.sharePercentage", "-0.01", "parties.0.sharePercentage", /-0\.01/],
    ["GW-COD-01", "parties.0.address.countryCode", "ZZ", "parties.0.address.countryCode", /is ZZ/],
    ["GW-COD-01", "parties.0.identifiers.0.scheme", "9999", "parties.0.identifiers.0.scheme", /is 9999/],
    ["GW-COD-01", "parties.0.legalRegistration.scheme", "9999", "parties.0.legalRegistration.scheme", /is 9999/],
    ["GW-COD-01", "parties.0.electronicAddress.scheme", "1111", "parties.0.electronicAddress.scheme", /is 1111/],
    ["GW-COD-01", "exchangeRates.0.from", "EURO", "exchangeRates.0.from", /is EURO/],
    ["GW-COD-01", "exchangeRates.0.to", "XXY", "exchangeRates.0.to", /is XXY/],
    ["GW-COR-01", "correction.method", "DIFFERENCE", "correction.linesBefore", /BEFORE_AFTER/],
    ["GW-COD-01", "correction.linesBefore.0.unitCode", "chair", "correction.linesBefore.0.unitCode", /line 1 is chair/],
    ["GW-COD-01", "lines.0.subLines.1.vat.category", "Y", "lines.0.subLines.1.vat.category", /line 1\.2 is Y/],
    ["GW-COD-01", "lines.0.subLines.0.subLines.0.unitCode", "x", "lines.0.subLines.0.subLines.0.unitCode", /is x/],
    ["GW-COD-01", "lines.0.subLines.1.item.originCountryCode", "ZZ", "lines.0.subLines.1.item.originCountryCode", /ZZ/],
    [
      "GW-COD-01",
      "lines.0.subLines.1.price.baseQuantityUnitCode",
      "x",
      "lines.0.subLines.1.price.baseQuantityUnitCode",
      /is x/,
    ],
    ["GW-QTY-02", "lines.0.subLines.1.price.baseQuantity", "0", "lines.0.subLines.1.price.baseQuantity", /per 0/],
  ])("break %s when %s is %s", (rule, path, value, reported, message) => {
    const violations = checkStructuredInput(withChange(withAdditions(), path, value));

    expect(violations).toMatchObject([
      {
        rule,
        ruleset: "GATEWAY",
        severity: "FATAL",
        path: reported.split("."),
        message: expect.stringMatching(message),
      },
    ]);
  });

  it.each(["contractReferences", "purchaseOrderReferences", "receivingAdviceReferences", "despatchAdviceReferences"])(
    "name lines that are there in %s",
    (list) => {
      const invoice = complete({ [list]: [{ id: "R", lineNumbers: ["1", "9"] }] });

      expect(checkStructuredInput(invoice)).toMatchObject([
        { rule: "GW-LIN-01", path: [list, "0", "lineNumbers", "1"] },
      ]);
    },
  );

  it("are only warned about in a document that came ready made", () => {
    const invoice = withChange(withAdditions(), "parties.0.sharePercentage", "101");

    expect(checkReadyDocument(invoice)).toMatchObject([{ rule: "GW-PTY-03", severity: "WARNING" }]);
  });

  it("may split less than the amount due when a tax is withheld", () => {
    const otherTaxes = [{ kind: "WITHHOLDING", amount: "20.00" }] as const;
    const installments = [{ dueDate, amount: "101.00" }];

    expect(checkStructuredInput(complete({ otherTaxes, installments }))).toEqual([]);
    expect(checkStructuredInput(complete({ installments }))).toMatchObject([{ rule: "GW-INS-01" }]);
  });

  it("say nothing about sums when one instalment has neither amount nor percentage", () => {
    const installments = [{ dueDate, amount: "1.00", percentage: "1" }, { dueDate }];

    expect(checkStructuredInput(complete({ installments }))).toEqual([]);
  });

  it("take thirds for a whole", () => {
    const third = { dueDate, percentage: "33.33" };

    expect(checkStructuredInput(complete({ installments: [third, third, third] }))).toEqual([]);
  });

  it("hold prepayments against the paid amount when it is given, and otherwise make it of them", () => {
    const prepayments = [{ amount: "10.00", time: "14:30:00+02:00" }, { amount: "5.50" }];

    const invoice = complete({ prepayments });

    expect(invoice.totals.paidAmount).toBe("15.50");
    expect(checkStructuredInput(invoice)).toEqual([]);
    expect(checkStructuredInput(complete({ prepayments, totals: { paidAmount: "15.00" } }))).toMatchObject([
      { rule: "GW-PRE-01", path: ["prepayments"], message: expect.stringMatching(/15\.50.*15\.00/) },
    ]);
  });

  it.each(["14:30", "24:00:00", "14:30:00+2", "noon"])("refuse %s as the time of a prepayment", (time) => {
    const invoice = complete({ prepayments: [{ amount: "10.00", time }] });

    expect(checkStructuredInput(invoice)).toMatchObject([{ rule: "GW-PRE-02", path: ["prepayments", "0", "time"] }]);
  });

  it("hold the amount of a prepayment and of an instalment to two decimals", () => {
    const invoice = complete({
      prepayments: [{ amount: "0.001" }],
      totals: { paidAmount: "0.00", payable: "121.000" },
      installments: [{ dueDate, amount: "121.000" }],
    });

    expect(checkStructuredInput(invoice).filter(({ rule }) => rule === "GW-DEC-02")).toMatchObject([
      { path: ["installments", "0", "amount"] },
      { path: ["prepayments", "0", "amount"] },
    ]);
  });

  it("leave malformed numbers and missing names of lines to the rules of the standard", () => {
    for (const path of ["installments.0.amount", "parties.0.sharePercentage", "lines.0.subLines.0.netAmount"]) {
      const invoice = withChange(withAdditions(), path, "many");
      expect(checkStructuredInput(invoice)).toEqual([]);
    }
  });
});

describe("sub-lines", () => {
  it("sum up to the line they are of, on every level", () => {
    const lines = [aLine({ subLines: [part("1.1", "60.00", [part("1.1.1", "59.99")]), part("1.2", "39.99")] })];

    expect(checkStructuredInput(complete({ lines }))).toMatchObject([
      { rule: "GW-SUB-02", path: ["lines", "0", "subLines"], message: expect.stringMatching(/99\.99.*100\.00/) },
      { rule: "GW-SUB-02", path: ["lines", "0", "subLines", "0", "subLines"] },
    ]);
  });

  it("are held to their own sums in the lines of before too", () => {
    const linesBefore = [aLine({ subLines: [part("1.1", "1.00")] })];

    expect(checkStructuredInput(complete({ correction: { linesBefore } }))).toMatchObject([
      { rule: "GW-SUB-02", path: ["correction", "linesBefore", "0", "subLines"] },
    ]);
  });

  it("and lines of before state their net amounts with two decimals", () => {
    const lines = [aLine({ subLines: [{ ...part("1.1", "100.00"), netAmount: "100.000" }] })];
    const correction = { linesBefore: [aLine({ netAmount: "100.000" })] };

    expect(checkStructuredInput(complete({ lines, correction }))).toMatchObject([
      { rule: "GW-DEC-02", severity: "FATAL", path: ["lines", "0", "subLines", "0", "netAmount"] },
      { rule: "GW-DEC-02", severity: "FATAL", path: ["correction", "linesBefore", "0", "netAmount"] },
    ]);
  });

  it("and lines of before are warned about when quantity and price make another net amount", () => {
    const correction = { linesBefore: [aLine({ netAmount: "99.00" })] };

    expect(checkStructuredInput(complete({ correction }))).toMatchObject([
      { rule: "GW-NET-01", severity: "WARNING", path: ["correction", "linesBefore", "0", "netAmount"] },
    ]);
  });

  const nested = (levels: number): InvoiceLineDraft =>
    part(`${levels}`, "100.00", levels === 0 ? [] : [nested(levels - 1)]);

  it("may be nested only so deep", () => {
    expect(checkStructuredInput(complete({ lines: [nested(deepestSubLines)] }))).toEqual([]);
    expect(checkStructuredInput(complete({ lines: [nested(deepestSubLines + 1)] }))).toMatchObject([
      { rule: "GW-SUB-01", message: expect.stringContaining(`at most ${deepestSubLines}`) },
    ]);
  });

  it("warn about a net amount that quantity and price do not make", () => {
    const lines = [aLine({ subLines: [{ ...part("1.1", "60.00"), netAmount: "100.00" }] })];

    expect(checkStructuredInput(complete({ lines }))).toMatchObject([
      { rule: "GW-NET-01", severity: "WARNING", path: ["lines", "0", "subLines", "0", "netAmount"] },
    ]);
  });
});

describe("malformed decimals", () => {
  it.each(["parties.0.sharePercentage", "installments.1.percentage", "correction.linesBefore.0.price.net"])(
    "are found at %s",
    (path) => {
      expect(checkInvoice(withChange(withAdditions(), path, "many"))).toMatchObject([
        { rule: "GW-DEC-01", path: path.split(".") },
      ]);
    },
  );

  it("are no concern in extensions, which their system checks", () => {
    const extensions = { myInvois: { rate: "standard", amount: "none" } };

    expect(checkInvoice(complete({ extensions }))).toEqual([]);
  });
});

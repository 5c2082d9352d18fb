import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { writeReport } from "../../../providers/nav/osa/write-osa.js";
import { readXml, toPlain } from "../../../providers/nav/xml.js";
import { anInvoice } from "../../builders/an-invoice.js";
import { aBuyer, aCreditNote, aHungarianInvoice, aLine, anInvoiceAt, aSeller } from "./a-hungarian-invoice.js";
import { areSchemasMissing, faultsOf } from "./official-schemas.js";

function bytesOf(invoice: Invoice): Uint8Array {
  const written = writeReport(invoice);
  if (!("bytes" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  if (!areSchemasMissing) expect(faultsOf(written.bytes)).toEqual([]);
  return written.bytes;
}

// Elements are lists in plain data; only the tests read it without a shape.
const reportOf = (invoice: Invoice): any => {
  const root = toPlain(readXml(bytesOf(invoice))) as any;
  return root.invoiceMain[0].invoice[0];
};

const linesOf = (invoice: Invoice): any[] => reportOf(invoice).invoiceLines[0].line;

const violationsOf = (invoice: Invoice) => {
  const written = writeReport(invoice);
  return ("violations" in written ? written.violations : []).map(({ rule, path }) => `${rule} ${path?.join(".")}`);
};

const inEuro: Partial<Invoice> = {
  currencyCode: "EUR",
  exchangeRates: [{ from: "EUR", to: "HUF", rate: "389.1250" }],
};

const german = aBuyer({
  name: "Käufer GmbH",
  vatIdentifier: "DE888888888",
  taxRegistration: undefined!,
  address: { line1: "Nordstraße 12", city: "München", postCode: "81543", countryCode: "DE" },
});

describe("the report of an invoice to NAV", () => {
  it("is written as it was checked by hand", () => {
    const golden = readFileSync(new URL("../../../providers/nav/fixtures/invoice.osa.golden", import.meta.url), "utf8");

    expect(Buffer.from(bytesOf(aHungarianInvoice())).toString("utf8")).toBe(golden);
  });

  it("states every amount in forint beside the invoice's currency", () => {
    const report = reportOf(aHungarianInvoice(inEuro));

    expect(report.invoiceHead[0].invoiceDetail[0]).toMatchObject({ currencyCode: ["EUR"], exchangeRate: ["389.125"] });
    expect(report.invoiceLines[0].line[1]).toMatchObject({ unitPrice: ["4600"], unitPriceHUF: ["1789975"] });
    expect(report.invoiceLines[0].line[1].lineAmountsNormal[0].lineVatData[0]).toEqual({
      lineVatAmount: ["1150.00"],
      lineVatAmountHUF: ["447493.75"],
    });
    expect(report.invoiceSummary[0].summaryNormal[0].invoiceVatAmountHUF).toEqual(["17257693.75"]);
  });

  it("states the VAT in forint that the invoice states", () => {
    const { totals } = aHungarianInvoice();
    const report = reportOf(
      aHungarianInvoice({
        ...inEuro,
        vatAccountingCurrencyCode: "HUF",
        totals: { ...totals, vatAmountInAccountingCurrency: "17257694" },
      }),
    );

    expect(report.invoiceSummary[0].summaryNormal[0].invoiceVatAmountHUF).toEqual(["17257694.00"]);
    expect(report.invoiceSummary[0].summaryGrossData[0].invoiceGrossAmountHUF).toEqual(["89245819.00"]);
  });

  it("makes lines of the allowances and charges of the document and of the charges of a line", () => {
    const vat = { category: "S", rate: "27" };
    const [first, ...others] = aHungarianInvoice().lines;
    const lines = linesOf(
      aHungarianInvoice({
        lines: [{ ...first!, charges: [{ amount: "500.00", reason: "Csomagolás" }] }, ...others],
        allowances: [{ amount: "1000.00", vat, reason: "Hűségkedvezmény" }],
        charges: [{ amount: "300.00", vat }],
      }),
    );

    expect(lines.map((line) => [line.lineNumber[0], line.lineDescription[0], netOf(line)])).toEqual([
      ["1", "Irodai szék", "159500.00"],
      ["2", "Irodai szék: Csomagolás", "500.00"],
      ["3", "Kávé", "23000.00"],
      ["4", "Oktatás", "2000.00"],
      ["5", "Hűségkedvezmény", "-1000.00"],
      ["6", "Felár", "300.00"],
    ]);
    expect(lines[1]).toMatchObject({ lineExpressionIndicator: ["false"] });
    expect(lines[0].lineDiscountData[0]).toEqual({
      discountDescription: ["Mennyiségi kedvezmény"],
      discountValue: ["10000.00"],
    });
  });

  it.each([
    ["K", german, { vatExemption: [{ case: ["KBAET"], reason: ["Áfa tv. 89. §"] }] }],
    ["G", german, { vatExemption: [{ case: ["EAM"], reason: ["Áfa tv. 98-109. §"] }] }],
    ["O", aBuyer(), { vatOutOfScope: [{ case: ["ATK"], reason: ["Áfa tv. 2-3. §"] }] }],
    ["AE", aBuyer(), { vatDomesticReverseCharge: ["true"] }],
    ["AE", german, { vatOutOfScope: [{ case: ["EUFAD37"], reason: ["Áfa tv. 37. § (1)"] }] }],
    ["AE", { ...german, vatIdentifier: "CHE123456788" }, { vatOutOfScope: [{ case: ["HO"] }] }],
  ])("reports category %s by what the buyer is", (category, buyer, expected) => {
    const report = reportOf(anInvoiceAt(category, { buyer }));

    expect(report.invoiceLines[0].line[0].lineAmountsNormal[0].lineVatRate[0]).toMatchObject(expected);
    expect(report.invoiceSummary[0].summaryNormal[0].summaryByVatRate[0].vatRate[0]).toMatchObject(expected);
  });

  it.each([
    ["TAM", { exemptionReasonCode: "VATEX-EU-132-1B" }, { vatExemption: [{ case: ["TAM"] }] }],
    ["SECOND_HAND", { exemptionReasonCode: "VATEX-EU-F" }, { marginSchemeIndicator: ["SECOND_HAND"] }],
    ["AAM", { extensions: { onlineSzamla: { case: "AAM" } } }, { vatExemption: [{ case: ["AAM"] }] }],
    ["EAM", { exemptionReasonCode: "VATEX-EU-151-1A" }, { vatExemption: [{ case: ["EAM"] }] }],
    ["NAM", { exemptionReasonCode: "VATEX-EU-153" }, { vatExemption: [{ case: ["NAM"] }] }],
    ["NO_VAT_CHARGE", { extensions: { onlineSzamla: { case: "NO_VAT_CHARGE" } } }, { noVatCharge: ["true"] }],
    [
      "EUE with the invoice's own reason",
      { extensions: { onlineSzamla: { case: "EUE" } }, exemptionReason: "Work on land in Austria" },
      { vatOutOfScope: [{ case: ["EUE"], reason: ["Work on land in Austria"] }] },
    ],
  ])("reports an exemption as %s", (_, breakdown, expected) => {
    expect(linesOf(anInvoiceAt("E", {}, breakdown))[0].lineAmountsNormal[0].lineVatRate[0]).toMatchObject(expected);
  });

  it("reports what an exempt seller sells as such", () => {
    const seller = aSeller({ extensions: { onlineSzamla: { isIndividuallyExempt: true } } });

    expect(linesOf(anInvoiceAt("E", { seller }))[0].lineAmountsNormal[0].lineVatRate[0]).toMatchObject({
      vatExemption: [{ case: ["AAM"] }],
    });
  });

  it("reports VAT on what is given away", () => {
    const free = { extensions: { onlineSzamla: { case: "REFUNDABLE_VAT" } }, rate: "27", taxAmount: "6210.00" };
    const line = aLine({ vat: { category: "S", rate: "27" } });

    expect(linesOf(anInvoiceAt("S", { lines: [line] }, free))[0].lineAmountsNormal[0].lineVatRate[0]).toEqual({
      vatAmountMismatch: [{ vatRate: ["0.27"], case: ["REFUNDABLE_VAT"] }],
    });
  });

  it("sums up by case where the lines of one category have several", () => {
    const aLineOf = (vatCase: string, netAmount: string) =>
      aLine({ netAmount, vat: { category: "E", rate: "0" }, extensions: { onlineSzamla: { vatCase } } });
    const report = reportOf(
      anInvoiceAt("E", { lines: [aLineOf("SECOND_HAND", "20000.00"), aLineOf("TAM", "3000.00")] }),
    );

    const summaries: any[] = report.invoiceSummary[0].summaryNormal[0].summaryByVatRate;
    expect(summaries.map(({ vatRate, vatRateNetData }) => [vatRate[0], vatRateNetData[0].vatRateNetAmount[0]])).toEqual(
      [
        [{ marginSchemeIndicator: ["SECOND_HAND"] }, "20000.00"],
        [{ vatExemption: [{ case: ["TAM"], reason: ["Áfa tv. 85-86. §"] }] }, "3000.00"],
      ],
    );
  });

  it("states the amounts of a simplified invoice with the VAT in them", () => {
    const [first, ...others] = aHungarianInvoice().lines;
    const simplified = { extensions: { onlineSzamla: { category: "SIMPLIFIED" } } };
    const report = reportOf(aHungarianInvoice({ ...simplified, lines: [first!, ...others] }));

    expect(report.invoiceHead[0].invoiceDetail[0].invoiceCategory).toEqual(["SIMPLIFIED"]);
    expect(report.invoiceLines[0].line[0]).toMatchObject({
      unitPrice: ["53975"],
      lineDiscountData: [{ discountValue: ["12700.00"] }],
      lineAmountsSimplified: [{ lineVatRate: [{ vatContent: ["0.2126"] }], lineGrossAmountSimplified: ["203200.00"] }],
    });
    expect(report.invoiceSummary[0].summarySimplified).toMatchObject([
      { vatRate: [{ vatContent: ["0.2126"] }], vatContentGrossAmount: ["203200.00"] },
      { vatRate: [{ vatContent: ["0.0476"] }], vatContentGrossAmount: ["24150.00"] },
      { vatRate: [{ vatExemption: [{ case: ["TAM"] }] }], vatContentGrossAmount: ["2000.00"] },
    ]);
    expect(report.invoiceSummary[0].summaryGrossData[0].invoiceGrossAmount).toEqual(["229350.00"]);
    expect(violationsOf(anInvoiceAt("Z", simplified))).toContain("NAV-BT-151 lines.0.vat");
  });

  it("keeps the price that a buyer agreed on with VAT", () => {
    const line = aLine({
      quantity: "10",
      netAmount: "7874.02",
      price: { net: "787.40157480" },
      vat: { category: "S", rate: "27" },
    });
    const [reported] = linesOf(
      anInvoiceAt(
        "S",
        { lines: [line], extensions: { onlineSzamla: { category: "SIMPLIFIED" } } },
        { rate: "27", taxableAmount: "7874.02", taxAmount: "2125.98" },
      ),
    );

    expect(reported).toMatchObject({
      unitPrice: ["1000"],
      lineAmountsSimplified: [{ lineGrossAmountSimplified: ["10000.00"] }],
    });
  });

  it("puts references and data about one line there", () => {
    const line = aLine({ id: "7", buyerAccountingReference: "KH-3" });
    const report = reportOf(
      aHungarianInvoice({
        lines: [line],
        despatchAdviceReferences: [
          { id: "SL-9", lineNumbers: ["7"] },
          { id: "SL-10", lineNumbers: [] },
        ],
        additionalData: [
          { lineId: "7", key: "X00001_SARZS", value: "L-1" },
          { key: "X00002_MEGJ", value: "Köszönjük" },
          { key: "free", value: "is no name that the schema takes" },
        ],
      }),
    );

    const { conventionalInvoiceInfo, additionalInvoiceData } = report.invoiceHead[0].invoiceDetail[0];
    expect(conventionalInvoiceInfo[0].deliveryNotes).toEqual([{ deliveryNote: ["SL-10"] }]);
    expect(additionalInvoiceData.map(({ dataName }: any) => dataName[0])).toEqual(["X00002_MEGJ"]);
    expect(report.invoiceLines[0].line[0]).toMatchObject({
      conventionalLineInfo: [{ deliveryNotes: [{ deliveryNote: ["SL-9"] }], costCenters: [{ costCenter: ["KH-3"] }] }],
      additionalLineData: [{ dataName: ["X00001_SARZS"], dataValue: ["L-1"] }],
    });
  });

  it("says nothing of a private person but that it is one", () => {
    const buyer = aBuyer({ extensions: { onlineSzamla: { vatStatus: "PRIVATE_PERSON" } } });

    expect(reportOf(aHungarianInvoice({ buyer })).invoiceHead[0].customerInfo[0]).toEqual({
      customerVatStatus: ["PRIVATE_PERSON"],
    });
  });

  it("names the group that a party is taxed in, and its member", () => {
    const extensions = { onlineSzamla: { groupMemberTaxNumber: "10773381-4-02" } };
    const { supplierInfo, customerInfo } = reportOf(
      aHungarianInvoice({ seller: aSeller({ extensions }), buyer: aBuyer({ extensions }) }),
    ).invoiceHead[0];

    const member = [{ taxpayerId: ["10773381"], vatCode: ["4"], countyCode: ["02"] }];
    expect(supplierInfo[0].groupMemberTaxNumber).toEqual(member);
    expect(customerInfo[0].customerVatData[0].customerTaxNumber[0].groupMemberTaxNumber).toEqual(member);
  });

  it("names a buyer abroad by its VAT identifier, or by any other number", () => {
    const customerOf = (buyer: Invoice["buyer"]) =>
      reportOf(anInvoiceAt("G", { buyer })).invoiceHead[0].customerInfo[0].customerVatData[0];

    expect(customerOf(german)).toEqual({ communityVatNumber: ["DE888888888"] });
    expect(customerOf({ ...german, vatIdentifier: "CHE123456788" })).toEqual({ thirdStateTaxId: ["CHE123456788"] });
  });

  it("reports a credit note as a modification with negative amounts and new lines", () => {
    const report = reportOf(aCreditNote("SZ-1"));

    expect(report.invoiceReference[0]).toEqual({
      originalInvoiceNumber: ["SZ-1"],
      modifyWithoutMaster: ["false"],
      modificationIndex: ["1"],
    });
    const [line] = report.invoiceLines[0].line;
    expect(line).toMatchObject({
      lineModificationReference: [{ lineNumberReference: ["4"], lineOperation: ["CREATE"] }],
      quantity: ["-5"],
      unitPrice: ["4600"],
    });
    expect(netOf(line)).toBe("-23000.00");
    expect(report.invoiceSummary[0].summaryGrossData[0].invoiceGrossAmount).toEqual(["-24150.00"]);
  });

  it("reports a correction that shows both states as what it changes, with its reason", () => {
    const report = reportOf(
      aHungarianInvoice({
        typeCode: "384",
        number: "SZ-1-H",
        precedingInvoices: [{ number: "SZ-1" }],
        correction: {
          method: "BEFORE_AFTER",
          reason: "Hibás mennyiség",
          linesBefore: [aLine({ quantity: "4", netAmount: "18400.00" })],
        },
        lines: [aLine()],
        extensions: { onlineSzamla: { nextLineNumber: 4, modificationIndex: 2 } },
      }),
    );

    expect(report.invoiceReference[0].modificationIndex).toEqual(["2"]);
    const lines: any[] = report.invoiceLines[0].line;
    const seen = lines.map((each) => [
      each.lineModificationReference[0].lineNumberReference[0],
      each.quantity[0],
      netOf(each),
    ]);
    expect(seen).toEqual([
      ["4", "-4", "-18400.00"],
      ["5", "5", "23000.00"],
    ]);
    expect(report.invoiceSummary[0].summaryNormal[0]).toMatchObject({
      invoiceNetAmount: ["4600.00"],
      invoiceVatAmount: ["230.00"],
    });
    expect(report.invoiceHead[0].invoiceDetail[0].additionalInvoiceData[0].dataValue).toEqual(["Hibás mennyiség"]);
  });

  it("dates the lines of an aggregate invoice", () => {
    const period = { startDate: "2026-02-01", endDate: "2026-02-03" };
    const invoice = aHungarianInvoice({
      ...inEuro,
      extensions: { onlineSzamla: { category: "AGGREGATE", isPeriodicalSettlement: true } },
    });
    const lines = linesOf({ ...invoice, lines: invoice.lines.map((line) => ({ ...line, period })) });

    expect(lines[0].aggregateInvoiceLineData[0]).toEqual({
      lineExchangeRate: ["389.125"],
      lineDeliveryDate: ["2026-02-03"],
    });
    expect(violationsOf(invoice)).toContain("NAV-BT-135 lines.0.period");
  });

  it("marks an advance payment and its settlement", () => {
    const settled = { isAdvance: true, advanceInvoice: "ESZ-01", advancePaidOn: "2026-01-05" };
    const [first] = linesOf(aHungarianInvoice({ lines: [aLine({ extensions: { onlineSzamla: settled } })] }));

    expect(linesOf(aHungarianInvoice({ typeCode: "386" }))[0].advanceData[0]).toEqual({ advanceIndicator: ["true"] });
    expect(first.advanceData[0].advancePaymentData[0]).toEqual({
      advanceOriginalInvoice: ["ESZ-01"],
      advancePaymentDate: ["2026-01-05"],
      advanceExchangeRate: ["1"],
    });
  });

  it("keeps its texts on one line and within the schema", () => {
    const [line] = linesOf(
      aHungarianInvoice({
        seller: aSeller({ name: "Két\nsor  Kft." }),
        lines: [aLine({ item: { name: "x".repeat(600), classifications: [], attributes: [] } })],
      }),
    );

    expect(line.lineDescription[0]).toHaveLength(512);
  });

  it.each<[string, string, Partial<Invoice>]>([
    ["a seller without Hungarian tax number", "NAV-BT-32 seller.taxRegistration", { seller: anInvoice().seller }],
    ["a buyer nobody knows", "NAV-BT-48 buyer.vatIdentifier", { buyer: anonymous() }],
    ["a currency without its rate", "NAV-BT-5 exchangeRates", { currencyCode: "EUR" }],
    ["a rate beyond six decimals", "NAV-BT-5 exchangeRates.0.rate", { ...inEuro, exchangeRates: [aRate("1.2345678")] }],
    ["a buyer without a street", "NAV-BT-50 buyer.address.line1", { buyer: aBuyer({ address: noStreet() }) }],
    [
      "a tax beside VAT",
      "NAV-otherTaxes otherTaxes.0",
      { otherTaxes: [{ kind: "LEVY", amount: "1", lineNumbers: [] }] },
    ],
    ["a day before 2010", "NAV-BT-2 issueDate", { issueDate: "2009-12-31" }],
    ["a number of 51 characters", "NAV-BT-1 number", { number: "9".repeat(51) }],
    ["a number in white space", "NAV-BT-1 number", { number: " 17" }],
    ["a control character", "NAV-BT-27 seller.name", { seller: aSeller({ name: "a\u0001b" }) }],
    ["an amount of three decimals", "NAV-BT-131 lines.0", { lines: [aLine({ netAmount: "1.005" })] }],
    ["a foreign representative", "NAV-BT-63 taxRepresentative.vatIdentifier", { taxRepresentative: representative() }],
  ])("refuses %s", (_, expected, changes) => {
    expect(violationsOf(aHungarianInvoice(changes))).toContain(expected);
  });

  it("refuses a category that does not tell the Hungarian case", () => {
    expect(violationsOf(anInvoiceAt("E"))).toEqual(["NAV-BT-151 lines.0.vat", "NAV-BT-118 vatBreakdown.0"]);
    expect(violationsOf(anInvoiceAt("L"))).toContain("NAV-BT-118 vatBreakdown.0");
  });

  it("knows a rate of zero only since there is one", () => {
    expect(linesOf(anInvoiceAt("Z"))[0].lineAmountsNormal[0].lineVatRate[0]).toEqual({ vatPercentage: ["0"] });
    expect(violationsOf(anInvoiceAt("Z", { taxPointDate: "2023-12-31" }))).toEqual([
      "NAV-BT-151 lines.0.vat",
      "NAV-BT-118 vatBreakdown.0",
    ]);
  });

  it("refuses a modification that does not say what it modifies, or where its lines go on", () => {
    expect(violationsOf(aCreditNote("SZ-1", { precedingInvoices: [] }))).toEqual(["NAV-BT-25 precedingInvoices"]);
    expect(violationsOf(aCreditNote("SZ-1", { precedingInvoices: [{ number: "1" }, { number: "2" }] }))).toEqual([
      "NAV-BG-3 precedingInvoices.1",
    ]);
    expect(violationsOf(aCreditNote("SZ-1", { extensions: {} }))).toEqual([
      "NAV-nextLineNumber extensions.onlineSzamla.nextLineNumber",
    ]);
    expect(violationsOf(aCreditNote("SZ-1", { extensions: { onlineSzamla: { modifiesUnreported: true } } }))).toEqual(
      [],
    );
  });
});

const netOf = (line: any): string => line.lineAmountsNormal[0].lineNetAmountData[0].lineNetAmount[0];

const aRate = (rate: string) => ({ from: "EUR", to: "HUF", rate });

const noStreet = () => ({ city: "Pécs", postCode: "7600", countryCode: "HU" });

function anonymous(): Invoice["buyer"] {
  const { vatIdentifier: _, taxRegistration: __, ...buyer } = aBuyer();
  return buyer;
}

const representative = () => ({ name: "Vertreter", vatIdentifier: "ATU12345678", address: aSeller().address });

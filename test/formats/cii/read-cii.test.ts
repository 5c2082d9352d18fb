import { describe, expect, it } from "vitest";
import { readCii } from "../../../src/formats/cii/read-cii.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { anInvoice } from "../../builders/an-invoice.js";
import { aFullInvoice, changed, invoiceIn, violationsIn, xmlOf } from "./reading.js";

const root = "/rsm:CrossIndustryInvoice";
const transaction = `${root}/rsm:SupplyChainTradeTransaction`;
const settlement = `${transaction}/ram:ApplicableHeaderTradeSettlement`;

describe("reading CII", () => {
  it("reads a document without transaction as far as it goes", () => {
    const xml = xmlOf(anInvoice()).replace(/<rsm:SupplyChainTradeTransaction>[^]*Transaction>/, "");

    expect(violationsIn(xml).map(({ rule }) => rule)).toContain("BR-05");
  });

  it.each([
    ["380", "INVOICE"],
    ["381", "CREDIT_NOTE"],
    ["396", "CREDIT_NOTE"],
    ["384", "INVOICE"],
  ])("knows by the type code %s that it is an %s", (typeCode, kind) => {
    expect(invoiceIn(xmlOf(anInvoice({ typeCode }))).kind).toBe(kind);
  });

  it.each([
    ["20260230", "102"],
    ["2026-03-02", "102"],
    ["260302", "101"],
    ["202603", "610"],
    ["20260302", "constructor"],
    ["2026030", "102"],
  ])("does not take %s in format %s for a day", (text, format) => {
    const xml = changed(anInvoice(), 'format="102">20260302<', `format="${format}">${text}<`);

    expect(violationsIn(xml)).toMatchObject([
      { rule: "CII-DATE", xpath: `${root}/rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString` },
    ]);
  });

  it("takes the day out of a moment, and lists the whole", () => {
    const invoice = invoiceIn(changed(anInvoice(), 'format="102">20260302<', 'format="204">20260302143000<'));

    const path = `${root}/rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString`;
    expect(invoice.issueDate).toBe("2026-03-02");
    expect(invoice.unmapped).toEqual([
      { path, value: "20260302143000" },
      { path: `${path}/@format`, value: "204" },
    ]);
  });

  it("takes a stated currency for granted when it is that of the document, and refuses another", () => {
    const amount = (attribute: string) =>
      changed(anInvoice(), "<ram:DuePayableAmount>", `<ram:DuePayableAmount currencyID="${attribute}">`);

    expect(invoiceIn(amount("EUR"))).toEqual(anInvoice());
    expect(violationsIn(amount("SEK"))).toMatchObject([{ rule: "CII-CURRENCY" }]);
  });

  it("does not take a VAT total in another currency for that of the document", () => {
    const invoice = invoiceIn(changed(anInvoice(), 'currencyID="EUR"', 'currencyID="SEK"'));

    expect(invoice.totals.vatAmount).toBeUndefined();
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["52.50", "SEK"]);
  });

  it("does not take another tax for VAT", () => {
    const tax =
      "<ram:ApplicableTradeTax><ram:CalculatedAmount>3</ram:CalculatedAmount>" +
      "<ram:TypeCode>ENV</ram:TypeCode></ram:ApplicableTradeTax>";
    const xml = changed(anInvoice(), /<ram:SpecifiedTradePaymentTerms>/, `${tax}<ram:SpecifiedTradePaymentTerms>`);

    const { vatBreakdown, unmapped } = invoiceIn(xml);

    expect(vatBreakdown).toEqual(anInvoice().vatBreakdown);
    expect(unmapped.map(({ value }) => value)).toEqual(["3", "ENV"]);
  });

  it("takes tax points that agree, and lists those that do not", () => {
    const invoice = aFullInvoice();
    const xml = changed(invoice, /(<ram:DueDateTypeCode>29<[^]*<ram:DueDateTypeCode>)29</, "$172<");

    const { taxPointDateCode, unmapped } = invoiceIn(xml);

    expect(invoiceIn(xmlOf(invoice)).unmapped).toEqual([]);
    expect(taxPointDateCode).toBe("35");
    expect(unmapped).toEqual([{ path: `${settlement}/ram:ApplicableTradeTax[2]/ram:DueDateTypeCode`, value: "72" }]);
  });

  it("tells references apart by their type code, and lists one without", () => {
    const reference = (content: string) =>
      `<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>X-1</ram:IssuerAssignedID>${content}</ram:AdditionalReferencedDocument>`;
    const xml = changed(
      aFullInvoice(),
      "<ram:SpecifiedProcuringProject>",
      `${reference("")}${reference("<ram:TypeCode>916</ram:TypeCode>")}<ram:SpecifiedProcuringProject>`,
    );

    const invoice = invoiceIn(xml);

    expect(invoice).toMatchObject({ invoicedObject: { scheme: "AVE" }, tenderOrLotReference: "Lot 3" });
    expect(invoice.attachments.map(({ reference: id }) => id)).toEqual(["Timesheet", "X-1"]);
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["X-1"]);
  });

  it("reads several preceding invoices, as later schemas allow", () => {
    const another =
      "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>A-2</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>";
    const xml = changed(aFullInvoice(), "<ram:InvoiceReferencedDocument>", `${another}<ram:InvoiceReferencedDocument>`);

    expect(invoiceIn(xml).precedingInvoices.map(({ number }) => number)).toEqual(["A-2", "2026-0099"]);
  });

  it("takes a department for the contact point where there is no person", () => {
    const department = "<ram:DepartmentName>Accounts</ram:DepartmentName>";
    const person = "<ram:PersonName>Lieve Maes</ram:PersonName>";

    const alone = invoiceIn(changed(aFullInvoice(), person, department));
    const beside = invoiceIn(changed(aFullInvoice(), person, person + department));

    expect(alone.seller.contact?.name).toBe("Accounts");
    expect(beside.seller.contact?.name).toBe("Lieve Maes");
    expect(beside.unmapped.map(({ value }) => value)).toEqual(["Accounts"]);
  });

  it("takes the identifier with scheme where the model has one", () => {
    const xml = changed(aFullInvoice(), "<ram:PayeeTradeParty>", "<ram:PayeeTradeParty><ram:ID>F-7</ram:ID>");

    const { payee, unmapped } = invoiceIn(xml);

    expect(payee?.identifier).toEqual({ value: "5411111000019", scheme: "0088" });
    expect(unmapped).toEqual([{ path: `${settlement}/ram:PayeeTradeParty/ram:ID`, value: "F-7" }]);
  });

  it("takes a base quantity from the net price, and lists another one of the gross price", () => {
    const gross = (quantity: string) =>
      changed(
        aFullInvoice(),
        "120.00</ram:ChargeAmount>",
        `120.00</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">${quantity}</ram:BasisQuantity>`,
      );

    expect(invoiceIn(gross("1"))).toEqual(aFullInvoice());
    expect(invoiceIn(gross("12")).unmapped.map(({ value }) => value)).toEqual(["12", "C62"]);
  });

  it("counts a logistics charge among the charges", () => {
    const charge =
      "<ram:SpecifiedLogisticsServiceCharge><ram:Description>Parcel</ram:Description>" +
      "<ram:AppliedAmount>5.80</ram:AppliedAmount><ram:AppliedTradeTax><ram:TypeCode>VAT</ram:TypeCode>" +
      "<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>21</ram:RateApplicablePercent>" +
      "</ram:AppliedTradeTax></ram:SpecifiedLogisticsServiceCharge>";
    const xml = changed(anInvoice(), "<ram:SpecifiedTradePaymentTerms>", `${charge}<ram:SpecifiedTradePaymentTerms>`);

    const charges = [{ amount: "5.80", reason: "Parcel", vat: { category: "S", rate: "21" } }];
    expect(invoiceIn(xml)).toEqual(anInvoice({ charges }));
    expect(readCii(writeCii(anInvoice({ charges })).bytes)).toEqual({ invoice: anInvoice({ charges }) });
  });

  it("lists what is neither allowance nor charge", () => {
    const xml = changed(
      aFullInvoice(),
      /(Settlement>[^]*ApplicableHeaderTradeSettlement>[^]*?Indicator>)false/,
      "$1maybe",
    );

    const invoice = invoiceIn(xml);

    expect(invoice.allowances).toEqual([]);
    expect(invoice.unmapped.map(({ value }) => value)).toContain("maybe");
  });

  it("says nothing about payment that stands without payment means", () => {
    const xml = xmlOf(aFullInvoice()).replaceAll(
      /<ram:SpecifiedTradeSettlementPaymentMeans>[^]*?<\/ram:SpecifiedTradeSettlementPaymentMeans>/g,
      "",
    );

    const invoice = invoiceIn(xml);

    expect(invoice.payment).toBeUndefined();
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["BE69ZZZ0887290276", "+++090/9337/55493+++", "M-1"]);
  });

  it("lists payment means of another code, and what a repetition adds", () => {
    const means = (code: string, text: string, account: string) =>
      `<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>${code}</ram:TypeCode><ram:Information>${text}</ram:Information>` +
      `<ram:PayeePartyCreditorFinancialAccount><ram:ProprietaryID>${account}</ram:ProprietaryID>` +
      "</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>";
    const xml = changed(
      anInvoice(),
      "<ram:ApplicableTradeTax>\n        <ram:CalculatedAmount>",
      `${means("30", "Other", "A-2")}${means("59", "X", "A-3")}<ram:ApplicableTradeTax><ram:CalculatedAmount>`,
    );

    const invoice = invoiceIn(xml);

    expect(invoice.payment?.creditTransfers.map(({ account }) => account)).toEqual(["BE68539007547034", "A-2"]);
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["Other", "59", "X", "A-3"]);
  });

  it("does not take a rate between other amounts than one", () => {
    const xml = changed(
      aFullInvoice(),
      "<ram:TargetCurrencyCode>",
      "<ram:SourceUnitBasisNumeric>100</ram:SourceUnitBasisNumeric><ram:TargetCurrencyCode>",
    );

    expect(invoiceIn(xml).exchangeRates).toEqual([]);
  });

  it("lists what the model has no place for, and empty elements", () => {
    const xml = changed(
      anInvoice(),
      "<ram:TypeCode>380",
      "<ram:Name>INVOICE</ram:Name><ram:LanguageID/><ram:TypeCode>380",
    );

    expect(invoiceIn(xml).unmapped).toEqual([
      { path: `${root}/rsm:ExchangedDocument/ram:Name`, value: "INVOICE" },
      { path: `${root}/rsm:ExchangedDocument/ram:LanguageID`, value: "" },
    ]);
  });

  it("makes no reference out of an empty one", () => {
    const empty = "<ram:ContractReferencedDocument><ram:IssuerAssignedID/></ram:ContractReferencedDocument>";
    const note = "<ram:IncludedNote><ram:SubjectCode>AAI</ram:SubjectCode></ram:IncludedNote>";
    const xml = changed(anInvoice(), "</ram:BuyerTradeParty>", `</ram:BuyerTradeParty>${empty}`).replace(
      "</rsm:ExchangedDocument>",
      `${note}</rsm:ExchangedDocument>`,
    );

    const invoice = invoiceIn(xml);

    expect(invoice).toMatchObject({ contractReferences: [], notes: [] });
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["AAI", ""]);
  });

  it("does not know another document for an invoice", () => {
    expect(violationsIn("<Invoice/>")).toMatchObject([{ rule: "CII-ROOT", xpath: "/" }]);
  });

  it("says where the XML is broken", () => {
    expect(violationsIn("<rsm:CrossIndustryInvoice>")).toMatchObject([
      { rule: "XML-NOT-WELL-FORMED", ruleset: "XML", message: expect.stringContaining("line 1") },
    ]);
  });

  it("reads any prefixes", () => {
    const xml = xmlOf(aFullInvoice()).replaceAll("ram:", "x:").replaceAll("xmlns:ram", "xmlns:x");

    expect(invoiceIn(xml)).toEqual(aFullInvoice());
  });
});

import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { anInvoice } from "../../builders/an-invoice.js";

const xmlOf = (invoice: Invoice): string => new TextDecoder().decode(writeUbl(invoice).bytes);

const read = (xml: string) => readUbl(new TextEncoder().encode(xml));

const invoiceIn = (xml: string): Invoice => {
  const reading = read(xml);
  if ("violations" in reading) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return reading.invoice;
};

const violationsIn = (xml: string) => {
  const reading = read(xml);
  return "violations" in reading ? reading.violations : [];
};

/** The document with one place changed; fails when the place is not there. */
const changed = (invoice: Invoice, from: string | RegExp, to: string): string => {
  const xml = xmlOf(invoice);
  const result = xml.replace(from, to);
  if (result === xml) throw new Error(`${from} is not in the document`);
  return result;
};

describe("reading UBL", () => {
  it.each([
    ["BR-01", "cbc:CustomizationID"],
    ["BR-02", "cbc:ID"],
    ["BR-03", "cbc:IssueDate"],
    ["BR-04", "cbc:InvoiceTypeCode"],
    ["BR-05", "cbc:DocumentCurrencyCode"],
    ["BR-06", "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName"],
    ["BR-07", "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName"],
    ["BR-08", "cac:AccountingSupplierParty/cac:Party/cac:PostalAddress"],
    ["BR-09", "cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cac:Country"],
    ["BR-10", "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress"],
    ["BR-11", "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cac:Country"],
    ["BR-12", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount"],
    ["BR-13", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount"],
    ["BR-14", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"],
    ["BR-15", "cac:LegalMonetaryTotal/cbc:PayableAmount"],
    ["BR-17", "cac:PayeeParty/cac:PartyName"],
    ["BR-18", "cac:TaxRepresentativeParty/cac:PartyName"],
    ["BR-19", "cac:TaxRepresentativeParty/cac:PostalAddress"],
    ["BR-20", "cac:TaxRepresentativeParty/cac:PostalAddress/cac:Country"],
    ["BR-21", "cac:InvoiceLine/cbc:ID"],
    ["BR-22", "cac:InvoiceLine/cbc:InvoicedQuantity"],
    ["BR-24", "cac:InvoiceLine/cbc:LineExtensionAmount"],
    ["BR-25", "cac:InvoiceLine/cac:Item/cbc:Name"],
    ["BR-26", "cac:InvoiceLine/cac:Price/cbc:PriceAmount"],
    ["BR-31", "cac:AllowanceCharge[1]/cbc:Amount"],
    ["BR-32", "cac:AllowanceCharge[1]/cac:TaxCategory"],
    ["BR-36", "cac:AllowanceCharge[2]/cbc:Amount"],
    ["BR-37", "cac:AllowanceCharge[2]/cac:TaxCategory/cbc:ID"],
    ["BR-41", "cac:InvoiceLine/cac:AllowanceCharge[1]/cbc:Amount"],
    ["BR-43", "cac:InvoiceLine/cac:AllowanceCharge[2]/cbc:Amount"],
    ["BR-45", "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount"],
    ["BR-46", "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount"],
    ["BR-47", "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID"],
    ["BR-49", "cac:PaymentMeans/cbc:PaymentMeansCode"],
    ["BR-50", "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"],
    ["BR-51", "cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID"],
    ["BR-52", "cac:AdditionalDocumentReference[2]/cbc:ID"],
    ["BR-54", "cac:InvoiceLine/cac:Item/cac:AdditionalItemProperty/cbc:Value"],
    ["BR-55", "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"],
    ["BR-56", "cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID"],
    ["BR-57", "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country"],
    ["BR-CO-04", "cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory"],
  ])("answers %s when %s is missing", (rule, path) => {
    const [, ...steps] = `/Invoice/${path}`.split("/");
    const xml = without(xmlOf(aCompleteInvoice()), steps);

    const violations = violationsIn(xml);

    expect(violations[0]).toMatchObject({ rule, ruleset: "EN16931", severity: "FATAL" });
    const place = violations[0]?.xpath?.replaceAll(/\[1\]/g, "") ?? "";
    expect(place.startsWith(`/Invoice/${path}`.replaceAll(/\[1\]/g, ""))).toBe(true);
  });

  it.each([
    ["BR-23", / unitCode="C62">2</, ">2<"],
    ["BR-62", /<cbc:EndpointID schemeID="0208">0887290276/, "<cbc:EndpointID>0887290276"],
    ["BR-63", /<cbc:EndpointID schemeID="0208">0417497106/, "<cbc:EndpointID>0417497106"],
    ["BR-65", / listID="TST"/, ""],
  ])("answers %s when the attribute is missing", (rule, from, to) => {
    expect(violationsIn(changed(aCompleteInvoice(), from, to))).toMatchObject([{ rule }]);
  });

  it("lists every defect at once", () => {
    const xml = xmlOf(anInvoice())
      .replace(/<cbc:IssueDate>.*<\/cbc:IssueDate>/, "")
      .replace(/>52.50</, ">1e3<");

    expect(violationsIn(xml).map(({ rule }) => rule)).toEqual(["BR-03", "UBL-DECIMAL"]);
  });

  it.each(["1e3", "1,50", "NaN", "INF", "--1", "1234567890123456789.00", "0.12345678901", ".", "1 000"])(
    "does not guess what the amount %s means",
    (text) => {
      const [violation] = violationsIn(
        changed(anInvoice(), ">302.50</cbc:PayableAmount>", `>${text}</cbc:PayableAmount>`),
      );

      expect(violation).toMatchObject({
        rule: "UBL-DECIMAL",
        xpath: "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
        message: expect.stringContaining(`BT-115 is "${text}"`),
      });
    },
  );

  it.each([
    ["+302.50", "302.50"],
    ["302.", "302"],
    ["-.50", "-0.50"],
  ])("takes the amount %s as %s, and lists how it stood", (text, amount) => {
    const invoice = invoiceIn(changed(anInvoice(), ">302.50</cbc:PayableAmount>", `>${text}</cbc:PayableAmount>`));

    expect(invoice.totals.payable).toBe(amount);
    expect(invoice.unmapped).toEqual([{ path: "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", value: text }]);
  });

  it("does not take an amount in another currency for one of the document", () => {
    const xml = changed(
      anInvoice(),
      /currencyID="EUR">302.50<\/cbc:PayableAmount>/,
      'currencyID="SEK">302.50</cbc:PayableAmount>',
    );

    expect(violationsIn(xml)).toMatchObject([
      { rule: "UBL-CURRENCY", message: "BT-115 is stated in SEK instead of EUR" },
    ]);
  });

  it.each(["2026-02-30", "02/03/2026", "20260302", "2026-03-02T00:00:00"])("does not take %s for a day", (text) => {
    const [violation] = violationsIn(changed(anInvoice(), ">2026-03-02<", `>${text}<`));

    expect(violation).toMatchObject({ rule: "UBL-DATE", xpath: "/Invoice/cbc:IssueDate" });
  });

  it("takes the day out of a day with time zone, and lists the whole", () => {
    const invoice = invoiceIn(changed(anInvoice(), ">2026-03-02<", ">2026-03-02+01:00<"));

    expect(invoice.issueDate).toBe("2026-03-02");
    expect(invoice.unmapped).toEqual([{ path: "/Invoice/cbc:IssueDate", value: "2026-03-02+01:00" }]);
  });

  it("lists what the model has no place for", () => {
    const xml = changed(
      anInvoice(),
      /<cbc:IssueDate>/,
      '<cbc:UUID schemeID="GUID">a-b</cbc:UUID><cbc:CopyIndicator/><cbc:IssueDate>',
    )
      .replace("</cac:InvoiceLine>", "<cac:SubInvoiceLine><cbc:ID>1.1</cbc:ID></cac:SubInvoiceLine></cac:InvoiceLine>")
      .replace("<cbc:CityName>Gent", '<cbc:CityName languageID="nl">Gent')
      .replace("<Invoice ", '<Invoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" ');

    expect(invoiceIn(xml).unmapped).toEqual([
      { path: "/Invoice/cbc:UUID", value: "a-b" },
      { path: "/Invoice/cbc:UUID/@schemeID", value: "GUID" },
      { path: "/Invoice/cbc:CopyIndicator", value: "" },
      {
        path: "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cbc:CityName/@languageID",
        value: "nl",
      },
      { path: "/Invoice/cac:InvoiceLine[1]/cac:SubInvoiceLine/cbc:ID", value: "1.1" },
    ]);
  });

  it("lists the second of what the model has once, and text between elements", () => {
    const xml = changed(
      anInvoice(),
      "<cac:LegalMonetaryTotal>",
      "<cac:PaymentTerms><cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note></cac:PaymentTerms><cac:LegalMonetaryTotal>loose",
    );

    const invoice = invoiceIn(xml);

    expect(invoice.paymentTerms).toBe("a");
    expect(invoice.unmapped).toEqual([
      { path: "/Invoice/cac:PaymentTerms/cbc:Note[2]", value: "b" },
      { path: "/Invoice/cac:LegalMonetaryTotal", value: "loose" },
    ]);
  });

  it("keeps accounts of one payment means code together, and lists means of another code", () => {
    const means = (code: string, paymentId: string, account: string) =>
      `<cac:PaymentMeans><cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode><cbc:PaymentID>${paymentId}</cbc:PaymentID>` +
      `<cac:PayeeFinancialAccount><cbc:ID>${account}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>`;
    const xml = changed(
      anInvoice(),
      "<cac:TaxTotal>",
      `${means("30", "Other", "A-2")}${means("59", "X", "A-3")}<cac:TaxTotal>`,
    );

    const invoice = invoiceIn(xml);

    expect(invoice.payment?.creditTransfers.map(({ account }) => account)).toEqual(["BE68539007547034", "A-2"]);
    expect(invoice.unmapped.map(({ path, value }) => [path.replace("/Invoice/cac:PaymentMeans", ""), value])).toEqual([
      ["[2]/cbc:PaymentID", "Other"],
      ["[3]/cbc:PaymentMeansCode", "59"],
      ["[3]/cbc:PaymentID", "X"],
      ["[3]/cac:PayeeFinancialAccount/cbc:ID", "A-3"],
    ]);
  });

  it("does not take a VAT total in another currency for that of the document", () => {
    const xml = changed(anInvoice(), '<cbc:TaxAmount currencyID="EUR">52.50', '<cbc:TaxAmount currencyID="SEK">52.50');

    const invoice = invoiceIn(xml);

    expect(invoice.totals.vatAmount).toBeUndefined();
    expect(invoice.vatBreakdown).toEqual([]);
    expect(invoice.unmapped).toContainEqual({ path: "/Invoice/cac:TaxTotal/cbc:TaxAmount/@currencyID", value: "SEK" });
  });

  it("does not take a rate to divide by for one to multiply with", () => {
    const xml = changed(
      aCompleteInvoice(),
      "</cbc:CalculationRate>",
      "</cbc:CalculationRate><cbc:MathematicOperatorCode>Divide</cbc:MathematicOperatorCode>",
    );

    const invoice = invoiceIn(xml);

    expect(invoice.exchangeRates).toEqual([]);
    expect(invoice.unmapped).toContainEqual({
      path: "/Invoice/cac:TaxExchangeRate/cbc:CalculationRate",
      value: "11.4310",
    });
  });

  it("lists what is neither allowance nor charge", () => {
    const xml = changed(aCompleteInvoice(), "<cbc:ChargeIndicator>false", "<cbc:ChargeIndicator>maybe");

    const invoice = invoiceIn(xml);

    expect(invoice.allowances).toEqual([]);
    expect(invoice.unmapped).toContainEqual({ path: "/Invoice/cac:AllowanceCharge[1]/cbc:Amount", value: "10.00" });
  });

  it("tells tax registrations apart by their scheme, and lists a scheme it would not write", () => {
    const xml = changed(aCompleteInvoice(), "<cbc:ID>TAX</cbc:ID>", "<cbc:ID>LOC</cbc:ID>");

    const { seller, unmapped } = invoiceIn(xml);

    expect(seller).toMatchObject({ vatIdentifier: "BE0887290276", taxRegistration: "GE-887" });
    expect(unmapped).toEqual([
      {
        path: "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme[2]/cac:TaxScheme/cbc:ID",
        value: "LOC",
      },
    ]);
  });

  it("does not know another document for an invoice", () => {
    expect(violationsIn("<Invoice/>")).toMatchObject([{ rule: "UBL-ROOT", xpath: "/" }]);
  });

  it("says where the XML is broken", () => {
    expect(violationsIn("<Invoice>\n</Order>")).toMatchObject([
      { rule: "XML-NOT-WELL-FORMED", severity: "FATAL", message: expect.stringContaining("line 2") },
    ]);
  });

  it("reads any prefixes", () => {
    const xml = xmlOf(aCompleteInvoice()).replaceAll("cbc:", "x:").replaceAll("xmlns:cbc", "xmlns:x");

    expect(invoiceIn(xml)).toEqual(aCompleteInvoice());
  });
});

/** The document without the first element at the end of the steps; `[n]` counts elements of one name. */
function without(xml: string, steps: readonly string[]): string {
  let start = 0;
  let end = xml.length;
  for (const step of steps) {
    const [, name = "", count = "1"] = /^([^[]+)(?:\[(\d)\])?$/.exec(step) ?? [];
    const indent = /\n( *)$/.exec(xml.slice(0, start))?.[1] ?? "";
    const pattern = new RegExp(`^${start === 0 ? "" : `${indent}  `}<${name}[ >]`, "gm");
    pattern.lastIndex = start;
    for (let found = 0; found < Number(count); found++) {
      const match = pattern.exec(xml);
      if (!match || match.index > end) throw new Error(`${step} is not in the document`);
      start = match.index + match[0].indexOf("<");
    }
    end = xml.indexOf(`</${name}>`, start) + name.length + 3;
  }
  return xml.slice(0, start) + xml.slice(end);
}

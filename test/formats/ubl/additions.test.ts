import { describe, expect, it } from "vitest";
import type { Invoice, OtherTax, RelatedParty } from "../../../src/domain/invoice.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";
import { anInvoiceWithAdditions } from "../../builders/an-invoice-with-additions.js";

const textOf = (invoice: Invoice): string => new TextDecoder().decode(writeUbl(invoice).bytes);

const invoiceIn = (xml: string): Invoice => {
  const reading = readUbl(new TextEncoder().encode(xml));
  if ("violations" in reading) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return reading.invoice;
};

/** The invoice with a piece of XML in front of an element of its. */
const withPiece = (piece: string, before: string, invoice = anInvoice()): Invoice => {
  const xml = textOf(invoice);
  if (!xml.includes(`<${before}>`)) throw new Error(`${before} is not in the document`);
  return invoiceIn(xml.replace(`<${before}>`, `${piece}<${before}>`));
};

const pathsOf = (invoice: Invoice): readonly string[] =>
  writeUbl(invoice).violations.map(({ path = [] }) => path.join("."));

const aCreditNote = (overrides: Partial<Invoice>) =>
  anInvoice({ kind: "CREDIT_NOTE", typeCode: "381", payment: { meansCode: "30", creditTransfers: [] }, ...overrides });

const agent: RelatedParty = { role: "SELLER_AGENT", name: "Agent nv", identifiers: [] };
const withheld: OtherTax = { kind: "WITHHOLDING", amount: "20.00", lineNumbers: [] };
const difference = { method: "DIFFERENCE", linesBefore: [] } as const;

describe("additions to EN 16931 in a UBL document", () => {
  it("say by path what has no place in an invoice", () => {
    expect(pathsOf(anInvoiceWithAdditions())).toEqual([
      "contractReferences.0.lineNumbers",
      "installments.0.meansCode",
      "otherTaxes.1",
      "parties.0",
      "parties.1",
      "parties.2",
      "correction",
      "additionalData",
    ]);
  });

  it("say by path what has no place in a credit note", () => {
    expect(pathsOf(anInvoiceWithAdditions({ kind: "CREDIT_NOTE", typeCode: "381" }))).toEqual([
      "correction.effect",
      "correction.linesBefore",
      "correction.method",
      "contractReferences.0.lineNumbers",
      "installments.0.meansCode",
      "parties.0",
      "parties.1",
      "parties.2",
      "prepayments",
      "otherTaxes",
      "additionalData",
    ]);
  });

  it.each<[string, Invoice, string]>([
    ["a second party of a role", anInvoice({ parties: [agent, agent] }), "parties.1"],
    [
      "the share of a party",
      anInvoice({ parties: [{ ...agent, sharePercentage: "50" }] }),
      "parties.0.sharePercentage",
    ],
    ["the words for a role", anInvoice({ parties: [{ ...agent, roleText: "Broker" }] }), "parties.0.roleText"],
    [
      "the lines of a tax",
      anInvoice({ otherTaxes: [{ ...withheld, lineNumbers: ["1"] }] }),
      "otherTaxes.0.lineNumbers",
    ],
    ["the VAT on a tax", anInvoice({ otherTaxes: [{ ...withheld, vat: { category: "E" } }] }), "otherTaxes.0.vat"],
    ["a tax of another kind", anInvoice({ otherTaxes: [{ ...withheld, kind: "STAMP" }] }), "otherTaxes.0"],
    ["a correction without a reason", aCreditNote({ correction: difference }), "correction.method"],
    ["how an invoice corrects", anInvoice({ correction: { ...difference, reason: "Price" } }), "correction"],
  ])("cannot carry %s, and say so", (_, invoice, path) => {
    expect(writeUbl(invoice).violations).toMatchObject([{ rule: "UBL-CAPACITY", path: path.split(".") }]);
  });

  it("leave extensions to their own system without a word", () => {
    const invoice = anInvoice({ extensions: { myInvois: { customsForm: "K1" } } });

    expect(writeUbl(invoice).violations).toEqual([]);
    expect(textOf(invoice)).toBe(textOf(anInvoice()));
  });

  it("have a carrier where there is no delivery, and beside one", () => {
    const parties: readonly RelatedParty[] = [{ ...agent, role: "CARRIER" }];
    const alone = anInvoice({ parties });
    const beside = anInvoice({ parties, delivery: { date: "2026-02-27", partyName: "Warehouse" } });

    expect(textOf(alone)).toMatch(/<cac:Delivery>\s*<cac:CarrierParty>/);
    expect(textOf(beside).match(/<cac:Delivery>/g)).toHaveLength(1);
    for (const invoice of [alone, beside]) expect(invoiceIn(textOf(invoice))).toEqual(invoice);
  });

  it("read the name of a party also where others write it", () => {
    const piece =
      "<cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>Twin</cbc:Name></cac:PartyName></cac:Party></cac:BuyerCustomerParty>";

    const { parties, unmapped } = withPiece(piece, "cac:PaymentMeans");

    expect(parties).toEqual([{ role: "ADDITIONAL_BUYER", name: "Twin", identifiers: [] }]);
    expect(unmapped).toEqual([]);
  });

  it("read payment terms with a day and an amount as an instalment, and their note as BT-20", () => {
    const piece =
      '<cac:PaymentTerms><cbc:Note>In two parts</cbc:Note><cbc:Amount currencyID="EUR">80.00</cbc:Amount><cbc:PaymentDueDate>2026-04-30</cbc:PaymentDueDate></cac:PaymentTerms>' +
      "<cac:PaymentTerms><cbc:PaymentPercent>60</cbc:PaymentPercent><cbc:InstallmentDueDate>2026-05-31</cbc:InstallmentDueDate></cac:PaymentTerms>";
    const { paymentTerms: _, ...withoutTerms } = anInvoice();

    const { installments, paymentTerms, unmapped } = withPiece(piece, "cac:TaxTotal", withoutTerms);

    expect(paymentTerms).toBe("In two parts");
    expect(installments).toEqual([
      { dueDate: "2026-04-30", amount: "80.00" },
      { dueDate: "2026-05-31", percentage: "60" },
    ]);
    expect(unmapped).toEqual([]);
  });

  it("do not take the one day of payment for an instalment", () => {
    const piece = "<cac:PaymentTerms><cbc:PaymentDueDate>2026-04-30</cbc:PaymentDueDate></cac:PaymentTerms>";

    const { installments, unmapped } = withPiece(piece, "cac:TaxTotal");

    expect(installments).toEqual([]);
    expect(unmapped).toMatchObject([{ value: "2026-04-30" }]);
  });

  it("do not take a claim for a third party for a prepayment", () => {
    const claim =
      '<cac:PrepaidPayment><cbc:ID>Parking</cbc:ID><cbc:PaidAmount currencyID="EUR">9.00</cbc:PaidAmount><cbc:InstructionID>Garage</cbc:InstructionID></cac:PrepaidPayment>';

    const { prepayments, unmapped } = withPiece(claim, "cac:TaxTotal");

    expect(prepayments).toEqual([]);
    expect(unmapped.map(({ value }) => value)).toEqual(["Parking", "9.00", "EUR", "Garage"]);
  });

  it("read what is withheld subtotal by subtotal", () => {
    const subtotal = (amount: string, code: string) =>
      `<cac:TaxSubtotal><cbc:TaxAmount currencyID="EUR">${amount}</cbc:TaxAmount><cac:TaxCategory><cac:TaxScheme><cbc:ID>${code}</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>`;
    const total = (amount: string) =>
      `<cac:WithholdingTaxTotal><cbc:TaxAmount currencyID="EUR">${amount}</cbc:TaxAmount>${subtotal("20.00", "RT01")}${subtotal("5.00", "RT03")}</cac:WithholdingTaxTotal>`;

    expect(withPiece(total("25.00"), "cac:LegalMonetaryTotal").otherTaxes).toEqual([
      { ...withheld, code: "RT01" },
      { ...withheld, amount: "5.00", code: "RT03" },
    ]);
    const { otherTaxes, unmapped } = withPiece(total("26.00"), "cac:LegalMonetaryTotal");
    expect(otherTaxes).toEqual([]);
    expect(unmapped.filter(({ value }) => /^\d/.test(value)).map(({ value }) => value)).toEqual([
      "26.00",
      "20.00",
      "5.00",
    ]);
  });

  it.each([
    [
      "a prepayment in another currency",
      '<cac:PrepaidPayment><cbc:PaidAmount currencyID="USD">9.00</cbc:PaidAmount></cac:PrepaidPayment>',
      ["9.00", "USD"],
    ],
    [
      "a prepayment on no day",
      "<cac:PrepaidPayment><cbc:PaidAmount>9.00</cbc:PaidAmount><cbc:PaidDate>soon</cbc:PaidDate></cac:PrepaidPayment>",
      ["9.00", "soon"],
    ],
    [
      "a party without a country",
      "<cac:BuyerCustomerParty><cac:Party><cac:PostalAddress><cbc:CityName>Gent</cbc:CityName></cac:PostalAddress><cac:PartyLegalEntity><cbc:RegistrationName>Twin</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:BuyerCustomerParty>",
      ["Gent", "Twin"],
    ],
  ])("refuse no document for %s: it stays unmapped", (_, piece, values) => {
    const invoice = withPiece(piece, piece.startsWith("<cac:Buyer") ? "cac:PaymentMeans" : "cac:TaxTotal");

    expect([invoice.prepayments, invoice.parties]).toEqual([[], []]);
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(values);
  });

  it("keep a sub-line that is none unmapped, and read its siblings", () => {
    const line = anInvoiceLine({ subLines: [anInvoiceLine({ id: "1.1" }), anInvoiceLine({ id: "1.2" })] });
    const xml = textOf(anInvoice({ lines: [line] }));
    const broken = xml.replace(/(<cbc:ID>1\.1<\/cbc:ID>\s*)<cbc:InvoicedQuantity.*?<\/cbc:InvoicedQuantity>/, "$1");

    const { lines, unmapped } = invoiceIn(broken);

    expect(broken).not.toBe(xml);
    expect(lines[0]?.subLines.map(({ id }) => id)).toEqual(["1.2"]);
    expect(unmapped[0]).toEqual({ path: "/Invoice/cac:InvoiceLine/cac:SubInvoiceLine[1]/cbc:ID", value: "1.1" });
  });
});

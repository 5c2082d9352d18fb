import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { writeMyInvoisJson } from "../../../providers/myinvois/ubl-json/ubl-json.js";
import { aBuyer, aMalaysianInvoice, anOrder, aSeller } from "./a-malaysian-invoice.js";
import { openMyInvois, type OpenMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

// Elements are lists in the UBL JSON; only the tests read it without a shape.
function rootOf(invoice: Invoice): any {
  const written = writeMyInvoisJson(invoice);
  if (!("text" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return JSON.parse(written.text).Invoice[0];
}

function violationsOf(invoice: Invoice): string[] {
  const written = writeMyInvoisJson(invoice);
  return ("violations" in written ? written.violations : []).map(({ path }) => (path ?? []).join("."));
}

const recipient = {
  role: "RECIPIENT" as const,
  name: "Gudang Utara",
  identifiers: [{ scheme: "MY:TIN", value: "C11361879050" }],
  legalRegistration: { scheme: "MY:BRN", value: "201901234567" },
  address: aBuyer().address,
};

/** Uses everything that MyInvois asks for or takes beyond EN 16931, and adds up. */
function aFullInvoice(changes: Partial<Invoice> = {}): Invoice {
  const plain = aMalaysianInvoice();
  return aMalaysianInvoice({
    extensions: {
      myInvois: {
        billReference: "BILL-8",
        billingFrequency: "Monthly",
        customsForm1: "K1-77",
        customsForm2: "K2-5",
        freeTradeAgreement: "ASEAN-Australia-New Zealand FTA",
        incoterms: "CIF",
        authorisationNumber: "CPT-CCN-W-1",
      },
    },
    seller: aSeller({
      identifiers: [{ scheme: "MY:TIN", value: "C20880050010" }],
      extensions: { myInvois: { industryCode: "55101", industryDescription: "Hotels and resort hotels" } },
    }),
    vatBreakdown: plain.vatBreakdown.map((entry) =>
      entry.rate === "8" ? { ...entry, extensions: { myInvois: { kind: "HIGH_VALUE_GOODS_TAX" } } } : entry,
    ),
    otherTaxes: [{ kind: "TOURISM", amount: "20.00", lineNumbers: ["2"] }],
    prepayments: [
      { amount: "1000.00", date: "2026-01-10", time: "00:30:00+08:00", reference: "ADV-1" },
      { amount: "200.00", date: "2026-01-12" },
    ],
    totals: { ...plain.totals, paidAmount: "1200.00", payable: "2996.50" },
    parties: [recipient],
    ...changes,
  });
}

describe("MyInvois JSON beyond EN 16931", () => {
  const root = rootOf(aFullInvoice());

  it("names the seller's industry from its extension", () => {
    expect(root.AccountingSupplierParty[0].Party[0].IndustryClassificationCode).toEqual([
      { _: "55101", name: "Hotels and resort hotels" },
    ]);
  });

  it("carries what customs ask for", () => {
    expect(root.AdditionalDocumentReference).toEqual([
      { ID: [{ _: "K1-77" }], DocumentType: [{ _: "CustomsImportForm" }] },
      {
        ID: [{ _: "FTA" }],
        DocumentType: [{ _: "FreeTradeAgreement" }],
        DocumentDescription: [{ _: "ASEAN-Australia-New Zealand FTA" }],
      },
      { ID: [{ _: "K2-5" }], DocumentType: [{ _: "K2" }] },
      { ID: [{ _: "CIF" }] },
    ]);
    expect(root.AccountingSupplierParty[0].AdditionalAccountID).toEqual([
      { _: "CPT-CCN-W-1", schemeAgencyName: "CertEX" },
    ]);
  });

  it("names the bill and how often it comes", () => {
    expect(root.BillingReference).toEqual([{ AdditionalDocumentReference: [{ ID: [{ _: "BILL-8" }] }] }]);
    expect(root.InvoicePeriod[0].Description).toEqual([{ _: "Monthly" }]);
  });

  it("states every payment made before with its moment in UTC", () => {
    expect(root.PrepaidPayment).toEqual([
      {
        ID: [{ _: "ADV-1" }],
        PaidAmount: [{ _: 1000, currencyID: "MYR" }],
        PaidDate: [{ _: "2026-01-09" }],
        PaidTime: [{ _: "16:30:00Z" }],
      },
      { PaidAmount: [{ _: 200, currencyID: "MYR" }], PaidDate: [{ _: "2026-01-12" }] },
    ]);
  });

  it("counts taxes beside VAT in its totals, and on the one line they are about", () => {
    const subtotals = root.TaxTotal[0].TaxSubtotal.map(({ TaxCategory, TaxAmount }: any) => [
      TaxCategory[0].ID[0]._,
      TaxAmount[0]._,
    ]);
    const lineTaxes = root.InvoiceLine.map(({ TaxTotal }: any) => TaxTotal[0].TaxAmount[0]._);

    expect(subtotals).toContainEqual(["03", 20]);
    expect(root.TaxTotal[0].TaxAmount[0]._).toBe(391.97);
    expect(root.LegalMonetaryTotal[0].TaxInclusiveAmount[0]._).toBe(4216.46);
    expect(root.LegalMonetaryTotal[0].PayableAmount[0]._).toBe(3016.5);
    expect(lineTaxes).toEqual([370.03, 20.34, 0]);
  });

  it("leaves a tax about several lines, or about all, to the document", () => {
    const tax = { kind: "TOURISM" as const, amount: "20.00" };
    const lineTaxesOf = (...lineNumbers: string[]) =>
      rootOf(aMalaysianInvoice({ otherTaxes: [{ ...tax, lineNumbers }] })).InvoiceLine.map(
        ({ TaxTotal }: any) => TaxTotal[0].TaxAmount[0]._,
      );

    expect([lineTaxesOf("1", "2"), lineTaxesOf()]).toEqual([
      [370.03, 0.34, 0],
      [370.03, 0.34, 0],
    ]);
  });

  it("takes the tax that the invoice names for a category and rate, on its lines too", () => {
    const types = root.InvoiceLine.map(({ TaxTotal }: any) => TaxTotal[0].TaxSubtotal[0].TaxCategory[0].ID[0]._);

    expect(types).toEqual(["01", "04", "E"]);
  });

  it("sends the goods to a related party that receives them, by its tax numbers", () => {
    expect(root.Delivery[0].DeliveryParty[0]).toMatchObject({
      PartyLegalEntity: [{ RegistrationName: [{ _: "Gudang Utara" }] }],
      PartyIdentification: [
        { ID: [{ _: "C11361879050", schemeID: "TIN" }] },
        { ID: [{ _: "201901234567", schemeID: "BRN" }] },
      ],
      PostalAddress: [{ CityName: [{ _: "George Town" }] }],
    });
  });

  it("makes a credit note a refund note where its extension says so", () => {
    const precedingInvoices = [{ number: "INV-1", clearanceId: "NA" }];
    const typeOf = (typeCode: string, isRefund: boolean) =>
      rootOf(aMalaysianInvoice({ typeCode, precedingInvoices, extensions: { myInvois: { isRefund } } }))
        .InvoiceTypeCode[0]._;

    expect([typeOf("381", true), typeOf("261", true), typeOf("381", false)]).toEqual(["04", "14", "02"]);
  });

  it("puts the parts of an address that have no line of their own into three lines", () => {
    const address = {
      ...aBuyer().address,
      line1: "Lebuh Pantai",
      buildingNumber: "12",
      line2: "Level 3",
      additionalNumber: "7441",
      district: "Timur Laut",
      postBox: "PO 88",
    };

    const customer = rootOf(aMalaysianInvoice({ buyer: aBuyer({ address }) })).AccountingCustomerParty[0].Party[0];

    expect(customer.PostalAddress[0].AddressLine.map(({ Line }: any) => Line[0]._)).toEqual([
      "12 Lebuh Pantai",
      "Level 3, 7441, Timur Laut",
      "PO 88",
    ]);
  });

  const [line] = aMalaysianInvoice().lines;
  it.each<[string, Partial<Invoice>, string]>([
    ["a factor", { parties: [{ ...recipient, role: "FACTOR" }] }, "parties.0"],
    ["two recipients", { parties: [recipient, recipient] }, "parties.1"],
    ["a recipient without TIN", { parties: [{ ...recipient, identifiers: [] }] }, "parties.0.identifiers"],
    ["a stamp duty", { otherTaxes: [{ kind: "STAMP", amount: "1.00", lineNumbers: [] }] }, "otherTaxes.0.kind"],
    [
      "a code of no tax",
      { otherTaxes: [{ kind: "TOURISM", code: "07", amount: "1.00", lineNumbers: [] }] },
      "otherTaxes.0.kind",
    ],
    [
      "a tax on a tax",
      { otherTaxes: [{ kind: "SALES", amount: "1.00", vat: { category: "S", rate: "8" }, lineNumbers: [] }] },
      "otherTaxes.0.vat",
    ],
    [
      "a payment at a time without a day",
      { prepayments: [{ amount: "1.00", time: "10:00:00" }] },
      "prepayments.0.time",
    ],
    [
      "a payment at no moment",
      { prepayments: [{ amount: "1.00", date: "2026-01-10", time: "late" }] },
      "prepayments.0.time",
    ],
    ["parts of a line", { lines: [{ ...line!, subLines: [line!] }] }, "lines.0.subLines"],
    ["lines of before", { correction: { method: "BEFORE_AFTER", linesBefore: [line!] } }, "correction.method"],
    [
      "the industry of a buyer",
      { buyer: aBuyer({ extensions: { myInvois: { industryCode: "46510" } } }) },
      "buyer.extensions.myInvois.industryCode",
    ],
    [
      "a tax named for an exemption",
      {
        vatBreakdown: aMalaysianInvoice().vatBreakdown.map((entry) => ({
          ...entry,
          ...(entry.category === "E" && { extensions: { myInvois: { kind: "SALES_TAX" } } }),
        })),
      },
      "vatBreakdown.2.extensions.myInvois.kind",
    ],
    ["a refund that is no credit note", { extensions: { myInvois: { isRefund: true } } }, "typeCode"],
  ])("refuses %s by its path", (_case, changes, path) => {
    expect(violationsOf(aMalaysianInvoice(changes))).toEqual([path]);
  });

  it("leaves what is between the parties with the gateway", () => {
    const withNotes = aMalaysianInvoice({
      installments: [{ dueDate: "2026-02-15", amount: "1.00" }],
      additionalData: [{ key: "Delivery note", value: "D-6" }],
      correction: { reason: "Too few", method: "DIFFERENCE", linesBefore: [] },
    });

    expect(rootOf(withNotes)).toEqual(rootOf(aMalaysianInvoice()));
  });

  it("does not read what was stored in another shape", () => {
    const stored = aMalaysianInvoice({ extensions: { myInvois: { incoterms: "GOLD" } } });

    expect(() => writeMyInvoisJson(stored)).toThrow("incoterms");
  });
});

describe("the MyInvois simulator and an invoice beyond EN 16931", () => {
  let open: OpenMyInvois;
  afterEach(() => open.close());

  const verdictOn = async (invoice: Invoice, edit: (text: string) => string = (text) => text) => {
    open = await openMyInvois();
    const order = anOrder(invoice);
    const bytes = Buffer.from(edit(Buffer.from(order.document.bytes).toString("utf8")));
    const reference = await submitAccepted({ ...order, document: { ...order.document, bytes } }, open);
    const [report] = await pollToEnd([reference], open);
    return [report?.status, report?.rejection?.message];
  };

  it("finds it valid", async () => {
    expect(await verdictOn(aFullInvoice())).toEqual(["Valid", undefined]);
  });

  it.each<[string, string, string, string]>([
    ["an industry that is no code", '"_":"55101"', '"_":"5510"', "ItemCode 5510 does not exist"],
    ["an industry without words", '"name":"Hotels and resort hotels"', '"name":""', "the industry in words"],
    ["a payment at a time that is not in UTC", '"16:30:00Z"', '"16:30:00"', "16:30:00 is not a time in UTC"],
    ["a payment on no day", '"2026-01-12"', '"12.01.2026"', "12.01.2026 is not a date"],
    ["a customs form without number", '"ID":[{"_":"K2-5"}],', "", "AdditionalDocumentReference.ID is mandatory"],
    [
      "a tax of a line that is none",
      '"Percent":[{"_":8}],"TaxCategory":[{"ID":[{"_":"04"}]',
      '"Percent":[{"_":8}],"TaxCategory":[{"ID":[{"_":"40"}]',
      "ItemCode 40 does not exist",
    ],
    ["a total that does not count every tax", '"_":4216.46', '"_":4196.46', "TaxInclusiveAmount is 4196.46"],
  ])("finds it invalid with %s", async (_case, from, to, message) => {
    const [status, said] = await verdictOn(aFullInvoice(), (text) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    });

    expect(status).toBe("Invalid");
    expect(said).toContain(message);
  });
});

const officialSample = new URL("../../../../shared/specs/myinvois/samples/1.0-Invoice-Sample.json", import.meta.url);

/** Every path of element names, without positions. */
function pathsIn(node: unknown, path = ""): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => pathsIn(each, path));
  if (typeof node !== "object" || node === null) return [path];
  return Object.entries(node).flatMap(([name, member]) => pathsIn(member, `${path}/${name}`));
}

describe.skipIf(!existsSync(officialSample))(
  "MyInvois JSON beyond EN 16931 beside the official sample (skipped when ../shared/specs/myinvois is not there)",
  () => {
    it("uses no element that the sample does not have", () => {
      const sample = new Set(pathsIn(JSON.parse(readFileSync(officialSample, "utf8")).Invoice[0]));

      expect(pathsIn(rootOf(aFullInvoice())).filter((path) => !sample.has(path))).toEqual([]);
    });
  },
);

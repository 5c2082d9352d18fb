import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readAnyUbl } from "../../../src/formats/read-any-ubl.js";
import { readDocument } from "../../../src/formats/read-document.js";

const golden = readFileSync(
  new URL("../../../providers/myinvois/fixtures/invoice.ubl.golden", import.meta.url),
  "utf8",
);

// Elements are lists in the UBL JSON; only the tests change it without a shape.
function read(change: (invoice: any) => void = () => {}): Invoice {
  const document = JSON.parse(golden);
  change(document.Invoice[0]);
  const result = readAnyUbl(Buffer.from(JSON.stringify(document), "utf8"), "JSON");
  if ("violations" in result) throw new Error(result.violations[0]?.message);
  return result.invoice;
}

const leaf = (value: unknown, attributes: object = {}) => [{ _: value, ...attributes }];
const ringgit = (value: number) => leaf(value, { currencyID: "MYR" });

/** The same in XML, element by element. */
function toXml(name: string, node: any): string {
  const members = Object.entries<any>(node);
  const attributes = members.filter(([member, value]) => member !== "_" && !Array.isArray(value));
  const children = members.filter(([, value]) => Array.isArray(value));
  const prefix = "_" in node ? "cbc:" : "cac:";
  const qualified = name === "Invoice" ? name : `${prefix}${name}`;
  const inside = children.flatMap(([member, list]) => list.map((each: unknown) => toXml(member, each))).join("");
  const written = attributes.map(([member, value]) => ` ${member}="${value}"`).join("");
  return `<${qualified}${name === "Invoice" ? namespaces : ""}${written}>${node._ ?? inside}</${qualified}>`;
}

const schema = "urn:oasis:names:specification:ubl:schema:xsd:";
const namespaces = ` xmlns="${schema}Invoice-2" xmlns:cac="${schema}CommonAggregateComponents-2" xmlns:cbc="${schema}CommonBasicComponents-2"`;

describe("reading a document of MyInvois", () => {
  it("finds an invoice whose sums agree, and loses nothing", () => {
    const invoice = read();

    expect(invoice).toMatchObject({
      number: "INV-2026-0117",
      issueDate: "2026-01-30",
      issueTime: "23:15:00Z",
      kind: "INVOICE",
      typeCode: "380",
      seller: {
        identifiers: [
          { scheme: "MY:TIN", value: "C20880050010" },
          { scheme: "MY:SST", value: "W10-1808-32000001" },
        ],
        legalRegistration: { scheme: "MY:BRN", value: "202001234567" },
        address: { line2: "Seksyen 7", subdivision: "MY-10", countryCode: "MY" },
        extensions: { myInvois: { industryCode: "46510" } },
      },
      payment: { meansCode: "30", creditTransfers: [{ account: "514012345678" }] },
      charges: [{ amount: "20", reason: "Delivery", vat: { category: "S", rate: "8" } }],
      vatBreakdown: [
        { category: "S", rate: "10", taxAmount: "370.03" },
        { category: "S", rate: "8", taxAmount: "1.94" },
        { category: "E", rate: "0", exemptionReason: "Exempt under Schedule A" },
      ],
      totals: { payable: "4196.5", roundingAmount: "0.04" },
      unmapped: [],
    });
    expect(invoice.lines[0]?.allowances).toEqual([{ amount: "50", percentage: "1.5", reason: "Loyalty" }]);
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("finds the same in its XML", () => {
    const xml = Buffer.from(toXml("Invoice", JSON.parse(golden).Invoice[0]), "utf8");

    expect(readAnyUbl(xml, "UBL")).toEqual({ invoice: read() });
    expect(readDocument({ bytes: xml })).toEqual({ invoice: read(), syntax: "UBL" });
  });

  it("lists what the model has no place for, and passes over a signature", () => {
    const { unmapped } = read((invoice) => {
      invoice.Delivery = [{ Shipment: [{ ID: leaf("1234") }] }];
      invoice.AdditionalDocumentReference = [{ ID: leaf("D-1"), DocumentType: leaf("Permit") }];
      invoice.InvoiceLine[0].Item[0].Name = leaf("Laptop");
      invoice.PaymentMeans.push({ PaymentMeansCode: leaf("01") });
      invoice.Signature = [{ ID: leaf("urn:oasis:names:specification:ubl:signature:Invoice") }];
      invoice.UBLExtensions = [
        {
          UBLExtension: [
            { ExtensionContent: [{ UBLDocumentSignatures: [{ SignatureInformation: [{ ID: leaf("1") }] }] }] },
          ],
        },
      ];
    });

    expect(unmapped).toEqual([
      { path: "/Invoice/cac:PaymentMeans[2]/cbc:PaymentMeansCode", value: "01" },
      { path: "/Invoice/cac:InvoiceLine[1]/cac:Item/cbc:Name", value: "Laptop" },
      { path: "/Invoice/cac:Delivery/cac:Shipment/cbc:ID", value: "1234" },
      { path: "/Invoice/cac:AdditionalDocumentReference/cbc:ID", value: "D-1" },
      { path: "/Invoice/cac:AdditionalDocumentReference/cbc:DocumentType", value: "Permit" },
    ]);
  });

  it("lists what contradicts the rest", () => {
    const { unmapped } = read((invoice) => {
      invoice.InvoiceLine[0].ItemPriceExtension = [{ Amount: ringgit(9) }];
      invoice.InvoiceLine[1].TaxTotal[0].TaxSubtotal[0].TaxableAmount = ringgit(8);
      invoice.InvoiceLine[2].TaxTotal[0].TaxSubtotal[0].Percent = leaf(6);
    });

    expect(unmapped.map(({ path, value }) => [path.split(":").at(-1), value])).toEqual([
      ["Amount", "9"],
      ["Amount/@currencyID", "MYR"],
      ["TaxableAmount", "8"],
      ["TaxableAmount/@currencyID", "MYR"],
      ["Percent", "6"],
    ]);
  });

  it("takes only what fits into MyInvois' own fields", () => {
    const invoice = read((document) => {
      document.InvoicePeriod[0].Description = leaf("x".repeat(51));
      document.AccountingSupplierParty[0].Party[0].IndustryClassificationCode = leaf("NA", { name: "None" });
    });

    expect(invoice.extensions).toBeUndefined();
    expect(invoice.seller.extensions).toBeUndefined();
    expect(invoice.unmapped.map(({ value }) => value)).toEqual(["x".repeat(51), "NA", "None"]);
  });

  it.each([
    ["02", { typeCode: "381", kind: "CREDIT_NOTE" }],
    ["03", { typeCode: "383", kind: "INVOICE" }],
    ["04", { typeCode: "381", kind: "CREDIT_NOTE", extensions: { myInvois: { isRefund: true } } }],
    ["11", { typeCode: "389", kind: "INVOICE" }],
    ["14", { typeCode: "261", kind: "CREDIT_NOTE", extensions: { myInvois: { isRefund: true } } }],
  ])("knows a document of type %s", (type, expected) => {
    expect(read((document) => (document.InvoiceTypeCode[0]._ = type))).toMatchObject(expected);
  });

  it.each([
    ["01", { meansCode: "10" }],
    ["06", { meansCode: "ZZZ", meansText: "E-wallet" }],
    ["99", { meansCode: "ZZZ" }],
  ])("knows the way of paying %s", (mode, expected) => {
    expect(read((document) => (document.PaymentMeans[0].PaymentMeansCode[0]._ = mode)).payment).toMatchObject(expected);
  });

  it("tells a tax on top from what stands for VAT, wherever it stands", () => {
    const tourism = {
      TaxableAmount: ringgit(0),
      TaxAmount: ringgit(10),
      TaxCategory: [{ ID: leaf("03") }],
    };
    const invoice = read((document) => {
      document.InvoiceLine[1].TaxTotal[0].TaxSubtotal.unshift(tourism);
      document.InvoiceLine[1].TaxTotal[0].TaxAmount = ringgit(10.34);
      document.TaxTotal[0].TaxSubtotal.push(tourism);
      document.TaxTotal[0].TaxAmount = ringgit(381.97);
      document.LegalMonetaryTotal[0].TaxInclusiveAmount = ringgit(4206.46);
      document.LegalMonetaryTotal[0].PayableAmount = ringgit(4206.5);
    });

    expect(invoice.lines[1]?.vat).toEqual({ category: "S", rate: "8" });
    expect(invoice.otherTaxes).toEqual([
      { kind: "TOURISM", code: "03", amount: "10", baseAmount: "0", lineNumbers: ["2"] },
    ]);
    expect(invoice.totals).toMatchObject({ vatAmount: "371.97", taxInclusive: "4196.46", payable: "4196.5" });
    expect(invoice.unmapped).toEqual([]);
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("finds the tax of every allowance and charge in what the sums have beyond the lines", () => {
    const charge = (amount: number, isCharge = true) => ({ ChargeIndicator: leaf(isCharge), Amount: ringgit(amount) });
    const { allowances, charges } = read((document) => {
      document.AllowanceCharge = [charge(4), charge(5), charge(1), charge(3, false)];
      const [sales, service, exempt] = document.TaxTotal[0].TaxSubtotal;
      sales.TaxableAmount = ringgit(3705.3);
      service.TaxableAmount = ringgit(9.19);
      exempt.TaxableAmount = ringgit(97);
    });

    expect(charges.map(({ amount, vat }) => [amount, vat.rate])).toEqual([
      ["4", "10"],
      ["5", "8"],
      ["1", "10"],
    ]);
    expect(allowances).toEqual([{ amount: "3", vat: { category: "E", rate: "0" } }]);
  });

  it.each([
    ["an amount that is no number", "many", "LHDN-NUMBER"],
    ["an amount beyond all bounds", 1e300, "LHDN-NUMBER"],
  ])("refuses %s", (_case, amount, rule) => {
    const document = JSON.parse(golden);
    document.Invoice[0].LegalMonetaryTotal[0].PayableAmount[0]._ = amount;

    expect(readAnyUbl(Buffer.from(JSON.stringify(document)), "JSON")).toMatchObject({
      violations: [{ rule, xpath: "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount" }],
    });
  });

  it("leaves an invoice of the standard to the standard's reader", () => {
    const document = JSON.parse(golden);
    delete document.Invoice[0].InvoiceTypeCode[0].listVersionID;

    const read = readAnyUbl(Buffer.from(JSON.stringify(document)), "JSON");

    expect("violations" in read && read.violations.length).toBeGreaterThan(0);
  });
});

const samples = new URL("../../../../shared/specs/myinvois/samples/", import.meta.url);
const areThere = existsSync(samples);
if (!areThere) console.warn("SKIPPED: the samples of MyInvois are not at ../shared/specs/myinvois/samples.");

describe.skipIf(!areThere)("the official samples of MyInvois", () => {
  it.each(areThere ? readdirSync(samples) : [])("%s is read, and nothing of it is lost", (name) => {
    const bytes = readFileSync(new URL(name, samples));

    const result = readAnyUbl(bytes, name.endsWith(".xml") ? "UBL" : "JSON");

    if ("violations" in result) throw new Error(result.violations[0]?.message);
    const known = JSON.stringify(result.invoice);
    const values = name.endsWith(".xml")
      ? [
          ...bytes
            .toString("utf8")
            .matchAll(/<cbc:(?:Line|RegistrationName|Telephone|Note|AllowanceChargeReason)>([^<]+)</g),
        ].map(([, value]) => value!)
      : ["Lot 66", "+60123456789", "Payment method is cash", "Service charge", "Laptop Peripherals"];
    expect(values.length).toBeGreaterThan(3);
    for (const value of values) expect(known).toContain(value);
  });
});

import { describe, expect, it } from "vitest";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { readUbl, readUblFragment } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { anInvoice } from "../../builders/an-invoice.js";

const encode = (text: string) => new TextEncoder().encode(text);
const complete = new TextDecoder().decode(writeUbl(aCompleteInvoice()).bytes);
const plain = new TextDecoder().decode(writeUbl(anInvoice()).bytes);

const findingsOf = (xml: string) => {
  const reading = readUbl(encode(xml));
  if (!("invoice" in reading)) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return (reading.findings ?? []).map(({ rule, xpath }) => `${rule} ${xpath}`);
};

const replaced = (from: string | RegExp, to: string, xml = plain) => {
  const changed = xml.replace(from, to);
  expect(changed).not.toBe(xml);
  return changed;
};

const vatScheme =
  "<cac:PartyTaxScheme><cbc:CompanyID>BE1</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>";
const means = (code: string, id: string) =>
  `<cac:PaymentMeans><cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode><cbc:PaymentID>${id}</cbc:PaymentID></cac:PaymentMeans>`;
const reference = (content: string) =>
  `<cac:AdditionalDocumentReference>${content}</cac:AdditionalDocumentReference><cac:AccountingSupplierParty>`;
const party = "/Invoice/cac:AccountingSupplierParty/cac:Party";

describe("the rules of a UBL document that the model cannot show", () => {
  it("are kept by what we write", () => {
    expect(findingsOf(plain)).toEqual([]);
    expect(findingsOf(complete)).toEqual([]);
  });

  it.each([
    ["a seller with two VAT identifiers", /(<cac:PartyLegalEntity>)/, `${vatScheme}$1`, "UBL-SR-12 /Invoice"],
    [
      "a seller with three tax registrations",
      /(<cac:PartyLegalEntity>)/,
      `${vatScheme.replace("VAT", "A")}${vatScheme.replace("VAT", "B")}$1`,
      `UBL-SR-42 ${party}`,
    ],
    ["another remittance information", "<cac:TaxTotal>", `${means("30", "other")}<cac:TaxTotal>`, "UBL-SR-44 /Invoice"],
    [
      "another code of payment means",
      "<cac:TaxTotal>",
      `${means("58", "+++090/9337/55493+++")}<cac:TaxTotal>`,
      "UBL-SR-47 /Invoice",
    ],
    [
      "a type code that means nothing",
      "<cac:AccountingSupplierParty>",
      reference("<cbc:ID>1</cbc:ID><cbc:DocumentTypeCode>99</cbc:DocumentTypeCode>"),
      "UBL-SR-43 /Invoice/cac:AdditionalDocumentReference",
    ],
    [
      "a country where the model has no place for one",
      "</cac:PartyLegalEntity>",
      "<cac:RegistrationAddress><cac:Country><cbc:IdentificationCode>XX</cbc:IdentificationCode></cac:Country>" +
        "</cac:RegistrationAddress></cac:PartyLegalEntity>",
      `BR-CL-14 ${party}/cac:PartyLegalEntity/cac:RegistrationAddress/cac:Country/cbc:IdentificationCode`,
    ],
  ])("are broken by %s", (_, from, to, finding) => {
    expect(findingsOf(replaced(from, to))).toEqual([finding]);
  });

  it("allow more decimals in a price, and not in an amount", () => {
    expect(findingsOf(replaced(/(<cbc:PriceAmount[^>]*>)100.00/, "$1100.00001"))).toEqual([]);
    expect(findingsOf(replaced(/(<cbc:LineExtensionAmount[^>]*>)200.00/, "$1200.001"))).toEqual([
      "UBL-DT-01 /Invoice/cac:InvoiceLine[1]/cbc:LineExtensionAmount",
    ]);
  });

  it("leave a country's own schemes to its provider", () => {
    const identification = "<cac:PartyIdentification><cbc:ID schemeID='MY:TIN'>1</cbc:ID></cac:PartyIdentification>";
    const at = (xml: string) => replaced(/(<cac:PostalAddress>)/, `${xml}$1`);

    expect(findingsOf(at(identification))).toEqual([]);
    expect(findingsOf(at(identification.replace("MY:TIN", "TIN")))).toEqual([
      `BR-CL-10 ${party}/cac:PartyIdentification/cbc:ID`,
    ]);
  });
});

describe("a fragment of a UBL document", () => {
  const fragment = (content: string) => {
    const xml = plain.replace(/(<Invoice[^>]*>)[^]*(<\/Invoice>)/, `$1${content}$2`);
    const parsed = parseXml(encode(xml));
    if ("problem" in parsed) throw new Error(parsed.problem.message);
    return readUblFragment(parsed.root);
  };

  it("is read with nothing where something mandatory is missing, for rules to say so", () => {
    const { invoice, violations } = fragment("<cbc:ID>F-1</cbc:ID>");

    expect(invoice).toMatchObject({
      number: "F-1",
      issueDate: "",
      process: { specification: "" },
      seller: { name: "", address: { countryCode: "" } },
      lines: [],
    });
    expect(violations.map(({ rule }) => rule)).toContain("BR-03");
    expect(invoice && checkInvoice(invoice).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["BR-01", "BR-03", "BR-06", "BR-16"]),
    );
  });

  it("is the whole document where nothing is missing", () => {
    const content = /<Invoice[^>]*>([^]*)<\/Invoice>/.exec(complete)?.[1] ?? "";

    expect(fragment(content)).toEqual({ invoice: aCompleteInvoice(), violations: [] });
  });
});

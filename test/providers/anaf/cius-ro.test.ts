import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { compileXsd } from "../../../src/infrastructure/rule-packs/xsd.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { DocumentContent } from "../../../src/provider-kit/provider.js";
import { asCiusRo } from "../../../providers/anaf/cius-ro/cius-ro.js";
import provider from "../../../providers/anaf/index.js";
import { aBuyer, aRomanianInvoice, aSeller } from "./a-romanian-invoice.js";

const sample = aRomanianInvoice();
const [line] = sample.lines;

const textOf = (invoice: Invoice): string => {
  const prepared = provider.prepare({ invoice });
  if (!("document" in prepared)) throw new Error(prepared.violations.map(({ message }) => message).join("; "));
  return Buffer.from(prepared.document.bytes).toString("utf8");
};

const violationsOf = (invoice: Invoice, raw?: DocumentContent) => {
  const prepared = provider.prepare({ invoice, ...(raw && { raw }) });
  const found = "violations" in prepared ? prepared.violations : [];
  return found.map(({ rule, message, path: place }) => `${rule} ${message.split(":")[0]} ${place?.join(".")}`);
};

const sellerAt = (address: Partial<Invoice["seller"]["address"]>) =>
  aRomanianInvoice({ seller: aSeller({ address: { ...sample.seller.address, ...address } }) });
const buyerAt = (address: Partial<Invoice["buyer"]["address"]>) =>
  aRomanianInvoice({ buyer: aBuyer({ address: { ...sample.buyer.address, ...address } }) });

const without = <Thing extends object, Key extends keyof Thing>(thing: Thing, ...keys: Key[]): Omit<Thing, Key> =>
  Object.fromEntries(Object.entries(thing).filter(([key]) => !keys.includes(key as Key))) as Omit<Thing, Key>;

describe("an invoice for Romania", () => {
  it("is written as the golden document", () => {
    const golden = readFileSync(new URL("./golden/invoice.xml", import.meta.url), "utf8");

    expect(textOf(sample)).toBe(golden);
    expect(checkInvoice(sample)).toEqual([]);
  });

  it.each<[string, Invoice]>([
    ["BR-RO-010 BT-1 number", aRomanianInvoice({ number: "FARA-NUMAR" })],
    ["BR-RO-020 BT-3 typeCode", aRomanianInvoice({ typeCode: "386" })],
    ["BR-RO-020 BT-3 typeCode", aRomanianInvoice({ kind: "CREDIT_NOTE", typeCode: "380" })],
    ["BR-RO-030 BT-6 vatAccountingCurrencyCode", aRomanianInvoice({ currencyCode: "EUR" })],
    ["BR-RO-040 BT-8 taxPointDateCode", aRomanianInvoice({ taxPointDateCode: "5" })],
    ["BR-RO-065 BT-31 seller.vatIdentifier", aRomanianInvoice({ seller: without(sample.seller, "vatIdentifier") })],
    [
      "BR-RO-120 BT-47 buyer.legalRegistration",
      aRomanianInvoice({ buyer: without(sample.buyer, "vatIdentifier", "legalRegistration") }),
    ],
    ["BR-RO-080 BT-35 seller.address.line1", sellerAt({ line1: " " })],
    ["BR-RO-080 BT-50 buyer.address.line1", buyerAt({ line1: "" })],
    ["BR-RO-090 BT-37 seller.address.city", sellerAt({ city: "" })],
    ["BR-RO-090 BT-52 buyer.address.city", buyerAt({ city: "" })],
    ["BR-RO-110 BT-39 seller.address.subdivision", sellerAt({ subdivision: "Cluj" })],
    ["BR-RO-110 BT-39 seller.address.subdivision", sellerAt({ subdivision: "RO-XX" })],
    ["BR-RO-110 BT-54 buyer.address.subdivision", buyerAt({ subdivision: "B" })],
    ["BR-RO-100 BT-52 buyer.address.city", buyerAt({ city: "București" })],
    ["BR-RO-100 BT-37 seller.address.city", sellerAt({ subdivision: "RO-B", city: "SECTOR7" })],
    [
      "BR-RO-180 BT-75 delivery.address.line1",
      aRomanianInvoice({ delivery: { address: { city: "Gent", subdivision: "VOV", countryCode: "BE" } } }),
    ],
    [
      "BR-RO-210 BT-79 delivery.address.subdivision",
      aRomanianInvoice({ delivery: { address: { line1: "Kouter 1", city: "Gent", countryCode: "BE" } } }),
    ],
    [
      "BR-RO-200 BT-77 delivery.address.city",
      aRomanianInvoice({
        delivery: { address: { line1: "Calea 1", city: "Bucuresti", subdivision: "RO-B", countryCode: "RO" } },
      }),
    ],
    [
      "BR-RO-170 BT-68 taxRepresentative.address.subdivision",
      aRomanianInvoice({
        taxRepresentative: {
          name: "R",
          vatIdentifier: "RO80000025",
          address: { line1: "Calea 1", city: "Iasi", countryCode: "RO" },
        },
      }),
    ],
    ["BR-RO-L200 BT-1 number", aRomanianInvoice({ number: "1".repeat(201) })],
    ["BR-RO-L150 BT-50 buyer.address.line1", buyerAt({ line1: "x".repeat(151) })],
    ["BR-RO-L050 BT-37 seller.address.city", sellerAt({ city: "x".repeat(51) })],
    ["BR-RO-L020 BT-38 seller.address.postCode", sellerAt({ postCode: "x".repeat(21) })],
    ["BR-RO-L300 BT-22 notes.1.text", aRomanianInvoice({ notes: [{ text: "a" }, { text: "x".repeat(301) }] })],
    [
      "BR-RO-L1000 BT-33 seller.legalInformation",
      aRomanianInvoice({ seller: aSeller({ legalInformation: "x".repeat(1001) }) }),
    ],
    [
      "BR-RO-L100 BT-153 lines.0.item.name",
      aRomanianInvoice({ lines: [{ ...line!, item: { ...line!.item, name: "x".repeat(101) } }] }),
    ],
    [
      "BR-RO-L050 BT-160 lines.0.item.attributes.0.name",
      aRomanianInvoice({
        lines: [{ ...line!, item: { ...line!.item, attributes: [{ name: "x".repeat(51), value: "v" }] } }],
      }),
    ],
    ["BR-RO-A020 BG-1 notes", aRomanianInvoice({ notes: Array.from({ length: 21 }, () => ({ text: "a" })) })],
    [
      "BR-RO-A500 BG-3 precedingInvoices",
      aRomanianInvoice({ precedingInvoices: Array.from({ length: 501 }, (_, index) => ({ number: `F${index}` })) }),
    ],
  ])("is not made where it breaks %s", (expected, invoice) => {
    expect(violationsOf(invoice)).toEqual([expected]);
  });

  it.each<[string, Invoice]>([
    [
      "counts white space once and characters, not their bytes",
      buyerAt({ line1: `${"ă".repeat(74)}  \n ${"ș".repeat(75)}` }),
    ],
    [
      "asks for no county abroad",
      aRomanianInvoice({
        buyer: aBuyer({
          vatIdentifier: "BE0887290276",
          address: { line1: "Kouter 1", city: "Gent", countryCode: "BE" },
        }),
      }),
    ],
    [
      "takes VAT in RON for another currency",
      aRomanianInvoice({ currencyCode: "EUR", vatAccountingCurrencyCode: "RON" }),
    ],
    ["takes every sector of Bucharest", buyerAt({ city: "SECTOR6" })],
    [
      "takes a seller by its tax registration",
      aRomanianInvoice({ seller: { ...without(sample.seller, "vatIdentifier"), taxRegistration: "8000000000" } }),
    ],
    [
      "takes an unnamed consumer",
      aRomanianInvoice({
        buyer: { ...without(sample.buyer, "vatIdentifier"), legalRegistration: { value: "0000000000000" } },
      }),
    ],
  ])("%s", (_, invoice) => {
    expect(violationsOf(invoice)).toEqual([]);
  });

  it("says what UBL cannot carry instead of leaving it out", () => {
    const additionalData = [{ key: "Comanda interna", value: "7" }];

    expect(violationsOf(aRomanianInvoice({ additionalData }))[0]).toContain("UBL-CAPACITY");
  });
});

describe("a document of the client's own", () => {
  const document = (changes: Partial<DocumentContent>, bytes: Uint8Array): DocumentContent => ({
    format: "UBL",
    mediaType: "application/xml",
    fileName: "factura.xml",
    bytes,
    ...changes,
  });

  it("goes untouched when it is UBL for Romania, or CII", () => {
    const invoice = asCiusRo(sample);
    const ubl = document({}, writeUbl(invoice).bytes);
    const cii = document({ format: "CII" }, writeCii(sample).bytes);

    expect(provider.prepare({ invoice, raw: ubl })).toEqual({ document: ubl });
    expect(provider.prepare({ invoice: sample, raw: cii })).toEqual({ document: cii });
  });

  it("is refused before it is sent when ANAF would refuse it for its specification or format", () => {
    const raw = document({}, writeUbl(sample).bytes);
    const pdf = document({ format: "PDF" }, new Uint8Array());

    expect(violationsOf(sample, raw)).toEqual(["BR-RO-001 BT-24 process.specification"]);
    expect(violationsOf(asCiusRo(sample), pdf)[0]).toMatch(/^DOCUMENT-FORMAT .*raw\.format$/);
  });

  it("is held to the rules of Romania", () => {
    const invoice = asCiusRo(sellerAt({ subdivision: "Cluj" }));

    expect(violationsOf(invoice, document({}, writeUbl(invoice).bytes))).toEqual([
      "BR-RO-110 BT-39 seller.address.subdivision",
    ]);
  });
});

const schemas = path.resolve(import.meta.dirname, "../../../../shared/invoices/ubl-2.1/xsdrt");
const isThere = existsSync(schemas);
if (!isThere) console.warn("SKIPPED: Romanian invoices against the UBL schemas, which are not at ../shared/invoices.");

describe.skipIf(!isThere)("the UBL of Romania", () => {
  const faultsOf = (file: string, invoice: Invoice) => {
    const names = readdirSync(schemas, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xsd"));
    const schema = compileXsd(new Map(names.map((name) => [name, readFileSync(path.join(schemas, name))])), file);
    const bytes = Buffer.from(textOf(invoice));
    const parsed = parseXml(bytes);
    if (!("root" in parsed)) throw new Error(parsed.problem.message);
    try {
      return schema.validate({ bytes, root: parsed.root });
    } finally {
      schema.dispose();
    }
  };

  it("is valid by its schema, for invoices and credit notes", () => {
    const creditNote = aRomanianInvoice({ kind: "CREDIT_NOTE", typeCode: "381" });

    expect(faultsOf("maindoc/UBL-Invoice-2.1.xsd", sample)).toEqual([]);
    expect(faultsOf("maindoc/UBL-CreditNote-2.1.xsd", creditNote)).toEqual([]);
  });
});

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import { checkFattura } from "../../../providers/invoicetronic/simulator/check-fattura.js";
import { readFattura } from "../../../providers/invoicetronic/simulator/fattura.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { compileXsd } from "../../../src/infrastructure/rule-packs/xsd.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import { aCompleteItalianInvoice } from "../../builders/a-complete-italian-invoice.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";
import { prepared } from "./an-order.js";

const golden = (name: string) =>
  readFileSync(new URL(`../../../providers/invoicetronic/fixtures/${name}.golden.xml`, import.meta.url), "utf8");

const textOf = (invoice: Invoice) => Buffer.from(prepared(invoice).bytes).toString("utf8");

function violationsOf(invoice: Invoice) {
  const result = provider.prepare({ invoice });
  return "violations" in result ? result.violations.map(({ rule, path: at }) => ({ rule, path: at?.join(".") })) : [];
}

const errorsOfSdi = (invoice: Invoice) => {
  const fattura = readFattura(prepared(invoice).bytes);
  return typeof fattura === "string" ? [fattura] : checkFattura(fattura);
};

const valuesOf = (invoice: Invoice, name: string) =>
  [...textOf(invoice).matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, value]) => value);

const [line] = anItalianInvoice().lines;
const aLine = line!;

/** One line of 100.00 without VAT. */
const untaxed = (category: string, nature?: string): Partial<Invoice> => ({
  totals: {
    lineNetTotal: "100.00",
    taxExclusive: "100.00",
    vatAmount: "0.00",
    taxInclusive: "100.00",
    payable: "100.00",
  },
  vatBreakdown: [
    {
      taxableAmount: "100.00",
      taxAmount: "0.00",
      category,
      ...(category !== "O" && { rate: "0" }),
      ...(nature && { extensions: { fatturaPa: { nature } } }),
    },
  ],
  lines: [{ ...aLine, quantity: "1", netAmount: "100.00", vat: { category, ...(category !== "O" && { rate: "0" }) } }],
});

describe("an invoice as FatturaPA", () => {
  it.each([
    ["invoice", anItalianInvoice()],
    ["complete-invoice", aCompleteItalianInvoice()],
  ])("is written as in the golden file %s", (name, invoice) => {
    expect(textOf(invoice)).toBe(golden(name));
  });

  it("passes every check of SdI, also with pension fund, withholding, discounts and instalments", () => {
    expect(errorsOfSdi(anItalianInvoice())).toEqual([]);
    expect(errorsOfSdi(aCompleteItalianInvoice())).toEqual([]);
  });

  it("counts what goes to a pension fund, and the VAT on it, and leaves out what is withheld", () => {
    const { installments: _, ...rest } = aCompleteItalianInvoice();
    const invoice = { ...rest, installments: [] };

    expect(valuesOf(invoice, "ImponibileImporto")).toEqual(["1035.00", "100.00"]);
    expect(valuesOf(invoice, "ImportoTotaleDocumento")).toEqual(["1362.70"]);
    // 1314.00 due, 40.00 and 8.80 for the fund, less 200.00.
    expect(valuesOf(invoice, "ImportoPagamento")).toEqual(["1162.80"]);
  });

  it("asks only the taxable amount of a public office in split payment", () => {
    const invoice = anItalianInvoice({
      vatBreakdown: [{ taxableAmount: "250.00", taxAmount: "55.00", category: "B", rate: "22" }],
      lines: anItalianInvoice().lines.map((each) => ({ ...each, vat: { category: "B", rate: "22" } })),
    });

    expect(valuesOf(invoice, "EsigibilitaIVA")).toEqual(["S"]);
    expect(valuesOf(invoice, "ImportoPagamento")).toEqual(["250.00"]);
    expect(errorsOfSdi(invoice)).toEqual([]);
  });

  it.each([
    ["E", undefined, "N4"],
    ["G", undefined, "N3.1"],
    ["K", undefined, "N3.2"],
    ["AE", "N6_7", "N6.7"],
    ["O", "N2_1", "N2.1"],
    ["E", "N5", "N5"],
  ])("says of category %s (nature %s) why there is no VAT: %s", (category, nature, expected) => {
    expect(valuesOf(anItalianInvoice(untaxed(category, nature)), "Natura")).toEqual([expected, expected]);
  });

  it.each(["O", "AE", "Z"])("asks for the nature of category %s, which has several", (category) => {
    expect(violationsOf(anItalianInvoice(untaxed(category)))).toEqual([
      { rule: "FATTURAPA-BT-118", path: "vatBreakdown.0.extensions.fatturaPa.nature" },
    ]);
  });

  it.each<[string, Partial<Invoice["buyer"]>, string[]]>([
    ["seven characters", {}, ["FPR12", "ABC1234"]],
    ["a public office", { electronicAddress: { scheme: "0201", value: "ufabcd" } }, ["FPA12", "UFABCD"]],
    ["its national scheme", { electronicAddress: { scheme: "IT:CODDEST", value: "M5UXCR1" } }, ["FPR12", "M5UXCR1"]],
    ["PEC", { electronicAddress: { scheme: "EM", value: "a@pec.it" } }, ["FPR12", "0000000", "a@pec.it"]],
    [
      "the extension before another network's address",
      {
        electronicAddress: { scheme: "0211", value: "IT09876543217" },
        extensions: { fatturaPa: { recipientCode: "SUBM70N" } },
      },
      ["FPR12", "SUBM70N"],
    ],
  ])("is addressed by %s", (_name, changes, expected) => {
    const invoice = anItalianInvoice({ buyer: { ...anItalianInvoice().buyer, ...changes } });

    const found = ["FormatoTrasmissione", "CodiceDestinatario", "PECDestinatario"].flatMap((name) =>
      valuesOf(invoice, name),
    );

    expect(found).toEqual(expected);
  });

  it("goes to a foreigner under the code for foreigners, with the post code in the street", () => {
    const { electronicAddress: _, ...buyer } = anItalianInvoice().buyer;
    const address = { line1: "Hafenstr. 1", city: "Hamburg", postCode: "20457", countryCode: "DE" };
    const invoice = anItalianInvoice({ buyer: { ...buyer, vatIdentifier: "DE123456789", address } });

    expect(valuesOf(invoice, "CodiceDestinatario")).toEqual(["XXXXXXX"]);
    expect(valuesOf(invoice, "Indirizzo")[1]).toBe("Hafenstr. 1, 20457");
    expect(valuesOf(invoice, "CAP")[1]).toBe("00000");
    expect(errorsOfSdi(invoice)).toEqual([]);
  });

  it("takes back goods with a negative price, for a quantity is never negative", () => {
    const taken = { ...aLine, quantity: "-2", netAmount: "-200.00" };
    const invoice = anItalianInvoice({ ...untaxed("E"), lines: [{ ...taken, vat: { category: "E", rate: "0" } }] });

    expect([...valuesOf(invoice, "Quantita"), ...valuesOf(invoice, "PrezzoUnitario")]).toEqual(["2.00", "-100.00"]);
  });

  it("names its file number the same at every preparation, and another for another invoice", () => {
    const numbers = ["1", "1", "2"].map((number) => valuesOf(anItalianInvoice({ number }), "ProgressivoInvio")[0]);

    expect(numbers[0]).toMatch(/^[0-9A-Z]{1,10}$/);
    expect(numbers[1]).toBe(numbers[0]);
    expect(numbers[2]).not.toBe(numbers[0]);
  });

  it.each<[string, Partial<Invoice>, string, string]>([
    ["a type without counterpart", { typeCode: "325" }, "BT-3", "typeCode"],
    ["a number without a digit", { number: "ABC" }, "BT-1", "number"],
    ["a number of 21 characters", { number: "123456789012345678901" }, "BT-1", "number"],
    ["a euro sign", { notes: [{ text: "5 € off" }] }, "BT-22", "notes.0.text"],
    [
      "a seller without regime",
      { seller: { ...anItalianInvoice().seller, extensions: {} } },
      "taxRegime",
      "seller.extensions.fatturaPa.taxRegime",
    ],
    [
      "a buyer without any number",
      { buyer: (({ vatIdentifier: _, ...buyer }) => buyer)(anItalianInvoice().buyer) },
      "BT-48",
      "buyer.vatIdentifier",
    ],
    ["a project beside no order", { projectReference: "C12H" }, "BT-11", "projectReference"],
    ["a tax point date", { taxPointDate: "2026-03-01" }, "BT-7", "taxPointDate"],
    ["a sales order", { salesOrderReference: "S" }, "BT-14", "salesOrderReference"],
    [
      "a despatch advice without a day",
      { despatchAdviceReferences: [{ id: "D", lineNumbers: [] }] },
      "BT-16",
      "despatchAdviceReferences.0",
    ],
    [
      "two accounts",
      {
        payment: {
          meansCode: "30",
          creditTransfers: [{ account: "IT60X0542811101000000123456" }, { account: "IT60X0542811101000000123457" }],
        },
      },
      "BG-17",
      "payment.creditTransfers",
    ],
    [
      "a means of payment without counterpart",
      { payment: { meansCode: "97", creditTransfers: [] } },
      "BT-81",
      "payment.meansCode",
    ],
    [
      "a tax that Italy does not have",
      { otherTaxes: [{ kind: "TOURISM", amount: "1.00", lineNumbers: [] }] },
      "0",
      "otherTaxes.0",
    ],
    ["a named document", { attachments: [{ reference: "A" }] }, "BG-24", "attachments.0"],
    [
      "a correction by before and after",
      { correction: { method: "BEFORE_AFTER", linesBefore: [] } },
      "method",
      "correction.method",
    ],
    [
      "a price without an exact unit",
      { lines: [{ ...aLine, price: { net: "10", baseQuantity: "3" } }] },
      "BT-146",
      "lines.0.price.net",
    ],
    ["parts of a line", { lines: [{ ...aLine, subLines: [aLine] }] }, "subLines", "lines.0.subLines"],
    [
      "a rate of the Canary Islands",
      { vatBreakdown: [{ taxableAmount: "250.00", taxAmount: "0.00", category: "L", rate: "0" }] },
      "BT-118",
      "vatBreakdown.0.category",
    ],
  ])("refuses %s by term and path", (_name, changes, term, at) => {
    expect(violationsOf(anItalianInvoice(changes))).toContainEqual({ rule: `FATTURAPA-${term}`, path: at });
  });

  it("is refused above five megabytes, and in another format", () => {
    const raw = { format: "FATTURAPA", mediaType: "application/xml", fileName: "a.xml" } as const;
    const large = provider.prepare({ invoice: anItalianInvoice(), raw: { ...raw, bytes: Buffer.alloc(5_000_001) } });
    const other = provider.prepare({ invoice: anItalianInvoice(), raw: { ...raw, format: "UBL", bytes: Buffer.of() } });

    expect(large).toMatchObject({ violations: [{ rule: "DOCUMENT-SIZE" }] });
    expect(other).toMatchObject({
      violations: [{ rule: "DOCUMENT-FORMAT", message: expect.stringContaining("UBL") as string }],
    });
  });
});

const official = path.resolve(import.meta.dirname, "../../../../shared/invoices/fatturapa/gobl.fatturapa/schemas");
const isThere = existsSync(official);
if (!isThere) console.warn("SKIPPED: FatturaPA against its schema, because ../shared/invoices/fatturapa is not there.");

describe.skipIf(!isThere)("a FatturaPA document", () => {
  it("is valid against the official schema, whatever stands in it", () => {
    const files = readdirSync(official).map(
      (name) => [name, withoutDoctype(readFileSync(path.join(official, name)))] as const,
    );
    const schema = compileXsd(new Map(files), "FatturaPA_v1.2.2.xsd");
    const { electronicAddress: _, ...buyer } = anItalianInvoice().buyer;
    const invoices = [
      anItalianInvoice(),
      aCompleteItalianInvoice(),
      anItalianInvoice({ buyer: { ...buyer, extensions: { fatturaPa: { firstName: "Anna", lastName: "Però" } } } }),
      anItalianInvoice({ buyer: { ...buyer, electronicAddress: { scheme: "EM", value: "anna@pec.example.it" } } }),
      anItalianInvoice({ typeCode: "381", kind: "CREDIT_NOTE", precedingInvoices: [{ number: "FV-1" }] }),
      anItalianInvoice(untaxed("E")),
    ];
    try {
      for (const invoice of invoices) {
        const { bytes } = prepared(invoice);
        const parsed = parseXml(bytes);
        if ("problem" in parsed) throw new Error(parsed.problem.message);
        expect(schema.validate({ bytes, root: parsed.root })).toEqual([]);
      }
    } finally {
      schema.dispose();
    }
  });
});

/** The schema of signatures declares its entities in a DTD that lies elsewhere. */
const withoutDoctype = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .replace(/<!DOCTYPE[\s\S]*?\]>/, ""),
    "utf8",
  );

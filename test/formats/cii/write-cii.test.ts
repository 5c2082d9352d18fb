import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Invoice, InvoiceKind } from "../../../src/domain/invoice.js";
import { readCii } from "../../../src/formats/cii/read-cii.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";
import { anyInvoice, partiesIn } from "../../builders/any-invoice.js";
import { carried, ciiRoles, uncarriedPaths } from "./carried.js";

const kinds: readonly InvoiceKind[] = ["INVOICE", "CREDIT_NOTE"];

const textOf = (invoice: Invoice): string => new TextDecoder().decode(writeCii(invoice).bytes);

const aCreditNote = () => aCompleteInvoice({ kind: "CREDIT_NOTE", typeCode: "381" });

/** The type code alone tells the kind; a discount has its gross price beside it. */
const anyCiiInvoice = (kind: InvoiceKind): fc.Arbitrary<Invoice> =>
  fc.tuple(anyInvoice(kind), fc.constantFrom("3", "35", "432", undefined)).map(([invoice, taxPointDateCode]) => ({
    ...invoice,
    ...(taxPointDateCode === undefined ? {} : { taxPointDateCode }),
    typeCode: kind === "INVOICE" ? "380" : "381",
    lines: invoice.lines.map((line) => ({ ...line, price: withoutLoneDiscount(line.price) })),
  }));

/** With the parties that CII has an element for, and those of UBL. */
const withPartiesOfBoth = (any: fc.Arbitrary<Invoice>): fc.Arbitrary<Invoice> =>
  fc.tuple(any, partiesIn("CARRIER", ...ciiRoles)).map(([invoice, parties]) => ({ ...invoice, parties }));

const withoutLoneDiscount = ({ discount, ...price }: Invoice["lines"][number]["price"]) =>
  discount === undefined || price.gross === undefined ? price : { ...price, discount };

describe("writing CII", () => {
  it.each(kinds)("loses of any %s between writing and reading only what it says", (kind) => {
    fc.assert(
      fc.property(withPartiesOfBoth(anyCiiInvoice(kind)), (invoice) => {
        const { bytes, violations } = writeCii(invoice);

        expect(new Set(violations.map(({ path = [] }) => path.join(".")))).toEqual(new Set(uncarriedPaths(invoice)));
        expect(readCii(bytes)).toEqual({ invoice: carried(invoice) });
      }),
      { numRuns: 100 },
    );
  });

  it.each(kinds)("carries any %s on that came as UBL", (kind) => {
    fc.assert(
      fc.property(anyCiiInvoice(kind), (invoice) => {
        const received = readUbl(writeUbl(invoice).bytes);

        expect("invoice" in received && readCii(writeCii(received.invoice).bytes)).toEqual({
          invoice: carried(invoice),
        });
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["invoice.xml", carried(aCompleteInvoice())],
    ["credit-note.xml", carried(aCreditNote())],
  ])("writes every business term as in %s", (name, invoice) => {
    const golden = new URL(`golden/${name}`, import.meta.url);

    expect(textOf(invoice)).toBe(readFileSync(golden, "utf8"));
    expect(writeCii(invoice).violations).toEqual([]);
    expect(readCii(writeCii(invoice).bytes)).toEqual({ invoice });
  });

  it("knows for every value which field it came from", () => {
    const invoice = carried(aCompleteInvoice());
    const fixed = ["false", "true", "VAT", "130", "50", "916", "Project reference"];

    for (const element of leavesOf(writeCii(invoice).document)) {
      if (element.origin) expect(asWritten(fieldAt(invoice, element.origin))).toContain(element.text);
      else expect(fixed).toContain(element.text);
      for (const { name, origin, value } of element.attributes) {
        if (origin) expect(fieldAt(invoice, origin)).toBe(value);
        else expect(["currencyID", "format", "schemeID"]).toContain(name);
      }
    }
  });

  it("gives elements around values the path of their group", () => {
    const [line] = named(writeCii(anInvoice()).document, "IncludedSupplyChainTradeLineItem").slice(1);

    expect(line?.origin).toEqual(["lines", "1"]);
    expect(named(line!, "ApplicableTradeTax")[0]?.origin).toEqual(["lines", "1", "vat"]);
    expect(named(line!, "RateApplicablePercent")[0]?.origin).toEqual(["lines", "1", "vat", "rate"]);
  });

  it("writes the mandatory delivery when there is nothing to say about it", () => {
    expect(textOf(anInvoice())).toContain("<ram:ApplicableHeaderTradeDelivery/>");
    expect(readCii(writeCii(anInvoice()).bytes)).toEqual({ invoice: anInvoice() });
  });

  it("writes an IBAN as such and any other account as the bank's own", () => {
    const creditTransfers = [{ account: "BE68 5390 0754 7034" }, { account: "Giro 123", accountName: "Leie" }];
    const text = textOf(anInvoice({ payment: { meansCode: "30", creditTransfers } }));

    expect(text).toContain("<ram:IBANID>BE68 5390 0754 7034</ram:IBANID>");
    expect(text).toMatch(/<ram:AccountName>Leie<\/ram:AccountName>\s*<ram:ProprietaryID>Giro 123</);
  });

  it("writes the gross price above the net price when only the discount is given", () => {
    const invoice = anInvoice({ lines: [anInvoiceLine({ price: { net: "100.00", discount: "20.5" } })] });

    expect(textOf(invoice)).toMatch(/<ram:GrossPriceProductTradePrice>\s*<ram:ChargeAmount>120.50</);
  });

  it("states the tax point date once, and its code with every tax in the code list of CII", () => {
    const text = textOf(carried(aCompleteInvoice()));

    expect(text.match(/<ram:TaxPointDate>/g)).toHaveLength(1);
    expect(text.match(/<ram:DueDateTypeCode>29</g)).toHaveLength(2);
  });

  it("leaves out groups without content", () => {
    expect(textOf(anInvoice({ delivery: {}, invoicingPeriod: {} }))).toBe(textOf(anInvoice()));
  });

  const reference = { id: "C-1", lineNumbers: [] };
  const rate = { from: "EUR", to: "SEK", rate: "11.4" };

  it.each<[string, Invoice, readonly string[]]>([
    ["the time of issue", anInvoice({ issueTime: "14:30:00" }), ["issueTime"]],
    ["a credit note with the type code of an invoice", anInvoice({ kind: "CREDIT_NOTE" }), ["kind"]],
    ["a second contract", anInvoice({ contractReferences: [reference, reference] }), ["contractReferences"]],
    ["a second exchange rate", anInvoice({ exchangeRates: [rate, rate] }), ["exchangeRates"]],
    [
      "the date of an order",
      anInvoice({ purchaseOrderReferences: [{ ...reference, issueDate: "2026-01-15" }] }),
      ["purchaseOrderReferences", "0", "issueDate"],
    ],
    [
      "the lines a reference is about",
      anInvoice({ contractReferences: [{ id: "C-1", lineNumbers: ["1"] }] }),
      ["contractReferences", "0", "lineNumbers"],
    ],
    [
      "a second preceding invoice",
      anInvoice({ precedingInvoices: [{ number: "1" }, { number: "2" }] }),
      ["precedingInvoices"],
    ],
    [
      "the authority's id of a preceding invoice",
      anInvoice({ precedingInvoices: [{ number: "1", clearanceId: "F9" }] }),
      ["precedingInvoices", "0", "clearanceId"],
    ],
    ["a tax point date without taxes", anInvoice({ taxPointDate: "2026-03-01", vatBreakdown: [] }), ["taxPointDate"]],
    ["a tax point of another code list", anInvoice({ taxPointDateCode: "29" }), ["taxPointDateCode"]],
    [
      "a VAT amount in a currency that is not given",
      anInvoice({ totals: { ...anInvoice().totals, vatAmountInAccountingCurrency: "1" } }),
      ["totals", "vatAmountInAccountingCurrency"],
    ],
    ["a control character", anInvoice({ buyerReference: "a\u0001b" }), ["buyerReference"]],
  ])("says that it cannot carry %s", (_, invoice, path) => {
    expect(writeCii(invoice).violations).toMatchObject([{ rule: "CII-CAPACITY", ruleset: "CII", path }]);
  });
});

function leavesOf(element: XmlElement): readonly XmlElement[] {
  if (element.name === "ApplicableHeaderTradeDelivery" && element.children.length === 0) return [];
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);
}

function named(element: XmlElement, name: string): readonly XmlElement[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => named(child, name))];
}

const fieldAt = (invoice: Invoice, origin: readonly string[]): unknown =>
  origin.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], invoice);

/** The model value as CII may write it: days without hyphens, the tax point in another code list. */
const asWritten = (value: unknown): readonly unknown[] =>
  value === "35" ? [value, "29"] : [value, typeof value === "string" ? value.replaceAll("-", "") : value];

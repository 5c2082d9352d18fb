import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Invoice, InvoiceKind } from "../../../src/domain/invoice.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";
import { anyInvoice } from "../../builders/any-invoice.js";

const kinds: readonly InvoiceKind[] = ["INVOICE", "CREDIT_NOTE"];

const textOf = (invoice: Invoice): string => new TextDecoder().decode(writeUbl(invoice).bytes);

describe("writing UBL", () => {
  it.each(kinds)("loses nothing of any %s between writing and reading", (kind) => {
    fc.assert(
      fc.property(anyInvoice(kind), (invoice) => {
        const { bytes, violations } = writeUbl(invoice);

        expect(violations).toEqual([]);
        const read = readUbl(bytes);
        expect("invoice" in read && read.invoice).toEqual(invoice);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["invoice.xml", aCompleteInvoice()],
    ["credit-note.xml", aCompleteInvoice({ kind: "CREDIT_NOTE", typeCode: "381" })],
  ])("writes every business term as in %s", (name, invoice) => {
    const golden = new URL(`golden/${name}`, import.meta.url);

    expect(textOf(invoice)).toBe(readFileSync(golden, "utf8"));
    expect(readUbl(writeUbl(invoice).bytes)).toEqual({ invoice });
  });

  it.each(kinds)("knows for every value of the %s which field it came from", (kind) => {
    const invoice = aCompleteInvoice({ kind });
    const fixed = ["false", "true", "VAT", "TAX", "NA", "130", "50"];

    for (const element of leavesOf(writeUbl(invoice).document)) {
      if (element.origin) expect(fieldAt(invoice, element)).toContain(element.text);
      else expect(fixed).toContain(element.text);
      for (const { name, origin, value } of element.attributes) {
        if (origin) expect(origin.reduce<unknown>(fieldOf, invoice)).toBe(value);
        else expect(["currencyID", "schemeID"]).toContain(name);
      }
    }
  });

  it("gives elements around values the path of their group", () => {
    const { document } = writeUbl(anInvoice());
    const line = document.children.findLast(({ name }) => name === "InvoiceLine")!;

    expect(line.origin).toEqual(["lines", "1"]);
    expect(line.children.find(({ name }) => name === "Price")?.origin).toEqual(["lines", "1", "price"]);
    expect(leavesOf(line).find(({ name }) => name === "Percent")?.origin).toEqual(["lines", "1", "vat", "rate"]);
  });

  it("gives the creditor identifier (BT-90) to whom the money goes", () => {
    const payment = { meansCode: "59", creditTransfers: [], directDebit: { creditorIdentifier: "BE69ZZZ0887290276" } };
    const toSeller = anInvoice({ payment });
    const toPayee = anInvoice({ payment, payee: { name: "Factor Noord nv" } });

    expect(textOf(toSeller).indexOf("SEPA")).toBeLessThan(textOf(toSeller).indexOf("AccountingCustomerParty"));
    expect(textOf(toPayee).indexOf("SEPA")).toBeGreaterThan(textOf(toPayee).indexOf("PayeeParty"));
    expect(readUbl(writeUbl(toSeller).bytes)).toEqual({ invoice: toSeller });
    expect(readUbl(writeUbl(toPayee).bytes)).toEqual({ invoice: toPayee });
  });

  it("writes a sales order alone with the order Peppol asks for, and does not read that as an order", () => {
    const invoice = anInvoice({ salesOrderReference: "S-99" });

    expect(textOf(invoice)).toContain("<cbc:ID>NA</cbc:ID>\n    <cbc:SalesOrderID>S-99</cbc:SalesOrderID>");
    expect(readUbl(writeUbl(invoice).bytes)).toEqual({ invoice });
  });

  it("writes the discount between gross and net price when only these are given", () => {
    const invoice = anInvoice({ lines: [anInvoiceLine({ price: { net: "100.00", gross: "120.5" } })] });

    expect(textOf(invoice)).toContain('<cbc:Amount currencyID="EUR">20.50</cbc:Amount>');
  });

  it("leaves out groups without content", () => {
    const invoice = anInvoice({ delivery: {}, invoicingPeriod: {} });

    expect(textOf(invoice)).toBe(textOf(anInvoice()));
  });

  const order = { id: "O-1", lineNumbers: [] };
  const rate = { from: "EUR", to: "SEK", rate: "11.4" };
  const { payment: _payment, ...unpaid } = anInvoice({ kind: "CREDIT_NOTE", typeCode: "381" });
  const { vatAmount: _vatAmount, ...totals } = anInvoice().totals;

  it.each<[string, Invoice, readonly string[]]>([
    ["a second purchase order", anInvoice({ purchaseOrderReferences: [order, order] }), ["purchaseOrderReferences"]],
    ["a second exchange rate", anInvoice({ exchangeRates: [rate, rate] }), ["exchangeRates"]],
    [
      "the lines a reference is about",
      anInvoice({ contractReferences: [{ id: "C-1", lineNumbers: ["1"] }] }),
      ["contractReferences", "0", "lineNumbers"],
    ],
    ["the due date of a credit note without payment instructions", unpaid, ["dueDate"]],
    [
      "the unit of a base quantity that is not given",
      anInvoice({ lines: [anInvoiceLine({ price: { net: "1", baseQuantityUnitCode: "C62" } })] }),
      ["lines", "0", "price", "baseQuantityUnitCode"],
    ],
    [
      "a VAT amount in a currency that is not given",
      anInvoice({ totals: { ...anInvoice().totals, vatAmountInAccountingCurrency: "1" } }),
      ["totals", "vatAmountInAccountingCurrency"],
    ],
    ["a VAT breakdown without its total", anInvoice({ totals }), ["vatBreakdown"]],
    ["a control character", anInvoice({ buyerReference: "a\u0001b" }), ["buyerReference"]],
  ])("says that it cannot carry %s", (_, invoice, path) => {
    expect(writeUbl(invoice).violations).toMatchObject([{ rule: "UBL-CAPACITY", ruleset: "UBL", path }]);
  });
});

function leavesOf(element: XmlElement): readonly XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);
}

const fieldOf = (value: unknown, key: string): unknown => (value as Record<string, unknown>)[key];

/** The model value; a note stands with its subject code. */
function fieldAt(invoice: Invoice, { origin = [] }: XmlElement): readonly unknown[] {
  const value = origin.reduce<unknown>(fieldOf, invoice);
  const [list, index] = origin;
  const note = list === "notes" ? invoice.notes[Number(index)] : undefined;
  return note?.subjectCode ? [`#${note.subjectCode}#${note.text}`] : [value];
}

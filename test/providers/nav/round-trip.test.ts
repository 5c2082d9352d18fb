import { describe, expect, it } from "vitest";
import { isDecimal, isEqual } from "../../../src/domain/decimal.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readOsa } from "../../../src/formats/osa/read-osa.js";
import { writeReport } from "../../../providers/nav/osa/write-osa.js";
import { aBuyer, aCreditNote, aHungarianInvoice, aLine, anInvoiceAt, aSeller } from "./a-hungarian-invoice.js";

function writeAndRead(invoice: Invoice): Invoice {
  const written = writeReport(invoice);
  if (!("bytes" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  const read = readOsa(written.bytes);
  if (!("invoice" in read)) throw new Error(read.violations[0].message);
  return read.invoice;
}

/** Equal numbers are written alike. */
function shortest(value: unknown): unknown {
  if (typeof value === "string")
    return isDecimal(value) && value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;
  if (Array.isArray(value)) return value.map(shortest);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortest(each)]));
}

const own = (extensions: object) => ({
  extensions: { onlineSzamla: extensions } as NonNullable<Invoice["extensions"]>,
});

/** What a report has no place for, or says in other words. */
function reported(invoice: Invoice): unknown {
  const { issueTime: _, ...rest } = invoice;
  const { electronicAddress: __, ...seller } = invoice.seller;
  const { electronicAddress: ___, ...buyer } = invoice.buyer;
  const creditTransfers = invoice.payment?.creditTransfers.map(({ account }) => ({
    account: account.replace(/ /g, ""),
  }));
  const lines = invoice.lines.map((line) => ({
    ...line,
    item: {
      ...line.item,
      classifications: line.item.classifications.map((each) => ({ ...each, value: each.value.replace(".", "") })),
    },
  }));
  return shortest({
    ...rest,
    seller,
    buyer,
    lines,
    ...(invoice.payment && { payment: { ...invoice.payment, creditTransfers } }),
  });
}

/** An exemption is known by its case rather than by the article of the directive. */
const tam = { category: "E", rate: "0", exemptionReason: "Áfa tv. 85. § (1)", ...own({ case: "TAM" }) };

const plain = aHungarianInvoice({
  vatBreakdown: aHungarianInvoice().vatBreakdown.map((entry) =>
    entry.category === "E" ? { ...tam, taxableAmount: "2000.00", taxAmount: "0.00" } : entry,
  ),
});

describe("A report that was written is read as the invoice it was made of", () => {
  it.each<[string, Invoice]>([
    ["an invoice at several rates", plain],
    [
      "one in euro",
      {
        ...plain,
        currencyCode: "EUR",
        vatAccountingCurrencyCode: "HUF",
        exchangeRates: [{ from: "EUR", to: "HUF", rate: "389.125" }],
        totals: { ...plain.totals, vatAmountInAccountingCurrency: "17257694" },
      },
    ],
    [
      "one of VAT groups with all its papers",
      {
        ...plain,
        seller: aSeller(
          own({ groupMemberTaxNumber: "10773381-4-02", isIndividuallyExempt: false, exciseLicence: "J-7" }),
        ),
        buyer: aBuyer({
          ...own({ groupMemberTaxNumber: "10773381-4-02" }),
          identifiers: [{ value: "5991234500017", scheme: "0088" }],
        }),
        contractReferences: [{ id: "SZ-8", lineNumbers: [] }],
        despatchAdviceReferences: [
          { id: "SL-1", lineNumbers: [] },
          { id: "SL-9", lineNumbers: ["2"] },
        ],
        buyerAccountingReference: "KH-1",
        projectReference: "P-3",
        invoicingPeriod: { startDate: "2026-02-01", endDate: "2026-02-28" },
        additionalData: [
          { key: "X00002_MEGJ", value: "Köszönjük" },
          { lineId: "1", key: "X00001_SARZS", value: "L-1" },
        ],
        ...own({
          appearance: "ELECTRONIC",
          accountingDeliveryDate: "2026-02-28",
          isPeriodicalSettlement: true,
          isSmallBusiness: false,
          isCashAccounting: true,
        }),
      },
    ],
    [
      "an aggregate one",
      {
        ...plain,
        ...own({ category: "AGGREGATE" }),
        lines: plain.lines.map((line) => ({ ...line, period: { startDate: "2026-02-03", endDate: "2026-02-03" } })),
      },
    ],
    ["one that the buyer issued", { ...plain, typeCode: "389" }],
    [
      "one at the rate of nothing",
      anInvoiceAt("Z", { lines: [aLine({ id: "1", vat: { category: "Z", rate: "0" } })] }),
    ],
    [
      "one with several cases in a category",
      anInvoiceAt(
        "E",
        {
          lines: [
            aLine({
              id: "1",
              netAmount: "23000.00",
              vat: { category: "E", rate: "0" },
              ...own({ vatCase: "SECOND_HAND" }),
            }),
            aLine({ id: "2", netAmount: "23000.00", vat: { category: "E", rate: "0" }, ...own({ vatCase: "NAM" }) }),
          ],
          totals: {
            lineNetTotal: "46000",
            taxExclusive: "46000",
            vatAmount: "0",
            taxInclusive: "46000",
            payable: "46000",
          },
        },
        { taxableAmount: "46000.00", exemptionReason: "Áfa tv. 110-118. §" },
      ),
    ],
    [
      "a correction",
      anInvoiceAt("S", {
        typeCode: "384",
        precedingInvoices: [{ number: "SZ-1" }],
        correction: { method: "DIFFERENCE", reason: "Hibás mennyiség", linesBefore: [] },
        lines: [aLine({ id: "1", quantity: "-5", netAmount: "-23000.00" })],
        vatBreakdown: [{ category: "S", rate: "5", taxableAmount: "-23000.00", taxAmount: "-1150.00" }],
        totals: {
          lineNetTotal: "-23000",
          taxExclusive: "-23000",
          vatAmount: "-1150",
          taxInclusive: "-24150",
          payable: "-24150",
        },
        ...own({ modificationIndex: 2, nextLineNumber: 4 }),
      }),
    ],
    [
      "one with an allowance",
      anInvoiceAt("S", {
        lines: [aLine({ id: "1" })],
        allowances: [{ amount: "3000", vat: { category: "S", rate: "5" }, reason: "Hűségkedvezmény" }],
        vatBreakdown: [{ category: "S", rate: "5", taxableAmount: "20000.00", taxAmount: "1000.00" }],
        totals: {
          lineNetTotal: "23000",
          allowanceTotal: "3000",
          taxExclusive: "20000",
          vatAmount: "1000",
          taxInclusive: "21000",
          payable: "21000",
        },
      }),
    ],
    [
      "the settlement of an advance payment",
      {
        ...plain,
        lines: plain.lines.map((line) => ({
          ...line,
          ...own({ nature: "SERVICE", isAdvance: true, advanceInvoice: "ESZ-01", advancePaidOn: "2026-01-05" }),
        })),
      },
    ],
  ])("%s", (_, invoice) => {
    const read = writeAndRead(invoice);

    expect(shortest(read)).toEqual(reported(invoice));
  });

  it.each([
    ["to another member state", "K", "DE888888888", {}],
    ["of a service to another member state", "AE", "DE888888888", { case: "EUFAD37" }],
    ["of gold", "AE", "HU99887764", { case: "DOMESTIC_REVERSE_CHARGE" }],
  ])("a sale %s", (_, category, vatIdentifier, extension) => {
    const foreign = { address: { ...aBuyer().address, countryCode: vatIdentifier.slice(0, 2) }, vatIdentifier };
    const { taxRegistration: _number, ...buyer } = aBuyer(foreign);
    const read = writeAndRead(anInvoiceAt(category, { buyer }));

    expect(read.buyer.vatIdentifier).toBe(vatIdentifier);
    expect(read.vatBreakdown[0]).toMatchObject({ category, rate: "0" });
    expect(read.vatBreakdown[0]?.extensions?.["onlineSzamla"] ?? {}).toEqual(extension);
  });

  it("a simplified one, to the forint that the buyer paid", () => {
    const simplified = { ...plain, ...own({ category: "SIMPLIFIED" }) };

    const read = writeAndRead(simplified);

    expect(isEqual(read.totals.taxInclusive, plain.totals.taxInclusive)).toBe(true);
    expect(shortest(read.vatBreakdown)).toEqual(shortest(plain.vatBreakdown));
    expect(shortest(writeAndRead(read))).toEqual(shortest(read));
  });

  it("a credit note as a correction with negative quantities", () => {
    expect(writeAndRead(aCreditNote("SZ-1"))).toMatchObject({
      kind: "INVOICE",
      typeCode: "384",
      precedingInvoices: [{ number: "SZ-1" }],
      lines: [{ quantity: "-5", netAmount: "-23000.00" }],
      totals: { payable: "-24150.00" },
      unmapped: [],
    });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { writeFa3 } from "../../../providers/ksef/fa3/write-fa3.js";
import provider from "../../../providers/ksef/index.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { completeInvoice } from "../../../src/domain/draft-invoice.js";
import { readFa3 } from "../../../src/formats/fa3/read-fa3.js";
import { aLine, anOrder, aPolishInvoice } from "./a-polish-invoice.js";
import { faultsOf, isThere } from "./official-schemas.js";
import { type OpenKsef, openKsef, pollToEnd, submitAccepted } from "./open-ksef.js";

const ksefNumber = "5265877635-20250826-0100001AF629-AF";
const rated = (rate: string) => ({ category: "S" as const, rate });

/** Lines of so much without VAT, at 23 percent unless said otherwise, with sums that agree. */
function anInvoiceOf(
  net: string,
  { totals = {}, ...changes }: Partial<Omit<Invoice, "totals">> & { totals?: object } = {},
) {
  const lines = changes.lines ?? [
    aLine({ id: "1", quantity: "1", netAmount: net, price: { net }, vat: rated("23"), allowances: [], charges: [] }),
  ];
  const {
    vatBreakdown: _,
    totals: __,
    ...rest
  } = aPolishInvoice({ additionalData: [], delivery: { date: "2026-02-09" } });
  return completeInvoice({ ...rest, ...changes, lines, totals }).invoice;
}

/** An advance of 1,230 zloty. */
const anAdvance = (changes: Parameters<typeof anInvoiceOf>[1] = {}) =>
  anInvoiceOf("1000.00", { number: "ZAL/1", typeCode: "386", ...changes });

/** A final invoice of 12,300 zloty. */
const aSettlement = (changes: Parameters<typeof anInvoiceOf>[1] = {}) =>
  anInvoiceOf("10000.00", {
    number: "ROZ/1",
    precedingInvoices: [{ number: "ZAL/1", clearanceId: ksefNumber }],
    totals: { paidAmount: "1230.00" },
    ...changes,
  });

function write(invoice: Invoice): string {
  const written = writeFa3(invoice);
  if (!("bytes" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  if (isThere) expect(faultsOf(written.bytes, "FA(3)")).toEqual([]);
  return Buffer.from(written.bytes).toString("utf8");
}

const read = (xml: string): Invoice => {
  const result = readFa3(Buffer.from(xml, "utf8"));
  if (!("invoice" in result)) throw new Error(result.violations[0].message);
  return result.invoice;
};

const valuesOf = (xml: string, ...names: readonly string[]) =>
  names.map((name) => [...xml.matchAll(new RegExp(`<${name}>([^<]*)<`, "g"))].map(([, value]) => value).join(" "));

const violationsOf = (invoice: Invoice) => {
  const written = writeFa3(invoice);
  return "violations" in written ? written.violations.map(({ rule, path }) => ({ rule, path: path?.join(".") })) : [];
};

describe("an advance invoice (386) as FA(3)", () => {
  it("is of the kind ZAL, and states the day of the payment that it is about", () => {
    const invoice = anAdvance({
      prepayments: [{ amount: "1230.00", date: "2026-02-08" }],
      totals: { paidAmount: "1230.00" },
    });

    const xml = write(invoice);

    expect(valuesOf(xml, "RodzajFaktury", "P_6", "P_13_1", "P_14_1", "P_15", "Zaplacono", "DataZaplaty")).toEqual([
      "ZAL",
      "2026-02-08",
      "1000.00",
      "230.00",
      "1230.00",
      "1",
      "2026-02-08",
    ]);
    expect(xml).not.toContain("Rozliczenie");
    expect(xml).toContain("BT-72 Delivery date");
  });

  it("lists several payments", () => {
    const prepayments = [
      { amount: "1000.00", date: "2026-02-07" },
      { amount: "230.00", date: "2026-02-08", reference: "MT103" },
    ];

    const xml = write(anAdvance({ prepayments, totals: { paidAmount: "1230.00" } }));

    expect(valuesOf(xml, "P_6Z", "P_15Z")).toEqual(["2026-02-07 2026-02-08", "1000.00 230.00"]);
    expect(xml).toContain("<Wartosc>230.00 2026-02-08 MT103</Wartosc>");
  });

  it("names the advances before it, when it is the last of several", () => {
    const precedingInvoices = [{ number: "ZAL/0", issueDate: "2026-01-10" }];

    const xml = write(anAdvance({ precedingInvoices }));

    expect(valuesOf(xml, "RodzajFaktury", "NrKSeFZN", "NrFaZaliczkowej")).toEqual(["ZAL", "1", "ZAL/0"]);
    expect(xml).toContain("<Wartosc>ZAL/0 2026-01-10</Wartosc>");
  });

  it("states the order that it is paid for, which EN 16931 has no terms for", () => {
    const order = {
      grossAmount: "12300.00",
      lines: [
        { name: "Biurko", unitCode: "C62", quantity: "10", netPrice: "1000", netAmount: "10000.00", vatRate: "23" },
      ],
    };

    const xml = write(anAdvance({ extensions: { ksef: { order } } }));

    expect(valuesOf(xml, "WartoscZamowienia", "P_7Z", "P_8AZ", "P_8BZ", "P_12Z")).toEqual([
      "12300.00",
      "Biurko",
      "szt.",
      "10",
      "23",
    ]);
    expect(read(xml).extensions).toEqual({ ksef: { order } });
    expect(violationsOf(aPolishInvoice({ extensions: { ksef: { order } } }))).toContainEqual({
      rule: "KSEF-order",
      path: "extensions.ksef.order",
    });
  });

  it("states the rate that the VAT of an advance in another currency is computed with", () => {
    const invoice = anAdvance({
      currencyCode: "EUR",
      vatAccountingCurrencyCode: "PLN",
      exchangeRates: [{ from: "EUR", to: "PLN", rate: "4.25" }],
    });

    expect(valuesOf(write(invoice), "P_14_1W", "KursWalutyZ")).toEqual(["977.50", "4.25"]);
  });

  it("is corrected by one of the kind KOR_ZAL", () => {
    const invoice = anAdvance({
      precedingInvoices: [{ number: "ZAL/1", issueDate: "2026-02-09", clearanceId: ksefNumber }],
      correction: { method: "DIFFERENCE", linesBefore: [] },
    });

    const xml = write(invoice);

    expect(valuesOf(xml, "RodzajFaktury", "NrKSeFFaKorygowanej")).toEqual(["KOR_ZAL", ksefNumber]);
    expect(read(xml)).toMatchObject({ typeCode: "386", correction: { method: "DIFFERENCE" } });
  });

  it.each<[string, Parameters<typeof anAdvance>[0], string, string]>([
    ["a payment without its day", { prepayments: [{ amount: "1230.00" }] }, "BT-113", "prepayments.0.date"],
    ["a paid amount without its day", { totals: { paidAmount: "1230.00" } }, "BT-113", "totals.paidAmount"],
    [
      "another amount than what was paid",
      { prepayments: [{ amount: "1000.00", date: "2026-02-08" }] },
      "BT-113",
      "prepayments.0",
    ],
    [
      "an earlier advance under a number that is none of KSeF",
      { precedingInvoices: [{ number: "ZAL/0", clearanceId: "1" }] },
      "BG-3",
      "precedingInvoices.0.clearanceId",
    ],
  ])("is a violation that names the term: %s", (_case, changes, term, path) => {
    expect(violationsOf(anAdvance(changes))).toContainEqual({ rule: `KSEF-${term}`, path });
  });
});

describe("a final invoice after advances as FA(3)", () => {
  it("is of the kind ROZ, and states what the advances leave", () => {
    const xml = write(aSettlement());

    expect(valuesOf(xml, "RodzajFaktury", "NrKSeFFaZaliczkowej", "P_13_1", "P_14_1", "P_15", "P_11")).toEqual([
      "ROZ",
      ksefNumber,
      "9000.00",
      "2070.00",
      "11070.00",
      "10000.00",
    ]);
    expect(xml).not.toContain("Odliczenia");
  });

  it("takes the VAT out of each advance to the cent, as its own invoice did", () => {
    const prepayments = [
      { amount: "1.00", date: "2026-01-02" },
      { amount: "1.00", date: "2026-01-03" },
      { amount: "1.00", date: "2026-01-04" },
    ];

    const xml = write(aSettlement({ prepayments, totals: { paidAmount: "3.00" } }));

    // 0.19 three times, where 3.00 in one would hold 0.56.
    expect(valuesOf(xml, "P_13_1", "P_14_1", "P_15")).toEqual(["9997.57", "2299.43", "12297.00"]);
    expect(valuesOf(xml, "Wartosc")[0]).toContain("1.00 2026-01-03");
  });

  it("may have nothing left to pay", () => {
    const xml = write(aSettlement({ totals: { paidAmount: "12300.00" } }));

    expect(valuesOf(xml, "P_13_1", "P_14_1", "P_15")).toEqual(["0.00", "0.00", "0.00"]);
  });

  it("states the VAT of what is left in zloty", () => {
    const invoice = aSettlement({
      currencyCode: "EUR",
      vatAccountingCurrencyCode: "PLN",
      exchangeRates: [{ from: "EUR", to: "PLN", rate: "4.00" }],
      totals: { paidAmount: "1230.00", vatAmountInAccountingCurrency: "9200.00" },
    });

    const xml = write(invoice);

    expect(valuesOf(xml, "P_14_1W")).toEqual(["8280.00"]);
    expect(xml).toContain("<Klucz>BT-111 VAT in accounting currency</Klucz>");
  });

  it("is an ordinary one without advances, or without their invoices", () => {
    const kindOf = (invoice: Invoice) => valuesOf(write(invoice), "RodzajFaktury", "SumaOdliczen");

    expect(kindOf(aSettlement({ totals: {} }))).toEqual(["VAT", ""]);
    expect(write(aSettlement({ totals: {} }))).toContain("<Klucz>BT-25 Preceding invoice</Klucz>");
    expect(kindOf(aSettlement({ precedingInvoices: [] }))).toEqual(["VAT", "1230.00"]);
  });

  it.each<[string, Parameters<typeof aSettlement>[0], string]>([
    [
      "advances on several rates",
      { lines: [aLine({ id: "1" }), aLine({ id: "2", vat: rated("8") })] },
      "totals.paidAmount",
    ],
    ["advances of more than the total", { totals: { paidAmount: "12300.01" } }, "totals.paidAmount"],
  ])("is a violation that names the term: %s", (_case, changes, path) => {
    expect(violationsOf(aSettlement(changes))).toContainEqual({ rule: "KSEF-BT-113", path });
  });
});

describe("reading advances and settlements", () => {
  it.each<[string, Invoice]>([
    ["an advance that was not paid yet", anAdvance()],
    [
      "an advance that was paid on another day",
      anAdvance({ prepayments: [{ amount: "1230.00", date: "2026-02-08" }], totals: { paidAmount: "1230.00" } }),
    ],
    [
      "an advance that was paid on the day of its invoice",
      anAdvance({ prepayments: [{ amount: "1230.00", date: "2026-02-10" }], totals: { paidAmount: "1230.00" } }),
    ],
    [
      "an advance that was paid in parts",
      anAdvance({
        prepayments: [
          { amount: "1000.00", date: "2026-02-07" },
          { amount: "230.00", date: "2026-02-08" },
        ],
        totals: { paidAmount: "1230.00" },
      }),
    ],
    ["a settlement", aSettlement()],
  ])("finds again what was written of %s", (_case, invoice) => {
    const again = read(write(invoice));

    expect(again).toMatchObject({
      typeCode: invoice.typeCode,
      vatBreakdown: invoice.vatBreakdown,
      totals: invoice.totals,
      prepayments: invoice.prepayments,
      unmapped: [],
    });
    expect(again.precedingInvoices.map(({ clearanceId }) => clearanceId)).toEqual(
      invoice.precedingInvoices.map(({ clearanceId }) => clearanceId),
    );
    expect(checkInvoice(again)).toEqual([]);
  });

  it("makes a line of an advance that has none of its own", () => {
    const xml = write(anAdvance()).replace(/<FaWiersz>[^]*<\/FaWiersz>/, "");

    const invoice = read(xml);

    expect(invoice.lines).toMatchObject([{ id: "1", quantity: "1", netAmount: "1000.00", vat: rated("23") }]);
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("believes the rows of a settlement that are of what is left", () => {
    // Computed row by row, the VAT may be a cent away.
    const xml = write(aSettlement()).replaceAll("10000.00", "9000.00").replaceAll("070.00", "070.01");

    const { totals } = read(xml);

    expect(totals).toMatchObject({ taxInclusive: "11070.01", vatAmount: "2070.01", payable: "11070.01" });
    expect(totals.paidAmount).toBeUndefined();
  });

  it("does not take advances off twice", () => {
    const again =
      "<Rozliczenie><Odliczenia><Kwota>1230.00</Kwota><Powod>ZAL/1</Powod></Odliczenia><DoZaplaty>11070.00</DoZaplaty></Rozliczenie>";
    const xml = write(aSettlement()).replace("<Platnosc>", `${again}<Platnosc>`);

    expect(read(xml).totals).toMatchObject({ taxInclusive: "12300.00", paidAmount: "1230.00", payable: "11070.00" });
  });
});

describe("KSeF and advances", () => {
  let ksef: OpenKsef;
  afterEach(() => ksef.close());

  it("numbers an advance, and the settlement that names it", async () => {
    ksef = await openKsef();
    const [advance] = await pollToEnd([await submitAccepted(anOrder(anAdvance()), ksef)], ksef);
    const clearanceId = advance?.networkReferences?.find(({ kind }) => kind === "KSeF number")?.value ?? "";

    const settlement = aSettlement({ precedingInvoices: [{ number: "ZAL/1", clearanceId }] });
    const [report] = await pollToEnd([await submitAccepted(anOrder(settlement), ksef)], ksef);

    expect(clearanceId).not.toBe("");
    expect(report?.status).toBe("200 (delivered)");
  });

  it.each([
    ["a kind that there is not", "<RodzajFaktury>ZAL<", "<RodzajFaktury>ZALICZKA<"],
    ["an advance that is not named", "<NrKSeFZN>1</NrKSeFZN>", ""],
  ])("refuses %s", async (_case, from, to) => {
    ksef = await openKsef();
    const order = anOrder(anAdvance({ precedingInvoices: [{ number: "ZAL/0" }] }));
    const bytes = Buffer.from(Buffer.from(order.document.bytes).toString("utf8").replace(from, to));

    const [report] = await pollToEnd(
      [await submitAccepted({ ...order, document: { ...order.document, bytes } }, ksef)],
      ksef,
    );

    expect(report?.status).toBe("430");
    expect(provider.statuses["430"]?.clearance).toBe("REJECTED");
  });
});

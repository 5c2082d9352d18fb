import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import provider from "../../../providers/ksef/index.js";
import { writeFa3 } from "../../../providers/ksef/fa3/write-fa3.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readFa3 } from "../../../src/formats/fa3/read-fa3.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { aBuyer, aLine, aPolishInvoice } from "./a-polish-invoice.js";
import { faultsOf, isThere, skipped } from "./official-schemas.js";

function bytesOf(invoice: Invoice): Uint8Array {
  const written = writeFa3(invoice);
  if (!("bytes" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return written.bytes;
}

function violationsOf(invoice: Invoice): { rule: string; path: string }[] {
  const written = writeFa3(invoice);
  const violations = "violations" in written ? written.violations : [];
  return violations.map(({ rule, path }) => ({ rule, path: (path ?? []).join(".") }));
}

/** The texts at the end of a path of names. */
function textsAt(invoice: Invoice, path: string): string[] {
  const parsed = parseXml(bytesOf(invoice));
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return path
    .split("/")
    .reduce<XmlElement[]>(
      (places, name) => places.flatMap((each) => each.children.filter((child) => child.name === name)),
      [parsed.root],
    )
    .map(({ text }) => text);
}

const extrasOf = (invoice: Invoice): Record<string, string> => {
  const keys = textsAt(invoice, "Fa/DodatkowyOpis/Klucz");
  const values = textsAt(invoice, "Fa/DodatkowyOpis/Wartosc");
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ""]));
};

const original = {
  number: "FV/2026/02/0099",
  issueDate: "2026-02-02",
  clearanceId: "5265877635-20250826-0100001AF629-AF",
};

/** 100.00 at 23 % is taken back. */
const aCreditNote = (changes: Partial<Invoice> = {}): Invoice =>
  aPolishInvoice({
    kind: "CREDIT_NOTE",
    typeCode: "381",
    precedingInvoices: [original],
    lines: [aLine({ quantity: "1", netAmount: "100.00", price: { net: "100.00" } })],
    vatBreakdown: [{ taxableAmount: "100.00", taxAmount: "23.00", category: "S", rate: "23" }],
    totals: {
      lineNetTotal: "100.00",
      taxExclusive: "100.00",
      vatAmount: "23.00",
      taxInclusive: "123.00",
      payable: "123.00",
    },
    additionalData: [],
    ...changes,
  });

/** Three desks become two. */
const aCorrectedInvoice = (): Invoice =>
  aPolishInvoice({
    typeCode: "384",
    precedingInvoices: [{ number: "P/7", issueDate: "2025-12-30" }],
    correction: {
      reason: "Zwrot towaru",
      effect: "CORRECTION_PERIOD",
      method: "BEFORE_AFTER",
      linesBefore: [aLine({ quantity: "3", netAmount: "1500.00" })],
    },
    lines: [aLine({ quantity: "2", netAmount: "1000.00" })],
    vatBreakdown: [{ taxableAmount: "1000.00", taxAmount: "230.00", category: "S", rate: "23" }],
    totals: {
      lineNetTotal: "1000.00",
      taxExclusive: "1000.00",
      vatAmount: "230.00",
      taxInclusive: "1230.00",
      payable: "1230.00",
    },
    additionalData: [],
  });

/** With a value for every term that FA(3) can hold in one way or another. */
function aFullInvoice(): Invoice {
  const full = aCompleteInvoice();
  const vat = { category: "S", rate: "23" };
  return {
    ...full,
    issueDate: "2026-03-02",
    vatAccountingCurrencyCode: "PLN",
    exchangeRates: [{ from: "EUR", to: "PLN", rate: "4.2718", date: "2026-02-27" }],
    seller: { ...full.seller, vatIdentifier: "PL5265877635" },
    buyer: {
      ...full.buyer,
      identifiers: [
        { value: "5498765000017", scheme: "0088" },
        { value: "K-1", scheme: "0199" },
      ],
    },
    taxRepresentative: { ...full.taxRepresentative!, vatIdentifier: "PL7811767696" },
    // With one, it would be a settlement of advances.
    precedingInvoices: [],
    allowances: full.allowances.map((entry) => ({ ...entry, vat })),
    charges: full.charges.map((entry) => ({ ...entry, vat })),
    vatBreakdown: full.vatBreakdown.map((entry) => (entry.category === "S" ? { ...entry, rate: "23" } : entry)),
    lines: full.lines.map((line) => (line.vat.category === "S" ? { ...line, vat } : line)),
    attachments: [{ reference: "Timesheet", description: "Hours", externalLocation: "https://leie.example/hours" }],
    notes: [...full.notes, { subjectCode: "AAI", text: "z".repeat(300) }],
    installments: [{ dueDate: "2026-04-30", amount: "80.00", meansCode: "30" }],
    prepayments: [{ amount: "96.00", date: "2026-02-01", reference: "ADV-1" }],
    parties: [
      { role: "FACTOR", name: "Faktor S.A.", identifiers: [], vatIdentifier: "PL1111111111" },
      {
        role: "ADDITIONAL_BUYER",
        name: "Zweite GmbH",
        identifiers: [],
        vatIdentifier: "DE123456789",
        address: { line1: "Markt 1", city: "Berlin", countryCode: "DE" },
        contact: { name: "An", telephone: "+49 30 1", email: "an@zweite.example" },
        sharePercentage: "25.5",
      },
      { role: "CARRIER", name: "Snel bv", identifiers: [{ value: "X" }], taxRegistration: "T-1" },
    ],
    additionalData: [
      { lineId: "1", key: "Partia", value: "LOT-88" },
      { key: "Sezon", value: "Wiosna" },
    ],
    extensions: { ksef: { placeOfIssue: "Gent", isSplitPayment: true, areRelated: true, isForReceipt: true } },
  };
}

describe("FA(3)", () => {
  it("is written as the golden document", () => {
    const golden = readFileSync(
      new URL("../../../providers/ksef/fixtures/invoice.fa3.golden", import.meta.url),
      "utf8",
    );

    expect(Buffer.from(bytesOf(aPolishInvoice())).toString("utf8")).toBe(golden);
  });

  it.skipIf(!isThere).each<[string, () => Invoice]>([
    ["a plain invoice", () => aPolishInvoice()],
    ["everything it can hold", aFullInvoice],
    ["a credit note", () => aCreditNote()],
    ["lines before and after a correction", aCorrectedInvoice],
    ["an exemption", () => withCategory("E", { exemptionReason: "art. 43 ust. 1 pkt 37 ustawy" })],
    ["a margin scheme", () => withCategory("E", { exemptionReasonCode: "VATEX-EU-F" })],
    ["a supply within the Union", () => withCategory("K")],
    ["an export", () => withCategory("G")],
    ["reverse charge", () => withCategory("AE")],
    ["a buyer without any number", () => aPolishInvoice({ buyer: { ...aBuyer(), vatIdentifier: undefined! } })],
  ])(`is valid against the official schema with %s${skipped}`, (_case, invoice) => {
    expect(faultsOf(bytesOf(invoice()), "FA(3)")).toEqual([]);
  });

  it("finds a fault where there is one, so that the check above says something", ({ skip }) => {
    if (!isThere) skip();
    const broken = Buffer.from(bytesOf(aPolishInvoice())).toString("utf8").replace("<P_12>8</P_12>", "<P_12>9</P_12>");

    expect(faultsOf(Buffer.from(broken), "FA(3)")).toHaveLength(1);
  });

  it.each<[string, () => Invoice]>([
    ["a plain invoice", () => aPolishInvoice()],
    ["lines before and after a correction", aCorrectedInvoice],
  ])("says the same when it is read again: %s", (_case, invoice) => {
    const { totals, vatBreakdown, lines, precedingInvoices, correction } = invoice();

    const result = readFa3(bytesOf(invoice()));

    expect(result).toMatchObject({
      invoice: {
        totals,
        vatBreakdown,
        precedingInvoices,
        lines: lines.map(({ id, quantity, netAmount, vat }) => ({ id, quantity, netAmount, vat })),
        ...(correction && { correction: { reason: correction.reason, effect: correction.effect } }),
        unmapped: [],
      },
    });
  });

  it("is the same every time, so that a repetition is known as such", () => {
    expect(bytesOf(aPolishInvoice())).toEqual(bytesOf(aPolishInvoice()));
  });
});

/** One line of 1000.00 in a category without tax. */
function withCategory(category: string, reason: Partial<Invoice["vatBreakdown"][number]> = {}): Invoice {
  return aPolishInvoice({
    lines: [aLine({ vat: { category, rate: "0" } })],
    vatBreakdown: [{ taxableAmount: "1000.00", taxAmount: "0.00", category, rate: "0", ...reason }],
    totals: { lineNetTotal: "1000.00", taxExclusive: "1000.00", taxInclusive: "1000.00", payable: "1000.00" },
    additionalData: [],
  });
}

const german = aBuyer({
  vatIdentifier: "DE123456789",
  address: { line1: "Markt 1", city: "Berlin", countryCode: "DE" },
});
const swiss = aBuyer({ vatIdentifier: "CHE123456788", address: { line1: "Weg 1", city: "Basel", countryCode: "CH" } });

describe("Polish VAT in FA(3)", () => {
  it.each<[string, string, Partial<Invoice>, string, string]>([
    ["zero-rated at home", "Z", {}, "0 KR", "P_13_6_1"],
    ["supplied within the Union", "K", { buyer: german }, "0 WDT", "P_13_6_2"],
    ["exported", "G", { buyer: swiss }, "0 EX", "P_13_6_3"],
    ["exempt", "E", {}, "zw", "P_13_7"],
    ["under reverse charge at home", "AE", {}, "oo", "P_13_10"],
    ["a service to the Union", "AE", { buyer: german }, "np II", "P_13_9"],
    ["a service further away", "AE", { buyer: swiss }, "np I", "P_13_8"],
    ["outside its scope", "O", { buyer: swiss }, "np I", "P_13_8"],
  ])("of what is %s (%s) has its own word and sum", (_case, category, changes, word, sum) => {
    const invoice = { ...withCategory(category, { exemptionReason: "art. 43" }), ...changes };

    expect(textsAt(invoice, "Fa/FaWiersz/P_12")).toEqual([word]);
    expect(textsAt(invoice, `Fa/${sum}`)).toEqual(["1000.00"]);
    expect(textsAt(invoice, "Fa/Adnotacje/P_18")).toEqual([category === "AE" ? "1" : "2"]);
  });

  it("is stated in zloty beside a foreign currency", () => {
    const full = aFullInvoice();

    expect(textsAt(full, "Fa/P_14_1")).toEqual(["51.45"]);
    // As the invoice states it (BT-111).
    expect(textsAt(full, "Fa/P_14_1W")).toEqual(["588.12"]);
    const { vatAmountInAccountingCurrency: _, ...totals } = full.totals;
    // 51.45 at 4.2718.
    expect(textsAt({ ...full, totals }, "Fa/P_14_1W")).toEqual(["219.78"]);
    expect(violationsOf({ ...full, totals, exchangeRates: [] })).toEqual([
      { rule: "KSEF-BT-111", path: "exchangeRates" },
    ]);
  });

  it.each([
    ["the Polish act", { exemptionReason: "art. 43 ust. 1 pkt 37 ustawy" }, "P_19A"],
    ["the directive", { exemptionReasonCode: "VATEX-EU-132" }, "P_19B"],
    ["another law", { exemptionReason: "Agreement with NATO" }, "P_19C"],
  ])("names %s as reason of an exemption", (_case, reason, field) => {
    expect(textsAt(withCategory("E", reason), `Fa/Adnotacje/Zwolnienie/${field}`)).toHaveLength(1);
  });
});

describe("a correction in FA(3)", () => {
  it("states a credit note as what it takes away, of an invoice with its KSeF number", () => {
    const note = aCreditNote({
      correction: { reason: "Rabat", effect: "ORIGINAL_PERIOD", method: "DIFFERENCE", linesBefore: [] },
    });

    expect(
      ["P_13_1", "P_14_1", "P_15", "RodzajFaktury", "TypKorekty"].flatMap((name) => textsAt(note, `Fa/${name}`)),
    ).toEqual(["-100.00", "-23.00", "-123.00", "KOR", "1"]);
    expect(textsAt(note, "Fa/FaWiersz/P_8B")).toEqual(["-1"]);
    expect(textsAt(note, "Fa/DaneFaKorygowanej/NrKSeFFaKorygowanej")).toEqual([original.clearanceId]);
  });

  it("states the difference of lines before and after, and both", () => {
    const corrected = aCorrectedInvoice();

    expect(["P_13_1", "P_14_1", "P_15"].flatMap((name) => textsAt(corrected, `Fa/${name}`))).toEqual([
      "-500.00",
      "-115.00",
      "-615.00",
    ]);
    expect(textsAt(corrected, "Fa/FaWiersz/P_8B")).toEqual(["3", "2"]);
    expect(textsAt(corrected, "Fa/FaWiersz/StanPrzed")).toEqual(["1"]);
    expect(textsAt(corrected, "Fa/DaneFaKorygowanej/NrKSeFN")).toEqual(["1"]);
  });
});

describe("what FA(3) has no field for", () => {
  it("goes with the additional data under its term, and is not lost", () => {
    const extras = extrasOf(aFullInvoice());

    expect(extras).toMatchObject({
      "BT-10 Buyer reference": "PO-4711",
      "BT-11 Project": "Winter garden",
      "BT-28 Seller trading name": "Leie Meubel",
      "BT-72 Delivery date": "2026-02-27",
      "BT-83 Remittance information": "+++090/9337/55493+++",
      "BT-160 Colour": "Green",
      Partia: "LOT-88",
    });
  });

  it.each<[string, Partial<Invoice>, string, string]>([
    [
      "a seller without NIP",
      { seller: { ...aPolishInvoice().seller, vatIdentifier: "DE123456789" } },
      "BT-31",
      "seller.vatIdentifier",
    ],
    [
      "a rate that Poland does not have",
      { lines: [aLine({ vat: { category: "S", rate: "21" } })] },
      "BT-151",
      "lines.0.vat",
    ],
    ["a proforma invoice", { typeCode: "325" }, "BT-3", "typeCode"],
    ["a number of 257 characters", { number: "9".repeat(257) }, "BT-1", "number"],
    ["a quantity of seven decimals", { lines: [aLine({ quantity: "1.0000001" })] }, "BT-129", "lines.0.quantity"],
    ["an amount of three decimals", { lines: [aLine({ netAmount: "1000.005" })] }, "BT-131", "lines.0.netAmount"],
    [
      "a file",
      { attachments: [{ reference: "A", content: { fileName: "a", mimeCode: "text/csv", base64: "YQ==" } }] },
      "BT-125",
      "attachments.0.content",
    ],
    [
      "a tax beside VAT",
      { otherTaxes: [{ kind: "STAMP", amount: "2.00", lineNumbers: [] }] },
      "otherTaxes",
      "otherTaxes.0",
    ],
    ["lines within lines", { lines: [aLine({ subLines: [aLine()] })] }, "BG-25", "lines.0.subLines"],
    ["half a period", { invoicingPeriod: { startDate: "2026-02-01" } }, "BT-74", "invoicingPeriod.endDate"],
    ["a day before FA(3)", { issueDate: "2025-08-31" }, "BT-2", "issueDate"],
    [
      "a currency that came later",
      { currencyCode: "ZWG", exchangeRates: [{ from: "ZWG", to: "PLN", rate: "0.1" }] },
      "BT-5",
      "currencyCode",
    ],
  ])("is a violation that names the term: %s", (_case, changes, term, path) => {
    expect(violationsOf(aPolishInvoice({ additionalData: [], ...changes }))).toContainEqual({
      rule: `KSEF-${term}`,
      path,
    });
  });

  it.each<[string, Partial<Invoice>, string]>([
    ["the invoice that it corrects", { precedingInvoices: [] }, "KSEF-BG-3"],
    ["the day of that invoice", { precedingInvoices: [{ number: "A/1" }] }, "KSEF-BT-26"],
    [
      "a KSeF number with the right checksum",
      { precedingInvoices: [{ ...original, clearanceId: "5265877635-20250826-0100001AF629-AA" }] },
      "KSEF-BG-3",
    ],
  ])("keeps a correction from being sent without %s", (_case, changes, rule) => {
    expect(violationsOf(aCreditNote(changes)).map((violation) => violation.rule)).toContain(rule);
  });
});

describe("a document of the client's own", () => {
  const raw = (text: string, format: "FA3" | "UBL" = "FA3") =>
    provider.prepare({
      invoice: aPolishInvoice(),
      raw: { format, mediaType: "application/xml", fileName: "own.xml", bytes: Buffer.from(text, "utf8") },
    });
  const own = Buffer.from(bytesOf(aPolishInvoice())).toString("utf8");

  it("goes untouched when it is FA(3)", () => {
    const padded = own.replace("<Fa>", "<Fa>\n<!-- ours -->");

    expect(raw(padded)).toMatchObject({ document: { bytes: Buffer.from(padded, "utf8") } });
  });

  it("is written anew from the invoice when it is in another format", () => {
    expect(raw("<Invoice/>", "UBL")).toMatchObject({ document: { format: "FA3", bytes: bytesOf(aPolishInvoice()) } });
  });

  it.each([
    ["an older FA", own.replaceAll("2025/06/25/13775", "2023/06/29/12648"), "KSEF-DOCUMENT-FORMAT"],
    ["what is no XML", "P_1", "KSEF-DOCUMENT-XML"],
    ["a processing instruction", own.replace("<Fa>", "<Fa><?php?>"), "KSEF-DOCUMENT-XML"],
    ["more than a megabyte", own.replace("<Fa>", `<Fa><!--${"x".repeat(1_048_576)}-->`), "KSEF-BG-25"],
  ])("is not taken with %s", (_case, text, rule) => {
    expect(raw(text)).toMatchObject({ violations: [{ rule }] });
  });
});

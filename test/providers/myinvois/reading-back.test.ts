import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeInvoice } from "../../../src/domain/draft-invoice.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readAnyUbl } from "../../../src/formats/read-any-ubl.js";
import { writeMyInvoisJson } from "../../../providers/myinvois/ubl-json/ubl-json.js";
import { aBuyer, aMalaysianInvoice, aSeller } from "./a-malaysian-invoice.js";

function write(invoice: Invoice): string {
  const written = writeMyInvoisJson(invoice);
  if ("violations" in written) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return written.text;
}

function read(text: string): Invoice {
  const result = readAnyUbl(Buffer.from(text, "utf8"), "JSON");
  if ("violations" in result) throw new Error(result.violations.map(({ message }) => message).join("; "));
  return result.invoice;
}

/** What was written is what is written again of what was read: nothing was lost and nothing added. */
function expectSame(invoice: Invoice): Invoice {
  const text = write(invoice);
  const found = read(text);
  expect(found.unmapped).toEqual([]);
  expect(write(found)).toBe(text);
  return found;
}

const plain = aMalaysianInvoice();
const preceding = [{ number: "INV-1", clearanceId: "F9D425P6DS7D8IUF9D425P6DS7" }];

const recipient = {
  role: "RECIPIENT" as const,
  name: "Gudang Utara",
  identifiers: [{ scheme: "MY:TIN", value: "C11361879050" }],
  legalRegistration: { scheme: "MY:BRN", value: "201901234567" },
  address: aBuyer().address,
};

const everything: Partial<Invoice> = {
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
    identifiers: [
      { scheme: "MY:TIN", value: "C20880050010" },
      { scheme: "MY:TTX", value: "123-4567-89012345" },
    ],
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
};

describe("a MyInvois document that is read back", () => {
  it.each<[string, Partial<Invoice>]>([
    ["an invoice", {}],
    ["all that MyInvois asks for beyond EN 16931", everything],
    ["a credit note", { typeCode: "381", kind: "CREDIT_NOTE", precedingInvoices: preceding }],
    ["a refund note", { typeCode: "381", extensions: { myInvois: { isRefund: true } }, precedingInvoices: preceding }],
    ["a debit note", { typeCode: "383", precedingInvoices: preceding }],
    ["a self-billed invoice", { typeCode: "389" }],
    ["a self-billed credit note", { typeCode: "261", precedingInvoices: preceding }],
    ["a self-billed debit note", { typeCode: "527", precedingInvoices: preceding }],
    [
      "a self-billed refund note",
      { typeCode: "261", extensions: { myInvois: { isRefund: true } }, precedingInvoices: preceding },
    ],
    ["another currency", { currencyCode: "USD", exchangeRates: [{ from: "USD", to: "MYR", rate: "4.73300" }] }],
    ["payment in cash", { payment: { meansCode: "10", creditTransfers: [] } }],
    [
      "two accounts",
      { payment: { meansCode: "58", creditTransfers: [{ account: "514012345678" }, { account: "514012345679" }] } },
    ],
    ["a place of delivery", { delivery: { partyName: "Gudang", address: aBuyer().address } }],
    [
      "a buyer abroad",
      {
        buyer: aBuyer({
          identifiers: [{ scheme: "MY:TIN", value: "EI00000000020" }],
          legalRegistration: { scheme: "MY:PASSPORT", value: "A12345678" },
          address: { line1: "Hafenstr. 1", city: "Hamburg", countryCode: "DE" },
        }),
      },
    ],
    ["a tax on the whole document", { otherTaxes: [{ kind: "TOURISM", amount: "5.00", lineNumbers: [] }] }],
  ])("is %s as it was written", (_case, changes) => {
    expectSame(aMalaysianInvoice(changes));
  });

  it("means what was meant", () => {
    expect(expectSame(aMalaysianInvoice(everything))).toMatchObject({
      issueDate: "2026-01-30",
      issueTime: "23:15:00Z",
      typeCode: "380",
      totals: { ...plain.totals, paidAmount: "1200.00", payable: "2996.50" },
      extensions: everything.extensions,
      seller: { name: plain.seller.name, extensions: everything.seller!.extensions },
      charges: [{ amount: "20.00", vat: { category: "S", rate: "8" } }],
      vatBreakdown: [
        { category: "S", rate: "10", taxableAmount: "3700.30", taxAmount: "370.03" },
        { category: "S", rate: "8", extensions: { myInvois: { kind: "HIGH_VALUE_GOODS_TAX" } } },
        { category: "E", exemptionReason: "Exempt under Schedule A" },
      ],
      otherTaxes: [{ kind: "TOURISM", code: "03", amount: "20.00", lineNumbers: ["2"] }],
      prepayments: [
        { amount: "1000.00", date: "2026-01-09", time: "16:30:00Z", reference: "ADV-1" },
        { amount: "200.00", date: "2026-01-12" },
      ],
      parties: [{ ...recipient, address: { ...recipient.address, subdivision: "MY-07" } }],
    });
  });

  const cents = (most: number) =>
    fc
      .integer({ min: 1, max: most })
      .map((amount) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`);
  const words = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    .map((text) => `x${text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")}x`);
  const vat = fc.constantFrom(
    { category: "S", rate: "10" },
    { category: "S", rate: "5" },
    { category: "S", rate: "8" },
    { category: "S", rate: "6" },
    { category: "O" },
    { category: "E", rate: "0" },
  );
  const adjustment = fc.record({ amount: cents(100), reason: words, percentage: cents(2_000) });
  const line = fc.record({
    quantity: fc.oneof(cents(100_000), fc.integer({ min: 1, max: 50 }).map(String)),
    price: cents(1_000_000),
    name: words,
    vat,
    allowances: fc.array(adjustment, { maxLength: 2 }),
    charges: fc.array(adjustment, { maxLength: 2 }),
    countryCode: fc.option(fc.constantFrom("MY", "SG", "DE", "US"), { nil: undefined }),
  });
  const document = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    allowance: fc.option(adjustment, { nil: undefined }),
    charge: fc.option(adjustment, { nil: undefined }),
    tourism: fc.option(cents(10_000), { nil: undefined }),
    number: fc.stringMatching(/^[A-Z0-9-]{1,20}$/),
    terms: fc.option(words, { nil: undefined }),
  });

  it("is as it was written, whatever the lines and their taxes are", () => {
    fc.assert(
      fc.property(document, ({ lines, allowance, charge, tourism, number, terms }) => {
        const [first] = lines;
        const { invoice } = completeInvoice({
          number,
          issueDate: "2026-01-31",
          issueTime: "07:15:00+08:00",
          currencyCode: "MYR",
          seller: plain.seller,
          buyer: plain.buyer,
          ...(terms !== undefined && { paymentTerms: terms }),
          lines: lines.map(({ quantity, price, name, countryCode, ...rest }, index) => ({
            ...rest,
            id: String(index + 1),
            quantity,
            unitCode: "C62",
            price: { net: price },
            item: { name, ...(countryCode && { originCountryCode: countryCode }) },
          })),
          allowances: allowance ? [{ ...allowance, vat: first!.vat }] : [],
          charges: charge ? [{ ...charge, vat: first!.vat }] : [],
        });
        const vatBreakdown = invoice.vatBreakdown.map((entry) =>
          entry.category === "E" ? { ...entry, exemptionReason: "Exempt under Schedule A" } : entry,
        );
        const otherTaxes: Invoice["otherTaxes"] = tourism
          ? [{ kind: "TOURISM", amount: tourism, baseAmount: "0", lineNumbers: ["1"] }]
          : [];

        const found = expectSame({ ...invoice, vatBreakdown, otherTaxes });

        expect(found.totals).toEqual(invoice.totals);
        expect(found.lines.map(({ vat: each, netAmount, quantity }) => [each, netAmount, quantity])).toEqual(
          invoice.lines.map(({ vat: each, netAmount, quantity }) => [each, netAmount, quantity]),
        );
      }),
      { numRuns: 300 },
    );
  });
});

import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { prepareDocument } from "../../../src/application/prepare-document.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import provider from "../../../providers/myinvois/index.js";
import { writeMyInvoisJson } from "../../../providers/myinvois/ubl-json/ubl-json.js";
import { aBuyer, aMalaysianInvoice, aSeller } from "./a-malaysian-invoice.js";

const withoutWhitespace = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");

function textOf(invoice: Invoice): string {
  const written = writeMyInvoisJson(invoice);
  if (!("text" in written)) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return written.text;
}

function violationsOf(invoice: Invoice): { rule: string; path: string }[] {
  const written = writeMyInvoisJson(invoice);
  const violations = "violations" in written ? written.violations : [];
  return violations.map(({ rule, path }) => ({ rule, path: (path ?? []).join(".") }));
}

// Elements are lists in the UBL JSON; only the tests read it without a shape.
const rootOf = (invoice: Invoice) => JSON.parse(textOf(invoice)).Invoice[0];

afterEach(() => vi.unstubAllEnvs());

describe("MyInvois JSON", () => {
  it("is written as the golden document", () => {
    const golden = readFileSync(
      new URL("../../../providers/myinvois/fixtures/invoice.ubl.golden", import.meta.url),
      "utf8",
    );

    expect(textOf(aMalaysianInvoice())).toBe(withoutWhitespace(golden));
  });

  it("keeps every digit of a number that a float could not hold", () => {
    const text = textOf(
      aMalaysianInvoice({ totals: { ...aMalaysianInvoice().totals, payable: "123456789012345678.90" } }),
    );

    expect(text).toContain('"PayableAmount":[{"_":123456789012345678.90,"currencyID":"MYR"}]');
  });

  it("writes no leading zeros, which JSON forbids", () => {
    const text = textOf(aMalaysianInvoice({ totals: { ...aMalaysianInvoice().totals, roundingAmount: "-000.04" } }));

    expect(text).toContain('"PayableRoundingAmount":[{"_":-0.04,');
  });

  it.each([
    ["380", "01"],
    ["386", "01"],
    ["381", "02"],
    ["383", "03"],
    ["389", "11"],
    ["261", "12"],
    ["527", "13"],
  ])("makes type %s a document of type %s", (typeCode, expected) => {
    const precedingInvoices = [{ number: "INV-1", clearanceId: "F9D425P6DS7D8IUF9D425P6DS7" }];

    const root = rootOf(aMalaysianInvoice({ typeCode, precedingInvoices }));

    expect(root.InvoiceTypeCode).toEqual([{ _: expected, listVersionID: "1.0" }]);
  });

  it("makes a credit note that returns money a refund note", () => {
    const root = rootOf(
      aMalaysianInvoice({
        typeCode: "381",
        process: { specification: "urn:cen.eu:en16931:2017", businessProcess: "MY:REFUND" },
        precedingInvoices: [{ number: "INV-1", clearanceId: "NA" }],
      }),
    );

    expect(root.InvoiceTypeCode[0]._).toBe("04");
    expect(root.BillingReference).toEqual([
      { InvoiceDocumentReference: [{ ID: [{ _: "INV-1" }], UUID: [{ _: "NA" }] }] },
    ]);
  });

  it("states the rate to ringgit of an invoice in another currency", () => {
    const root = rootOf(
      aMalaysianInvoice({ currencyCode: "USD", exchangeRates: [{ from: "USD", to: "MYR", rate: "4.7330" }] }),
    );

    expect(root.TaxExchangeRate).toEqual([
      { SourceCurrencyCode: [{ _: "USD" }], TargetCurrencyCode: [{ _: "MYR" }], CalculationRate: [{ _: 4.733 }] },
    ]);
    expect(root.TaxCurrencyCode).toBeUndefined();
  });

  it("takes a time without an offset as UTC and no time as the beginning of the day", () => {
    vi.stubEnv("TZ", "Asia/Kuala_Lumpur");
    const { issueTime: _, ...untimed } = aMalaysianInvoice();

    expect(rootOf(aMalaysianInvoice({ issueTime: "18:05:09" })).IssueTime).toEqual([{ _: "18:05:09Z" }]);
    expect(rootOf(untimed).IssueTime).toEqual([{ _: "00:00:00Z" }]);
  });

  it("takes TIN and sales tax number of a Malaysian from what it is registered with", () => {
    const identify = (buyer: Partial<Invoice["buyer"]>) => {
      const { PartyIdentification } = rootOf(aMalaysianInvoice({ buyer: aBuyer(buyer) })).AccountingCustomerParty[0]
        .Party[0];
      return [PartyIdentification[0].ID[0]._, PartyIdentification[2].ID[0]._];
    };

    expect(identify({ vatIdentifier: "MYW10-1808-1" })).toEqual(["C11361879050", "W10-1808-1"]);
    expect(identify({ taxRegistration: "unknown", vatIdentifier: "MYC11361879050" })).toEqual(["C11361879050", "NA"]);
  });

  it("takes no foreign VAT identifier for a TIN, however much it looks like one", () => {
    const { taxRegistration: _, ...buyer } = aBuyer({
      vatIdentifier: "DE123456789",
      address: { line1: "Hafenstr. 1", city: "Hamburg", countryCode: "DE" },
    });

    expect(violationsOf(aMalaysianInvoice({ buyer }))).toEqual([{ rule: "MYINVOIS-BT-46", path: "buyer.identifiers" }]);
  });

  it("adds up the taxes of one type whatever their rates", () => {
    const vatBreakdown = [
      { taxableAmount: "0.10", taxAmount: "0.10", category: "S", rate: "6" },
      { taxableAmount: "0.20", taxAmount: "0.20", category: "S", rate: "8" },
    ];

    const text = textOf(aMalaysianInvoice({ vatBreakdown }));

    expect(text).toContain('"TaxSubtotal":[{"TaxableAmount":[{"_":0.30,"currencyID":"MYR"}],');
  });

  it.each<[string, Partial<Invoice>, string, string]>([
    ["a type MyInvois does not know", { typeCode: "325" }, "BT-3", "typeCode"],
    [
      "a seller without TIN",
      { seller: aSeller({ identifiers: [{ scheme: "MY:MSIC", value: "46510" }] }) },
      "BT-29",
      "seller.identifiers",
    ],
    [
      "a seller without industry code",
      { seller: aSeller({ identifiers: [{ scheme: "MY:TIN", value: "C20880050010" }] }) },
      "industryCode",
      "seller.extensions.myInvois.industryCode",
    ],
    ["a buyer without registration number", { buyer: aBuyer({ identifiers: [] }) }, "BT-47", "buyer.legalRegistration"],
    ["a buyer without telephone", { buyer: aBuyer({ contact: {} }) }, "BT-57", "buyer.contact.telephone"],
    [
      "a buyer in a state that does not exist",
      { buyer: aBuyer({ address: { ...aBuyer().address, subdivision: "Atlantis" } }) },
      "BT-54",
      "buyer.address.subdivision",
    ],
    ["another currency without its rate", { currencyCode: "SGD" }, "BT-5", "exchangeRates"],
    ["a credit note that corrects nothing", { typeCode: "381" }, "BT-25", "precedingInvoices"],
    [
      "a credit note for an invoice without UUID",
      { typeCode: "381", precedingInvoices: [{ number: "INV-1" }] },
      "BG-3",
      "precedingInvoices.0.clearanceId",
    ],
    ["a payee", { payee: { name: "Factor Bhd." } }, "BG-10", "payee"],
    [
      "an embedded file",
      { attachments: [{ reference: "A", content: { fileName: "a.pdf", mimeCode: "application/pdf", base64: "" } }] },
      "BT-125",
      "attachments.0.content",
    ],
  ])("refuses %s by term and path", (_case, changes, term, path) => {
    expect(violationsOf(aMalaysianInvoice(changes))).toEqual([{ rule: `MYINVOIS-${term}`, path }]);
  });

  it("refuses a tax that Malaysia does not have and a price that has no exact unit", () => {
    const [line] = aMalaysianInvoice().lines;
    const lines = [
      { ...line!, vat: { category: "S", rate: "19" } },
      { ...line!, price: { net: "10", baseQuantity: "3" } },
    ];

    expect(violationsOf(aMalaysianInvoice({ lines }))).toEqual([
      { rule: "MYINVOIS-BT-151", path: "lines.0.vat" },
      { rule: "MYINVOIS-BT-149", path: "lines.1.price.baseQuantity" },
    ]);
  });

  it("is refused above 300 KB", () => {
    const [line] = aMalaysianInvoice().lines;
    const lines = Array.from({ length: 400 }, (_, index) => ({ ...line!, id: String(index + 1) }));

    const prepared = prepareDocument(provider, { invoice: aMalaysianInvoice({ lines }) });

    expect(prepared).toMatchObject({ violations: [{ rule: "GW-SIZE-01" }] });
  });

  it("leaves a client's own MyInvois document untouched and writes any other UBL anew", () => {
    const own = Buffer.from('<Invoice><InvoiceTypeCode listVersionID="1.1">01</InvoiceTypeCode></Invoice>');
    const peppol = Buffer.from("<Invoice><InvoiceTypeCode>380</InvoiceTypeCode></Invoice>");
    const raw = (bytes: Uint8Array) => ({
      format: "UBL" as const,
      mediaType: "application/xml",
      fileName: "a.xml",
      bytes,
    });

    const kept = provider.prepare({ invoice: aMalaysianInvoice(), raw: raw(own) });
    const rewritten = provider.prepare({ invoice: aMalaysianInvoice(), raw: raw(peppol) });

    expect(kept).toMatchObject({ document: { bytes: own } });
    expect(rewritten).toMatchObject({ document: { format: "JSON", fileName: "INV-2026-0117.json" } });
  });

  it("leaves room for base64 in the declared size of a batch", () => {
    const { batch } = provider.limits;

    expect(Math.ceil((batch.bytes * 4) / 3) + batch.documents * 300).toBeLessThanOrEqual(5_000_000);
    expect(batch.documents).toBe(100);
  });
});

const officialSample = new URL("../../../../shared/specs/myinvois/samples/1.0-Invoice-Sample.json", import.meta.url);

/** Every path of element names, without positions. */
function pathsIn(node: unknown, path = ""): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => pathsIn(each, path));
  if (typeof node !== "object" || node === null) return [path];
  return Object.entries(node).flatMap(([name, member]) => pathsIn(member, `${path}/${name}`));
}

describe.skipIf(!existsSync(officialSample))(
  "MyInvois JSON beside the official sample (skipped when ../shared/specs/myinvois is not there)",
  () => {
    it("uses no element that the sample does not have", () => {
      const sample = new Set(pathsIn(JSON.parse(readFileSync(officialSample, "utf8"))));
      const invoice = aMalaysianInvoice({
        delivery: { partyName: "Gudang", address: aBuyer().address },
        totals: { ...aMalaysianInvoice().totals, allowanceTotal: "0.00", paidAmount: "0.00" },
      });

      const unknown = pathsIn(JSON.parse(textOf(invoice))).filter((path) => !sample.has(path));

      expect(unknown).toEqual([]);
    });

    it("leaves out only what is optional", () => {
      const ours = new Set(pathsIn(JSON.parse(textOf(aMalaysianInvoice()))));
      const optional =
        /\/(AdditionalDocumentReference|BillingReference|AdditionalAccountID|Delivery|PrepaidPayment|AllowanceTotalAmount|Description|ElectronicMail)\b/;

      const sample = pathsIn(JSON.parse(readFileSync(officialSample, "utf8")));

      expect(sample.filter((path) => !ours.has(path) && !optional.test(path))).toEqual([]);
    });
  },
);

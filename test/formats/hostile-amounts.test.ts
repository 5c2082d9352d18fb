import { describe, expect, it } from "vitest";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { readDocument } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { anInvoice } from "../builders/an-invoice.js";

const written = {
  UBL: {
    text: new TextDecoder().decode(writeUbl(anInvoice()).bytes),
    payable: /(<cbc:PayableAmount[^>]*>)[^<]*/,
    quantity: /(<cbc:InvoicedQuantity[^>]*>)[^<]*/,
    rate: /(<cbc:Percent>)[^<]*/,
    xpath: "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
  },
  CII: {
    text: new TextDecoder().decode(writeCii(anInvoice()).bytes),
    payable: /(<ram:DuePayableAmount[^>]*>)[^<]*/,
    quantity: /(<ram:BilledQuantity[^>]*>)[^<]*/,
    rate: /(<ram:RateApplicablePercent>)[^<]*/,
    xpath: "ram:DuePayableAmount",
  },
} as const;

type Place = "payable" | "quantity" | "rate";

/** Of the first number of each kind in the document; CII begins with the lines. */
const terms: Readonly<Record<Place, Readonly<Record<"UBL" | "CII", string>>>> = {
  payable: { UBL: "BT-115", CII: "BT-115" },
  quantity: { UBL: "BT-129", CII: "BT-129" },
  rate: { UBL: "BT-119", CII: "BT-152" },
};

const read = (syntax: "UBL" | "CII", place: Place, value: string) => {
  const { text, [place]: pattern } = written[syntax];
  return readDocument({ bytes: new TextEncoder().encode(text.replace(pattern, (_, start: string) => start + value)) });
};

describe.each(["UBL", "CII"] as const)("a number in a %s document", (syntax) => {
  it.each([
    "NaN",
    "Infinity",
    "-Infinity",
    "INF",
    "1e40",
    "1E2",
    "0x10",
    "1,00",
    "1 000.00",
    "1'000.00",
    "--1",
    "1.2.3",
    "١٢",
    "１２",
    "−1",
    "€ 5",
    "1".padEnd(19, "0"),
    "1".padEnd(41, "0"),
    "0.".padEnd(13, "1"),
  ])("is refused by term and value when it is %s", (value) => {
    for (const place of ["payable", "quantity", "rate"] as const) {
      const result = read(syntax, place, value);
      const told = "violations" in result ? result.violations.filter(({ rule }) => rule === `${syntax}-DECIMAL`) : [];

      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ severity: "FATAL" });
      expect(told[0]?.message).toContain(`${terms[place][syntax]} is "${value}"`);
    }
  });

  it.each([1_000_000, 10_000_000])("is refused when it has %d digits, and told by its beginning", (digits) => {
    const start = performance.now();

    const result = read(syntax, "payable", "7".repeat(digits));

    expect(result).toMatchObject({
      violations: [{ rule: `${syntax}-DECIMAL`, xpath: expect.stringContaining(written[syntax].xpath) }],
    });
    expect("violations" in result && result.violations[0]!.message.length).toBeLessThan(200);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.each(["999999999999999999", "-999999999999999999.9999999999", "0", "-0", "0.0000000001"])(
    "is read digit by digit when it is %s",
    (value) => {
      expect(read(syntax, "payable", value)).toMatchObject({ invoice: { totals: { payable: value } } });
    },
  );
});

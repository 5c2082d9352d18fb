import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { readFa3 } from "../../../src/formats/fa3/read-fa3.js";
import type { Invoice } from "../../../src/domain/invoice.js";

const golden = readFileSync(new URL("../../../providers/ksef/fixtures/invoice.fa3.golden", import.meta.url), "utf8");

function read(xml: string = golden): Invoice {
  const result = readFa3(Buffer.from(xml, "utf8"));
  if (!("invoice" in result)) throw new Error(result.violations[0].message);
  return result.invoice;
}

const row = (fields: string) => golden.replace(/<FaWiersz>[^]*<\/FaWiersz>/, `<FaWiersz>${fields}</FaWiersz>`);

describe("reading FA(3)", () => {
  it("finds an invoice whose sums agree, and loses nothing", () => {
    const invoice = read();

    expect(invoice).toMatchObject({
      number: "FV/2026/02/0117",
      issueDate: "2026-02-10",
      issueTime: "09:30:00",
      typeCode: "380",
      dueDate: "2026-02-24",
      seller: { vatIdentifier: "PL5265877635", legalInformation: "Kapitał zakładowy 50 000 zł" },
      buyer: { vatIdentifier: "PL7811767696", identifiers: [{ value: "K-2207" }] },
      totals: { taxExclusive: "1350.00", vatAmount: "280.50", taxInclusive: "1630.50", payable: "1630.50" },
      vatBreakdown: [
        { rate: "23", taxAmount: "264.50" },
        { rate: "8", taxAmount: "16.00" },
      ],
      lines: [{ unitCode: "C62" }, { unitCode: "HUR", quantity: "1.5" }, { netAmount: "200.00" }],
      payment: { meansCode: "30", creditTransfers: [{ serviceProvider: "WBKPPLPP" }] },
      unmapped: [],
    });
    expect(invoice.additionalData).toContainEqual({ lineId: "1", key: "Seria", value: "2026/A" });
    expect(checkInvoice(invoice)).toEqual([]);
  });

  it("lists what the model has no place for", () => {
    const more = golden.replace("<KRS>", "<BDO>000099999</BDO><KRS>").replace("<P_7>", "<P_6A>2026-02-01</P_6A><P_7>");

    expect(read(more).unmapped).toEqual([
      { path: "/Faktura/Fa/FaWiersz[1]/P_6A", value: "2026-02-01" },
      { path: "/Faktura/Stopka/Rejestry/BDO", value: "000099999" },
    ]);
  });

  it("computes the net of a row that states gross amounts", () => {
    const [line] = read(
      row("<NrWierszaFa>1</NrWierszaFa><P_8B>2</P_8B><P_9B>61.5</P_9B><P_11A>123.00</P_11A><P_12>23</P_12>"),
    ).lines;

    expect(line).toMatchObject({
      netAmount: "100.00",
      price: { net: "50.00000000" },
      vat: { category: "S", rate: "23" },
    });
  });

  it.each([
    ["0 KR", { category: "Z", rate: "0" }],
    ["0 WDT", { category: "K", rate: "0" }],
    ["0 EX", { category: "G", rate: "0" }],
    ["zw", { category: "E", rate: "0" }],
    ["oo", { category: "AE", rate: "0" }],
    ["np II", { category: "AE", rate: "0" }],
    ["np I", { category: "O" }],
    ["22", { category: "S", rate: "22" }],
  ])("knows the rate %s", (word, vat) => {
    expect(read(row(`<NrWierszaFa>1</NrWierszaFa><P_11>1</P_11><P_12>${word}</P_12>`)).lines[0]?.vat).toEqual(vat);
  });

  it("makes of a correction by states what shall be, and what was", () => {
    const before =
      "<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Biurko</P_7><P_8B>3</P_8B><P_9A>500</P_9A><P_11>1500.00</P_11><P_12>23</P_12><StanPrzed>1</StanPrzed></FaWiersz>";
    const after = before
      .replace("<P_8B>3", "<P_8B>2")
      .replace("1500.00", "1000.00")
      .replace("<StanPrzed>1</StanPrzed>", "");
    const corrected = golden
      .replace(/<FaWiersz>[^]*<\/FaWiersz>/, before + after)
      .replace(/<P_13_1>[^]*<P_15>.*<\/P_15>/, "<P_13_1>-500.00</P_13_1><P_14_1>-115.00</P_14_1><P_15>-615.00</P_15>")
      .replace(">VAT<", ">KOR<");

    const invoice = read(corrected);

    expect(invoice).toMatchObject({
      typeCode: "384",
      correction: { method: "BEFORE_AFTER", linesBefore: [{ quantity: "3" }] },
      lines: [{ quantity: "2" }],
      vatBreakdown: [{ taxableAmount: "1000.00", taxAmount: "230.00", rate: "23" }],
      totals: { lineNetTotal: "1000.00", taxInclusive: "1230.00" },
    });
  });

  it.each([
    ["another document", "<Invoice/>", "DOCUMENT-FORMAT"],
    ["no XML", "P_1", "XML-NOT-WELL-FORMED"],
    ["a sum that is no number", golden.replace("<P_15>1630.50", "<P_15>many"), "FA3-NUMBER"],
    ["a row with a number that is none", golden.replace("<P_8B>2<", "<P_8B>two<"), "FA3-NUMBER"],
  ])("refuses %s", (_case, xml, rule) => {
    expect(readFa3(Buffer.from(xml, "utf8"))).toMatchObject({ violations: [{ rule }] });
  });
});

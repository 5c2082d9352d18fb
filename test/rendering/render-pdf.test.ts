import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import { renderPdf } from "../../src/rendering/render-pdf.js";
import { aCompleteInvoice } from "../builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "../builders/an-invoice.js";
import { anyInvoice } from "../builders/any-invoice.js";
import { expectedValues } from "./expected-values.js";
import { withEveryText } from "./leaves.js";
import { readPdf, withoutSpace } from "./read-pdf.js";

const createdAt = new Date("2026-03-02T12:00:00Z");
const xml = { fileName: "invoice.xml", bytes: Buffer.from("<Invoice>é</Invoice>"), mediaType: "text/xml" };

const withLines = (count: number): Invoice =>
  anInvoice({ lines: Array.from({ length: count }, (_, index) => anInvoiceLine({ id: `${index + 1}` })) });

/** The values that are not found. */
const missingIn = async (invoice: Invoice) => {
  const text = readPdf(await renderPdf(invoice, { createdAt })).pages.join("");
  return expectedValues(invoice, "en").filter((leaf) => !text.includes(withoutSpace(leaf.text)));
};

describe("an invoice as PDF", () => {
  it("shows every value of the invoice", async () => {
    const unmapped = [{ path: "/Invoice/Odd", value: "left over" }];
    expect(await missingIn(aCompleteInvoice({ unmapped }))).toEqual([]);
  });

  it("is tagged, of the PDF/A-3b profile and carries title and language", async () => {
    const bytes = await renderPdf(aCompleteInvoice(), { createdAt, language: "nl" });

    const { metadata, structureTypes } = readPdf(bytes);
    const file = Buffer.from(bytes).toString("latin1");
    expect(metadata).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(metadata).toContain("Factuur 2026-0117");
    expect(file).toContain("/Lang (nl)");
    expect(file).toContain("/Marked true");
    expect(file).toContain("/OutputIntents");
    expect(structureTypes.get("H1")).toBe(1);
    expect(structureTypes.get("TD")).toBeGreaterThan(12);
    expect(structureTypes.get("TH")).toBeGreaterThan(6);
  });

  it("carries the XML as its source", async () => {
    const { attachments } = readPdf(await renderPdf(anInvoice(), { createdAt, xml }));

    expect(attachments).toEqual([{ name: "invoice.xml", relationship: "Source", bytes: xml.bytes }]);
  });

  it("is the same file for the same invoice and moment", async () => {
    const [first, second] = [
      await renderPdf(aCompleteInvoice(), { createdAt, xml, language: "ar" }),
      await renderPdf(aCompleteInvoice(), { createdAt, xml, language: "ar" }),
    ];
    const later = await renderPdf(aCompleteInvoice(), { createdAt: new Date(0), xml, language: "ar" });

    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, later)).not.toBe(0);
  });

  it("repeats the head of the lines and counts the pages", async () => {
    const { pages } = readPdf(await renderPdf(withLines(120), { createdAt }));

    expect(pages.length).toBeGreaterThan(4);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`${index + 1}/${pages.length}`);
      expect(page).toContain("Notthelegaloriginal");
      if (page.includes("Officechair")) expect(page).toContain("No.ItemQuantityNetprice");
    }
    expect(pages.filter((page) => page.includes("Officechair")).length).toBeGreaterThan(3);
  });

  it("needs pages in proportion to the lines", async () => {
    const pagesOf = async (count: number) => readPdf(await renderPdf(withLines(count), { createdAt })).pages.length;

    const [some, more] = [await pagesOf(200), await pagesOf(400)];

    expect(more / some).toBeGreaterThan(1.7);
    expect(more / some).toBeLessThan(2.1);
  });

  it("divides words and notes that are longer than a line or a page, and loses nothing", async () => {
    const word = "W".repeat(5_000);
    const note = Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(" ");
    const invoice = anInvoice({
      notes: [{ text: note }],
      lines: [anInvoiceLine({ note, item: { name: word, classifications: [], attributes: [] } })],
    });

    const { pages, heights } = readPdf(await renderPdf(invoice, { createdAt }));

    const text = pages.join("");
    expect(text.match(/W/g)?.length).toBeGreaterThanOrEqual(5_000);
    expect(text.match(/word\d+/g)?.length).toBe(6_000);
    for (const page of heights) {
      const inFooter = [...page].filter((height) => height < 56);
      expect(inFooter).toHaveLength(1);
      expect(Math.min(...page)).toBeGreaterThan(20);
    }
  });

  it("bears an enormous text in any place", async () => {
    const invoice = anInvoice({ currencyCode: "E".repeat(9_000), number: "N".repeat(9_000) });

    const { pages } = readPdf(await renderPdf(invoice, { createdAt }));

    expect(pages.length).toBeLessThan(200);
  });

  it("stays well-formed whatever the values are", async () => {
    const hostile = "</dc:title>]]><script>&\u202E)(\\";

    const { metadata, pages } = readPdf(
      await renderPdf(
        withEveryText(aCompleteInvoice(), () => hostile),
        { createdAt, source: hostile },
      ),
    );

    expect(metadata.match(/<\/dc:title>/g)).toHaveLength(1);
    expect(metadata).not.toContain("script>&");
    expect(pages.join("")).toContain("</dc:title>]]><script>&[U+202E])(\\");
  });

  it("shows characters its font lacks as a box and says so", async () => {
    const text = readPdf(await renderPdf(anInvoice({ buyerReference: "北京 12" }), { createdAt })).pages.join("");

    expect(text).toContain("□□12");
    expect(text).toContain("Charactersshownas□aremissing");
  });

  it("draws Greek, Cyrillic and Arabic letters", async () => {
    const invoice = anInvoice({ buyerReference: "Ελλάδα Україна", projectReference: "Łódź Şişli" });

    const text = readPdf(await renderPdf(invoice, { createdAt })).pages.join("");

    expect(text).toContain("ΕλλάδαУкраїна");
    expect(text).toContain("ŁódźŞişli");
  });

  it("can be made of any invoice", async () => {
    await fc.assert(
      fc.asyncProperty(anyInvoice("INVOICE"), async (invoice) => {
        expect(readPdf(await renderPdf(invoice, { createdAt, language: "ar" })).pages.length).toBeGreaterThan(0);
      }),
      { numRuns: 8 },
    );
  });
});

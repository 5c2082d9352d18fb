import { beforeAll, describe, expect, it } from "vitest";
import { extractInvoiceXml } from "../../src/formats/pdf/extract-invoice-xml.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { renderPdf } from "../../src/rendering/render-pdf.js";
import { aCompleteInvoice } from "../builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "../builders/an-invoice.js";
import { archiveFindings } from "./archive-findings.js";

const createdAt = new Date("2026-03-02T12:00:00Z");
const verificationUrl = "https://portal.example/F9D425P6DS7D8IU/share/LIJAF97HJJKH8298KHADH09908570FDKK9S2LSIUHB377373";
const ubl = { fileName: "invoice.xml", bytes: writeUbl(anInvoice()).bytes, mediaType: "application/xml" };

describe("the PDF as a file to be kept (PDF/A-3b)", () => {
  it.each([
    ["a complete invoice", aCompleteInvoice(), {}],
    ["an Arabic one with a code", anInvoice(), { language: "ar", verificationUrl }],
    ["one of many pages", anInvoice({ lines: Array.from({ length: 150 }, () => anInvoiceLine()) }), { xml: ubl }],
    ["one with signs that the font lacks", anInvoice({ buyerReference: "北京 \u200b12" }), { xml: ubl }],
  ])("has nothing against the standard that we know to look for: %s", async (_name, invoice, options) => {
    expect(archiveFindings(await renderPdf(invoice, { createdAt, ...options }))).toEqual([]);
  });

  it.each([
    ["UBL", writeUbl(anInvoice()).bytes],
    ["CII", writeCii(anInvoice()).bytes],
  ])("gives the %s inside back byte by byte to whoever reads it as an invoice", async (_syntax, bytes) => {
    const file = await renderPdf(anInvoice(), { createdAt, xml: { ...ubl, bytes } });

    const xml = extractInvoiceXml(file);

    if ("violations" in xml) throw new Error(JSON.stringify(xml.violations));
    expect(Buffer.compare(xml.bytes, bytes)).toBe(0);
  });

  describe("is found wanting", () => {
    let file: string;
    beforeAll(async () => {
      const made = await renderPdf(anInvoice(), { createdAt, verificationUrl, xml: ubl });
      file = Buffer.from(made).toString("latin1");
    });

    // No change moves what the file points at, so that it breaks one thing only.
    it.each([
      ["/ID [", "/XD [", "6.1.3 the file has no ID"],
      ["/Info 1", "/Encrypt 1", "6.1.3 the file is encrypted"],
      ["%\xff\xff\xff\xff", "%text", "6.1.2 the header has no version or no binary comment"],
      ["%%EOF\n", "%%EOF\nmore", "6.1.3 nothing may follow the trailer"],
      ["<pdfaid:part>3", "<pdfaid:part>1", "6.6.4 the metadata does not say part 3"],
      ["conformance>B", "conformance>X", "6.6.4 the metadata does not say level B"],
      ["<pdfaid:part>3</", "<pdfaid:part>3<<", "6.6.2 the metadata is no XML"],
      ["/GTS_PDFA1", "/GTS_PDFX1", "6.2.3 there is no output intent for PDF/A"],
      ["/N 3", "/N 4", "6.2.3 the output intent has no RGB profile"],
      ["/UserUnit 1", "/SMask 10 0", "6.2.10 the file uses transparency"],
      ["/UserUnit 1", "/OpenAction", "6.1 the file uses /OpenAction"],
      ["/FontFile2", "/FontFileX", "6.2.11.4 F2 is not embedded"],
      ["/ToUnicode", "/ToNothing", "6.2.11.7 F2 does not say which characters its glyphs are"],
      ["/CIDToGIDMap /Identity", "/CIDToGIDMap /Whatever", "6.2.11.3 F2 does not map its glyphs"],
      ["/Marked true", "/Marked fals", "6.7.2 not marked"],
      ["/Lang (en)", "/Lung (en)", "6.7.4 there is no language"],
      ["/Alt (", "/Olt (", "a picture has no words"],
      ["/AF [", "/AX [", "6.8 a file is not associated with the document"],
      ["/AFRelationship /Source", "/AFRelationship /Origin", "6.8 no relationship"],
      ["/application#2Fxml", "/application-2Fxml", "6.8 a file has no media type"],
    ])("with %j turned into %j", (from, to, finding) => {
      expect(file).toContain(from);

      const changed = Buffer.from(file.replace(from, to), "latin1");

      expect(archiveFindings(changed)).toContain(finding);
    });

    it("with another width for its letters", () => {
      const widths = /\/W \[0 \[\d+ (\d)/.exec(file);
      const changed = file.replace(widths?.[0] ?? "", (found) => `${found.slice(0, -1)}${widths?.[1] === "9" ? 1 : 9}`);

      expect(archiveFindings(Buffer.from(changed, "latin1"))).toContainEqual(
        expect.stringMatching(/^6\.2\.11\.5 F\d: glyph 1 is/),
      );
    });
  });
});

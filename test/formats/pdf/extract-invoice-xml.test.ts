import { deflateSync } from "node:zlib";
import fc from "fast-check";
import PdfKit from "pdfkit";
import { describe, expect, it } from "vitest";
import { extractInvoiceXml } from "../../../src/formats/pdf/extract-invoice-xml.js";
import { aPdf } from "./a-pdf.js";

const xml = "<invoice>Zoë</invoice>";
const facturX = { name: "factur-x.xml", content: xml };

const read = (pdf: Uint8Array | string) =>
  extractInvoiceXml(typeof pdf === "string" ? Buffer.from(pdf, "latin1") : pdf);

const textIn = (pdf: Uint8Array): string => {
  const found = read(pdf);
  if ("violations" in found) throw new Error(found.violations.map(({ message }) => message).join("\n"));
  return `${found.fileName}: ${new TextDecoder().decode(found.bytes)}`;
};

const ruleOf = (pdf: Uint8Array | string): string | undefined => {
  const found = read(pdf);
  return "violations" in found ? found.violations[0]?.rule : undefined;
};

const latin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString("latin1");

const packed = (dictionary: string, content: Uint8Array): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${latin1(content)}\nendstream`;

describe("finding the invoice in a PDF", () => {
  it.each(["table", "stream", "hybrid"] as const)("finds it when objects are found by a %s", (references) => {
    expect(textIn(aPdf({ files: [facturX], references }))).toBe(`factur-x.xml: ${xml}`);
  });

  it.each(["names", "kids", "associated"] as const)("finds it where files are %s", (place) => {
    expect(textIn(aPdf({ files: [facturX], place }))).toBe(`factur-x.xml: ${xml}`);
  });

  it("finds it in a PDF/A-3 of a library", async () => {
    const document = new PdfKit({ pdfVersion: "1.7", subset: "PDF/A-3b" });
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    const finished = new Promise((resolve) => document.on("end", resolve));
    document.file(Buffer.from(xml), { name: "factur-x.xml", type: "text/xml" });
    document.end();
    await finished;

    expect(textIn(Buffer.concat(chunks))).toBe(`factur-x.xml: ${xml}`);
  });

  it.each(["factur-x.xml", "xrechnung.xml", "ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "cii.xml"])(
    "knows %s among other files",
    (name) => {
      const files = [
        { name: "terms.xml", content: "<terms/>" },
        { name, content: xml },
        { name: "hours.csv", content: "8" },
      ];

      expect(textIn(aPdf({ files }))).toBe(`${name}: ${xml}`);
    },
  );

  it("takes the only XML file whatever its name", () => {
    const files = [
      { name: "Größe.XML", content: xml },
      { name: "hours.csv", content: "8" },
    ];

    expect(textIn(aPdf({ files }))).toBe(`Größe.XML: ${xml}`);
  });

  it("does not choose between files that all could be the invoice", () => {
    expect(ruleOf(aPdf({ files: [facturX, { ...facturX, content: "<other/>" }] }))).toBe("PDF-AMBIGUOUS");
    expect(
      ruleOf(
        aPdf({
          files: [
            { name: "a.xml", content: "1" },
            { name: "b.xml", content: "2" },
          ],
        }),
      ),
    ).toBe("PDF-AMBIGUOUS");
  });

  it("says when there is none", () => {
    expect(ruleOf(aPdf())).toBe("PDF-NO-INVOICE");
    expect(ruleOf(aPdf({ files: [{ name: "hours.csv", content: "8" }] }))).toBe("PDF-NO-INVOICE");
  });

  it("reads the newest revision of an object", () => {
    const old = latin1(aPdf({ files: [{ name: "factur-x.xml", content: "<old/>" }] }));
    const update = `11 0 obj\n<< /Length ${xml.length} >>\nstream\n${xml}\nendstream\nendobj\n`;
    const place = String(old.length).padStart(10, "0");
    const previous = /startxref\n(\d+)/.exec(old)?.[1];
    const table = `xref\n11 1\n${place} 00000 n \ntrailer\n<< /Root 1 0 R /Prev ${previous} >>\n`;

    const pdf = `${old}${update}${table}startxref\n${old.length + update.length}\n%%EOF`;

    expect(textIn(Buffer.from(pdf, "latin1"))).toBe(`factur-x.xml: ${Buffer.from(xml, "latin1").toString("utf8")}`);
  });

  it("reads names with escapes and comments between values", () => {
    const specification = "<< % the file\n /Type /Filespec /F (factur\\055x\\.x(m)l) /E#46 << /F 11 0 R >> >>";

    const pdf = aPdf({ files: [facturX], objects: { 10: specification.replace("x(m)l", "xml") } });

    expect(textIn(pdf)).toBe(`factur-x.xml: ${xml}`);
  });

  it("refuses an encrypted PDF", () => {
    expect(ruleOf(aPdf({ files: [facturX], trailer: "/Encrypt 5 0 R" }))).toBe("PDF-ENCRYPTED");
  });

  it.each(["", "<Invoice/>", "%PDF-1.7", "%PDF-1.7\nstartxref\n99999\n%%EOF", "%PDF-1.7\nstartxref\n0\n%%EOF"])(
    "refuses what is no PDF: %j",
    (text) => {
      expect(ruleOf(text)).toBe("PDF-DAMAGED");
    },
  );

  it("refuses a compression bomb before it unfolds", () => {
    const bomb = packed("/Filter /FlateDecode", deflateSync(Buffer.alloc(60_000_000)));
    const nested = packed("/Filter [/FlateDecode /FlateDecode]", deflateSync(deflateSync(Buffer.alloc(60_000_000))));

    expect(ruleOf(aPdf({ files: [facturX], objects: { 11: bomb } }))).toBe("PDF-TOO-LARGE");
    expect(ruleOf(aPdf({ files: [facturX], objects: { 11: nested } }))).toBe("PDF-TOO-LARGE");
  });

  it("refuses filters and predictors it does not undo", () => {
    const ascii = packed("/Filter /ASCIIHexDecode", Buffer.from("3C"));
    const tiff = packed("/Filter /FlateDecode /DecodeParms << /Predictor 2 >>", deflateSync(Buffer.from("a")));
    const paeth = packed("/Filter /FlateDecode /DecodeParms << /Predictor 15 >>", deflateSync(Buffer.from([4, 1])));

    for (const value of [ascii, tiff, paeth]) {
      expect(ruleOf(aPdf({ files: [facturX], objects: { 11: value } }))).toBe("PDF-UNSUPPORTED");
    }
  });

  it.each([
    ["a stream whose length is wrong", { 11: "<< /Length 3 >>\nstream\nabcdef\nendstream" }],
    ["a stream whose length is itself", { 11: "<< /Length 11 0 R >>\nstream\nabc\nendstream" }],
    ["compressed data that is none", { 11: packed("/Filter /FlateDecode", Buffer.from("abc")) }],
    ["objects that refer to each other", { 10: "11 0 R", 11: "10 0 R" }],
    ["a catalog that does not end", { 1: "<< /Names [" }],
    ["words that mean nothing", { 1: "<< /Names surprise >>" }],
  ])("refuses %s", (_, objects) => {
    expect(ruleOf(aPdf({ files: [facturX], objects }))).toBe("PDF-DAMAGED");
  });

  it.each([
    ["deep values", { 1: `<< /Names ${"[".repeat(5_000)} >>` }],
    ["a tree of files that leads back to itself", { 3: "<< /Kids [3 0 R] >>" }],
    ["a tree of files that grows at every step", { 3: `<< /Kids [${"3 0 R ".repeat(100)}] >>` }],
  ])("does not follow %s", (_, objects) => {
    expect(ruleOf(aPdf({ files: [facturX], place: "kids", objects }))).toBe("PDF-TOO-LARGE");
  });

  it("does not follow a long chain of references", () => {
    const chain = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [at + 100, `${at + 101} 0 R`]));

    expect(ruleOf(aPdf({ files: [facturX], objects: { ...chain, 10: "100 0 R" } }))).toBe("PDF-DAMAGED");
  });

  it("does not follow revisions in a circle", () => {
    const pdf = latin1(aPdf({ files: [facturX] }));
    const start = /startxref\n(\d+)/.exec(pdf)?.[1];

    expect(ruleOf(pdf.replace("/Size 100", `/Prev ${start}`))).toBe("PDF-DAMAGED");
  });

  it("reads no further than its limits", () => {
    const pdf = aPdf({ files: [facturX] });

    for (const limits of [{ maximumBytes: 100 }, { maximumObjects: 3 }, { maximumValues: 10 }]) {
      expect(extractInvoiceXml(pdf, limits)).toMatchObject({ violations: [{ rule: "PDF-TOO-LARGE" }] });
    }
  });

  it.each(["table", "stream"] as const)("answers whatever is done to the bytes of a PDF with a %s", (references) => {
    const pdf = aPdf({ files: [facturX], references });

    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (edits) => {
        const damaged = Uint8Array.from(pdf);
        for (const [at, byte] of edits) damaged[at] = byte;

        const found = extractInvoiceXml(damaged);
        const cut = extractInvoiceXml(damaged.subarray(0, edits[0]?.[0]));

        for (const answer of [found, cut]) {
          if ("violations" in answer) expect(answer.violations).toMatchObject([{ ruleset: "PDF", severity: "FATAL" }]);
          else expect(answer.fileName).toMatch(/\.xml$/i);
        }
      }),
      { numRuns: 500 },
    );
  });
});

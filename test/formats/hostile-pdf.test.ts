import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/formats/read-document.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { anInvoice } from "../builders/an-invoice.js";
import { aPdf } from "./pdf/a-pdf.js";

const invoice = { name: "factur-x.xml", content: writeCii(anInvoice()).bytes };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const stream = (dictionary: string, content: Uint8Array): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${latin1(content)}\nendstream`;

function refusalOf(pdf: Uint8Array | string): string {
  const start = performance.now();
  const result = readDocument({ bytes: typeof pdf === "string" ? new Uint8Array(Buffer.from(pdf, "latin1")) : pdf });
  expect(performance.now() - start).toBeLessThan(5_000);
  if (!("violations" in result)) throw new Error("The PDF was read");
  expect(result.violations).toMatchObject([{ severity: "FATAL", message: expect.stringMatching(/\w/) }]);
  return result.violations[0]!.rule;
}

/** Layer in layer, each of which unfolds a thousandfold. */
function packedTimes(times: number, size: number): Uint8Array {
  let content: Uint8Array = Buffer.alloc(size, " ");
  for (let layer = 0; layer < times; layer++) content = deflateSync(content, { level: 9 });
  return content;
}

const object = (number: number, value: string): string => `${number} 0 obj\n${value}\nendobj\n`;

/** A PDF whose cross-reference section is the given one, right behind the header. */
const startingWith = (section: string): string => `%PDF-1.7\n${section}\nstartxref\n9\n%%EOF`;

const rowsOf = (...entries: readonly (readonly [type: number, second: number, third: number])[]): Uint8Array =>
  Uint8Array.from(entries.flatMap(([type, second, third]) => [type, second >> 8, second & 255, third]));

const crossReferences = (dictionary: string, rows: Uint8Array): string =>
  startingWith(object(9, stream(`/Type /XRef /Root 1 0 R /W [1 2 1] ${dictionary}`, rows)));

describe("a hostile PDF", () => {
  it("is one only because of what was done to it", () => {
    expect(readDocument({ bytes: aPdf({ files: [invoice] }) })).toHaveProperty("invoice");
  });

  it.each([
    ["one layer", 1, "/FlateDecode"],
    ["two layers", 2, "/FlateDecode /FlateDecode"],
    ["three layers", 3, "/FlateDecode /FlateDecode /FlateDecode"],
  ])("is refused before a bomb of %s unfolds", (_, layers, filters) => {
    const bomb = stream(`/Filter [${filters}]`, packedTimes(layers, 100_000_000));
    const before = process.memoryUsage().rss;

    expect(refusalOf(aPdf({ files: [invoice], objects: { 11: bomb } }))).toBe("PDF-TOO-LARGE");
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it("is refused with more layers than anybody packs", () => {
    const filters = "/FlateDecode ".repeat(1_000);

    expect(
      refusalOf(aPdf({ files: [invoice], objects: { 11: stream(`/Filter [${filters}]`, packedTimes(1, 10)) } })),
    ).toBe("PDF-UNSUPPORTED");
  });

  it("is refused with a bomb where objects are found", () => {
    const bomb = packedTimes(1, 100_000_000);

    expect(
      refusalOf(
        startingWith(object(9, stream("/Type /XRef /Root 1 0 R /W [1 2 1] /Size 9 /Filter /FlateDecode", bomb))),
      ),
    ).toBe("PDF-TOO-LARGE");
  });

  it.each(["999999999999999", "-1", "1.5", "(12)", "99999999999999999999", "11 0 R", "12 0 R"])(
    "is refused with a stream of the length %s",
    (length) => {
      const pdf = aPdf({ files: [invoice], objects: { 11: `<< /Length ${length} >>\nstream\nabc\nendstream` } });

      expect(refusalOf(pdf)).toBe("PDF-DAMAGED");
    },
  );

  it.each([
    ["itself", crossReferences("/Index [1 1]", rowsOf([2, 1, 0]))],
    ["another within it", crossReferences("/Index [1 2]", rowsOf([2, 2, 0], [2, 1, 0]))],
    ["its own list", crossReferences("/Index [1 1]", rowsOf([2, 9, 0]))],
    ["a stream that is its own container", crossReferences("/Index [1 2]", rowsOf([2, 2, 0], [2, 2, 0]))],
  ])("is refused with an object stream that lies in %s", (_, pdf) => {
    expect(refusalOf(pdf)).toMatch(/^PDF-(DAMAGED|TOO-LARGE)$/);
  });

  it.each([
    ["itself", startingWith("xref\n0 0\ntrailer << /Root 1 0 R /Prev 9 >>")],
    ["the stream that is itself", crossReferences("/Index [1 1] /Prev 9", rowsOf([1, 9, 0]))],
    ["one beyond the end", startingWith("xref\n0 0\ntrailer << /Root 1 0 R /Prev 99999999 >>")],
    ["one behind a hybrid that is the same", startingWith("xref\n0 0\ntrailer << /Root 1 0 R /XRefStm 9 >>")],
  ])("is refused with a cross-reference section that leads to %s", (_, pdf) => {
    expect(refusalOf(pdf)).toBe("PDF-DAMAGED");
  });

  it.each([
    ["a table of a billion objects", startingWith("xref\n0 1000000000\ntrailer << /Root 1 0 R >>")],
    ["a list of a billion objects", crossReferences("/Index [0 1000000000]", rowsOf([1, 9, 0]))],
    [
      "a list without columns",
      startingWith(object(9, stream("/Type /XRef /Root 1 0 R /W [0 0 0] /Size 1000000000", new Uint8Array(9)))),
    ],
    ["an object stream of a billion objects", startingWithContainer("/N 1000000000 /First 0")],
    ["an object stream that starts beyond its end", startingWithContainer("/N 1 /First 1000000000")],
  ])("is refused with %s", (_, pdf) => {
    expect(refusalOf(pdf)).toBe("PDF-DAMAGED");
  });

  it.each([
    ["an entity bomb", '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "XML-DOCTYPE"],
    ["another PDF", latin1(aPdf({ files: [invoice] })), "XML-NOT-WELL-FORMED"],
    ["nothing", "", "XML-NOT-WELL-FORMED"],
  ])("is refused for what it holds: %s", (_, content, rule) => {
    expect(refusalOf(aPdf({ files: [{ name: "factur-x.xml", content }] }))).toBe(rule);
  });
});

/** The catalog stands in an object stream that says this of itself. */
function startingWithContainer(dictionary: string): string {
  const container = object(2, stream(`/Type /ObjStm ${dictionary}`, Buffer.from("1 0 << >>")));
  const section = (start: number) =>
    object(9, stream("/Type /XRef /Root 1 0 R /W [1 2 1] /Index [1 2]", rowsOf([2, 2, 0], [1, start, 0])));
  const first = section(9);
  return `%PDF-1.7\n${section(9 + first.length)}${container}\nstartxref\n9\n%%EOF`;
}

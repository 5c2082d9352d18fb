import { describe, expect, it } from "vitest";
import { readAnyUbl } from "../../../src/formats/read-any-ubl.js";
import { parseUblJson } from "../../../src/formats/ubl-json/parse-ubl-json.js";
import { defaultXmlLimits } from "../../../src/xml/parse-xml.js";
import { pathOf, type XmlElement } from "../../../src/xml/xml-tree.js";

const parse = (document: unknown, limits = defaultXmlLimits) =>
  parseUblJson(Buffer.from(typeof document === "string" ? document : JSON.stringify(document), "utf8"), limits);

function rootOf(document: unknown): XmlElement {
  const parsed = parse(document);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
}

const leaves = (element: XmlElement): [string, string][] =>
  element.children.length > 0 ? element.children.flatMap(leaves) : [[pathOf(element), element.text]];

describe("UBL in JSON", () => {
  it("is the tree that its XML is", () => {
    const root = rootOf({
      _D: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
      Invoice: [
        {
          ID: [{ _: "INV-1" }],
          InvoiceLine: [
            { ID: [{ _: "1" }], Price: [{ PriceAmount: [{ _: 17, currencyID: "MYR" }] }] },
            { ID: [{ _: "2" }], FreeOfChargeIndicator: [{ _: true }] },
          ],
        },
      ],
    });

    expect(root).toMatchObject({
      name: "Invoice",
      namespace: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    });
    expect(leaves(root)).toEqual([
      ["/Invoice/cbc:ID", "INV-1"],
      ["/Invoice/cac:InvoiceLine[1]/cbc:ID", "1"],
      ["/Invoice/cac:InvoiceLine[1]/cac:Price/cbc:PriceAmount", "17"],
      ["/Invoice/cac:InvoiceLine[2]/cbc:ID", "2"],
      ["/Invoice/cac:InvoiceLine[2]/cbc:FreeOfChargeIndicator", "true"],
    ]);
    expect(root.children[1]?.children[1]?.children[0]?.attributes).toMatchObject([
      { name: "currencyID", value: "MYR" },
    ]);
  });

  it.each([
    ["123456789012345678.90", "123456789012345678.90"],
    ["0.335000", "0.335000"],
    ["1.5e3", "1500"],
    ["-15E-4", "-0.0015"],
    ["1e0", "1"],
    ["25e-1", "2.5"],
    ["1e400", "1e400"],
  ])("keeps every digit of %s", (number, text) => {
    expect(rootOf(`{"Invoice":[{"PayableAmount":[{"_":${number}}]}]}`).children[0]?.text).toBe(text);
  });

  it("takes a number for no object that looks like one", () => {
    expect(leaves(rootOf({ Invoice: [{ Note: [{ digits: "5" }] }] }))).toEqual([["/Invoice/cac:Note", ""]]);
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "JSON-NOT-WELL-FORMED"],
    ["a list", [], "JSON-NO-UBL"],
    ["two documents", { Invoice: [{}, {}] }, "JSON-NO-UBL"],
    ["two kinds of documents", { Invoice: [{}], CreditNote: [{}] }, "JSON-NO-UBL"],
    ["a text that is a list", { Invoice: [{ ID: [{ _: ["1"] }] }] }, "JSON-NO-UBL"],
    ["a name that is none", { Invoice: [{ "a b": [{ _: "1" }] }] }, "JSON-NO-UBL"],
    ["a character that cannot be stored", { Invoice: [{ ID: [{ _: "a\u0000b" }] }] }, "JSON-NO-UBL"],
    ["half a pair of surrogates", '{"Invoice":[{"ID":[{"_":"\\ud83d"}]}]}', "JSON-NO-UBL"],
    ["lists without end", "[".repeat(300_000), "JSON-TOO-LARGE"],
    ["brackets in a text that never ends", `"${"[\\".repeat(300_000)}`, "JSON-NOT-WELL-FORMED"],
  ])("refuses %s", (_case, document, code) => {
    expect(parse(document)).toMatchObject({ problem: { code } });
  });

  it("refuses bytes that are no UTF-8", () => {
    expect(parseUblJson(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ problem: { code: "JSON-NOT-WELL-FORMED" } });
  });

  it("refuses more than its limits before it builds anything", () => {
    const document = { Invoice: [{ Note: Array.from({ length: 50 }, () => ({ _: "x".repeat(20) })) }] };

    expect(parse(document, { ...defaultXmlLimits, maximumNodes: 20 })).toMatchObject({
      problem: { code: "JSON-TOO-LARGE" },
    });
    expect(parse(document, { ...defaultXmlLimits, maximumBytes: 100 })).toMatchObject({
      problem: { code: "JSON-TOO-LARGE" },
    });
    expect(parse(document, { ...defaultXmlLimits, maximumTextLength: 10 })).toMatchObject({
      problem: { code: "JSON-TOO-LARGE" },
    });
  });

  it("is read as the standard's invoice where it is one", () => {
    const bare = { Invoice: [{ ID: [{ _: "INV-1" }], InvoiceTypeCode: [{ _: "380" }] }] };

    const read = readAnyUbl(Buffer.from(JSON.stringify(bare)), "JSON");

    expect("violations" in read && read.violations.map(({ rule }) => rule)).toContain("BR-03");
  });
});

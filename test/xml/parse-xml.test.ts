import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/xml/parse-xml.js";
import type { ParsedXml, XmlLimits } from "../../src/xml/parse-xml.js";
import { attributeOf, pathOf } from "../../src/xml/xml-tree.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";

const parse = (xml: string, limits?: Partial<XmlLimits>): ParsedXml => parseXml(new TextEncoder().encode(xml), limits);

const rootOf = (xml: string, limits?: Partial<XmlLimits>): XmlElement => {
  const parsed = parse(xml, limits);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
};

const problemOf = (parsed: ParsedXml) => ("problem" in parsed ? parsed.problem : undefined);

describe("reading XML", () => {
  it("knows elements by namespace, whatever their prefix", () => {
    const root = rootOf('<a:order xmlns:a="urn:one" xmlns="urn:two"><line a:kind="x" kind="y"/></a:order>');

    const [line] = root.children;
    expect(root).toMatchObject({ namespace: "urn:one", prefix: "a", name: "order", parent: undefined, order: 0 });
    expect(line).toMatchObject({ namespace: "urn:two", prefix: "", name: "line", order: 1 });
    expect(line?.parent).toBe(root);
    expect(line?.attributes.map(({ namespace, value }) => [namespace, value])).toEqual([
      ["urn:one", "x"],
      ["", "y"],
    ]);
  });

  it("joins text, CDATA and character references, and forgets the white space between elements", () => {
    const root = rootOf("<a>\n  <b> x &amp; <![CDATA[<y>]]>&#x20AC;<!-- no --> </b>\n</a>");

    expect(root.text).toBe("");
    expect(root.children[0]?.text).toBe(" x & <y>€ ");
  });

  it("tells where an element stands", () => {
    const root = rootOf("<a><b/><c/><c><d/></c></a>");

    expect(pathOf(root.children[2]!.children[0]!)).toBe("/a/c[2]/d");
    expect(pathOf(root.children[0]!)).toBe("/a/b");
  });

  it("takes UTF-8 with a byte order mark", () => {
    const root = rootOf('\uFEFF<?xml version="1.0" encoding="utf-8"?><a>é</a>');

    expect(root.text).toBe("é");
  });

  it("reads characters that span two pieces of the input", () => {
    const words = "€𝄞".repeat(20_000);

    expect(rootOf(`<a>x${words}</a>`).text).toBe(`x${words}`);
  });

  it("treats names from the language as any other name", () => {
    const root = rootOf('<a><__proto__ constructor="1" __proto__="2">x</__proto__><toString/></a>');

    const [first] = root.children;
    expect(first).toMatchObject({ name: "__proto__", text: "x" });
    expect(attributeOf(first!, "__proto__")?.value).toBe("2");
    expect(attributeOf(first!, "constructor")?.value).toBe("1");
    expect(({} as Record<string, unknown>)["2"]).toBeUndefined();
  });
});

describe("refusing XML", () => {
  const bomb = `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`;

  it.each([
    ["a DOCTYPE", "<!DOCTYPE a><a/>", "XML-DOCTYPE", "DOCTYPE"],
    ["an entity bomb", bomb, "XML-DOCTYPE", "DOCTYPE"],
    [
      "an external entity",
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
      "XML-DOCTYPE",
      "DOCTYPE",
    ],
    ["an undefined entity", "<a>&nbsp;</a>", "XML-NOT-WELL-FORMED", "entity"],
    ["an entity named like a property of objects", "<a>&__proto__;</a>", "XML-NOT-WELL-FORMED", "entity"],
    ["two roots", "<a/><b/>", "XML-NOT-WELL-FORMED", "root"],
    ["text after the root", "<a/>b", "XML-NOT-WELL-FORMED", "text"],
    ["no root", "  ", "XML-NOT-WELL-FORMED", "root"],
    ["nothing", "", "XML-NOT-WELL-FORMED", "root"],
    ["a duplicate attribute", '<a b="1" b="2"/>', "XML-NOT-WELL-FORMED", "duplicate"],
    [
      "a duplicate attribute in two prefixes",
      '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>',
      "XML-NOT-WELL-FORMED",
      "duplicate",
    ],
    ["an unbound prefix", "<p:a/>", "XML-NOT-WELL-FORMED", "prefix"],
    ["an attribute with an unbound prefix", '<a p:b="1"/>', "XML-NOT-WELL-FORMED", "prefix"],
    ["a truncated document", "<a><b>text", "XML-NOT-WELL-FORMED", "unclosed"],
    ["crossed tags", "<a><b></a></b>", "XML-NOT-WELL-FORMED", "unexpected close tag"],
    ["a control character", "<a>\u0001</a>", "XML-NOT-WELL-FORMED", "character"],
    ["a reference to a control character", "<a>&#1;</a>", "XML-NOT-WELL-FORMED", "character"],
    ["a reference to the null character", "<a>&#0;</a>", "XML-NOT-WELL-FORMED", "character"],
    ["XML 1.1", '<?xml version="1.1"?><a/>', "XML-NOT-WELL-FORMED", "1.1"],
    ["a declared Latin encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "XML-ENCODING", "ISO-8859-1"],
    [
      "a declared Windows encoding",
      '<?xml version="1.0" encoding="windows-1252"?><a/>',
      "XML-ENCODING",
      "windows-1252",
    ],
  ])("refuses %s", (_, xml, code, word) => {
    const problem = problemOf(parse(xml));

    expect(problem).toMatchObject({ code });
    expect(problem?.message).toContain(word);
  });

  it("refuses bytes that are not UTF-8", () => {
    const latin = Uint8Array.from([...new TextEncoder().encode("<a>"), 0xe9, ...new TextEncoder().encode("</a>")]);

    expect(problemOf(parseXml(latin))).toMatchObject({ code: "XML-ENCODING" });
  });

  it("refuses UTF-8 that ends within a character", () => {
    const cut = Uint8Array.from([...new TextEncoder().encode("<a/>"), 0xe2, 0x82]);

    expect(problemOf(parseXml(cut))).toMatchObject({ code: "XML-ENCODING" });
  });

  it.each([
    ["with byte order mark", "\uFEFF<a/>"],
    ["without byte order mark", "<a/>"],
  ])("refuses UTF-16 %s", (_, xml) => {
    const problem = problemOf(parseXml(new Uint8Array(Buffer.from(xml, "utf16le"))));

    expect(problem).toMatchObject({ code: "XML-ENCODING", message: expect.stringContaining("UTF-16") });
  });

  it("refuses 20,000 levels at the first one too deep", () => {
    const started = performance.now();
    const problem = problemOf(parse("<a>".repeat(20_000)));

    expect(problem).toMatchObject({ code: "XML-TOO-LARGE", line: 1, column: 303 });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ["bytes", "<a>12345</a>", { maximumBytes: 11 }],
    ["levels", "<a><b><c/></b></a>", { maximumDepth: 2 }],
    ["attributes of an element", '<a b="" c="" d=""/>', { maximumAttributesPerElement: 2 }],
    ["characters of a text", "<a>12345</a>", { maximumTextLength: 4 }],
    ["characters of an attribute", '<a b="12345"/>', { maximumTextLength: 4 }],
    ["elements and attributes", '<a><b c=""/></a>', { maximumNodes: 2 }],
  ])("takes no more than the agreed number of %s", (_, xml, limits) => {
    const [[name, limit] = ["", 0]] = Object.entries(limits);

    expect(problemOf(parse(xml, limits))).toMatchObject({ code: "XML-TOO-LARGE" });
    expect(problemOf(parse(xml, { [name]: limit + 1 }))).toBeUndefined();
  });

  it("says in which line", () => {
    expect(problemOf(parse("<a>\n<b>\n</a>"))).toMatchObject({ line: 3 });
  });
});

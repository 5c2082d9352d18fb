import { XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { canonicalXml } from "../../src/xml/canonical-xml.js";
import { parseXml } from "../../src/xml/parse-xml.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

function rootOf(text: string) {
  const parsed = parseXml(bytesOf(text));
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
}

/** What libxml2 makes of the same. */
function byLibxml(text: string, exclusive: boolean): string {
  const document = XmlDocument.fromString(text);
  try {
    return document.canonicalizeToString({ mode: exclusive ? 1 : 0 });
  } finally {
    document.dispose();
  }
}

const samples = {
  "white space, comments and instructions": `<?xml version="1.0"?>\n<?style  a="b" ?>\n<doc>Hello<!-- c -->, world\n  <?pi?></doc>\n<?after?>\n<!-- end -->`,
  "empty elements and attributes in any order": `<e9 xmlns:b="urn:b" b:z="1" a:q="2" q="3" a='x' xmlns:a="urn:a" xmlns="urn:d"><e/></e9>`,
  "namespaces that are declared again or unused": `<a xmlns="urn:1" xmlns:u="urn:u"><b xmlns=""><c xmlns="urn:1" xmlns:u="urn:u"/><d xmlns="" u:x="1"/></b><u:e xmlns:u="urn:v"/></a>`,
  "special characters": `<t a="&lt;&quot;'&#9;&#10;&#13;>&amp;\n" xml:lang="nl">&lt;&gt;&amp;"'&#13;\r\n<![CDATA[<x>&]]> é€😀</t>`,
  "names that sort otherwise in UTF-16": `<t \u{10000}="1" \u{FDF0}="2" é="3" z="4"/>`,
};

describe("canonical XML", () => {
  for (const [name, text] of Object.entries(samples)) {
    it(`is what libxml2 makes of ${name}, inclusive and exclusive`, () => {
      expect(textOf(canonicalXml(bytesOf(text)))).toBe(byLibxml(text, false));
      expect(textOf(canonicalXml(bytesOf(text), { exclusive: true }))).toBe(byLibxml(text, true));
    });
  }

  it("gives an element that stands alone what is in scope, unless it is exclusive", () => {
    const text = `<a xmlns="urn:1" xmlns:u="urn:u" xml:lang="nl"><b><u:c u:x="1"><d/></u:c></b></a>`;
    const of = rootOf(text).children[0]?.children[0];
    if (!of) throw new Error("the sample has no such element");

    expect(textOf(canonicalXml(bytesOf(text), { of }))).toBe(
      `<u:c xmlns="urn:1" xmlns:u="urn:u" xml:lang="nl" u:x="1"><d></d></u:c>`,
    );
    expect(textOf(canonicalXml(bytesOf(text), { of, exclusive: true }))).toBe(
      `<u:c xmlns:u="urn:u" u:x="1"><d xmlns="urn:1"></d></u:c>`,
    );
    expect(textOf(canonicalXml(bytesOf(text), { of, exclusive: true, inclusivePrefixes: [""] }))).toBe(
      `<u:c xmlns="urn:1" xmlns:u="urn:u" u:x="1"><d></d></u:c>`,
    );
  });

  it("leaves out one element, and nothing around it", () => {
    const text = `<a>\n  <b/>\n  <s><t/></s>\n</a>`;
    const without = rootOf(text).children[1];
    if (!without) throw new Error("the sample has no such element");

    expect(textOf(canonicalXml(bytesOf(text), { without }))).toBe(`<a>\n  <b></b>\n  \n</a>`);
  });

  it("refuses what the parser refuses", () => {
    expect(() => canonicalXml(bytesOf("<a>"))).toThrow();
    expect(() => canonicalXml(bytesOf(`<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`))).toThrow("DOCTYPE");
  });
});

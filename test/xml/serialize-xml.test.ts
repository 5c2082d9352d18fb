import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/xml/parse-xml.js";
import { serializeXml } from "../../src/xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../src/xml/xml-tree.js";

const rewritten = (xml: string): string => {
  const parsed = parseXml(new TextEncoder().encode(xml));
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return new TextDecoder().decode(serializeXml(parsed.root));
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe("writing XML", () => {
  it("escapes what would be read as markup or be lost", () => {
    const written = rewritten('<a b="&lt;&quot;&#10;&#9;&amp;">&lt;b&gt; &amp;amp; ]]&gt; "&#13;</a>');

    expect(written).toBe(`${declaration}<a b="&lt;&quot;&#xA;&#x9;&amp;">&lt;b&gt; &amp;amp; ]]&gt; "&#xD;</a>\n`);
    expect(rewritten(written)).toBe(written);
  });

  it("declares every namespace once, at the root", () => {
    expect(rewritten('<a xmlns="urn:a"><p:b xmlns:p="urn:p"/><p:b xmlns:p="urn:p" p:c="1"/></a>')).toBe(
      `${declaration}<a xmlns="urn:a" xmlns:p="urn:p">\n  <p:b/>\n  <p:b p:c="1"/>\n</a>\n`,
    );
  });

  it("declares a prefix again where it stands for another namespace", () => {
    const written = rewritten('<a xmlns="urn:a" xmlns:p="urn:p" p:x="1"><b xmlns=""><p:c xmlns:p="urn:q"/></b></a>');

    expect(written).toContain('<a xmlns="urn:a" xmlns:p="urn:p" p:x="1">');
    expect(written).toContain('<b xmlns="">');
    expect(written).toContain('<p:c xmlns:p="urn:q"/>');
    expect(rewritten(written)).toBe(written);
  });

  it("does not write a character that XML cannot carry", () => {
    const tree = new XmlTreeBuilder();
    tree.openElement({ namespace: "", prefix: "", name: "a" });
    tree.addText("\u0000");
    tree.closeElement();

    expect(() => serializeXml(tree.finish())).toThrow(RangeError);
  });
});

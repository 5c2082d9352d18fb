import { describe, expect, it } from "vitest";
import { XmlTreeBuilder } from "../../src/xml/xml-tree.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";
import { aDocument, aSchema, valueOf } from "./a-schema.js";

const anElement = (name: string) => ({ namespace: "", prefix: "", name });

const aDeepDocument = (depth: number): XmlElement => {
  const tree = new XmlTreeBuilder();
  for (let level = 0; level < depth; level++) tree.openElement(anElement("level"));
  tree.addText("bottom");
  for (let level = 0; level < depth; level++) tree.closeElement();
  return tree.finish();
};

const aWideDocument = (lines: number): XmlElement => {
  const tree = new XmlTreeBuilder();
  tree.openElement(anElement("order"));
  for (let line = 0; line < lines; line++) {
    tree.openElement(anElement("line"));
    tree.openElement(anElement("id"));
    tree.addText(`${line}`);
    tree.closeElement();
    tree.closeElement();
  }
  tree.closeElement();
  return tree.finish();
};

const everyLineWithEveryOther = aSchema(`<pattern>
  <rule context="line"><report id="twin" test="preceding::line/id = id or following-sibling::line/id = id"/></rule>
</pattern>`);

describe("A document", () => {
  it("may be nested deeper than the stack", () => {
    const schema = aSchema(`<pattern>
      <rule context="/level"><assert id="text" test=". = 'bottom'"/><assert id="depth" test="count(//level) = 50000"/></rule>
      <rule context="level[not(level)]"><assert id="ancestors" test="count(ancestor::level) = 49999"/></rule>
    </pattern>`);

    const outcome = schema.validate(aDeepDocument(50_000));

    expect(outcome).toMatchObject({ findings: [], fired: 2, complete: true });
  });

  it("that would take too many steps is given up, with what was found", () => {
    const schema = aSchema(`
      <pattern><rule context="/*"><report id="seen" test="true()"/></rule></pattern>
      <pattern><rule context="line"><report id="twin" test="//line[id = current()/id and . is current()]/x"/></rule></pattern>`);

    const outcome = schema.validate(aWideDocument(3_000), { steps: 200_000 });

    expect(outcome).toMatchObject({ complete: false, stoppedBy: "More than 200000 steps" });
    expect(outcome.findings.map(({ rule }) => rule)).toEqual(["seen"]);
  });

  it("that would take too long is given up", () => {
    const started = performance.now();

    const outcome = everyLineWithEveryOther.validate(aWideDocument(20_000), { milliseconds: 100 });

    expect(outcome).toMatchObject({ complete: false, stoppedBy: "Out of time" });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("takes steps in proportion to its length", () => {
    const schema = aSchema(`<pattern>
      <rule context="/order"><assert id="lines" test="count(//line[id]) = count(line)"/></rule>
      <rule context="line"><assert id="known" test="id = //line/id"/><assert id="any" test="exists(//line[id = '0'])"/></rule>
    </pattern>`);
    const isEnough = (lines: number, steps: number): boolean =>
      schema.validate(aWideDocument(lines), { steps }).complete;

    expect(isEnough(100, 100 * 400)).toBe(true);
    expect(isEnough(100, 100)).toBe(false);
    expect(isEnough(1_000, 1_000 * 2_200)).toBe(true);
  });

  it("cannot make one assertion's error stop the others, nor fill the memory with them", () => {
    const schema = aSchema(
      `<pattern><rule context="line[xs:date(id)]"><report id="never" test="true()"/></rule></pattern>`,
    );

    const outcome = schema.validate(aWideDocument(5_000));

    expect(outcome.complete).toBe(true);
    expect(outcome.unmatched).toHaveLength(100);
  });
});

describe("A text of a document", () => {
  const withText = (text: string): string => `<order>${text}</order>`;

  it("that is a very long number is an error, not a long computation", () => {
    expect(valueOf("xs:decimal(.) * xs:decimal(.)", withText("9".repeat(500_000)))).toBe("error XPDY0130");
    expect(valueOf("xs:integer(.)", withText("9".repeat(500_000)))).toBe("error XPDY0130");
  });

  it("that is too long for a regular expression is an error", () => {
    expect(valueOf("matches(., '^(a|aa)+$')", withText("a".repeat(30_000)))).toBe("error XPDY0130");
    expect(valueOf("tokenize(., ',')", withText(",".repeat(30_000)))).toBe("error XPDY0130");
    expect(valueOf("replace(., 'a', 'b')", withText("a".repeat(30_000)))).toBe("error XPDY0130");
  });

  it("that makes a rule count to a billion is an error", () => {
    expect(valueOf("count(1 to xs:integer(.))", withText("1000000000"))).toBe("error XPDY0130");
  });

  it("is never taken for a part of an expression", () => {
    const schema = aSchema(
      `<pattern><rule context="id"><assert id="R" test=". = ('0', '1')">No <value-of select="."/></assert></rule></pattern>`,
    );

    const { findings } = schema.validate(aDocument(`<o><id>' or true() or '</id></o>`));

    expect(findings.map(({ message }) => message)).toEqual(["No ' or true() or '"]);
  });
});

describe("A function", () => {
  it("that calls itself for ever is an error of its assertion", () => {
    const schema = aSchema(`
      <xsl:function name="f:loop"><xsl:param name="n"/><xsl:sequence select="f:loop($n + 1)"/></xsl:function>
      <pattern><rule context="/*"><assert id="R" test="f:loop(1)"/></rule></pattern>`);

    expect(schema.validate(aDocument("<order/>")).findings[0]?.error).toMatch(/^XPDY0130/);
  });
});

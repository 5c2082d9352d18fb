import { describe, expect, it } from "vitest";
import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import { SchematronError } from "../../src/schematron/schematron-error.js";
import { aDocument, aSchema, aSchemaText, briefly } from "./a-schema.js";

const order = aDocument(`
  <o:order xmlns:o="urn:orders" currency="EUR">
    <o:line id="1"><o:price>10</o:price></o:line>
    <o:line id="2"><o:price>free</o:price></o:line>
    <o:total>10</o:total>
  </o:order>`);

describe("A rule", () => {
  it("reports an assert whose test fails, and a report whose test holds", () => {
    const schema = aSchema(`<pattern><rule context="o:total">
      <assert id="R-1" flag="fatal" test=". = 10">Total is ten.</assert>
      <assert id="R-2" flag="fatal" test=". = 11">Total is
        eleven.</assert>
      <report id="R-3" role="warning" test=". = 10">Total is ten indeed.</report>
      <report id="R-4" test=". = 11">Total is eleven indeed.</report>
    </rule></pattern>`);

    const { findings, fired, complete } = schema.validate(order);

    expect(findings).toEqual([
      {
        rule: "R-2",
        flag: "fatal",
        test: ". = 11",
        message: "Total is eleven.",
        node: order.children[2],
        xpath: "/o:order/o:total",
      },
      expect.objectContaining({ rule: "R-3", flag: "warning" }),
    ]);
    expect({ fired, complete }).toEqual({ fired: 1, complete: true });
  });

  it("gives its flag and id to assertions without their own, which else are errors", () => {
    const schema = aSchema(`<pattern>
      <rule context="o:total" id="R-5" flag="warning"><assert test="false()"/></rule>
      <rule context="o:line"><assert id="R-6" test="false()"/></rule>
    </pattern>`);

    const flags = schema.validate(order).findings.map(({ rule, flag }) => `${rule} ${flag}`);

    expect(flags).toEqual(["R-6 error", "R-6 error", "R-5 warning"]);
  });

  it("takes a node only when no earlier rule of its pattern has", () => {
    const schema = aSchema(`
      <pattern>
        <rule context="o:line[@id = 1]"><report id="first" test="true()"/></rule>
        <rule context="o:line"><report id="other" test="true()"/></rule>
        <rule context="*"><report id="rest" test="true()"/></rule>
      </pattern>
      <pattern><rule context="o:line"><report id="again" test="true()"/></rule></pattern>`);

    expect(briefly(schema.validate(order))).toEqual([
      "rest@/o:order",
      "first@/o:order/o:line[1]",
      "rest@/o:order/o:line[1]/o:price",
      "other@/o:order/o:line[2]",
      "rest@/o:order/o:line[2]/o:price",
      "rest@/o:order/o:total",
      "again@/o:order/o:line[1]",
      "again@/o:order/o:line[2]",
    ]);
  });

  it.each([
    ["/", ["/"]],
    ["/o:order", ["/o:order"]],
    ["o:order/o:total", ["/o:order/o:total"]],
    ["//o:line/o:price", ["/o:order/o:line[1]/o:price", "/o:order/o:line[2]/o:price"]],
    ["o:order//o:price[. = 'free']", ["/o:order/o:line[2]/o:price"]],
    ["o:line[1]", ["/o:order/o:line[1]"]],
    ["o:line[last()]", ["/o:order/o:line[2]"]],
    ["@id", ["/o:order/o:line[1]/@id", "/o:order/o:line[2]/@id"]],
    ["@*[. = 'EUR']", ["/o:order/@currency"]],
    ["o:total | o:line[@id = 2]", ["/o:order/o:line[2]", "/o:order/o:total"]],
    ["o:total/text()", ["/o:order/o:total/text()"]],
    ["line", []],
    ["*:total", ["/o:order/o:total"]],
    ["(o:total, o:line[1])", ["/o:order/o:line[1]", "/o:order/o:total"]],
  ])("with the context %s fires at %j", (context, places) => {
    const schema = aSchema(`<pattern><rule context="${context}"><report id="R" test="true()"/></rule></pattern>`);

    expect(schema.validate(order).findings.map(({ xpath }) => xpath)).toEqual(places);
  });

  it("knows its own node within predicates by current()", () => {
    const schema = aSchema(`<pattern><rule context="o:line">
      <report id="R" test="//o:total[. = current()/o:price]"/>
    </rule></pattern>`);

    expect(briefly(schema.validate(order))).toEqual(["R@/o:order/o:line[1]"]);
  });
});

describe("A message", () => {
  const messageOf = (content: string, context = "o:line[2]/o:price"): string | undefined => {
    const schema = aSchema(
      `<pattern><rule context="${context}"><report test="true()">${content}</report></rule></pattern>`,
    );
    return schema.validate(order).findings[0]?.message;
  };

  it("tells values and names in their places", () => {
    expect(messageOf(`<name/> is <value-of select="."/>, not <emph>ten</emph>.`)).toBe("o:price is free, not ten.");
    expect(messageOf(`In <name path=".."/>: <value-of select="//o:price"/>`)).toBe("In o:line: 10 free");
  });

  it("leaves a gap for a value that cannot be told", () => {
    expect(messageOf(`Price <value-of select="xs:decimal(.)"/>!`)).toBe("Price …!");
  });

  it("tells values after the text when the schema came as a tree", () => {
    const tree = aDocument(
      aSchemaText(
        `<pattern><rule context="o:total"><report test="true()">Is <value-of select="."/> all</report></rule></pattern>`,
      ),
    );

    expect(compileSchematron(tree).validate(order).findings[0]?.message).toBe("Is all 10");
  });
});

describe("A variable", () => {
  it("of the schema or a pattern is read at the document, that of a rule at its node", () => {
    const schema = aSchema(`
      <let name="later" value="$total + 1"/>
      <let name="total" value="/*/o:total"/>
      <pattern>
        <let name="lines" value="count(//o:line)"/>
        <rule context="o:line">
          <let name="price" value="o:price"/>
          <let name="double" value="concat($price, $price)"/>
          <report id="R" test="true()"><value-of select="$later, $lines, $double"/></report>
        </rule>
      </pattern>`);

    expect(schema.validate(order).findings.map(({ message }) => message)).toEqual(["11 2 1010", "11 2 freefree"]);
  });

  it("of one pattern is known in the others, which may have their own of that name", () => {
    const rule = `<rule context="o:total"><report id="R" test="//o:line[@id = $id]"><value-of select="//o:line[@id = $id]/@id"/></report></rule>`;
    const schema = aSchema(`
      <pattern><let name="id" value="1"/>${rule}</pattern>
      <pattern><let name="id" value="2"/>${rule}</pattern>
      <pattern><let name="other" value="2"/></pattern>
      <pattern><rule context="o:total"><report test="$other = 2">other</report></rule></pattern>`);

    expect(schema.validate(order).findings.map(({ message }) => message)).toEqual(["1", "2", "other"]);
  });

  it("without a value fails only the assertions that read it", () => {
    const schema = aSchema(`<pattern><rule context="o:line">
      <let name="price" value="xs:decimal(o:price)"/>
      <assert id="priced" test="$price gt 5"/>
      <assert id="numbered" test="@id"/>
    </rule></pattern>`);

    const { findings } = schema.validate(order);

    expect(findings).toEqual([
      expect.objectContaining({
        rule: "priced",
        xpath: "/o:order/o:line[2]",
        error: 'FORG0001: "free" is not an xs:decimal',
      }),
    ]);
  });

  it("that depends on itself is an error of its readers", () => {
    const schema = aSchema(`<let name="a" value="$b"/><let name="b" value="$a"/>
      <pattern><rule context="/*"><assert id="R" test="$a"/></rule></pattern>`);

    expect(schema.validate(order).findings[0]?.error).toMatch(/^XTDE0640/);
  });
});

describe("An expression without a value", () => {
  it("is told for its assertion, and the others go on", () => {
    const schema = aSchema(`<pattern><rule context="o:order">
      <assert id="R-1" flag="fatal" test="o:line/o:price + 1 = 2">Sum.</assert>
      <report id="R-2" flag="fatal" test="1 idiv 0 = 1">Never.</report>
      <assert id="R-3" flag="fatal" test="o:total = 9">Nine.</assert>
    </rule></pattern>`);

    const told = schema.validate(order).findings.map(({ rule, error }) => `${rule} ${error?.slice(0, 8)}`);

    expect(told).toEqual(["R-1 XPTY0004", "R-2 FOAR0001", "R-3 undefined"]);
  });

  it("in a context does not match, and is told apart from the findings", () => {
    const schema = aSchema(`<pattern>
      <rule context="o:line[xs:decimal(o:price) ge 10]"><report id="priced" test="true()"/></rule>
      <rule context="o:line"><report id="other" test="true()"/></rule>
    </pattern>`);

    const outcome = schema.validate(order);

    expect(briefly(outcome)).toEqual(["priced@/o:order/o:line[1]", "other@/o:order/o:line[2]"]);
    expect(outcome.unmatched).toEqual([
      {
        context: "o:line[xs:decimal(o:price) ge 10]",
        error: 'FORG0001: "free" is not an xs:decimal',
        node: order.children[1],
      },
    ]);
  });

  it("within a negation in a context does not match either", () => {
    const schema = aSchema(`<pattern>
      <rule context="o:line[not(o:price[xs:decimal(.) lt 10])]"><report id="R" test="true()"/></rule>
    </pattern>`);

    expect(briefly(schema.validate(order))).toEqual(["R@/o:order/o:line[1]"]);
  });
});

describe("Abstract patterns and rules", () => {
  it("come to life with the parameters of those that are one", () => {
    const schema = aSchema(`
      <pattern abstract="true" id="positive">
        <rule context="$thing"><let name="v" value="$thing-path"/><assert id="$id" test="$v castable as xs:decimal">No number: <value-of select="$thing-path"/></assert></rule>
      </pattern>
      <pattern id="prices" is-a="positive"><param name="thing" value="o:line"/><param name="thing-path" value="o:price"/></pattern>
      <pattern id="ids" is-a="positive"><param name="thing" value="o:line"/><param name="thing-path" value="@id"/></pattern>`);

    const { findings } = schema.validate(order);

    expect(findings.map(({ message, xpath }) => `${xpath} ${message}`)).toEqual(["/o:order/o:line[2] No number: free"]);
  });

  it("lend their assertions and variables to the rules that extend them", () => {
    const schema = aSchema(`<pattern>
      <rule abstract="true" id="base"><let name="p" value="o:price"/><assert id="base" test="$p = 10"/></rule>
      <rule abstract="true" id="more"><extends rule="base"/><assert id="more" test="@id = 1"/></rule>
      <rule context="o:line"><assert id="own" test="o:price"/><extends rule="more"/></rule>
    </pattern>`);

    expect(briefly(schema.validate(order))).toEqual(["base@/o:order/o:line[2]", "more@/o:order/o:line[2]"]);
  });

  it("are refused when there are none of that name, or they go in circles", () => {
    expect(() => aSchema(`<pattern is-a="none"/>`)).toThrow(SchematronError);
    expect(() => aSchema(`<pattern><rule context="*"><extends rule="none"/></rule></pattern>`)).toThrow(
      /abstract rule none/,
    );
    expect(() =>
      aSchema(
        `<pattern><rule abstract="true" id="a"><extends rule="a"/></rule><rule context="*"><extends rule="a"/></rule></pattern>`,
      ),
    ).toThrow(/extends itself/);
  });
});

describe("Included files", () => {
  const files: Readonly<Record<string, string>> = {
    "totals.sch": `<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="rules.sch#total"/></pattern>`,
    "rules.sch": `<rules xmlns="http://purl.oclc.org/dsdl/schematron">
      <rule id="line" context="o:line"><report id="line" test="true()"/></rule>
      <rule id="total" context="o:total"><report id="total" test="true()"/></rule>
    </rules>`,
    "endless.sch": `<rule xmlns="http://purl.oclc.org/dsdl/schematron"><extends href="endless.sch"/></rule>`,
  };
  const include = (href: string): string => files[href] ?? "";

  it("stand where they are included, whole or by id", () => {
    expect(briefly(aSchema(`<include href="totals.sch"/>`, { include }).validate(order))).toEqual([
      "total@/o:order/o:total",
    ]);
  });

  it("name others by a path from where they are", () => {
    const inFolder = (path: string): string => files[path.replace(/^folder\//, "")] ?? "";

    const schema = aSchema(`<include href="folder/totals.sch"/>`, {
      include: (path) => (path.startsWith("folder/") ? inFolder(path) : ""),
    });

    expect(schema.validate(order).fired).toBe(1);
  });

  it("lend a rule what they hold", () => {
    const schema = aSchema(`<pattern><rule context="o:total"><extends href="rules.sch#line"/></rule></pattern>`, {
      include,
    });

    expect(briefly(schema.validate(order))).toEqual(["line@/o:order/o:total"]);
  });

  it("are refused when nobody can read them, or they include themselves", () => {
    expect(() => aSchema(`<include href="totals.sch"/>`)).toThrow(/nothing was given to read it/);
    expect(() => aSchema(`<include href="rules.sch#none"/>`, { include })).toThrow(/no element none/);
    expect(() =>
      aSchema(`<pattern><rule context="*"><extends href="endless.sch"/></rule></pattern>`, { include }),
    ).toThrow(/endlessly/);
  });
});

describe("A phase", () => {
  const body = `
    <phase id="short"><let name="limit" value="1"/><active pattern="lines"/></phase>
    <pattern id="lines"><rule context="o:line"><report id="line" test="true()"/></rule></pattern>
    <pattern id="totals"><rule context="o:total"><report id="total" test="true()"/></rule></pattern>`;

  it("runs its patterns only", () => {
    expect(aSchema(body, { phase: "short" }).validate(order).fired).toBe(2);
    expect(aSchema(body).validate(order).fired).toBe(3);
  });

  it("is refused when the schema has none of that name", () => {
    expect(() => aSchema(body, { phase: "long" })).toThrow(/no phase long/);
  });
});

describe("A function beside the rules", () => {
  const resultOf = (functions: string, call: string): string | undefined => {
    const schema = aSchema(
      `${functions}<pattern><rule context="/*"><report id="R" test="true()"><value-of select="${call}"/></report></rule></pattern>`,
    );
    return schema.validate(order).findings[0]?.message;
  };

  it("computes with variables, choices and sequences", () => {
    const checkDigit = `<xsl:function name="f:check" as="xs:boolean">
        <xsl:param name="number" as="xs:string"/>
        <xsl:variable name="digits" select="for $c in string-to-codepoints($number) return $c - 48"/>
        <xsl:variable name="sum" select="sum(for $i in 1 to count($digits) return $digits[$i] * $i)"/>
        <xsl:choose>
          <xsl:when test="$sum mod 11 = 0"><xsl:sequence select="true()"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="false()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:function>`;

    expect(resultOf(checkDigit, "f:check('0306406152'), f:check('0306406153')")).toBe("true false");
  });

  it("may call itself and those declared after it", () => {
    const functions = `
      <xsl:function name="f:even" as="xs:boolean"><xsl:param name="n"/><xsl:sequence select="if ($n = 0) then true() else f:odd($n - 1)"/></xsl:function>
      <xsl:function name="f:odd" as="xs:boolean"><xsl:param name="n"/><xsl:sequence select="if ($n = 0) then false() else f:even($n - 1)"/></xsl:function>`;

    expect(resultOf(functions, "f:even(10), f:even(7)")).toBe("true false");
    expect(resultOf(functions, "f:even(1000)")).toBe("…");
  });

  it("holds text in a variable, repeats for each, and joins values", () => {
    const functions = `<xsl:function name="f:spell">
        <xsl:param name="items"/>
        <xsl:variable name="mark">!</xsl:variable>
        <xsl:for-each select="$items"><xsl:if test=". != 'skip'"><xsl:value-of select="position(), $mark" separator=""/></xsl:if></xsl:for-each>
        <xsl:text>end</xsl:text>
      </xsl:function>`;

    expect(resultOf(functions, "f:spell(('a', 'skip', 'b'))")).toBe("1! 3! end");
  });

  it("refuses arguments and results of another type", () => {
    const functions = `<xsl:function name="f:twice" as="xs:decimal"><xsl:param name="n" as="xs:decimal"/><xsl:sequence select="$n * 2"/></xsl:function>`;

    expect(resultOf(functions, "f:twice(/*/o:total)")).toBe("20");
    expect(resultOf(functions, "f:twice('10')")).toBe("…");
    expect(resultOf(functions, "f:twice(())")).toBe("…");
  });

  it("is refused when it does what only a stylesheet can", () => {
    const withMessage = `<xsl:function name="f:x"><xsl:message>no</xsl:message></xsl:function>`;

    expect(() => aSchema(withMessage)).toThrow(/xsl:message is not supported/);
    expect(() => aSchema(`<xsl:key name="k" match="*" use="@id"/>`)).toThrow(/xsl:key is not supported/);
  });
});

describe("A schema", () => {
  it("is refused when it is not well formed, or is none", () => {
    expect(() => compileSchematron("<schema>")).toThrow(/The schema is not readable, line 1/);
    expect(() => compileSchematron("<order/>")).toThrow(/order is not a Schematron schema/);
    expect(() => aSchema(`<pattern><rule><assert test="1"/></rule></pattern>`)).toThrow(/rule has no context/);
  });

  it("may use prefixes that only XML declares", () => {
    const schema = compileSchematron(`<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:p='urn:orders'>
      <sch:pattern><sch:rule context="p:total"><sch:report id="R" test="true()"/></sch:rule></sch:pattern></sch:schema>`);

    expect(briefly(schema.validate(order))).toEqual(["R@/o:order/o:total"]);
  });
});

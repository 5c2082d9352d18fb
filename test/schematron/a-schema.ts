import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import type { Schematron, SchematronOptions } from "../../src/schematron/compile-schematron.js";
import type { Limits, Outcome } from "../../src/schematron/outcome.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";

export const aDocument = (xml: string): XmlElement => {
  const parsed = parseXml(new TextEncoder().encode(xml));
  if ("root" in parsed) return parsed.root;
  throw new Error(parsed.problem.message);
};

export const aSchemaText = (body: string): string =>
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt2">
    <ns prefix="o" uri="urn:orders"/>
    <ns prefix="f" uri="urn:functions"/>
    ${body}
  </schema>`;

export const aSchema = (body: string, options?: SchematronOptions): Schematron =>
  compileSchematron(aSchemaText(body), options);

/** Findings as `rule@xpath`. */
export const briefly = ({ findings }: Outcome): readonly string[] =>
  findings.map(({ rule, xpath }) => `${rule}@${xpath}`);

/** What an expression is worth at the root of a document, as text; `error …` when it has no value. */
export const valueOf = (expression: string, xml = "<order/>", limits: Limits = {}): string => {
  const escaped = expression.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const schema = aSchema(`
    <pattern><rule context="/*">
      <let name="value" value="${escaped}"/>
      <report id="value" test="count($value) ge 0"><value-of select="string-join(for $one in $value return string($one), ',')"/></report>
    </rule></pattern>`);
  const [finding] = schema.validate(aDocument(xml), limits).findings;
  return finding?.error === undefined ? (finding?.message ?? "no finding") : `error ${finding.error.slice(0, 8)}`;
};

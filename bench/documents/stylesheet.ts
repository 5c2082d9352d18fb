import { readSchema } from "../../src/schematron/read-schema.js";
import type { RuleSource } from "../../src/schematron/schema-source.js";

/**
 * The stylesheet that a Schematron schema stands for (ISO 19757-3, annex C): a mode per pattern, a template per rule.
 * It writes only what was found, and no report around it, which is less work than the published stylesheets do. For
 * schemas of assertions alone, as EN 16931 has them.
 */
export function toStylesheet(schematron: string): string {
  const { namespaces, patterns } = readSchema(schematron);
  const declarations = [...namespaces].map(([prefix, uri]) => ` xmlns:${prefix}="${escaped(uri)}"`).join("");
  const modes = patterns.map(({ rules, lets }, index) => {
    if (lets.length > 0) throw new Error("Patterns with variables are not compared");
    return toMode(`pattern-${index}`, rules);
  });
  const starts = patterns.map((_, index) => `<xsl:apply-templates select="/" mode="pattern-${index}"/>`);
  return `<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"${declarations}>
<xsl:output method="xml"/>
<xsl:template match="/"><findings>${starts.join("")}</findings></xsl:template>
${modes.join("\n")}
</xsl:stylesheet>`;
}

/** The first rule that matches a node is the one: it has the highest priority. */
const toMode = (mode: string, rules: readonly RuleSource[]): string =>
  [
    `<xsl:template match="text()" priority="-1" mode="${mode}"/>`,
    `<xsl:template match="/|*" priority="-1" mode="${mode}"><xsl:apply-templates select="*" mode="${mode}"/></xsl:template>`,
    ...rules.map((rule, index) => toTemplate(rule, rules.length - index, mode)),
  ].join("\n");

function toTemplate({ context, lets, checks }: RuleSource, priority: number, mode: string): string {
  const variables = lets.map(({ name, value }) => `<xsl:variable name="${name}" select="${escaped(value)}"/>`);
  const tests = checks.map(({ id, test, kind }) => {
    const found = kind === "report" ? test : `not(${test})`;
    return `<xsl:if test="${escaped(found)}"><finding rule="${id}" place="{path()}"/></xsl:if>`;
  });
  return (
    `<xsl:template match="${escaped(context)}" priority="${priority}" mode="${mode}">` +
    `${variables.join("")}${tests.join("")}<xsl:apply-templates select="*" mode="${mode}"/></xsl:template>`
  );
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("\n", " ");

import { compileSchematron, type Schematron } from "../../src/schematron/compile-schematron.js";
import type { Example } from "./examples.js";
import { parse, readText, tell } from "./material.js";
import { isSingle, valuesOf } from "./model-terms.js";

const tables = {
  Invoice: "mappings/bt-ubl-invoice.tsv",
  CreditNote: "mappings/bt-ubl-creditnote.tsv",
  CrossIndustryInvoice: "mappings/bt-cii.tsv",
} as const;

const namespaces = {
  Invoice: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
  CreditNote: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
  cac: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
  cbc: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
  rsm: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  ram: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  qdt: "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
  udt: "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
};

/** What the tables leave to their reader: which of two elements of the same name a term is. */
const distinctions: Readonly<Record<string, (xpath: string) => string>> = {
  "BT-110": (xpath) => (xpath.endsWith("]") ? xpath : `${xpath}[@currencyID = /*/cbc:DocumentCurrencyCode]`),
  "BT-111": (xpath) => (xpath.endsWith("]") ? xpath : `${xpath}[@currencyID = /*/cbc:TaxCurrencyCode]`),
  // With this type code the reference is BT-18.
  "BT-122": (xpath) => `${xpath}[not(../cbc:DocumentTypeCode = '130')]`,
};

export interface Terms {
  readonly agreed: number;
  readonly total: number;
}

/** The values of every business term as the published tables find them in the examples, against those of the model. */
export function compareTerms(examples: readonly Example[]): Terms {
  const readers = new Map(Object.entries(tables).map(([root, table]) => [root, compileTable(table)]));
  let agreed = 0;
  let total = 0;
  for (const { file, bytes, invoice } of examples) {
    const root = parse(bytes, file);
    const reader = readers.get(root.name);
    if (!reader) continue;
    const published = Map.groupBy(reader.rules.validate(root).findings, ({ rule }) => rule);
    for (const term of reader.terms) {
      const ofModel = valuesOf(invoice, term)?.map(comparable);
      if (!ofModel) continue;
      const found = (published.get(term) ?? []).map(({ message }) => comparable(message)).filter(Boolean);
      const ofTable = isSingle(term) ? [...new Set(found)] : found;
      const left = [...ofModel];
      const missing = ofTable.filter((value) => !take(left, value));
      total += ofTable.length + left.length;
      agreed += ofTable.length - missing.length;
      if (missing.length + left.length > 0) tell(`terms: ${file}: ${term}: ${difference(missing, left)}`);
    }
  }
  tell(`terms: ${agreed} of ${total} values are the same in the model`);
  return { agreed, total };
}

interface TableReader {
  readonly terms: ReadonlySet<string>;
  /** Fires for every value of a term, with the value as its message. */
  readonly rules: Schematron;
}

function compileTable(table: string): TableReader {
  const rows = readText(table)
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => row.split("\t") as [string, string])
    .filter(([term]) => !term.includes("DEX"));
  const linePath = rows.find(([term]) => term === "BG-25")?.[1] ?? "";
  const absolute = (xpath: string): string => (xpath.startsWith("/") ? xpath : `${linePath}/${xpath}`);
  let group = { path: "", condition: "" };
  const patterns = rows.flatMap(([term, xpath]) => {
    const place = absolute(xpath);
    if (term.startsWith("BG-")) {
      const [, path = "", condition = ""] = /^([^[]*)(\[.*\])?$/.exec(place) ?? [];
      group = { path, condition };
      return [];
    }
    // What tells a group from another of the same name holds for its terms.
    const inGroup = group.condition !== "" && place.startsWith(`${group.path}/`);
    const within = inGroup ? `${group.path}${group.condition}${place.slice(group.path.length)}` : place;
    const context = distinctions[term]?.(within) ?? within;
    return [
      `<pattern><rule context="${escaped(context)}"><assert id="${term}" test="false()"><value-of select="."/></assert></rule></pattern>`,
    ];
  });
  const declared = Object.entries(namespaces).map(([prefix, uri]) => `<ns prefix="${prefix}" uri="${uri}"/>`);
  const schema = `<schema xmlns="http://purl.oclc.org/dsdl/schematron">${declared.join("")}${patterns.join("")}</schema>`;
  return { terms: new Set(rows.map(([term]) => term)), rules: compileSchematron(schema) };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** White space and the two ways to write a day do not count. */
const comparable = (value: string): string => {
  const text = value.replace(/\s+/g, " ").trim();
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const asDay = `${year}-${month}-${day}`;
  return year && !Number.isNaN(Date.parse(asDay)) ? asDay : text.length > 200 ? text.replaceAll(" ", "") : text;
};

/** Takes one such value out of the list. */
function take(values: string[], value: string): boolean {
  const place = values.indexOf(value);
  if (place >= 0) values.splice(place, 1);
  return place >= 0;
}

const difference = (missing: readonly string[], more: readonly string[]): string =>
  [
    ...missing.map((value) => `the table has "${value.slice(0, 60)}"`),
    ...more.map((value) => `the model has "${value.slice(0, 60)}"`),
  ].join(", ");

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readUblDocument } from "../../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../../src/formats/ubl/write-ubl.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";

const invoices = path.resolve(import.meta.dirname, "../../../../shared/invoices");
const isThere = existsSync(invoices);
const skipped = isThere ? "" : " (skipped: ../shared/invoices with the official files is not there)";

const folders = [
  "en16931/ubl/examples",
  "en16931/test/testfiles",
  "peppol-bis-3/rules/examples",
  "peppol-bis-3/rules/national-examples/GR",
  "peppol-bis-3/rules/national-examples/NO",
];

/** It has no seller name (BT-27). */
const refused: Readonly<Record<string, string>> = { "GR-base-example-TaxRepresentative.xml": "BR-06" };

const files = isThere
  ? folders.flatMap((folder) =>
      readdirSync(path.join(invoices, folder))
        .filter((name) => /\.xml$/i.test(name))
        .map((name) => ({ name, file: path.join(invoices, folder, name) })),
    )
  : [];

const rootOf = (bytes: Uint8Array): XmlElement => {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
};

const invoiceOf = (root: XmlElement): Invoice => {
  const reading = readUblDocument(root);
  if ("violations" in reading) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return reading.invoice;
};

describe.skipIf(!isThere)(`every official UBL example${skipped}`, () => {
  it.each(files.filter(({ name }) => refused[name]))("$name is no invoice, and the rule says why", ({ name, file }) => {
    const reading = readUblDocument(rootOf(readFileSync(file)));

    expect(reading).toMatchObject({ violations: [{ rule: refused[name] }] });
  });

  it.each(files.filter(({ name }) => !refused[name]))("$name loses only what is listed", ({ file }) => {
    const original = rootOf(readFileSync(file));
    const invoice = invoiceOf(original);

    const { bytes, violations } = writeUbl(invoice);

    const rewritten = rootOf(bytes);
    const { lost, added } = difference(leavesOf(original), leavesOf(rewritten));
    const listed = invoice.unmapped.map(({ path: place, value }) => leaf(place.replaceAll(/\[\d+\]|\w+:/g, ""), value));
    expect(violations).toEqual([]);
    expect(invoiceOf(rewritten)).toEqual({ ...invoice, unmapped: [] });
    expect(lost.toSorted()).toEqual(listed.toSorted());
    expect(added.filter((one) => !isExplained(one, listed))).toEqual([]);
  });
});

describe.skipIf(!isThere)(`a document with every business term${skipped}`, () => {
  const documents = [
    ["invoice", aCompleteInvoice(), "Invoice"],
    ["creditnote", aCompleteInvoice({ kind: "CREDIT_NOTE", typeCode: "381" }), "CreditNote"],
  ] as const;

  it.each(documents)("has each of them at the official place in an %s", (name, invoice, root) => {
    const rows = readFileSync(path.join(invoices, `mappings/bt-ubl-${name}.tsv`), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    const places = new Set(
      everyElement(writeUbl(invoice).document).flatMap(({ place, element }) => [
        place,
        ...element.attributes.map((attribute) => `${place}/@${attribute.name}`),
      ]),
    );

    const missing = rows
      .map((row) => row.split("\t") as [string, string])
      .filter(([term]) => !term.includes("DEX"))
      .map(([term, xpath]) => `${term} ${placeOf(xpath, root)}`)
      .filter((row) => !places.has(row.slice(row.indexOf(" ") + 1)));

    // BT-90 stands with the payee, since there is one.
    expect(missing.filter((row) => !row.startsWith("BT-90 /Invoice/AccountingSupplierParty"))).toEqual([]);
  });

  it.each(documents)("keeps the order of the UBL 2.1 schema in an %s", (_, invoice, root) => {
    const order = schemaOrder(root);

    for (const { element } of everyElement(writeUbl(invoice).document)) {
      const names = element.children.map(({ name }) => name);
      const sequence = order(element.name);
      expect(names.filter((name) => !sequence.includes(name))).toEqual([]);
      expect(names.toSorted((a, b) => sequence.indexOf(a) - sequence.indexOf(b))).toEqual(names);
    }
  });
});

const leaf = (place: string, value: string): string => `${place} = ${value.replaceAll(/\s+/g, " ").trim()}`;

/** Every text and attribute with its place, names without prefix; line breaks in base64 do not count. */
function leavesOf(root: XmlElement): string[] {
  return everyElement(root).flatMap(({ place, element }) => {
    const text = element.name === "EmbeddedDocumentBinaryObject" ? element.text.replaceAll(/\s/g, "") : element.text;
    const attributes = element.attributes
      .filter(({ name }) => name !== "schemaLocation")
      .map(({ name, value }) => leaf(`${place}/@${name}`, value));
    return element.children.length === 0 ? [leaf(place, text), ...attributes] : attributes;
  });
}

function everyElement(element: XmlElement, above = ""): { place: string; element: XmlElement }[] {
  const place = `${above}/${element.name}`;
  return [{ place, element }, ...element.children.flatMap((child) => everyElement(child, place))];
}

function difference(before: readonly string[], after: readonly string[]) {
  const left = [...after];
  const lost = before.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { lost, added: left };
}

/** What is written instead of a listed text at the same place, or repeated for another account (UBL-SR-44). */
function isExplained(added: string, listed: readonly string[]): boolean {
  const [place = ""] = added.split(" = ");
  const repeated = /\/PaymentMeans\/(PaymentID|PaymentMeansCode\/@name)$/.test(place);
  return repeated || listed.some((one) => one.startsWith(`${place} = `));
}

/** The official path without conditions and prefixes; those of invoice lines start in the line. */
function placeOf(xpath: string, root: string): string {
  const plain = xpath.replaceAll(/\[.*\]/g, "").replaceAll(/[A-Za-z]+:/g, "");
  return plain.startsWith("/") ? plain : `/${root}/${root}Line/${plain}`;
}

function schemaOrder(document: string): (element: string) => readonly string[] {
  const schema = (file: string) => rootOf(readFileSync(path.join(invoices, "ubl-2.1/xsdrt", file)));
  const roots = [schema(`maindoc/UBL-${document}-2.1.xsd`), schema("common/UBL-CommonAggregateComponents-2.1.xsd")];
  const attribute = (element: XmlElement, name: string) =>
    element.attributes.find((one) => one.name === name)?.value.replace(/^\w+:/, "") ?? "";
  const typeOf = new Map<string, string>();
  const sequences = new Map<string, readonly string[]>();
  for (const child of roots.flatMap(({ children }) => children)) {
    if (child.name === "element") typeOf.set(attribute(child, "name"), attribute(child, "type"));
    if (child.name !== "complexType") continue;
    const parts = child.children.find(({ name }) => name === "sequence")?.children ?? [];
    sequences.set(
      attribute(child, "name"),
      parts.map((part) => attribute(part, "ref")),
    );
  }
  return (element) => sequences.get(typeOf.get(element) ?? "") ?? [];
}

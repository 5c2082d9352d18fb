import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { readCiiDocument } from "../../../src/formats/cii/read-cii.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { readUbl } from "../../../src/formats/ubl/read-ubl.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { carried, uncarriedPaths } from "./carried.js";

const invoices = path.resolve(import.meta.dirname, "../../../../shared/invoices");
const isThere = existsSync(invoices);
const skipped = isThere ? "" : " (skipped: ../shared/invoices with the official files is not there)";

const filesIn = (folder: string) =>
  isThere
    ? readdirSync(path.join(invoices, folder))
        .filter((name) => /\.xml$/i.test(name))
        .map((name) => ({ name, file: path.join(invoices, folder, name) }))
    : [];

const rootOf = (bytes: Uint8Array): XmlElement => {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
};

const invoiceOf = (root: XmlElement): Invoice => {
  const reading = readCiiDocument(root);
  if ("violations" in reading) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return reading.invoice;
};

describe.skipIf(!isThere)(`every official CII example${skipped}`, () => {
  it.each(filesIn("en16931/cii/examples"))("$name loses only what is listed", ({ file }) => {
    const original = rootOf(readFileSync(file));
    const invoice = invoiceOf(original);

    const { bytes, violations } = writeCii(invoice);

    const rewritten = rootOf(bytes);
    const { lost, added } = difference(leavesOf(original), leavesOf(rewritten));
    const listed = invoice.unmapped.map(({ path: place, value }) => leaf(place.replaceAll(/\[\d+\]|\w+:/g, ""), value));
    expect(violations).toEqual([]);
    expect(invoiceOf(rewritten)).toEqual({ ...invoice, unmapped: [] });
    expect(lost.toSorted()).toEqual(listed.toSorted());
    expect(added.filter((one) => !isExplained(one, listed))).toEqual([]);
  });
});

describe.skipIf(!isThere)(`every official UBL example${skipped}`, () => {
  it.each(filesIn("en16931/ubl/examples"))("$name says the same as CII, but for what is said", ({ file }) => {
    const reading = readUbl(readFileSync(file));
    const { invoice } = reading as Extract<typeof reading, { invoice: Invoice }>;

    const { bytes, violations } = writeCii(invoice);

    expect(new Set(violations.map(({ path: place = [] }) => place.join(".")))).toEqual(
      new Set(uncarriedPaths(invoice)),
    );
    expect(invoiceOf(rootOf(bytes))).toEqual({ ...carried(invoice), unmapped: [] });
  });
});

describe.skipIf(!isThere)(`a document with every business term${skipped}`, () => {
  const { document } = writeCii(carried(aCompleteInvoice()));

  it("has each of them at the official place", () => {
    const rows = readFileSync(path.join(invoices, "mappings/bt-cii.tsv"), "utf8").trim().split("\n").slice(1);
    const places = new Set(
      everyElement(document).flatMap(({ place, element }) => [
        place,
        ...element.attributes.map((attribute) => `${place}/@${attribute.name}`),
      ]),
    );

    const missing = rows
      .map((row) => row.split("\t") as [string, string])
      .filter(([term, xpath]) => !term.includes("DEX") && !places.has(placeOf(xpath)))
      .map(([term, xpath]) => `${term} ${placeOf(xpath).replace(/^.*\//, "")}`);

    // The other one of two places that are both official is written.
    expect(missing.toSorted()).toEqual([
      "BT-41 DepartmentName",
      "BT-46 ID",
      "BT-56 DepartmentName",
      "BT-60 ID",
      "BT-71 ID",
      "BT-84 ProprietaryID",
    ]);
  });

  it("keeps the order of the schema D16B", () => {
    const sequenceOf = schemaOrder();

    for (const { element, type } of everyTyped(document, "CrossIndustryInvoiceType", sequenceOf)) {
      const sequence = [...(sequenceOf(type)?.keys() ?? [])];
      const names = element.children.map(({ name }) => name);
      expect(names.filter((name) => !sequence.includes(name))).toEqual([]);
      expect(names.toSorted((a, b) => sequence.indexOf(a) - sequence.indexOf(b))).toEqual(names);
    }
  });
});

const leaf = (place: string, value: string): string => `${place} = ${value.replaceAll(/\s+/g, " ").trim()}`;

const placeOfLeaf = (one: string): string => one.slice(0, one.indexOf(" = "));

/** What is written instead of a listed text at the same place, or repeated for another account. */
const isExplained = (added: string, listed: readonly string[]): boolean =>
  placeOfLeaf(added).endsWith("/SpecifiedTradeSettlementPaymentMeans/Information") ||
  listed.some((one) => placeOfLeaf(one) === placeOfLeaf(added));

/** An account that is no IBAN is written as the bank's own, whatever it was called. */
const renamed = (place: string, text: string): string =>
  place.endsWith("/PayeePartyCreditorFinancialAccount/IBANID") && !/^[A-Z]{2}\d\d.{11,}$/.test(text)
    ? place.replace(/IBANID$/, "ProprietaryID")
    : place;

/** Every text and attribute with its place, names without prefix. */
function leavesOf(root: XmlElement): string[] {
  return everyElement(root).flatMap(({ place, element }) => {
    const attributes = element.attributes
      .filter(({ name }) => name !== "schemaLocation")
      .map(({ name, value }) => leaf(`${place}/@${name}`, value));
    const isEmptyDelivery = element.name === "ApplicableHeaderTradeDelivery";
    return element.children.length === 0 && !isEmptyDelivery
      ? [leaf(renamed(place, element.text), element.text), ...attributes]
      : attributes;
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

/** The official path without conditions and prefixes. */
const placeOf = (xpath: string): string => xpath.replaceAll(/\s*\[.*\]/g, "").replaceAll(/[A-Za-z]+:/g, "");

type Sequences = (type: string) => ReadonlyMap<string, string> | undefined;

function everyTyped(element: XmlElement, type: string, sequences: Sequences): { element: XmlElement; type: string }[] {
  const children = sequences(type);
  if (!children) return [];
  return [
    { element, type },
    ...element.children.flatMap((child) => everyTyped(child, children.get(child.name) ?? "", sequences)),
  ];
}

/** For each type of the schema the names of its elements in their order, with their types. */
function schemaOrder(): Sequences {
  const folder = "en16931/cii-schema/uncoupled clm/CII/uncefact/data/standard";
  const files = [
    "CrossIndustryInvoice_100pD16B.xsd",
    "CrossIndustryInvoice_ReusableAggregateBusinessInformationEntity_100pD16B.xsd",
  ];
  const attribute = (element: XmlElement, name: string) =>
    element.attributes.find((one) => one.name === name)?.value.replace(/^\w+:/, "") ?? "";
  const types = new Map<string, ReadonlyMap<string, string>>();
  for (const { element } of files.flatMap((file) =>
    everyElement(rootOf(readFileSync(path.join(invoices, folder, file)))),
  )) {
    if (element.name !== "complexType") continue;
    const parts = element.children.find(({ name }) => name === "sequence")?.children ?? [];
    types.set(
      attribute(element, "name"),
      new Map(parts.map((part) => [attribute(part, "name"), attribute(part, "type")])),
    );
  }
  return (type) => types.get(type);
}

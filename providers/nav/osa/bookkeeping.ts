import type { DocumentReference, Invoice, InvoiceLine } from "../../../src/domain/invoice.js";
import { dataNamePattern, modificationReason } from "../../../src/formats/osa/codes.js";
import { type Branch, branch, leaf } from "../xml.js";
import type { Findings, Path } from "./findings.js";

/** References that both sides may know the invoice by; what is about single lines stands with them. */
export function toConventionalInfo(invoice: Invoice, findings: Findings): readonly Branch[] {
  const { seller, buyer, lines } = invoice;
  const known = new Set(lines.map(({ id }) => id));
  const ids = (references: readonly DocumentReference[]) =>
    references.filter(({ lineNumbers }) => !lineNumbers.some((number) => known.has(number))).map(({ id }) => id);
  const locations = (identifiers: Invoice["seller"]["identifiers"]) =>
    identifiers.filter(({ scheme }) => scheme === "0088").map(({ value }) => value);
  return branch(
    "conventionalInvoiceInfo",
    ...toReferences(invoice, ids, findings),
    toList(
      "costCenters",
      "costCenter",
      "BT-19",
      ["buyerAccountingReference"],
      [invoice.buyerAccountingReference],
      findings,
    ),
    toList("projectNumbers", "projectNumber", "BT-11", ["projectReference"], [invoice.projectReference], findings),
    toList("glnNumbersSupplier", "glnNumber", "BT-29", ["seller"], locations(seller.identifiers), findings),
    toList("glnNumbersCustomer", "glnNumber", "BT-46", ["buyer"], locations(buyer.identifiers), findings),
  );
}

export function toLineInfo(line: InvoiceLine, path: Path, invoice: Invoice, findings: Findings): readonly Branch[] {
  const ids = (references: readonly DocumentReference[]) =>
    references.filter(({ lineNumbers }) => lineNumbers.includes(line.id)).map(({ id }) => id);
  const at = [...path, "buyerAccountingReference"];
  const data = invoice.additionalData.filter(({ lineId }) => lineId === line.id);
  return [
    ...branch(
      "conventionalLineInfo",
      ...toReferences(invoice, ids, findings),
      toList("costCenters", "costCenter", "BT-133", at, [line.buyerAccountingReference], findings),
    ),
    ...toAdditionalData("additionalLineData", data, findings),
  ];
}

function toReferences(
  { purchaseOrderReferences, despatchAdviceReferences, contractReferences }: Invoice,
  ids: (references: readonly DocumentReference[]) => readonly string[],
  findings: Findings,
): readonly (readonly Branch[])[] {
  const list = (names: string, name: string, term: string, field: string, references: readonly DocumentReference[]) =>
    toList(names, name, term, [field], ids(references), findings);
  return [
    list("orderNumbers", "orderNumber", "BT-13", "purchaseOrderReferences", purchaseOrderReferences),
    list("deliveryNotes", "deliveryNote", "BT-16", "despatchAdviceReferences", despatchAdviceReferences),
    list("contractNumbers", "contractNumber", "BT-12", "contractReferences", contractReferences),
  ];
}

const toList = (
  names: string,
  name: string,
  term: string,
  path: Path,
  values: readonly (string | undefined)[],
  findings: Findings,
): readonly Branch[] => branch(names, ...values.map((value) => leaf(name, findings.text(value, 100, term, path))));

/** Section 170 of the VAT act has a modification say why. */
export function toInvoiceData({ correction, additionalData }: Invoice, findings: Findings): readonly Branch[] {
  const reason = findings.text(correction?.reason, 512, "correction", ["correction", "reason"]);
  return [
    ...(reason === undefined ? [] : toDatum("additionalInvoiceData", modificationReason, reason)),
    ...toAdditionalData(
      "additionalInvoiceData",
      additionalData.filter(({ lineId }) => lineId === undefined),
      findings,
    ),
  ];
}

/** Pairs whose keys are names that NAV's schema takes; others are no part of the extract that a report is. */
const toAdditionalData = (element: string, pairs: Invoice["additionalData"], findings: Findings): readonly Branch[] =>
  pairs
    .filter(({ key }) => dataNamePattern.test(key))
    .flatMap(({ key, value }) => {
      const text = findings.text(value, 512, "additionalData", ["additionalData"]);
      return text === undefined ? [] : toDatum(element, { name: key, description: key }, text);
    });

const toDatum = (
  element: string,
  { name, description }: { readonly name: string; readonly description: string },
  value: string,
): readonly Branch[] =>
  branch(element, leaf("dataName", name), leaf("dataDescription", description), leaf("dataValue", value));

import type { Invoice, VatBreakdown, VatCategory } from "../../domain/invoice.js";
import { codeAt, compactDateAt, constantAt, decimalAt, plainAmountAt, textAt } from "../mapping/contents.js";
import type { Where } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import type { Reading } from "../mapping/reading.js";
import type { Writing } from "../mapping/writing.js";
import { isNamed } from "../../xml/xml-tree.js";

const tradeTax = nameOf("ram:ApplicableTradeTax");
const typeCode = nameOf("ram:TypeCode");
const taxPointDateName = nameOf("ram:TaxPointDate");
const dueDateTypeCode = nameOf("ram:DueDateTypeCode");

const vatType = constantAt("ram:TypeCode", "VAT");

/** Other taxes than VAT have no place in EN 16931. */
export const isVat: Where = (tax) =>
  tax.children
    .find((child) => isNamed(child, typeCode))
    ?.text.trim()
    .toUpperCase() === "VAT";

export const vatCategory = (category: string, rate: string, rule: string): Mappings<VatCategory> => [
  vatType,
  codeAt("category", "ram:CategoryCode", category, rule),
  decimalAt("rate", "ram:RateApplicablePercent", rate),
];

const beforeTaxPoint: Mappings<VatBreakdown> = [
  plainAmountAt("taxAmount", "ram:CalculatedAmount", "BT-117", "BR-46"),
  vatType,
  textAt("exemptionReason", "ram:ExemptionReason", "BT-120"),
  plainAmountAt("taxableAmount", "ram:BasisAmount", "BT-116", "BR-45"),
  codeAt("category", "ram:CategoryCode", "BT-118", "BR-47"),
  codeAt("exemptionReasonCode", "ram:ExemptionReasonCode", "BT-121"),
];

const taxPointDate: Mapping<Invoice> = compactDateAt("taxPointDate", "ram:TaxPointDate/udt:DateString", "BT-7");

/** BT-8 in the model (UNTDID 2005) and in CII (UNTDID 2475): invoice, delivery, payment. */
const eventCodes: ReadonlyMap<string | undefined, string> = new Map([
  ["3", "5"],
  ["35", "29"],
  ["432", "72"],
]);

const modelCodes: ReadonlyMap<string | undefined, string> = new Map(
  Array.from(eventCodes, ([model, code]) => [code, model ?? ""]),
);

const taxPointDateCode: Mapping<Invoice> = {
  read(from, draft) {
    const place = from.child(dueDateTypeCode);
    const code = modelCodes.get(place.text()?.trim());
    if (code === undefined) return;
    place.markMapped();
    draft["taxPointDateCode"] = code;
  },
  write({ taxPointDateCode: code }, to) {
    const eventCode = eventCodes.get(code);
    if (eventCode !== undefined) to.element(dueDateTypeCode, (place) => place.content("taxPointDateCode", eventCode));
  },
};

const rate: Mapping<VatBreakdown> = decimalAt("rate", "ram:RateApplicablePercent", "BT-119");

/**
 * BG-23, and with it BT-7 and BT-8, which belong to the document: BT-7 stands once (CII-SR-461), BT-8 in every entry
 * alike (CII-SR-462).
 */
export const vatBreakdown: Mapping<Invoice> = {
  read(from, draft) {
    const taxes = from.children(tradeTax).filter(({ element }) => element && isVat(element));
    draft["vatBreakdown"] = taxes.map((tax) => {
      const entry: Draft = {};
      readAll([...beforeTaxPoint, rate], tax, entry);
      readTaxPoint(tax, draft);
      return entry;
    });
  },
  write(invoice, to) {
    reportTaxPoint(invoice, to);
    invoice.vatBreakdown.forEach((entry, index) => {
      const place = to.field("vatBreakdown").field(String(index));
      place.element(tradeTax, () => {
        writeAll(beforeTaxPoint, entry, place);
        if (index === 0) taxPointDate.write(invoice, to);
        taxPointDateCode.write(invoice, to);
        rate.write(entry, place);
      });
    });
  },
};

/** The first tax that names it decides; what differs from it stays unmapped. */
function readTaxPoint(tax: Reading, draft: Draft): void {
  const places = [
    { key: "taxPointDate", mapping: taxPointDate, place: tax.child(taxPointDateName).descend(dateString) },
    { key: "taxPointDateCode", mapping: taxPointDateCode, place: tax.child(dueDateTypeCode) },
  ];
  for (const { key, mapping, place } of places) {
    const found: Draft = {};
    mapping.read(tax, found);
    if (found[key] === undefined) continue;
    draft[key] ??= found[key];
    if (draft[key] !== found[key]) place.markUnmapped();
  }
}

const dateString = [nameOf("udt:DateString")];

function reportTaxPoint(
  { taxPointDate: date, taxPointDateCode: code, vatBreakdown: entries }: Invoice,
  to: Writing,
): void {
  const isHomeless = entries.length === 0;
  const reason = "it stands in the VAT breakdown (BG-23), which is empty";
  if (date !== undefined && isHomeless) to.field("taxPointDate").reportCapacity(reason);
  if (code === undefined) return;
  if (isHomeless) to.field("taxPointDateCode").reportCapacity(reason);
  else if (!eventCodes.has(code)) to.field("taxPointDateCode").reportCapacity(`UNTDID 2475 has no code for ${code}`);
}

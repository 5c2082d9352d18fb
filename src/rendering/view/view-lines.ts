import type { Invoice, InvoiceLine, LineAllowanceCharge, VatCategory } from "../../domain/invoice.js";
import type { Block, Cell, CellLine, Phrasing, Shown } from "./invoice-view.js";
import { coded, identified, reasoned, spanned } from "./phrasing.js";
import { extensionLines } from "./view-extensions.js";

const allowanceTerms = { amount: "BT-136", base: "BT-137", percentage: "BT-138", text: "BT-139", code: "BT-140" };
const chargeTerms = { amount: "BT-141", base: "BT-142", percentage: "BT-143", text: "BT-144", code: "BT-145" };

/** BG-25, one row a line with all its details, its sub-lines set in below it. */
export const viewLines = (phrasing: Phrasing, { lines, currencyCode }: Invoice): Block =>
  viewLineTable(phrasing, { title: phrasing.label("lines"), group: "BG-25" }, lines, currencyCode);

export const viewLineTable = (
  phrasing: Phrasing,
  { title, group }: { readonly title: string; readonly group: string },
  lines: readonly InvoiceLine[],
  currencyCode: string,
): Block => ({
  kind: "table",
  title,
  group,
  columns: [
    { label: phrasing.label("line") },
    { label: phrasing.label("item"), isWide: true },
    { label: phrasing.label("quantity"), isNumber: true },
    { label: phrasing.label("unitPrice"), isNumber: true },
    { label: phrasing.label("vatTotal"), isNumber: true },
    {
      label: `${phrasing.label("netAmount")} (${phrasing.text(undefined, currencyCode).text})`,
      isNumber: true,
    },
  ],
  rows: lines.flatMap((line) => lineRows(phrasing, line, 0)),
});

/** Amounts of sub-lines are part of those above, and stand back. */
const lineRows = (phrasing: Phrasing, line: InvoiceLine, level: number): readonly (readonly Cell[])[] => [
  [
    [{ values: [phrasing.text("BT-126", line.id)] }],
    itemCell(phrasing, line).map((cellLine) => (level === 0 ? cellLine : { ...cellLine, indent: level })),
    [
      { values: [phrasing.amount("BT-129", line.quantity)] },
      { values: [coded(phrasing, "unit", "BT-130", line.unitCode)], tone: "detail" },
    ],
    priceCell(phrasing, line),
    vatCell(phrasing, line.vat, "BT-151", "BT-152"),
    [{ values: [phrasing.amount("BT-131", line.netAmount)], tone: level === 0 ? "strong" : "detail" }],
  ],
  ...line.subLines.flatMap((subLine) => lineRows(phrasing, subLine, level + 1)),
];

/** The rate above the category; a category without rate alone. */
export const vatCell = (phrasing: Phrasing, vat: VatCategory, category?: string, rate?: string): Cell => [
  ...(vat.rate === undefined ? [] : [{ values: [phrasing.percentage(rate, vat.rate)] }]),
  { values: [coded(phrasing, "vatCategory", category, vat.category)], tone: "detail" },
];

const itemCell = (phrasing: Phrasing, line: InvoiceLine): Cell => {
  const { item } = line;
  const detail = (label: string, ...values: readonly Shown[]): CellLine => ({ label, values, tone: "detail" });
  const optional = (label: string, term: string, value: string | undefined): CellLine[] =>
    value === undefined ? [] : [detail(label, phrasing.text(term, value))];
  return [
    { values: [phrasing.text("BT-153", item.name)], tone: "strong" },
    ...(item.description === undefined ? [] : [{ values: [phrasing.text("BT-154", item.description)] }]),
    ...optional(phrasing.label("sellerItem"), "BT-155", item.sellerIdentifier),
    ...optional(phrasing.label("buyerItem"), "BT-156", item.buyerIdentifier),
    ...(item.standardIdentifier === undefined
      ? []
      : [detail(phrasing.label("standardItem"), identified(phrasing, "BT-157", item.standardIdentifier))]),
    ...item.classifications.map(({ value, list, version }) =>
      detail(phrasing.label("classification"), {
        ...phrasing.text("BT-158", value),
        hint: phrasing.text(undefined, version === undefined ? list : `${list} ${version}`).text,
      }),
    ),
    ...(item.originCountryCode === undefined
      ? []
      : [detail(phrasing.label("origin"), phrasing.country("BT-159", item.originCountryCode))]),
    ...item.attributes.map(({ name, value }) => ({
      ...detail(phrasing.text("BT-160", name).text, phrasing.text("BT-161", value)),
      labelTerm: "BT-160",
    })),
    ...(line.object === undefined
      ? []
      : [detail(phrasing.label("object"), identified(phrasing, "BT-128", line.object))]),
    ...optional(phrasing.label("orderLine"), "BT-132", line.purchaseOrderLineReference),
    ...optional(phrasing.label("accounting"), "BT-133", line.buyerAccountingReference),
    ...(line.period === undefined
      ? []
      : [detail(phrasing.label("period"), ...spanned(phrasing, "BT-134", "BT-135", line.period))]),
    ...line.allowances.map((entry) =>
      detail(phrasing.label("allowance"), ...allowanceCharge(phrasing, entry, allowanceTerms)),
    ),
    ...line.charges.map((entry) => detail(phrasing.label("charge"), ...allowanceCharge(phrasing, entry, chargeTerms))),
    ...optional(phrasing.label("note"), "BT-127", line.note),
    ...extensionLines(phrasing, line.extensions),
  ];
};

const priceCell = (phrasing: Phrasing, { price }: InvoiceLine): Cell => [
  { values: [phrasing.amount("BT-146", price.net)] },
  ...(price.baseQuantity === undefined && price.baseQuantityUnitCode === undefined
    ? []
    : [
        {
          label: phrasing.label("per"),
          values: [
            ...(price.baseQuantity === undefined ? [] : [phrasing.amount("BT-149", price.baseQuantity)]),
            ...(price.baseQuantityUnitCode === undefined
              ? []
              : [coded(phrasing, "unit", "BT-150", price.baseQuantityUnitCode)]),
          ],
          tone: "detail" as const,
        },
      ]),
  ...(price.gross === undefined
    ? []
    : [
        {
          label: phrasing.label("grossPrice"),
          values: [phrasing.amount("BT-148", price.gross)],
          tone: "detail" as const,
        },
      ]),
  ...(price.discount === undefined
    ? []
    : [
        {
          label: phrasing.label("discount"),
          values: [phrasing.amount("BT-147", price.discount)],
          tone: "detail" as const,
        },
      ]),
];

const allowanceCharge = (phrasing: Phrasing, entry: LineAllowanceCharge, terms: typeof allowanceTerms): Shown[] => [
  ...reasoned(phrasing, terms, entry.reason, entry.reasonCode),
  phrasing.amount(terms.amount, entry.amount),
  ...(entry.percentage === undefined && entry.baseAmount === undefined
    ? []
    : [
        { text: "=" },
        ...(entry.percentage === undefined ? [] : [phrasing.percentage(terms.percentage, entry.percentage)]),
        ...(entry.percentage === undefined || entry.baseAmount === undefined ? [] : [{ text: "×" }]),
        ...(entry.baseAmount === undefined ? [] : [phrasing.amount(terms.base, entry.baseAmount)]),
      ]),
];

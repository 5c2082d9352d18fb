import type { Invoice, OtherTax } from "../../domain/invoice.js";
import type { Block, Cell, CellLine, Column, Phrasing, Shown } from "./invoice-view.js";
import { coded, factOf, said, textFact } from "./phrasing.js";
import { vatCell, viewLineTable } from "./view-lines.js";

/** The payments the amount due is split into, none when it is not. */
export const viewInstallments = (phrasing: Phrasing, { installments, currencyCode }: Invoice): Block[] =>
  tableOf(
    phrasing.label("installments"),
    [
      { label: phrasing.label("dueDate"), isWide: true },
      { label: phrasing.label("paymentMeans") },
      { label: "%", isNumber: true },
      amountColumn(phrasing, currencyCode),
    ],
    installments.map(({ dueDate, meansCode, percentage, amount }) => [
      [{ values: [phrasing.date(undefined, dueDate)] }],
      optional(meansCode, (code) => coded(phrasing, "paymentMeans", undefined, code)),
      optional(percentage, (value) => phrasing.percentage(undefined, value)),
      optional(amount, (value) => phrasing.amount(undefined, value), "strong"),
    ]),
  );

/** What was paid before, one by one, none when nothing was. */
export const viewPrepayments = (phrasing: Phrasing, { prepayments, currencyCode }: Invoice): Block[] =>
  tableOf(
    phrasing.label("prepayments"),
    [
      { label: phrasing.label("reference"), isWide: true },
      { label: phrasing.label("paidOn") },
      amountColumn(phrasing, currencyCode),
    ],
    prepayments.map(({ reference, date, time, amount }) => [
      optional(reference, (value) => phrasing.text(undefined, value)),
      [
        ...optional(date, (value) => phrasing.date(undefined, value)),
        ...optional(time, (value) => phrasing.text(undefined, value), "detail"),
      ],
      [{ values: [phrasing.amount(undefined, amount)], tone: "strong" }],
    ]),
  );

/** Taxes and deductions beside VAT, none when there are none. */
export const viewOtherTaxes = (phrasing: Phrasing, { otherTaxes, currencyCode }: Invoice): Block[] =>
  tableOf(
    phrasing.label("otherTaxes"),
    [
      { label: phrasing.label("tax"), isWide: true },
      { label: phrasing.label("rate"), isNumber: true },
      { label: phrasing.label("base"), isNumber: true },
      { label: phrasing.label("vatTotal"), isNumber: true },
      amountColumn(phrasing, currencyCode),
    ],
    otherTaxes.map((tax) => [
      taxCell(phrasing, tax),
      optional(tax.rate, (value) => phrasing.percentage(undefined, value)),
      optional(tax.baseAmount, (value) => phrasing.amount(undefined, value)),
      tax.vat === undefined ? [] : vatCell(phrasing, tax.vat),
      [{ values: [phrasing.amount(undefined, tax.amount)], tone: "strong" }],
    ]),
  );

/** Why and how it corrects others, with the lines as they were; none when it does not. */
export const viewCorrection = (phrasing: Phrasing, { correction, currencyCode }: Invoice): Block[] => {
  if (correction === undefined) return [];
  const { reason, effect, method, linesBefore } = correction;
  return [
    {
      kind: "facts",
      title: phrasing.label("correction"),
      group: "",
      facts: [
        ...textFact(phrasing, "reason", undefined, reason),
        ...factOf(phrasing.label("correctionMethod"), said(phrasing, "correctionMethod", method)),
        ...(effect === undefined
          ? []
          : factOf(phrasing.label("correctionEffect"), said(phrasing, "correctionEffect", effect))),
      ],
    },
    ...(linesBefore.length === 0
      ? []
      : [viewLineTable(phrasing, { title: phrasing.label("linesBefore"), group: "" }, linesBefore, currencyCode)]),
  ];
};

/** Free pairs, of the whole invoice or of a line; none when there are none. */
export const viewAdditionalData = (phrasing: Phrasing, { additionalData }: Invoice): Block[] =>
  tableOf(
    phrasing.label("additionalData"),
    [
      { label: phrasing.label("line") },
      { label: phrasing.label("key"), isWide: true },
      { label: phrasing.label("value"), isWide: true },
    ],
    additionalData.map(({ lineId, key, value }) => [
      optional(lineId, (id) => phrasing.text(undefined, id)),
      [{ values: [phrasing.text(undefined, key)], tone: "detail" }],
      [{ values: [phrasing.text(undefined, value)] }],
    ]),
  );

const taxCell = (phrasing: Phrasing, { kind, code, reason, lineNumbers }: OtherTax): Cell => [
  {
    values: [
      {
        ...said(phrasing, "otherTax", kind),
        ...(code === undefined ? {} : { hint: phrasing.text(undefined, code).text }),
      },
    ],
    tone: "strong",
  },
  ...optional(reason, (value) => phrasing.text(undefined, value)),
  ...(lineNumbers.length === 0
    ? []
    : [
        {
          label: phrasing.label("forLines"),
          values: lineNumbers.map((id) => phrasing.text(undefined, id)),
          tone: "detail" as const,
        },
      ]),
];

const tableOf = (title: string, columns: readonly Column[], rows: readonly (readonly Cell[])[]): Block[] =>
  rows.length === 0 ? [] : [{ kind: "table", title, group: "", columns, rows }];

const amountColumn = (phrasing: Phrasing, currencyCode: string): Column => ({
  label: `${phrasing.label("amount")} (${phrasing.text(undefined, currencyCode).text})`,
  isNumber: true,
});

const optional = (
  value: string | undefined,
  show: (value: string) => Shown,
  tone?: "strong" | "detail",
): readonly CellLine[] =>
  value === undefined ? [] : [{ values: [show(value)], ...(tone === undefined ? {} : { tone }) }];

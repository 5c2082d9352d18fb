import type { DocumentAllowanceCharge, Invoice } from "../../domain/invoice.js";
import type { Block, Cell, CellLine, Fact, Phrasing } from "./invoice-view.js";
import { coded, factOf, reasoned, textFact } from "./phrasing.js";
import { extensionFacts, extensionLines } from "./view-extensions.js";
import { vatCell } from "./view-lines.js";

const allowanceTerms = {
  amount: "BT-92",
  base: "BT-93",
  percentage: "BT-94",
  category: "BT-95",
  rate: "BT-96",
  text: "BT-97",
  code: "BT-98",
};
const chargeTerms = {
  amount: "BT-99",
  base: "BT-100",
  percentage: "BT-101",
  category: "BT-102",
  rate: "BT-103",
  text: "BT-104",
  code: "BT-105",
};

/** BG-20 and BG-21 in one table, none when there are none. */
export const viewAllowancesAndCharges = (phrasing: Phrasing, invoice: Invoice): Block[] => {
  const row = (label: string, entry: DocumentAllowanceCharge, terms: typeof allowanceTerms): Cell[] => [
    [
      { values: [{ text: label }], tone: "strong" },
      ...[reasoned(phrasing, terms, entry.reason, entry.reasonCode)]
        .filter((values) => values.length > 0)
        .map((values): CellLine => ({ values })),
    ],
    entry.percentage === undefined ? [] : [{ values: [phrasing.percentage(terms.percentage, entry.percentage)] }],
    entry.baseAmount === undefined ? [] : [{ values: [phrasing.amount(terms.base, entry.baseAmount)] }],
    vatCell(phrasing, entry.vat, terms.category, terms.rate),
    [{ values: [phrasing.amount(terms.amount, entry.amount)], tone: "strong" }],
  ];
  const rows = [
    ...invoice.allowances.map((entry) => row(phrasing.label("allowance"), entry, allowanceTerms)),
    ...invoice.charges.map((entry) => row(phrasing.label("charge"), entry, chargeTerms)),
  ];
  if (rows.length === 0) return [];
  return [
    {
      kind: "table",
      title: phrasing.label("allowancesAndCharges"),
      group: "BG-20, BG-21",
      columns: [
        { label: phrasing.label("reason"), isWide: true },
        { label: "%", isNumber: true },
        { label: phrasing.label("base"), isNumber: true },
        { label: phrasing.label("vatTotal"), isNumber: true },
        {
          label: `${phrasing.label("amount")} (${phrasing.text(undefined, invoice.currencyCode).text})`,
          isNumber: true,
        },
      ],
      rows,
    },
  ];
};

/** BG-23, none when there is none. */
export const viewVatBreakdown = (phrasing: Phrasing, { vatBreakdown, currencyCode }: Invoice): Block[] =>
  vatBreakdown.length === 0
    ? []
    : [
        {
          kind: "table",
          title: phrasing.label("vatBreakdown"),
          group: "BG-23",
          columns: [
            { label: phrasing.label("category"), isWide: true },
            { label: phrasing.label("rate"), isNumber: true },
            { label: phrasing.label("taxable"), isNumber: true },
            {
              label: `${phrasing.label("vatTotal")} (${phrasing.text(undefined, currencyCode).text})`,
              isNumber: true,
            },
          ],
          rows: vatBreakdown.map((entry): Cell[] => [
            [
              { values: [coded(phrasing, "vatCategory", "BT-118", entry.category)] },
              ...[
                reasoned(
                  phrasing,
                  { text: "BT-120", code: "BT-121" },
                  entry.exemptionReason,
                  entry.exemptionReasonCode,
                ),
              ]
                .filter((values) => values.length > 0)
                .map((values): CellLine => ({ label: phrasing.label("exemption"), values, tone: "detail" })),
              ...extensionLines(phrasing, entry.extensions),
            ],
            entry.rate === undefined ? [] : [{ values: [phrasing.percentage("BT-119", entry.rate)] }],
            [{ values: [phrasing.amount("BT-116", entry.taxableAmount)] }],
            [{ values: [phrasing.amount("BT-117", entry.taxAmount)], tone: "strong" }],
          ]),
        },
      ];

/** BG-22. */
export const viewTotals = (phrasing: Phrasing, { totals, vatAccountingCurrencyCode }: Invoice): Block => {
  const money = (label: string, term: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : factOf(label, phrasing.money(term, value));
  return {
    kind: "totals",
    title: phrasing.label("totals"),
    group: "BG-22",
    facts: [
      ...money(phrasing.label("lineTotal"), "BT-106", totals.lineNetTotal),
      ...money(phrasing.label("allowanceTotal"), "BT-107", totals.allowanceTotal),
      ...money(phrasing.label("chargeTotal"), "BT-108", totals.chargeTotal),
      ...money(phrasing.label("taxExclusive"), "BT-109", totals.taxExclusive),
      ...money(phrasing.label("vatTotal"), "BT-110", totals.vatAmount),
      ...(totals.vatAmountInAccountingCurrency === undefined
        ? []
        : factOf(
            `${phrasing.label("vatTotal")} (${phrasing.label("accountingCurrency")})`,
            phrasing.money("BT-111", totals.vatAmountInAccountingCurrency, vatAccountingCurrencyCode ?? ""),
          )),
      ...money(phrasing.label("taxInclusive"), "BT-112", totals.taxInclusive),
      ...money(phrasing.label("paid"), "BT-113", totals.paidAmount),
      ...money(phrasing.label("rounding"), "BT-114", totals.roundingAmount),
      { label: phrasing.label("payable"), values: [phrasing.money("BT-115", totals.payable)], isStrong: true },
    ],
  };
};

/** BT-20 and BG-16, none when neither is there. */
export const viewPayment = (phrasing: Phrasing, { payment, paymentTerms }: Invoice): Block[] => {
  const facts: Fact[] = [
    ...(payment === undefined
      ? []
      : factOf(
          phrasing.label("paymentMeans"),
          coded(phrasing, "paymentMeans", "BT-81", payment.meansCode),
          ...(payment.meansText === undefined ? [] : [{ text: "·" }, phrasing.text("BT-82", payment.meansText)]),
        )),
    ...textFact(phrasing, "remittance", "BT-83", payment?.remittanceInformation),
    ...textFact(phrasing, "paymentTerms", "BT-20", paymentTerms),
    ...(payment?.creditTransfers ?? []).flatMap(({ account, accountName, serviceProvider }) =>
      factOf(
        phrasing.label("account"),
        phrasing.text("BT-84", account),
        ...(accountName === undefined ? [] : [{ text: "·" }, phrasing.text("BT-85", accountName)]),
        ...(serviceProvider === undefined ? [] : [{ text: "·" }, phrasing.text("BT-86", serviceProvider)]),
      ),
    ),
    ...(payment?.card === undefined
      ? []
      : factOf(
          phrasing.label("card"),
          phrasing.text("BT-87", payment.card.primaryAccountNumber),
          ...(payment.card.holderName === undefined
            ? []
            : [{ text: "·" }, phrasing.text("BT-88", payment.card.holderName)]),
        )),
    ...textFact(phrasing, "mandate", "BT-89", payment?.directDebit?.mandateReference),
    ...textFact(phrasing, "creditor", "BT-90", payment?.directDebit?.creditorIdentifier),
    ...textFact(phrasing, "debitedAccount", "BT-91", payment?.directDebit?.debitedAccount),
    ...extensionFacts(phrasing, payment?.extensions),
  ];
  return facts.length === 0 ? [] : [{ kind: "facts", title: phrasing.label("payment"), group: "BG-16", facts }];
};

import { isCodeOf } from "../code-lists/code-lists.js";
import type { Decimal } from "../decimal.js";
import { add, isEqual, subtract } from "../decimal.js";
import type { Invoice, Note, Period, PrecedingInvoice, SupportingDocument } from "../invoice.js";
import { toCents } from "./facts.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required, twoDecimals } from "./rule.js";

/** BR-01 to BR-16, BR-53 and what else concerns the document as a whole. */
export const documentRules: readonly Rule<Invoice>[] = [
  required({
    id: "BR-01",
    at: ["process", "specification"],
    name: "The specification identifier (BT-24)",
    of: ({ process }) => process.specification,
  }),
  required({ id: "BR-02", at: ["number"], name: "The invoice number (BT-1)", of: ({ number }) => number }),
  required({ id: "BR-03", at: ["issueDate"], name: "The issue date (BT-2)", of: ({ issueDate }) => issueDate }),
  required({ id: "BR-04", at: ["typeCode"], name: "The type code (BT-3)", of: ({ typeCode }) => typeCode }),
  required({ id: "BR-05", at: ["currencyCode"], name: "The currency (BT-5)", of: ({ currencyCode }) => currencyCode }),
  {
    id: "BR-16",
    at: ["lines"],
    breaks: ({ lines }) => lines.length === 0,
    message: ({ number }) => `Invoice ${number} has no line (BG-25)`,
  },
  {
    id: "BR-53",
    at: ["totals", "vatAmountInAccountingCurrency"],
    // An accounting currency equal to the invoice currency is served by BT-110.
    breaks: ({ currencyCode, vatAccountingCurrencyCode, totals }) =>
      !isBlank(vatAccountingCurrencyCode) &&
      vatAccountingCurrencyCode !== currencyCode &&
      isBlank(totals.vatAmountInAccountingCurrency),
    message: ({ vatAccountingCurrencyCode }) =>
      `The VAT accounting currency (BT-6) is ${vatAccountingCurrencyCode}, but the VAT total in it (BT-111) is missing`,
  },
  {
    id: "BR-CO-03",
    at: ["taxPointDateCode"],
    breaks: ({ taxPointDate, taxPointDateCode }) => !isBlank(taxPointDate) && !isBlank(taxPointDateCode),
    message: ({ taxPointDate, taxPointDateCode }) =>
      `The tax point is given twice: as date ${taxPointDate} (BT-7) and as code ${taxPointDateCode} (BT-8)`,
  },
  {
    id: "BR-CO-18",
    at: ["vatBreakdown"],
    breaks: ({ vatBreakdown }) => vatBreakdown.length === 0,
    message: ({ number }) => `Invoice ${number} has no VAT breakdown (BG-23)`,
  },
  {
    id: "BR-CL-01",
    at: ["typeCode"],
    breaks: ({ kind, typeCode }) =>
      !isBlank(typeCode) && !isCodeOf(kind === "CREDIT_NOTE" ? "creditNoteTypes" : "invoiceTypes", typeCode),
    message: ({ kind, typeCode }) =>
      `The type code (BT-3) is ${typeCode}, which does not name ${kind === "CREDIT_NOTE" ? "a credit note" : "an invoice"}`,
  },
  coded({
    id: "BR-CL-04",
    at: ["currencyCode"],
    name: "The currency (BT-5)",
    of: ({ currencyCode }) => currencyCode,
    list: "currencies",
  }),
  coded({
    id: "BR-CL-05",
    at: ["vatAccountingCurrencyCode"],
    name: "The VAT accounting currency (BT-6)",
    of: ({ vatAccountingCurrencyCode }) => vatAccountingCurrencyCode,
    list: "currencies",
  }),
  coded({
    id: "BR-CL-06",
    at: ["taxPointDateCode"],
    name: "The tax point date code (BT-8)",
    of: ({ taxPointDateCode }) => taxPointDateCode,
    list: "taxPointDates",
  }),
  coded({
    id: "BR-CL-07",
    at: ["invoicedObject", "scheme"],
    name: "The scheme of the invoiced object (BT-18)",
    of: ({ invoicedObject }) => invoicedObject?.scheme,
    list: "objectSchemes",
  }),
];

interface TotalField {
  readonly rule: string;
  readonly field: keyof Invoice["totals"];
  readonly name: string;
}

const mandatoryTotals: readonly TotalField[] = [
  { rule: "BR-12", field: "lineNetTotal", name: "The sum of line net amounts (BT-106)" },
  { rule: "BR-13", field: "taxExclusive", name: "The total without VAT (BT-109)" },
  { rule: "BR-14", field: "taxInclusive", name: "The total with VAT (BT-112)" },
  { rule: "BR-15", field: "payable", name: "The amount due (BT-115)" },
];

const decimalsOfTotals: readonly TotalField[] = [
  { rule: "BR-DEC-09", field: "lineNetTotal", name: "The sum of line net amounts (BT-106)" },
  { rule: "BR-DEC-10", field: "allowanceTotal", name: "The sum of allowances (BT-107)" },
  { rule: "BR-DEC-11", field: "chargeTotal", name: "The sum of charges (BT-108)" },
  { rule: "BR-DEC-12", field: "taxExclusive", name: "The total without VAT (BT-109)" },
  { rule: "BR-DEC-13", field: "vatAmount", name: "The VAT total (BT-110)" },
  { rule: "BR-DEC-14", field: "taxInclusive", name: "The total with VAT (BT-112)" },
  { rule: "BR-DEC-15", field: "vatAmountInAccountingCurrency", name: "The VAT total in accounting currency (BT-111)" },
  { rule: "BR-DEC-16", field: "paidAmount", name: "The paid amount (BT-113)" },
  { rule: "BR-DEC-17", field: "roundingAmount", name: "The rounding amount (BT-114)" },
  { rule: "BR-DEC-18", field: "payable", name: "The amount due (BT-115)" },
];

/** BG-22: presence, decimals and the sums BR-CO-10 to BR-CO-16, which allow no difference. */
export const totalRules: readonly Rule<Invoice>[] = [
  ...mandatoryTotals.map(({ rule, field, name }) =>
    required<Invoice>({ id: rule, at: ["totals", field], name, of: ({ totals }) => totals[field] }),
  ),
  ...decimalsOfTotals.map(({ rule, field, name }) =>
    twoDecimals<Invoice>({ id: rule, at: ["totals", field], name, of: ({ totals }) => totals[field] }),
  ),
  {
    id: "BR-CO-10",
    at: ["totals", "lineNetTotal"],
    breaks: ({ totals }, { lineNetSum }) => !isEqual(totals.lineNetTotal, lineNetSum),
    message: ({ totals }, { lineNetSum }) =>
      `The sum of line net amounts (BT-106) is ${totals.lineNetTotal}, but the lines add up to ${lineNetSum}`,
  },
  {
    id: "BR-CO-11",
    at: ["totals", "allowanceTotal"],
    breaks: ({ totals, allowances }, { allowanceSum }) =>
      isWrongTotal(totals.allowanceTotal, allowanceSum, allowances.length),
    message: ({ totals }, { allowanceSum }) =>
      `The sum of allowances (BT-107) is ${totals.allowanceTotal ?? "missing"}, but they add up to ${allowanceSum}`,
  },
  {
    id: "BR-CO-12",
    at: ["totals", "chargeTotal"],
    breaks: ({ totals, charges }, { chargeSum }) => isWrongTotal(totals.chargeTotal, chargeSum, charges.length),
    message: ({ totals }, { chargeSum }) =>
      `The sum of charges (BT-108) is ${totals.chargeTotal ?? "missing"}, but they add up to ${chargeSum}`,
  },
  {
    id: "BR-CO-13",
    at: ["totals", "taxExclusive"],
    breaks: ({ totals }) => !isEqual(totals.taxExclusive, taxExclusiveOf(totals)),
    message: ({ totals }) =>
      `The total without VAT (BT-109) is ${totals.taxExclusive}, but lines, allowances and charges make ${taxExclusiveOf(totals)}`,
  },
  {
    id: "BR-CO-14",
    at: ["totals", "vatAmount"],
    breaks: ({ totals, vatBreakdown }, { breakdownTaxSum }) =>
      vatBreakdown.length > 0 && totals.vatAmount !== undefined && !isEqual(totals.vatAmount, breakdownTaxSum),
    message: ({ totals }, { breakdownTaxSum }) =>
      `The VAT total (BT-110) is ${totals.vatAmount}, but the VAT breakdown adds up to ${breakdownTaxSum}`,
  },
  {
    id: "BR-CO-15",
    at: ["totals", "taxInclusive"],
    // The official rule counts the VAT totals in the invoice currency and wants one: BT-110 is not optional there.
    breaks: ({ totals }) => totals.vatAmount === undefined || !isEqual(totals.taxInclusive, taxInclusiveOf(totals)),
    message: ({ totals }) =>
      totals.vatAmount === undefined
        ? `The total with VAT (BT-112) is ${totals.taxInclusive}, but the VAT total (BT-110) is missing`
        : `The total with VAT (BT-112) is ${totals.taxInclusive}, but ${totals.taxExclusive} and VAT of ${totals.vatAmount} make ${taxInclusiveOf(totals)}`,
  },
  {
    id: "BR-CO-16",
    at: ["totals", "payable"],
    breaks: ({ totals }) => !isEqual(totals.payable, payableOf(totals)),
    message: ({ totals }) =>
      `The amount due (BT-115) is ${totals.payable}, but total, paid amount and rounding make ${payableOf(totals)}`,
  },
];

/** BG-14 and BG-26 differ only in the ids of their rules. */
export const periodRules = (orderRule: string, emptyRule: string): readonly Rule<Period>[] => [
  {
    id: orderRule,
    at: ["endDate"],
    breaks: ({ startDate, endDate }) => !isBlank(startDate) && !isBlank(endDate) && endDate < startDate,
    message: ({ startDate, endDate }) => `The period ends on ${endDate}, before it starts on ${startDate}`,
  },
  {
    id: emptyRule,
    at: [],
    breaks: ({ startDate, endDate }) => isBlank(startDate) && isBlank(endDate),
    message: () => "The period has neither a start nor an end date",
  },
];

export const noteRules: readonly Rule<Note>[] = [
  coded({
    id: "BR-CL-08",
    at: ["subjectCode"],
    name: "The note's subject code (BT-21)",
    of: ({ subjectCode }) => subjectCode,
    list: "noteSubjects",
  }),
];

export const precedingInvoiceRules: readonly Rule<PrecedingInvoice>[] = [
  required({
    id: "BR-55",
    at: ["number"],
    name: "The number of the preceding invoice (BT-25)",
    of: ({ number }) => number,
  }),
];

export const attachmentRules: readonly Rule<SupportingDocument>[] = [
  required({
    id: "BR-52",
    at: ["reference"],
    name: "The reference of the supporting document (BT-122)",
    of: ({ reference }) => reference,
  }),
  coded({
    id: "BR-CL-24",
    at: ["content", "mimeCode"],
    name: "The MIME type of the attached document (BT-125)",
    of: ({ content }) => content?.mimeCode,
    list: "mimeTypes",
  }),
];

function isWrongTotal(total: Decimal | undefined, sumOfEntries: Decimal, entries: number): boolean {
  return total === undefined ? entries > 0 : !isEqual(total, sumOfEntries);
}

function taxExclusiveOf({ lineNetTotal, allowanceTotal = "0", chargeTotal = "0" }: Invoice["totals"]): Decimal {
  return toCents(subtract(add(lineNetTotal, chargeTotal), allowanceTotal));
}

function taxInclusiveOf({ taxExclusive, vatAmount = "0" }: Invoice["totals"]): Decimal {
  return toCents(add(taxExclusive, vatAmount));
}

function payableOf({ taxInclusive, paidAmount = "0", roundingAmount = "0" }: Invoice["totals"]): Decimal {
  return toCents(add(subtract(taxInclusive, paidAmount), roundingAmount));
}

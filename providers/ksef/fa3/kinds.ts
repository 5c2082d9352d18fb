import { type Decimal, isZero } from "../../../src/domain/decimal.js";
import type { Invoice, Prepayment } from "../../../src/domain/invoice.js";

/** RodzajFaktury: a plain invoice, a correction, an advance, the settlement of advances, and an advance's correction. */
export type Kind = "VAT" | "KOR" | "ZAL" | "ROZ" | "KOR_ZAL";

/** By BT-3; credit and debit notes are corrections in Poland. */
const kinds: Readonly<Record<string, "VAT" | "KOR" | "ZAL">> = {
  "80": "VAT",
  "82": "VAT",
  "84": "KOR",
  "261": "KOR",
  "326": "VAT",
  "380": "VAT",
  "381": "KOR",
  "383": "KOR",
  "384": "KOR",
  "386": "ZAL",
  "388": "VAT",
  "389": "VAT",
  "393": "VAT",
  "394": "VAT",
  "395": "VAT",
  "396": "KOR",
  "527": "KOR",
  "532": "KOR",
  "751": "VAT",
  "780": "VAT",
  "875": "VAT",
  "876": "VAT",
  "877": "VAT",
  "935": "VAT",
};

const selfBilled: ReadonlySet<string> = new Set(["261", "389", "527"]);

export const isSelfBilled = ({ typeCode }: Invoice): boolean => selfBilled.has(typeCode);

/** Undefined for documents that FA(3) is not for. */
export function findKind(invoice: Invoice): Kind | undefined {
  const kind = kinds[invoice.typeCode];
  if (invoice.correction && kind) return kind === "ZAL" ? "KOR_ZAL" : "KOR";
  const isSettlement = kind === "VAT" && invoice.precedingInvoices.length > 0 && paymentsOf(invoice).length > 0;
  return isSettlement ? "ROZ" : kind;
}

export const isCorrection = (invoice: Invoice): boolean => findKind(invoice)?.startsWith("KOR") ?? false;

/** Amounts of a credit note are positive in the model; a Polish correction states the difference. */
export const isNegated = ({ kind, correction }: Invoice): boolean =>
  kind === "CREDIT_NOTE" && correction?.method !== "BEFORE_AFTER";

export interface Payment {
  readonly amount: Decimal;
  readonly prepayment?: Prepayment;
  readonly path: readonly string[];
}

/** What was paid before: one by one, else in all (BT-113). */
export function paymentsOf({ prepayments, totals: { paidAmount = "0" } }: Invoice): readonly Payment[] {
  const listed = prepayments.map((prepayment, index) => ({
    amount: prepayment.amount,
    prepayment,
    path: ["prepayments", String(index)],
  }));
  const all = listed.length > 0 ? listed : [{ amount: paidAmount, path: ["totals", "paidAmount"] }];
  return all.filter(({ amount }) => !isZero(amount));
}

import { codesOf } from "../../domain/code-lists/code-lists.js";
import { kindOfType } from "../../domain/draft-invoice.js";
import type { InvoiceKind } from "../../domain/invoice.js";
import { publishEnum } from "../published-enum.js";

export type InvoiceTypeWord =
  "INVOICE" | "CREDIT_NOTE" | "DEBIT_NOTE" | "SELF_BILLED_INVOICE" | "SELF_BILLED_CREDIT_NOTE" | "CORRECTIVE_INVOICE";

export const invoiceTypes = publishEnum<InvoiceTypeWord>(
  "InvoiceType",
  "What an invoice is, by its type code (BT-3).",
  {
    INVOICE: "380, and every other type of invoice.",
    CREDIT_NOTE: "381 and 396, and every other type of credit note.",
    DEBIT_NOTE: "383.",
    SELF_BILLED_INVOICE: "389, written by the buyer.",
    SELF_BILLED_CREDIT_NOTE: "261, written by the buyer.",
    CORRECTIVE_INVOICE: "384.",
  },
);

/** UNTDID 1001 codes with a word of their own; all others are called by their kind. */
const wordByCode: Readonly<Record<string, InvoiceTypeWord>> = {
  "261": "SELF_BILLED_CREDIT_NOTE",
  "380": "INVOICE",
  "381": "CREDIT_NOTE",
  "383": "DEBIT_NOTE",
  "384": "CORRECTIVE_INVOICE",
  "389": "SELF_BILLED_INVOICE",
  "396": "CREDIT_NOTE",
};

export const invoiceTypeOf = (typeCode: string, kind: InvoiceKind): InvoiceTypeWord => wordByCode[typeCode] ?? kind;

/** The type codes behind the words. */
export const typeCodesOf = (words: readonly InvoiceTypeWord[]): string[] =>
  Array.from(new Set([...codesOf("invoiceTypes"), ...codesOf("creditNoteTypes")])).filter((code) =>
    words.includes(invoiceTypeOf(code, kindOfType(code))),
  );

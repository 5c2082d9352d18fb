import type { Invoice } from "../domain/invoice.js";
import type { InvoiceRecord } from "./records.js";

/** Longer numbers do not fit into an index; the content keeps them whole. */
const longestNumber = 255;

/** What lists show of an invoice's content. */
export const headOf = (
  invoice: Invoice,
): Pick<InvoiceRecord, "number" | "kind" | "typeCode" | "issueDate" | "currencyCode" | "payable"> => ({
  number: invoice.number.slice(0, longestNumber),
  kind: invoice.kind,
  typeCode: invoice.typeCode,
  issueDate: invoice.issueDate,
  currencyCode: invoice.currencyCode,
  payable: invoice.totals.payable,
});

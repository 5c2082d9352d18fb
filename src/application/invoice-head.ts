import type { Invoice } from "../domain/invoice.js";
import type { InvoiceRecord } from "./records.js";

/** What lists show of an invoice's content. */
export const headOf = (
  invoice: Invoice,
): Pick<InvoiceRecord, "number" | "kind" | "typeCode" | "issueDate" | "currencyCode" | "payable"> => ({
  number: invoice.number,
  kind: invoice.kind,
  typeCode: invoice.typeCode,
  issueDate: invoice.issueDate,
  currencyCode: invoice.currencyCode,
  payable: invoice.totals.payable,
});

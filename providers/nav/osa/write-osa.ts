import type { Invoice } from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { type Branch, branch, dataNamespace, leaf, writeXml } from "../xml.js";
import { toPaymentMethod } from "../../../src/formats/osa/codes.js";
import { toConventionalInfo, toInvoiceData } from "./bookkeeping.js";
import { collectFindings, type Findings } from "./findings.js";
import { type Forint, toForint } from "./forint.js";
import { toLines } from "./lines.js";
import { operationOf } from "./operation.js";
import { toCustomer, toFiscalRepresentative, toSupplier } from "./parties.js";
import { toReportedLines } from "./reported-lines.js";
import { toSummary } from "./summary.js";
import { dayOfSupply } from "./vat.js";

export type WrittenReport = { readonly bytes: Uint8Array } | { readonly violations: readonly RuleViolation[] };

/**
 * The report of an invoice as InvoiceData of OSA 3.0. A report is an extract (`completenessIndicator` false): what the
 * law does not ask for, such as the amount that is left to pay or how, is not part of it. What it asks for and the
 * schema cannot say is a violation.
 * https://github.com/nav-gov-hu/Online-Invoice/blob/master/src/schemas/nav/gov/hu/OSA/invoiceData.xsd
 */
export function writeReport(invoice: Invoice): WrittenReport {
  const findings = collectFindings();
  checkExpressible(invoice, findings);
  const root: Branch = {
    name: "InvoiceData",
    content: [
      ...leaf("invoiceNumber", toNumber(invoice, findings)),
      ...leaf("invoiceIssueDate", findings.day(invoice.issueDate, "BT-2", ["issueDate"])),
      ...leaf("completenessIndicator", "false"),
      ...branch("invoiceMain", toInvoice(invoice, findings)),
    ],
  };
  return findings.violations.length > 0
    ? { violations: findings.violations }
    : { bytes: writeXml(dataNamespace, root) };
}

function checkExpressible({ kind, correction, otherTaxes }: Invoice, findings: Findings): void {
  otherTaxes.forEach(({ kind: tax }, index) =>
    findings.add("otherTaxes", ["otherTaxes", String(index)], `NAV's report has no place for the tax ${tax}`),
  );
  if (kind === "CREDIT_NOTE" && correction?.method === "BEFORE_AFTER")
    findings.add(
      "correction",
      ["correction", "method"],
      "a credit note states what changes; the lines of before and after belong into a corrected invoice",
    );
}

function toNumber({ number }: Invoice, findings: Findings): string | undefined {
  if (number !== number.trim()) findings.add("BT-1", ["number"], "the number begins or ends with white space");
  return findings.need(findings.text(number, 50, "BT-1", ["number"]), "BT-1", ["number"], "the number is missing");
}

function toInvoice(invoice: Invoice, findings: Findings): readonly Branch[] {
  const forint = toForint(invoice, findings);
  const lines = toReportedLines(invoice);
  return branch(
    "invoice",
    toInvoiceReference(invoice, findings),
    branch(
      "invoiceHead",
      toSupplier(invoice, findings),
      toCustomer(invoice, findings),
      toFiscalRepresentative(invoice, findings),
      toDetail(invoice, forint, findings),
    ),
    toLines(lines, invoice, forint, findings),
    toSummary(lines, invoice, forint, findings),
  );
}

/** One document that modifies several invoices is a batch of its own kind (interface specification 2.5.6). */
function toInvoiceReference(invoice: Invoice, findings: Findings): readonly Branch[] {
  const operation = operationOf(invoice);
  if (operation === "CREATE") return [];
  const own = readExtension(extensions, "invoice", invoice) ?? {};
  const [original, ...others] = invoice.precedingInvoices;
  if (!original) findings.add("BT-25", ["precedingInvoices"], `a report of ${operation} needs the invoice it is about`);
  if (others.length > 0)
    findings.add("BG-3", ["precedingInvoices", "1"], "a modification of several invoices cannot be reported");
  const path = ["precedingInvoices", "0", "number"];
  return branch(
    "invoiceReference",
    leaf("originalInvoiceNumber", findings.text(original?.number, 50, "BT-25", path)),
    leaf("modifyWithoutMaster", String(own.modifiesUnreported ?? false)),
    leaf("modificationIndex", String(own.modificationIndex ?? 1)),
  );
}

/** UNTDID 1001: invoices and credit notes that the buyer issues. */
const selfBilled: ReadonlySet<string> = new Set(["261", "389", "527"]);

const extensionPath = ["extensions", "onlineSzamla", "accountingDeliveryDate"];

function toDetail(invoice: Invoice, { rate }: Forint, findings: Findings): readonly Branch[] {
  const own = readExtension(extensions, "invoice", invoice) ?? {};
  const { invoicingPeriod, payment, taxPointDate } = invoice;
  const [start, end] = [invoicingPeriod?.startDate, invoicingPeriod?.endDate];
  const day = dayOfSupply(invoice);
  return branch(
    "invoiceDetail",
    leaf("invoiceCategory", own.category ?? "NORMAL"),
    leaf("invoiceDeliveryDate", findings.day(day, taxPointDate === undefined ? "BT-72" : "BT-7", ["delivery", "date"])),
    leaf("invoiceDeliveryPeriodStart", findings.day(start, "BT-73", ["invoicingPeriod", "startDate"])),
    leaf("invoiceDeliveryPeriodEnd", findings.day(end, "BT-74", ["invoicingPeriod", "endDate"])),
    leaf(
      "invoiceAccountingDeliveryDate",
      findings.day(own.accountingDeliveryDate, "accountingDeliveryDate", extensionPath),
    ),
    leaf("periodicalSettlement", own.isPeriodicalSettlement?.toString()),
    leaf("smallBusinessIndicator", own.isSmallBusiness?.toString()),
    leaf("currencyCode", invoice.currencyCode),
    leaf("exchangeRate", rate),
    leaf("utilitySettlementIndicator", own.isUtilitySettlement?.toString()),
    leaf("selfBillingIndicator", selfBilled.has(invoice.typeCode) ? "true" : undefined),
    leaf("paymentMethod", payment && toPaymentMethod(payment.meansCode)),
    leaf("paymentDate", findings.day(invoice.dueDate, "BT-9", ["dueDate"])),
    leaf("cashAccountingIndicator", own.isCashAccounting?.toString()),
    leaf("invoiceAppearance", own.appearance ?? "UNKNOWN"),
    toConventionalInfo(invoice, findings),
    toInvoiceData(invoice, findings),
  );
}

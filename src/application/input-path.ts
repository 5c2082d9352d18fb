import type { Invoice } from "../domain/invoice.js";
import type { Problem } from "../domain/problem.js";
import type { RuleViolation, ValidationReport } from "../domain/validation.js";
import type { SubmitInvoiceCommand } from "./tenant-gateway.js";

type Path = readonly string[];

/** Parts of an invoice, as opposed to parts of the input around it. */
const invoiceFields: Readonly<Record<keyof Invoice, true>> = {
  kind: true,
  number: true,
  issueDate: true,
  issueTime: true,
  typeCode: true,
  currencyCode: true,
  vatAccountingCurrencyCode: true,
  taxPointDate: true,
  taxPointDateCode: true,
  dueDate: true,
  buyerReference: true,
  projectReference: true,
  contractReferences: true,
  purchaseOrderReferences: true,
  salesOrderReference: true,
  receivingAdviceReferences: true,
  despatchAdviceReferences: true,
  tenderOrLotReference: true,
  invoicedObject: true,
  buyerAccountingReference: true,
  paymentTerms: true,
  notes: true,
  process: true,
  precedingInvoices: true,
  seller: true,
  buyer: true,
  payee: true,
  taxRepresentative: true,
  delivery: true,
  invoicingPeriod: true,
  payment: true,
  allowances: true,
  charges: true,
  totals: true,
  vatBreakdown: true,
  attachments: true,
  lines: true,
  exchangeRates: true,
  installments: true,
  prepayments: true,
  otherTaxes: true,
  parties: true,
  correction: true,
  additionalData: true,
  extensions: true,
  unmapped: true,
};

const isStructured = ({ content }: SubmitInvoiceCommand): boolean => "draft" in content;

/** `["attachments"]` alone beside a document means the attachments of the input: those of an invoice have a place. */
function leadsIntoInvoice(path: Path, command: SubmitInvoiceCommand): boolean {
  const [first = ""] = path;
  return Object.hasOwn(invoiceFields, first) && (isStructured(command) || first !== "attachments" || path.length > 1);
}

/** Where a client finds it: what is wrong inside a document is the document. */
function toInputPath(path: Path, command: SubmitInvoiceCommand): Path {
  if (!leadsIntoInvoice(path, command)) return path;
  return isStructured(command) ? ["content", "invoice", ...path] : ["content", "document"];
}

const toInputViolations = (
  violations: readonly RuleViolation[],
  command: SubmitInvoiceCommand,
  place: Path = [],
): readonly RuleViolation[] =>
  isStructured(command)
    ? violations.map((violation) =>
        violation.path ? { ...violation, path: [...place, ...toInputPath(violation.path, command)] } : violation,
      )
    : violations;

/** The problem with paths that lead into the input of the mutation; `place` is that of the item in a batch. */
export function toInputProblem(problem: Problem, command: SubmitInvoiceCommand, place: Path = []): Problem {
  const unreadable = problem.code === "VALIDATION_FAILED" && !problem.path && !isStructured(command);
  const found = unreadable ? ["content", "document"] : problem.path?.slice(place.length);
  const path = found && [...place, ...toInputPath(found, command)];
  return {
    ...problem,
    ...(path && { path }),
    ...("violations" in problem && { violations: toInputViolations(problem.violations, command, place) }),
  };
}

export const toInputReport = (report: ValidationReport, command: SubmitInvoiceCommand): ValidationReport => ({
  ...report,
  violations: toInputViolations(report.violations, command),
});

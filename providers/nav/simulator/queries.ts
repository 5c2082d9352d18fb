import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { type Branch, branch, leaf } from "../xml.js";
import { findTaxpayer, type TechnicalUser } from "./accounts.js";
import { type Outcome, toTechnicalMessage } from "./answers.js";
import type { Archive } from "./archive.js";
import type { Item, Message, StoredInvoice, StoredTransaction } from "./records.js";
import { one, textAt } from "./tree.js";

const pageSize = 100;
const longestMs = 35 * 24 * 60 * 60_000;

export type Query = (request: XmlElement, user: TechnicalUser, archive: Archive) => Outcome;

export const showTransaction: Query = (request, { taxNumber }, archive) => {
  const transaction = archive.transaction(textAt(request, "transactionId") ?? "");
  if (transaction?.taxNumber !== taxNumber) return { content: [] };
  const withContent = textAt(request, "returnOriginalRequest") === "true";
  const { items, annulment, isCompressed } = transaction;
  return {
    content: branch(
      "processingResults",
      ...items.map((item) => toResult(item, isCompressed, withContent)),
      leaf("originalRequestVersion", "3.0"),
      branch(
        "annulmentData",
        leaf("annulmentVerificationStatus", annulment?.status),
        leaf("annulmentDecisionDate", annulment?.decidedAt),
        leaf("annulmentDecisionUser", annulment?.decidedBy),
      ),
    ),
  };
};

const toResult = (item: Item, isCompressed: boolean, withContent: boolean): readonly Branch[] =>
  branch(
    "processingResult",
    leaf("index", String(item.index)),
    leaf("invoiceStatus", item.status),
    ...item.technical.map(({ code, message }) =>
      branch("technicalValidationMessages", ...toTechnicalMessage(code, message)),
    ),
    ...item.business.map(toBusinessMessage),
    leaf("compressedContentIndicator", String(isCompressed)),
    leaf("originalRequest", withContent ? item.base64 : undefined),
  );

const toBusinessMessage = ({ severity, code, message, tag, line }: Message): readonly Branch[] =>
  branch(
    "businessValidationMessages",
    leaf("validationResultCode", severity),
    leaf("validationErrorCode", code),
    leaf("message", message.slice(0, 512)),
    branch("pointer", leaf("tag", tag), leaf("line", line)),
  );

export const listTransactions: Query = (request, { taxNumber }, archive) => {
  const interval = readInterval(one(request, "insDate"), "dateTimeFrom", "dateTimeTo");
  if ("refusal" in interval) return interval;
  const wanted = textAt(request, "requestStatus");
  const found = archive
    .transactions()
    .filter((each) => each.taxNumber === taxNumber && isWithin(interval, each.receivedAt))
    .filter((each) => wanted === undefined || toRequestStatus(each) === wanted);
  return paged("transactionListResult", request, found, (transaction) =>
    branch(
      "transaction",
      leaf("insDate", transaction.receivedAt),
      leaf("insCusUser", transaction.login),
      leaf("source", "MGM"),
      leaf("transactionId", transaction.id),
      leaf("requestStatus", toRequestStatus(transaction)),
      leaf("technicalAnnulment", String(transaction.isAnnulment)),
      leaf("originalRequestVersion", "3.0"),
      leaf("itemCount", String(transaction.items.length)),
    ),
  );
};

function toRequestStatus({ items }: StoredTransaction): string {
  const status = items.find((item) => item.status !== "DONE" && item.status !== "ABORTED")?.status;
  return status ?? "FINISHED";
}

export const listInvoices: Query = (request, { taxNumber }, archive) => {
  const params = one(request, "invoiceQueryParams", "mandatoryQueryParams");
  const isInbound = textAt(request, "invoiceDirection") === "INBOUND";
  const visible = archive.invoices().filter((each) => (isInbound ? each.customer : each.supplier) === taxNumber);
  const original = textAt(params, "originalInvoiceNumber");
  const [saved, issued] = [one(params, "insDate"), one(params, "invoiceIssueDate")];
  const interval = saved
    ? readInterval(saved, "dateTimeFrom", "dateTimeTo")
    : readInterval(issued, "dateFrom", "dateTo");
  if (original === undefined && "refusal" in interval) return interval;
  const found = visible.filter((each) => {
    if (original !== undefined) return each.number === original || each.original === original;
    return !("refusal" in interval) && isWithin(interval, saved ? each.savedAt : each.issueDate);
  });
  return paged("invoiceDigestResult", request, found, toDigest);
};

const toDigest = (invoice: StoredInvoice): readonly Branch[] =>
  branch(
    "invoiceDigest",
    leaf("invoiceNumber", invoice.number),
    leaf("invoiceOperation", invoice.operation),
    leaf("invoiceCategory", invoice.category),
    leaf("invoiceIssueDate", invoice.issueDate),
    leaf("supplierTaxNumber", invoice.supplier),
    leaf("supplierName", invoice.supplierName),
    leaf("customerTaxNumber", invoice.customer),
    leaf("customerName", invoice.customerName),
    leaf("source", "MGM"),
    leaf("transactionId", invoice.transaction),
    leaf("index", String(invoice.index)),
    leaf("originalInvoiceNumber", invoice.original),
    leaf("modificationIndex", invoice.modificationIndex),
    leaf("insDate", invoice.savedAt),
    leaf("completenessIndicator", "false"),
  );

type Found = { readonly invoice: StoredInvoice | undefined } | Extract<Outcome, { refusal: unknown }>;

function findInvoice(request: XmlElement, { taxNumber }: TechnicalUser, archive: Archive): Found {
  const query = one(request, "invoiceNumberQuery");
  const number = textAt(query, "invoiceNumber") ?? "";
  const supplier = textAt(query, "supplierTaxNumber");
  const refusal = (code: string, message: string) => ({ refusal: { status: 400, code, message } });
  if (textAt(query, "invoiceDirection") === "OUTBOUND") {
    if (supplier !== undefined)
      return refusal("BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED", "the supplier is the one who asks");
    return { invoice: archive.invoice(taxNumber, number) };
  }
  const found = archive
    .invoices()
    .filter((each) => each.number === number && each.customer === taxNumber)
    .filter((each) => supplier === undefined || each.supplier === supplier);
  return found.length > 1
    ? refusal("BAD_QUERY_PARAM_SUPPLIER_EXPECTED", `several suppliers have an invoice ${number}`)
    : { invoice: found[0] };
}

export const showInvoice: Query = (request, user, archive) => {
  const found = findInvoice(request, user, archive);
  if ("refusal" in found) return found;
  const { invoice } = found;
  if (!invoice) return { content: [] };
  return {
    content: branch(
      "invoiceDataResult",
      leaf("invoiceData", invoice.base64),
      branch(
        "auditData",
        leaf("insdate", invoice.savedAt),
        leaf("insCusUser", archive.transaction(invoice.transaction)?.login ?? "unknown0"),
        leaf("source", "MGM"),
        leaf("transactionId", invoice.transaction),
        leaf("index", String(invoice.index)),
        leaf("originalRequestVersion", "3.0"),
      ),
      leaf("compressedContentIndicator", String(invoice.isCompressed)),
    ),
  };
};

export const checkInvoice: Query = (request, user, archive) => {
  const found = findInvoice(request, user, archive);
  if ("refusal" in found) return found;
  return { content: leaf("invoiceCheckResult", String(found.invoice !== undefined)) };
};

export const showTaxpayer: Query = (request) => {
  const taxpayer = findTaxpayer(textAt(request, "taxNumber") ?? "");
  if (!taxpayer) return { content: leaf("taxpayerValidity", "false") };
  const { name, taxpayerId, vatCode, countyCode, city, postalCode, street } = taxpayer;
  return {
    content: [
      ...leaf("infoDate", "2025-01-01T00:00:00.000Z"),
      ...leaf("taxpayerValidity", "true"),
      ...branch(
        "taxpayerData",
        leaf("taxpayerName", name),
        branch(
          "taxNumberDetail",
          leaf("base:taxpayerId", taxpayerId),
          leaf("base:vatCode", vatCode),
          leaf("base:countyCode", countyCode),
        ),
        leaf("incorporation", "ORGANIZATION"),
        branch(
          "taxpayerAddressList",
          branch(
            "taxpayerAddressItem",
            leaf("taxpayerAddressType", "HQ"),
            branch(
              "taxpayerAddress",
              leaf("base:countryCode", "HU"),
              leaf("base:postalCode", postalCode),
              leaf("base:city", city),
              leaf("base:streetName", street),
              leaf("base:publicPlaceCategory", "UTCA"),
            ),
          ),
        ),
      ),
    ],
  };
};

interface Interval {
  readonly from: number;
  readonly to: number;
}

function readInterval(
  element: XmlElement | undefined,
  fromName: string,
  toName: string,
): Interval | Extract<Outcome, { refusal: unknown }> {
  const [from, to] = [Date.parse(textAt(element, fromName) ?? ""), Date.parse(textAt(element, toName) ?? "")];
  const refusal = (code: string, message: string) => ({ refusal: { status: 400, code, message } });
  if (!(from <= to)) return refusal("BAD_QUERY_PARAM_OVERLAP", "the interval ends before it begins");
  if (to - from > longestMs) return refusal("BAD_QUERY_PARAM_RANGE_EXCEEDED", "the interval is longer than 35 days");
  return { from, to };
}

const isWithin = ({ from, to }: Interval, moment: string): boolean =>
  Date.parse(moment) >= from && Date.parse(moment) <= to;

function paged<Entry>(
  name: string,
  request: XmlElement,
  found: readonly Entry[],
  write: (entry: Entry) => readonly Branch[],
): Outcome {
  const page = Number(textAt(request, "page"));
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  return {
    content: branch(
      name,
      leaf("currentPage", String(page)),
      leaf("availablePage", String(Math.ceil(found.length / pageSize))),
      ...shown.map(write),
    ),
  };
}

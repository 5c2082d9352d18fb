import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { badArgument, notFound } from "./answers.js";
import type { Archive, StoredDocument } from "./archive.js";

const dayMs = 24 * 60 * 60_000;
const windowMs = 31 * dayMs;
const largestPage = 100;
const mostDocuments = 10_000;

/** Members that every view of a document has. */
const common = (document: StoredDocument) => ({
  uuid: document.uuid,
  longId: document.longId ?? "",
  internalId: document.internalId,
  typeName: typeNames[document.typeCode] ?? document.typeCode,
  typeVersionName: document.version,
  issuerTin: document.issuerTin,
  receiverId: document.buyerRegistration,
  receiverName: document.buyerName,
  dateTimeIssued: document.issuedAt,
  dateTimeReceived: document.receivedAt,
  dateTimeValidated: document.validatedAt ?? null,
  status: document.status,
  cancelDateTime: document.cancelledAt ?? null,
  rejectRequestDateTime: document.rejectionRequestedAt ?? null,
  documentStatusReason: document.reason ?? null,
  createdByUserId: document.createdBy,
});

const typeNames: Readonly<Record<string, string>> = {
  "01": "Invoice",
  "02": "Credit Note",
  "03": "Debit Note",
  "04": "Refund Note",
  "11": "Self-billed Invoice",
  "12": "Self-billed Credit Note",
  "13": "Self-billed Debit Note",
  "14": "Self-billed Refund Note",
};

export const toSummary = (document: StoredDocument) => ({
  ...common(document),
  submissionUid: document.submissionUid,
  issuerName: document.supplierName,
  totalExcludingTax: Number(document.taxExclusive),
  totalDiscount: Number(document.discount),
  totalNetAmount: Number(document.taxExclusive),
  totalPayableAmount: Number(document.payable),
});

const toFound = (document: StoredDocument) => ({
  ...common(document),
  submissionUID: document.submissionUid,
  supplierTIN: document.supplierTin,
  supplierName: document.supplierName,
  buyerTIN: document.buyerTin,
  buyerName: document.buyerName,
  totalSales: Number(document.taxExclusive),
  totalDiscount: Number(document.discount),
  netAmount: Number(document.taxExclusive),
  total: Number(document.payable),
  submissionChannel: "ERP",
  intermediaryName: null,
  intermediaryTin: null,
  intermediaryRob: null,
});

/** The receiver sees only what stands or stood; the issuer sees all. */
export const isVisible = (document: StoredDocument, tin: string): boolean =>
  document.issuerTin === tin ||
  ([document.buyerTin, document.supplierTin].includes(tin) && ["Valid", "Cancelled"].includes(document.status));

/** GET /api/v1.0/documentsubmissions/{uid} */
export function showSubmission(archive: Archive, uid: string, query: URLSearchParams, tin: string): SimulatorResponse {
  const submission = archive.submission(uid);
  if (submission?.issuerTin !== tin) return notFound(`submission ${uid}`);
  const documents = submission.documents.flatMap((uuid) => archive.get(uuid) ?? []);
  const page = toPage(query);
  if (!page) return badArgument("pageSize", `pageSize must be between 1 and ${largestPage}`);
  return {
    status: 200,
    body: {
      submissionUid: uid,
      documentCount: documents.length,
      dateTimeReceived: submission.receivedAt,
      overallStatus: overallStatus(documents),
      documentSummary: documents.slice(page.from, page.to).map(toSummary),
    },
  };
}

function overallStatus(documents: readonly StoredDocument[]): string {
  if (documents.some(({ status }) => status === "Submitted")) return "in progress";
  const invalid = documents.filter(({ status }) => status === "Invalid").length;
  if (invalid === 0) return "valid";
  return invalid === documents.length ? "invalid" : "partially valid";
}

/** GET /api/v1.0/documents/search: one range of at most 31 days is mandatory. */
export function searchDocuments(archive: Archive, query: URLSearchParams, tin: string): SimulatorResponse {
  const submitted = toRange(query, "submissionDate");
  const issued = toRange(query, "issueDate");
  for (const range of [submitted, issued]) if (range && "refusal" in range) return range.refusal;
  if (!submitted && !issued)
    return badArgument("submissionDateFrom", "a range of submission dates or of issue dates is mandatory");
  const words = query.get("searchQuery") ?? "";
  if (!/^[\p{L}\p{N} ]*$/u.test(words)) return badArgument("searchQuery", "special characters are not allowed");
  const matches = archive.list().filter((document) => {
    const values = [document.uuid, document.buyerTin, document.supplierTin, document.internalId, document.payable];
    const texts = [...values, document.buyerName, document.supplierName].map((value) => value.toLowerCase());
    return (
      isWithin(submitted, document.receivedAt) &&
      isWithin(issued, document.issuedAt) &&
      texts.some((value) => value.includes(words.toLowerCase()))
    );
  });
  return answerList(matches, query, tin, "invoiceDirection");
}

/** GET /api/v1.0/documents/recent: what was submitted within 31 days. */
export function recentDocuments(
  archive: Archive,
  query: URLSearchParams,
  tin: string,
  now: () => Date,
): SimulatorResponse {
  const submitted = toRange(query, "submissionDate");
  const issued = toRange(query, "issueDate");
  for (const range of [submitted, issued]) if (range && "refusal" in range) return range.refusal;
  const earliest = now().getTime() - windowMs;
  const matches = archive
    .list()
    .filter(
      ({ receivedAt, issuedAt }) =>
        Date.parse(receivedAt) >= earliest && isWithin(submitted, receivedAt) && isWithin(issued, issuedAt),
    );
  return answerList(matches, query, tin, "InvoiceDirection");
}

function answerList(
  matches: readonly StoredDocument[],
  query: URLSearchParams,
  tin: string,
  directionName: string,
): SimulatorResponse {
  const page = toPage(query);
  if (!page) return badArgument("pageSize", `pageSize must be between 1 and ${largestPage}`);
  const [direction, status, type, uuid] = [directionName, "status", "documentType", "uuid"].map((name) =>
    query.get(name),
  );
  const found = matches
    .filter(
      (document) =>
        isVisible(document, tin) &&
        (!direction || (direction === "Sent") === (document.issuerTin === tin)) &&
        (!status || document.status === status) &&
        (!type || document.typeCode === type) &&
        (!uuid || document.uuid === uuid),
    )
    .toReversed()
    .slice(0, mostDocuments);
  return {
    status: 200,
    body: {
      result: found.slice(page.from, page.to).map(toFound),
      metadata: { totalPages: Math.ceil(found.length / page.size), totalCount: found.length },
    },
  };
}

function toPage(query: URLSearchParams): { from: number; to: number; size: number } | undefined {
  const size = Number(query.get("pageSize") ?? largestPage);
  const number = Number(query.get("pageNo") ?? 1);
  if (!Number.isInteger(size) || size < 1 || size > largestPage || !Number.isInteger(number) || number < 1)
    return undefined;
  return { from: (number - 1) * size, to: number * size, size };
}

type Range = { readonly from: number; readonly to: number } | { readonly refusal: SimulatorResponse };

function toRange(query: URLSearchParams, name: string): Range | undefined {
  const [from, to] = [query.get(`${name}From`), query.get(`${name}To`)];
  if (from === null && to === null) return undefined;
  const range = { from: Date.parse(from ?? ""), to: Date.parse(to ?? "") };
  if (Number.isNaN(range.from) || Number.isNaN(range.to))
    return { refusal: badArgument(`${name}From`, `${name}From and ${name}To must both be given`) };
  if (range.from >= range.to) return { refusal: badArgument(`${name}From`, `${name}From must be before ${name}To`) };
  if (range.to - range.from > windowMs)
    return { refusal: badArgument(`${name}To`, "the range must not exceed 31 days") };
  return range;
}

const isWithin = (range: Range | undefined, moment: string): boolean => {
  if (!range || "refusal" in range) return true;
  const at = Date.parse(moment);
  return at >= range.from && at <= range.to;
};

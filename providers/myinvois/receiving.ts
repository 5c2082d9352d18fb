import type { Call } from "../../src/provider-kit/call.js";
import type {
  DocumentContent,
  Page,
  ReceivedDocument,
  ReceivedReference,
  Reference,
} from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { networkReferencesOf } from "./status.js";
import { type DocumentSummary, FullDocument, SearchResult } from "./wire.js";

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/09-search-documents/ : a range of 31 days, pages of 100. */
const longestSeconds = 31 * 24 * 60 * 60;
const pageSize = 100;

/**
 * A document shows to its receiver when it is found valid, and is listed by when it was submitted: as long as this one
 * may come in behind those that were listed before.
 */
const lateSeconds = 3 * 60 * 60;

/** A span of time, in whole seconds since 1970. A second with more than a page of documents has several. */
interface Place {
  readonly from: number;
  readonly seconds: number;
  readonly pageNo: number;
}

/**
 * Pages are numbered from the newest on and shift while documents come in, so every page is a span of time of its own,
 * narrowed until it holds a hundred documents at most, and widened where there is room. The oldest span comes first. Each
 * call asks once, for twelve searches a minute leave no room to begin anew.
 */
export async function listReceived(
  cursor: string | undefined,
  call: Call<Credentials>,
): Promise<Page<ReceivedReference>> {
  const now = Math.ceil(Date.now() / 1000);
  const place = parseCursor(cursor) ?? { from: now - longestSeconds, seconds: longestSeconds, pageNo: 1 };
  const { from, pageNo } = place;
  const isLast = from + place.seconds >= now;
  const seconds = isLast ? Math.max(1, now - from) : place.seconds;
  const { result, metadata } = await search({ from, seconds, pageNo }, call);
  const { totalCount, totalPages } = metadata;
  if (totalCount > pageSize && seconds > 1) {
    const narrower = Math.min(Math.floor(seconds / 2), Math.floor((seconds * pageSize) / totalCount));
    return { items: [], cursor: toCursor({ from, seconds: Math.max(1, narrower), pageNo: 1 }), more: true };
  }
  const items = result.toReversed().map(toReceived);
  if (pageNo < totalPages) return { items, cursor: toCursor({ from, seconds, pageNo: pageNo + 1 }), more: true };
  const wider = totalCount > pageSize / 2 ? seconds : Math.min(seconds * 2, longestSeconds);
  const next = isLast
    ? { from: now - lateSeconds, seconds: lateSeconds * 2, pageNo: 1 }
    : { from: from + seconds, seconds: wider, pageNo: 1 };
  return { items, cursor: toCursor(next), more: !isLast };
}

const search = ({ from, seconds, pageNo }: Place, call: Call<Credentials>) =>
  call.http.send({
    operation: "search",
    method: "GET",
    path: "/api/v1.0/documents/search",
    query: {
      submissionDateFrom: toTime(from),
      submissionDateTo: toTime(from + seconds),
      invoiceDirection: "Received",
      pageSize: String(pageSize),
      pageNo: String(pageNo),
    },
    expect: { json: SearchResult },
    effect: "read",
  });

const toReceived = ({ uuid, submissionUid }: DocumentSummary): ReceivedReference => ({
  reference: { id: uuid, submission: submissionUid },
});

/** "2026-01-31T00:30:00Z": MyInvois knows seconds only. */
const toTime = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

const toCursor = ({ from, seconds, pageNo }: Place): string => `${toTime(from)}/${seconds}/${pageNo}`;

function parseCursor(cursor: string | undefined): Place | undefined {
  const [, time = "", seconds, pageNo] = /^(\S+Z)\/(\d+)\/(\d+)$/.exec(cursor ?? "") ?? [];
  const from = Date.parse(time) / 1000;
  return Number.isNaN(from) ? undefined : { from, seconds: Number(seconds), pageNo: Number(pageNo) };
}

/** A receiver finds it while it is valid or cancelled. */
export const fetchDocument = ({ id }: Reference, call: Call<Credentials>): Promise<FullDocument> =>
  call.http.send({
    operation: "document",
    method: "GET",
    path: `/api/v1.0/documents/${encodeURIComponent(id)}/raw`,
    expect: { json: FullDocument },
    effect: "read",
  });

/** The text that the issuer submitted, as MyInvois hands it over: nothing of it is written anew. */
export async function fetchReceived(reference: Reference, call: Call<Credentials>): Promise<ReceivedDocument> {
  const received = await fetchDocument(reference, call);
  const receivedAt = received.dateTimeValidated ?? received.dateTimeReceived;
  return {
    reference,
    status: received.status,
    document: toDocument(received),
    ...(receivedAt && { receivedAt }),
    networkReferences: networkReferencesOf(received),
  };
}

function toDocument({ document, uuid }: FullDocument): DocumentContent {
  const bytes = Buffer.from(document, "utf8");
  return /^\s*\{/.test(document)
    ? { format: "JSON", mediaType: "application/json", fileName: `${uuid}.json`, bytes }
    : { format: "UBL", mediaType: "application/xml", fileName: `${uuid}.xml`, bytes };
}

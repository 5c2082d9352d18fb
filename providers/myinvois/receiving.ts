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

/** A span of time, in whole seconds since 1970, and a page of what was submitted in it. */
interface Place {
  readonly from: number;
  readonly until: number;
  readonly pageNo: number;
}

/**
 * Pages are numbered from the newest on, and shift while documents come in. So the last page of a span, which has the
 * oldest, is taken, and the next span begins where it ends: that second comes twice, and nothing is passed over. A call
 * asks twice at most, for twelve searches a minute leave no room to begin anew.
 */
export async function listReceived(
  cursor: string | undefined,
  call: Call<Credentials>,
): Promise<Page<ReceivedReference>> {
  const now = Math.ceil(Date.now() / 1000);
  const { from, pageNo, ...place } = parseCursor(cursor) ?? { from: now - longestSeconds, until: now, pageNo: 1 };
  const until = Math.min(Math.max(place.until, from + 1), from + longestSeconds);
  const newest = await search({ from, until, pageNo }, call);
  const { totalPages } = newest.metadata;
  // A second with more than a page is read from page to page.
  if (until - from === 1 && pageNo < totalPages) return toPage(newest, { from, until, pageNo: pageNo + 1 });
  if (totalPages <= pageNo) {
    if (until < now) return toPage(newest, { from: until, until: now, pageNo: 1 });
    return { ...toPage(newest, { from: now - lateSeconds, until: now + lateSeconds, pageNo: 1 }), more: false };
  }
  const oldest = await search({ from, until, pageNo: totalPages }, call);
  const isShifted = oldest.metadata.totalPages !== totalPages || oldest.result.length === 0;
  if (isShifted) return { items: [], more: false };
  const reached = Math.max(...oldest.result.map(secondOf));
  if (reached > from) return toPage(oldest, { from: reached, until, pageNo: 1 });
  return { items: [], cursor: toCursor({ from, until: from + 1, pageNo: 1 }), more: true };
}

/** When it was submitted. */
const secondOf = ({ dateTimeReceived }: DocumentSummary): number =>
  Math.floor(Date.parse(dateTimeReceived ?? "") / 1000) || 0;

const toPage = ({ result }: SearchResult, next: Place): Page<ReceivedReference> => ({
  items: result.toReversed().map(toReceived),
  cursor: toCursor(next),
  more: true,
});

const search = ({ from, until, pageNo }: Place, call: Call<Credentials>): Promise<SearchResult> =>
  call.http.send({
    operation: "search",
    method: "GET",
    path: "/api/v1.0/documents/search",
    query: {
      submissionDateFrom: toTime(from),
      submissionDateTo: toTime(until),
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

const toCursor = ({ from, until, pageNo }: Place): string => `${toTime(from)}/${toTime(until)}/${pageNo}`;

function parseCursor(cursor: string | undefined): Place | undefined {
  const [, start = "", end = "", pageNo] = /^(\S+Z)\/(\S+Z)\/(\d+)$/.exec(cursor ?? "") ?? [];
  const [from, until] = [start, end].map((time) => Date.parse(time) / 1000);
  if (from === undefined || until === undefined || Number.isNaN(from + until)) return undefined;
  return { from, until, pageNo: Number(pageNo) };
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

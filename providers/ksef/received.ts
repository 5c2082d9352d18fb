import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Page, ReceivedDocument, ReceivedReference, Reference } from "../../src/provider-kit/provider.js";
import { hashOf } from "./encryption.js";
import { rangeIsTooNew } from "./errors.js";
import type { KsefCall } from "./session-lists.js";
import { withHash } from "./status.js";
import { toNetworkReferences } from "./verification.js";
import { InvoicePage } from "./wire.js";

/** The day from which KSeF 2.0 takes invoices. */
const beginning = "2026-02-01T00:00:00Z";
/** A query may cover three months. */
const windowMs = 89 * 86_400_000;
/** Asked for once more: what comes twice is known by its number. */
const overlapMs = 5 * 60_000;
const pageSize = "250";

/** Where the feed stands: from when on, and how many pages of that are behind us. */
interface Position {
  readonly from: string;
  readonly page: number;
}

/**
 * Invoices to the account as buyer, by when KSeF had them stored for good, up to its high-water mark: below it nothing
 * is added any more. https://github.com/CIRFMF/ksef-docs/blob/main/pobieranie-faktur/przyrostowe-pobieranie-faktur.md
 */
export async function listReceived(cursor: string | undefined, call: KsefCall): Promise<Page<ReceivedReference>> {
  const position = readCursor(cursor);
  const until = endOf(position);
  const page = await fetchPage(position, until, call);
  if (!page) return { items: [], ...(cursor !== undefined && { cursor }), more: false };
  const items = page.invoices.map(({ ksefNumber, issueDate, acquisitionDate }) => ({
    reference: { id: ksefNumber, issued: issueDate, acquired: acquisitionDate },
  }));
  const last = page.invoices.at(-1)?.permanentStorageDate;
  if (page.hasMore && !page.isTruncated)
    return { items, cursor: toCursor({ ...position, page: position.page + 1 }), more: true };
  // Ten thousand are the most that one query lists: it goes on from the last one.
  if (page.hasMore && last !== undefined && Date.parse(last) > Date.parse(position.from))
    return { items, cursor: toCursor({ from: moment(Date.parse(last)), page: 0 }), more: true };
  const mark = page.permanentStorageHwmDate ?? undefined;
  if (mark === undefined) return { items, cursor: toCursor({ ...position, page: 0 }), more: false };
  const isPast = until !== undefined && Date.parse(mark) >= Date.parse(until);
  const next = isPast ? Date.parse(until) : Math.max(Date.parse(mark) - overlapMs, Date.parse(position.from));
  return { items, cursor: toCursor({ from: moment(next), page: 0 }), more: isPast };
}

/** A query that reaches further back than three months has to say where it ends; left out, it ends now. */
function endOf({ from }: Position): string | undefined {
  const endsAt = Date.parse(from) + windowMs;
  return endsAt < Date.now() ? moment(endsAt) : undefined;
}

async function fetchPage({ from, page }: Position, to: string | undefined, call: KsefCall) {
  try {
    return await call.http.send({
      operation: "query",
      method: "POST",
      path: "/invoices/query/metadata",
      query: { sortOrder: "Asc", pageOffset: String(page), pageSize },
      body: {
        json: {
          subjectType: "Subject2",
          dateRange: {
            dateType: "PermanentStorage",
            from,
            ...(to !== undefined && { to }),
            restrictToPermanentStorageHwmDate: true,
          },
        },
      },
      expect: { json: InvoicePage },
      effect: "read",
    });
  } catch (error) {
    if (error instanceof ProviderFailure && error.problem.nativeCode === rangeIsTooNew) return undefined;
    throw error;
  }
}

const moment = (ms: number): string => new Date(ms).toISOString();

const toCursor = ({ from, page }: Position): string => `${from} ${page}`;

function readCursor(cursor: string | undefined): Position {
  const [from = beginning, page = "0"] = cursor?.split(" ") ?? [];
  return { from, page: Number(page) };
}

export async function fetchReceived(reference: Reference, call: KsefCall): Promise<ReceivedDocument> {
  const { id, issued, acquired } = reference;
  const bytes = await call.http.send({
    operation: "download",
    method: "GET",
    path: `/invoices/ksef/${encodeURIComponent(id)}`,
    headers: { accept: "application/xml" },
    expect: { bytes: withHash },
    effect: "read",
  });
  return {
    reference,
    status: "200",
    document: { format: "FA3", mediaType: "application/xml", fileName: `${id}.xml`, bytes },
    ...(acquired && { receivedAt: acquired }),
    networkReferences: toNetworkReferences(id, issued ?? "", hashOf(bytes)).filter(
      ({ value }) => issued || value === id,
    ),
  };
}

import type { Meaning } from "../../src/domain/lifecycle.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { DocumentContent, Reference, Rejection, StatusReport } from "../../src/provider-kit/provider.js";
import { hashOf } from "./encryption.js";
import { toMessage } from "./errors.js";
import { isKsefNumber } from "./ksef-number.js";
import { type Place, readPlace } from "./reference.js";
import { fetchInvoice, fetchSession, type KsefCall, listInvoices, sessionPath } from "./session-lists.js";
import { toNetworkReferences } from "./verification.js";
import type { SessionInvoice, Status } from "./wire.js";

/** A derived word: a buyer with a NIP has received the invoice with its number; KSeF itself says 200 for all. */
export const delivered = "200 (delivered)";
/** A derived word: the session failed before it came to its invoices, and every one of them with it. */
export const sessionFailed = "session failed";

const through = 200;
const duplicate = 440;

const accepted = { transport: "ACCEPTED_BY_PROVIDER" } as const;
const refused: Meaning = { ...accepted, clearance: "REJECTED", final: true };
/** KSeF could not read or process it, and has said nothing of the invoice: it may be sent once more. */
const failed: Meaning = { transport: "FAILED", final: true };

/** Codes of an invoice in a session: open-api.json, SessionInvoiceStatusResponse. */
export const statuses: Readonly<Record<string, Meaning>> = {
  "100": { ...accepted, clearance: "PENDING" },
  "150": { ...accepted, clearance: "PENDING" },
  "200": { ...accepted, clearance: "CLEARED", final: true },
  [delivered]: { transport: "DELIVERED", clearance: "CLEARED", final: true },
  "405": failed,
  // The account may not issue invoices of this seller.
  "410": refused,
  // The account may not send attachments.
  "415": refused,
  "430": refused,
  "435": failed,
  "440": refused,
  "450": refused,
  "500": failed,
  "550": failed,
  [sessionFailed]: failed,
};

/** One call for all of a session, and the more generous one for a single invoice. */
export async function fetchStatuses(
  references: readonly Reference[],
  call: KsefCall,
): Promise<readonly StatusReport[]> {
  const places = references.flatMap((reference) => readPlace(reference) ?? []);
  const [first] = places;
  if (!first) return [];
  const invoices = await fetchInvoices(places, call);
  const reports: StatusReport[] = [];
  const missing: Place[] = [];
  for (const place of places) {
    const invoice = invoices.get(place.hash);
    if (invoice) reports.push(await toReport(place, invoice, call));
    else missing.push(place);
  }
  return missing.length === 0 ? reports : [...reports, ...(await reportMissing(missing, first.session, call))];
}

async function fetchInvoices(places: readonly Place[], call: KsefCall): Promise<ReadonlyMap<string, SessionInvoice>> {
  const [first] = places;
  if (first && places.length === 1 && !first.id.includes("/"))
    return new Map([[first.hash, await fetchInvoice(first, call)]]);
  return listInvoices(first?.session ?? "", call);
}

/** Nothing is listed while an archive is unpacked, nor when that has failed. */
async function reportMissing(places: readonly Place[], session: string, call: KsefCall): Promise<StatusReport[]> {
  const { status } = await fetchSession(session, call);
  if (status.code < 400) return [];
  return places.map((reference) => ({
    reference,
    status: sessionFailed,
    label: status.description,
    rejection: toRejection({ ...status, code: status.code }, `session ${status.code}`),
    native: status,
  }));
}

async function toReport(place: Place, invoice: SessionInvoice, call: KsefCall): Promise<StatusReport> {
  const { status } = invoice;
  const original = status.code === duplicate ? await findOwnOriginal(invoice, call) : undefined;
  const { ksefNumber, acquisitionDate } = original ?? invoice;
  const isThrough = original !== undefined || status.code === through;
  const label = toMessage(status.description, status.details);
  return {
    reference: place,
    status: !isThrough ? String(status.code) : place.reach === "ksef" ? delivered : String(through),
    label,
    ...(acquisitionDate && { at: acquisitionDate }),
    ...(!isThrough && status.code >= 400 && { rejection: toRejection(status) }),
    ...(isThrough &&
      ksefNumber &&
      isKsefNumber(ksefNumber) && { networkReferences: toNetworkReferences(ksefNumber, place.issued, place.hash) }),
    native: invoice,
  };
}

/**
 * KSeF refuses a second invoice of the same seller, kind and number. When the first one is the same document, it is the
 * one that an earlier attempt of ours brought there.
 */
async function findOwnOriginal(duplicateInvoice: SessionInvoice, call: KsefCall): Promise<SessionInvoice | undefined> {
  const { originalKsefNumber: number, originalSessionReferenceNumber: session } =
    duplicateInvoice.status.extensions ?? {};
  if (!number || !session) return undefined;
  try {
    const original = (await listInvoices(session, call)).get(duplicateInvoice.invoiceHash);
    return original?.ksefNumber === number ? original : undefined;
  } catch (error) {
    // A session that cannot be read is somebody else's: the document was not sent by us.
    if (error instanceof ProviderFailure && isForeign(error)) return undefined;
    throw error;
  }
}

const isForeign = ({ problem }: ProviderFailure): boolean => problem.kind === "NOT_FOUND" || problem.httpStatus === 403;

function toRejection(
  { code, description, details, extensions }: Status & SessionInvoice["status"],
  name?: string,
): Rejection {
  const original = extensions?.["originalKsefNumber"];
  return {
    code: name ?? String(code),
    message: toMessage(description, details),
    violations: (details ?? []).map((message) => ({ rule: String(code), ruleset: "KSeF", severity: "ERROR", message })),
    ...(original && {
      actionRequired: `Another document of this number is ${original} in KSeF; use a new number, or correct that one`,
    }),
  };
}

/** UPO, the authority's receipt, signed; none before there is a number. */
export async function fetchReceipt(reference: Reference, call: KsefCall): Promise<readonly DocumentContent[]> {
  const place = readPlace(reference);
  if (!place) return [];
  const sent = (await fetchInvoices([place], call)).get(place.hash);
  const original = sent?.status.code === duplicate ? await findOwnOriginal(sent, call) : undefined;
  const session = original ? (sent?.status.extensions?.["originalSessionReferenceNumber"] ?? "") : place.session;
  const invoice = original ?? sent;
  if (!invoice?.ksefNumber || invoice.status.code !== through) return [];
  try {
    const bytes = await call.http.send({
      operation: "session",
      method: "GET",
      path: `${sessionPath(session)}/invoices/ksef/${encodeURIComponent(invoice.ksefNumber)}/upo`,
      headers: { accept: "application/xml" },
      expect: { bytes: withHash },
      effect: "read",
    });
    return [{ format: "OTHER", mediaType: "application/xml", fileName: `UPO-${invoice.ksefNumber}.xml`, bytes }];
  } catch (error) {
    if (error instanceof ProviderFailure && error.problem.kind === "NOT_FOUND") return [];
    throw error;
  }
}

/** @throws when the bytes are not those that KSeF hashed */
export function withHash(bytes: Uint8Array, headers: Readonly<Record<string, string>>): Uint8Array {
  const told = headers["x-ms-meta-hash"];
  if (told !== undefined && told !== hashOf(bytes)) throw new Error(`the hash is ${hashOf(bytes)} instead of ${told}`);
  return bytes;
}

import { z } from "zod";
import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { fa3Form } from "../../../src/formats/fa3/codes.js";
import { invalid, Refusal } from "./answers.js";
import { type Archive, hashOf, type StoredInvoice, type StoredSession } from "./archive.js";
import { readJson } from "./read-json.js";
import { toReferenceNumber } from "./reference-numbers.js";
import { writeUpo } from "./upo.js";

const Filters = z.looseObject({
  subjectType: z.enum(["Subject1", "Subject2", "Subject3", "SubjectAuthorized"]),
  dateRange: z.strictObject({
    dateType: z.enum(["Issue", "Invoicing", "PermanentStorage"]),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }).nullish(),
    restrictToPermanentStorageHwmDate: z.boolean().nullish(),
  }),
  ksefNumber: z.string().nullish(),
  invoiceNumber: z.string().nullish(),
});

/** Three months, the longest of them. */
const longestRangeMs = 92 * 86_400_000;
const linkMs = 3 * 86_400_000;

/** What can be asked for: sessions and their invoices, receipts, invoices by number, lists of metadata. */
export function openQueries(archive: Archive, now: () => Date) {
  const shown = (stored: StoredInvoice, { headers }: SimulatorRequest) => ({
    ordinalNumber: stored.ordinal,
    ...(stored.facts && { invoiceNumber: stored.facts.number }),
    ...(stored.ksefNumber && { ksefNumber: stored.ksefNumber }),
    referenceNumber: stored.reference,
    invoiceHash: stored.hash,
    ...(stored.fileName && { invoiceFileName: stored.fileName }),
    ...(stored.acquiredAt && { acquisitionDate: stored.acquiredAt }),
    invoicingDate: stored.invoicedAt,
    ...(stored.storedAt && stored.storedAt <= now().toISOString() && { permanentStorageDate: stored.storedAt }),
    ...(stored.ksefNumber && {
      upoDownloadUrl: `http://${headers["host"]}/storage/upo/${stored.reference}`,
      upoDownloadUrlExpirationDate: new Date(now().getTime() + linkMs).toISOString(),
    }),
    invoicingMode: stored.isOffline ? "Offline" : "Online",
    status: stored.status,
  });
  const upoOf = (session: StoredSession, invoices: readonly StoredInvoice[]): SimulatorResponse => {
    const body = writeUpo(session, invoices);
    return { status: 200, headers: { "content-type": "application/xml", "x-ms-meta-hash": hashOf(body) }, body };
  };
  const noUpo = (what: string) =>
    new Refusal(21178, "Nie znaleziono UPO dla podanych kryteriów.", [`UPO o numerze ${what} nie zostało znalezione.`]);
  const receiptOf = (stored: StoredInvoice | undefined, what: string): SimulatorResponse => {
    const session = stored && archive.session(stored.session);
    if (!session || !stored.ksefNumber) throw noUpo(what);
    return upoOf(session, [stored]);
  };

  return {
    session(session: StoredSession): SimulatorResponse {
      const invoices = archive.invoicesOf(session);
      const ended = invoices.filter(({ status }) => status.code >= 200);
      const good = ended.filter(({ status }) => status.code === 200);
      return {
        status: 200,
        body: {
          status: session.status,
          dateCreated: session.createdAt,
          dateUpdated: session.updatedAt,
          validUntil: session.validUntil,
          invoiceCount: invoices.length,
          successfulInvoiceCount: good.length,
          failedInvoiceCount: ended.length - good.length,
        },
      };
    },
    sessions({ query }: SimulatorRequest, nip: string): SimulatorResponse {
      const mode = query.get("sessionType")?.toLowerCase();
      if (mode !== "online" && mode !== "batch") throw invalid(["sessionType: Online or Batch"]);
      const sessions = archive
        .sessions()
        .filter((each) => each.nip === nip && each.mode === mode)
        .map(({ reference, status, createdAt, updatedAt, invoices }) => ({
          referenceNumber: reference,
          status,
          dateCreated: createdAt,
          dateUpdated: updatedAt,
          totalInvoiceCount: invoices.length,
          successfulInvoiceCount: 0,
          failedInvoiceCount: 0,
        }));
      return { status: 200, body: { continuationToken: null, sessions: sessions.reverse() } };
    },
    /** Page by page: where to go on is told in the body and given back in a header. */
    invoices(request: SimulatorRequest, session: StoredSession, onlyFailed: boolean): SimulatorResponse {
      const pageSize = Number(request.query.get("pageSize") ?? "10");
      if (!(pageSize >= 10 && pageSize <= 1000)) throw invalid(["pageSize: 10 to 1000"]);
      const token = request.headers["x-continuation-token"];
      const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
      if (!Number.isInteger(start)) throw new Refusal(21418, "Przekazany token kontynuacji ma nieprawidłowy format.");
      const all = archive.invoicesOf(session).filter(({ status }) => !onlyFailed || status.code > 200);
      const next = start + pageSize;
      return {
        status: 200,
        body: {
          continuationToken: next < all.length ? Buffer.from(String(next)).toString("base64url") : null,
          invoices: all.slice(start, next).map((stored) => shown(stored, request)),
        },
      };
    },
    invoice(request: SimulatorRequest, session: StoredSession, reference: string): SimulatorResponse {
      const stored = archive.invoice(reference);
      if (stored?.session !== session.reference) throw invalid([`there is no invoice ${reference} in the session`]);
      return { status: 200, body: shown(stored, request) };
    },
    upoByReference: (reference: string) => receiptOf(archive.invoice(reference), reference),
    upoByNumber(session: StoredSession, ksefNumber: string): SimulatorResponse {
      const stored = archive.findByNumber(ksefNumber);
      return receiptOf(stored?.session === session.reference ? stored : undefined, ksefNumber);
    },
    sessionUpo(session: StoredSession, reference: string): SimulatorResponse {
      const good = archive.invoicesOf(session).filter(({ ksefNumber }) => ksefNumber);
      const isKnown = reference === toReferenceNumber("EU", session.reference, new Date(session.createdAt));
      if (!isKnown || good.length === 0 || session.status.code !== 200) throw noUpo(reference);
      return upoOf(session, good);
    },
    download(ksefNumber: string, nip: string): SimulatorResponse {
      const stored = archive.findByNumber(ksefNumber);
      const isParty = stored?.facts?.sellerNip === nip || stored?.facts?.buyerNip === nip;
      if (!stored || !isParty)
        throw new Refusal(21164, "Faktura o podanym identyfikatorze nie istnieje.", [
          `Faktura o numerze KSeF ${ksefNumber} nie została znaleziona.`,
        ]);
      if ((stored.storedAt ?? "") > now().toISOString())
        throw new Refusal(21165, "Faktura o podanym numerze KSeF nie jest jeszcze dostępna.", [
          `Faktura o numerze KSeF ${ksefNumber} została przetworzona, ale nie jest jeszcze dostępna do pobrania.`,
        ]);
      const headers = { "content-type": "application/xml", "x-ms-meta-hash": stored.hash };
      return { status: 200, headers, body: archive.documentOf(stored.reference) };
    },
    metadata(request: SimulatorRequest, nip: string): SimulatorResponse {
      const { subjectType, dateRange, ksefNumber, invoiceNumber } = readJson(request, Filters);
      const pageSize = Number(request.query.get("pageSize") ?? "10");
      const offset = Number(request.query.get("pageOffset") ?? "0");
      if (!(pageSize >= 10 && pageSize <= 250)) throw invalid(["pageSize: 10 to 250"]);
      const from = Date.parse(dateRange.from);
      const asked = dateRange.to ? Date.parse(dateRange.to) : now().getTime();
      if (asked - from > longestRangeMs) throw invalid(["dateRange: more than three months"]);
      const mark = archive.highWaterMark().getTime();
      const isRestricted = dateRange.restrictToPermanentStorageHwmDate ?? false;
      if (isRestricted && from > mark)
        throw new Refusal(21183, "Zakres filtrowania wykracza poza dostępny zakres danych.", [
          "Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate.",
        ]);
      const to = isRestricted ? Math.min(asked, mark) : asked;
      const party = subjectType === "Subject1" ? "sellerNip" : "buyerNip";
      const found = archive
        .all()
        .filter((each): each is StoredInvoice & Required<Pick<StoredInvoice, "facts" | "ksefNumber" | "storedAt">> => {
          const at = Date.parse(each.storedAt ?? "");
          const isAsked =
            (!ksefNumber || each.ksefNumber === ksefNumber) && (!invoiceNumber || each.facts?.number === invoiceNumber);
          return each.facts?.[party] === nip && at >= from && at <= to && isAsked;
        })
        .sort((left, right) => left.storedAt.localeCompare(right.storedAt));
      if (request.query.get("sortOrder") === "Desc") found.reverse();
      const start = offset * pageSize;
      return {
        status: 200,
        body: {
          hasMore: start + pageSize < found.length,
          isTruncated: false,
          permanentStorageHwmDate:
            dateRange.dateType === "PermanentStorage" ? new Date(Math.min(asked, mark)).toISOString() : null,
          invoices: found.slice(start, start + pageSize).map(toMetadata),
        },
      };
    },
    /** The public page behind the code on copies for people. */
    verify(nip: string, day: string, hash: string): SimulatorResponse {
      const headers = { "content-type": "text/plain; charset=utf-8" };
      const found = archive.all().find(({ facts, hash: known }) => {
        const shownDay = facts?.issueDate.split("-").reverse().join("-");
        return (
          facts?.sellerNip === nip && shownDay === day && Buffer.from(known, "base64").toString("base64url") === hash
        );
      });
      if (!found?.ksefNumber) return { status: 404, headers, body: "Nie znaleziono faktury" };
      return { status: 200, headers, body: `${found.facts?.number}: ${found.ksefNumber}` };
    },
  };
}

const invoiceTypes: Readonly<Record<string, string>> = {
  VAT: "Vat",
  KOR: "Kor",
  ZAL: "Zal",
  ROZ: "Roz",
  UPR: "Upr",
  KOR_ZAL: "KorZal",
  KOR_ROZ: "KorRoz",
};

const toMetadata = ({
  facts,
  ksefNumber,
  storedAt,
  receivedAt,
  acquiredAt,
  hash,
}: StoredInvoice & Required<Pick<StoredInvoice, "facts" | "ksefNumber" | "storedAt">>) => ({
  ksefNumber,
  invoiceNumber: facts.number,
  issueDate: facts.issueDate,
  invoicingDate: receivedAt,
  acquisitionDate: acquiredAt,
  permanentStorageDate: storedAt,
  seller: { nip: facts.sellerNip, name: facts.sellerName },
  buyer: {
    identifier: facts.buyerNip ? { type: "Nip", value: facts.buyerNip } : { type: "None" },
    name: facts.buyerName ?? null,
  },
  netAmount: Number(facts.net),
  grossAmount: Number(facts.gross),
  vatAmount: Number(facts.vat),
  currency: facts.currency,
  invoicingMode: "Online",
  invoiceType: invoiceTypes[facts.kind] ?? "Vat",
  formCode: fa3Form,
  isSelfInvoicing: facts.isSelfBilled,
  hasAttachment: facts.hasAttachment,
  invoiceHash: hash,
});

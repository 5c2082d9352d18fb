import type { Call } from "../../src/provider-kit/call.js";
import type { SubmitOrder } from "../../src/provider-kit/provider.js";
import { findTypeCode } from "../../src/formats/lhdn/codes.js";
import type { Credentials } from "./credentials.js";
import { toIssuedAt } from "./ubl-json/issued-at.js";
import { findTin } from "./ubl-json/parties.js";
import { type DocumentSummary, SearchResult } from "./wire.js";

/**
 * The document as MyInvois tells duplicates: type, moment of issue, number and supplier. A second around the moment
 * keeps the list short; one that still stands is preferred to an invalid or cancelled one of the same number.
 */
export async function findSubmitted(
  { invoice }: SubmitOrder,
  call: Call<Credentials>,
): Promise<DocumentSummary | undefined> {
  const issuedAt = Date.parse(toIssuedAt(invoice) ?? "");
  const documentType = findTypeCode(invoice);
  const taxpayers = [findTin(invoice.seller), findTin(invoice.buyer)];
  const atSecond = (offset: number) => `${new Date(issuedAt + offset * 1000).toISOString().slice(0, 19)}Z`;
  const isSame = (document: DocumentSummary) =>
    document.internalId === invoice.number &&
    Date.parse(document.dateTimeIssued ?? "") === issuedAt &&
    isOneOf(taxpayers, document.supplierTin ?? document.issuerTin);
  let fallen: DocumentSummary | undefined;
  for (let pageNo = 1, totalPages = 1; pageNo <= totalPages; pageNo += 1) {
    const page = await call.http.send({
      operation: "search",
      method: "GET",
      path: "/api/v1.0/documents/search",
      query: {
        issueDateFrom: atSecond(-1),
        issueDateTo: atSecond(1),
        invoiceDirection: "Sent",
        documentType,
        pageSize: "100",
        pageNo: String(pageNo),
      },
      expect: { json: SearchResult },
      effect: "read",
    });
    for (const document of page.result.filter(isSame)) {
      if (document.status === "Valid" || document.status === "Submitted") return document;
      fallen ??= document;
    }
    totalPages = page.metadata.totalPages;
  }
  return fallen;
}

/** A self-billed document names its buyer as issuer; an answer that names nobody says nothing against it. */
const isOneOf = (taxpayers: readonly (string | undefined)[], tin: string | null | undefined): boolean =>
  !tin || taxpayers.includes(tin);

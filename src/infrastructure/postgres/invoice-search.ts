import type { Invoice } from "../../domain/invoice.js";
import type { Direction } from "../../domain/lifecycle.js";
import { type ParticipantId, participantKey } from "../../domain/participant.js";

/** Peppol's limit; far longer ones do not fit into an index. */
const longestIdentifier = 135;

/** What an invoice can be found by, apart from its own columns. */
export function partiesOf(invoice: Invoice, direction: Direction): { countries: string[]; counterparties: string[] } {
  const { seller, buyer } = invoice;
  const other = direction === "OUTBOUND" ? buyer : seller;
  const identifiers = [other.electronicAddress, other.legalRegistration, ...other.identifiers].filter(
    (identifier): identifier is ParticipantId =>
      identifier?.scheme !== undefined && identifier.value.length <= longestIdentifier,
  );
  return {
    countries: [...new Set([seller.address.countryCode, buyer.address.countryCode])],
    counterparties: [...new Set(identifiers.map(participantKey))],
  };
}

/** PostgreSQL refuses a tsvector beyond 1 MB. */
const longestText = 100_000;

export function searchTextOf(invoice: Invoice): string {
  return [
    invoice.number,
    invoice.seller.name,
    invoice.seller.tradingName,
    invoice.buyer.name,
    invoice.buyer.tradingName,
    invoice.buyerReference,
    invoice.projectReference,
    invoice.salesOrderReference,
    ...[...invoice.contractReferences, ...invoice.purchaseOrderReferences].map(({ id }) => id),
    ...invoice.precedingInvoices.map(({ number }) => number),
    ...invoice.notes.map(({ text }) => text),
  ]
    .filter((text) => text !== undefined)
    .join("\n")
    .slice(0, longestText);
}

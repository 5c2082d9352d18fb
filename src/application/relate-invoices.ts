import type { Invoice } from "../domain/invoice.js";
import { type ParticipantId, participantKey } from "../domain/participant.js";

/** What one invoice is to another. */
export type RelationKind = "CORRECTS" | "CORRECTED_BY" | "CREDITS" | "CREDITED_BY";

export interface RelationRecord {
  readonly invoiceId: string;
  readonly kind: RelationKind;
  readonly relatedId: string;
}

/** What an invoice says of an earlier one (BG-3). Whether that one is here is found when somebody asks. */
export interface Precedence {
  readonly kind: "CORRECTS" | "CREDITS";
  readonly number: string;
  readonly issueDate?: string;
}

const longestNumber = 255;

/** The earlier invoices that an invoice names, each once. */
export function precedencesOf({ kind, precedingInvoices }: Invoice): Precedence[] {
  const relation = kind === "CREDIT_NOTE" ? "CREDITS" : "CORRECTS";
  const named = precedingInvoices.map(({ number, issueDate }): Precedence => ({
    kind: relation,
    number: number.slice(0, longestNumber),
    ...(issueDate !== undefined && { issueDate }),
  }));
  return [...new Map(named.map((one) => [one.number, one])).values()];
}

/** Longer ones do not fit into what they are compared in. */
const longestKey = 255;

/**
 * Who the seller is, in texts that can be compared: two invoices that share one have the same seller. A seller who has
 * no identifier at all is known by name and country.
 */
export function sellerKeysOf({ seller }: Invoice): string[] {
  const { vatIdentifier, taxRegistration, legalRegistration, electronicAddress, identifiers, name, address } = seller;
  const numbers = [legalRegistration, electronicAddress, ...identifiers];
  const keys = [
    ...(vatIdentifier === undefined ? [] : [`vat:${compact(vatIdentifier)}`]),
    ...(taxRegistration === undefined ? [] : [`tax:${address.countryCode}:${compact(taxRegistration)}`]),
    ...numbers.flatMap((number) => (number && hasScheme(number) ? [participantKey(number)] : [])),
  ];
  const known = keys.length > 0 ? keys : [`name:${address.countryCode}:${name.trim().toLowerCase()}`];
  return [...new Set(known.map((key) => key.slice(0, longestKey)))];
}

const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** A number without a scheme may be anybody's. */
const hasScheme = (number: { readonly scheme?: string; readonly value: string }): number is ParticipantId =>
  number.scheme !== undefined;

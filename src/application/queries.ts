import type { Decimal } from "../domain/decimal.js";
import type { Direction, InvoiceEventType, InvoiceStatus } from "../domain/lifecycle.js";
import type { ParticipantId } from "../domain/participant.js";
import type { EventRecord } from "./records.js";

export type InvoiceBy =
  { readonly clientReference: string } | { readonly provider: string; readonly reference: string };

export type InvoiceOrder = "UPDATED_AT_DESC" | "UPDATED_AT_ASC" | "ISSUE_DATE_DESC" | "ISSUE_DATE_ASC" | "TOTAL_DESC";

export interface InvoiceQuery {
  readonly filter: InvoiceFilter;
  readonly order: InvoiceOrder;
  readonly limit: number;
  /** Keyset: the ordered value and id of the last row seen. */
  readonly after?: Keyset;
  readonly before?: Keyset;
}

export interface Keyset {
  readonly value: string;
  readonly id: string;
}

export interface Slice<Item> {
  readonly items: readonly Item[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export interface InvoiceFilter {
  readonly direction?: readonly Direction[];
  readonly typeCodes?: readonly string[];
  readonly status?: readonly InvoiceStatus[];
  readonly provider?: readonly string[];
  readonly country?: readonly string[];
  readonly issueDate?: { readonly from?: string; readonly to?: string };
  readonly updatedAt?: { readonly from?: string; readonly to?: string };
  readonly total?: { readonly min?: Decimal; readonly max?: Decimal };
  readonly currency?: readonly string[];
  readonly counterparty?: ParticipantId;
  readonly number?: StringFilter;
  readonly clientReference?: StringFilter;
  /** Words to be found in number, party names, references and notes. */
  readonly text?: string;
  readonly labels?: readonly string[];
}

export interface StringFilter {
  readonly eq?: string;
  readonly in?: readonly string[];
  readonly startsWith?: string;
}

export interface EventQuery {
  /** Only events behind this place of the tenant's log. */
  readonly after: number;
  readonly limit: number;
  readonly types?: readonly InvoiceEventType[];
  readonly invoiceIds?: readonly string[];
  readonly providers?: readonly string[];
  readonly direction?: Direction;
  /** Of the invoice, right after the event. */
  readonly statuses?: readonly InvoiceStatus[];
}

/** Events behind a place, and where the log stood when they were read. */
export interface LogPage {
  readonly events: readonly EventRecord[];
  /** The place of the newest event; 0 before the first. */
  readonly end: number;
  /** The events up to this place have been deleted; 0 when none has. */
  readonly horizon: number;
}

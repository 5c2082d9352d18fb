import type { InvoiceFilter, InvoiceOrder, InvoiceQuery, Keyset } from "../../application/queries.js";
import type { InvoiceRecord } from "../../application/records.js";
import { isDecimal } from "../../domain/decimal.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import { decodeCursor, encodeCursor } from "../cursor.js";
import type { PageArgs } from "../page.js";
import { endsOf, readPageSize } from "../page.js";
import type { InvoiceList } from "./invoice-connection.js";

const isMoment = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text);
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

const longestText = 1_000;
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const firstId = "00000000-0000-0000-0000-000000000000";

interface OrderedBy {
  valueOf(invoice: InvoiceRecord): string;
  isValue(text: string): boolean;
  /** Behind everything in this order: `last` without `before` reads back from here. */
  readonly end: Keyset;
}

const byMoment = { valueOf: ({ updatedAt }: InvoiceRecord) => updatedAt, isValue: isMoment };
const byDay = { valueOf: ({ issueDate }: InvoiceRecord) => issueDate, isValue: isDay };

const orders: Readonly<Record<InvoiceOrder, OrderedBy>> = {
  UPDATED_AT_DESC: { ...byMoment, end: { value: "0001-01-01T00:00:00Z", id: firstId } },
  UPDATED_AT_ASC: { ...byMoment, end: { value: "9999-12-31T23:59:59Z", id: lastId } },
  ISSUE_DATE_DESC: { ...byDay, end: { value: "0001-01-01", id: firstId } },
  ISSUE_DATE_ASC: { ...byDay, end: { value: "9999-12-31", id: lastId } },
  TOTAL_DESC: {
    valueOf: ({ payable }) => payable,
    isValue: isDecimal,
    end: { value: `-${"9".repeat(18)}`, id: firstId },
  },
};

export const encodeInvoiceCursor = (tenantId: string, order: InvoiceOrder, invoice: InvoiceRecord): string =>
  encodeCursor({ tenantId, list: order }, [orders[order].valueOf(invoice), invoice.id]);

function decodeInvoiceCursor(tenantId: string, order: InvoiceOrder, argument: string, cursor: string): Keyset {
  const [value, id, ...rest] = decodeCursor({ tenantId, list: order }, argument, cursor);
  const understood =
    typeof value === "string" && orders[order].isValue(value) && typeof id === "string" && isUuid(id) && !rest.length;
  if (understood) return { value, id };
  throw badInput(argument, cursor, "is no cursor of this list");
}

/** Reads from the start with `first` and `after`, or from the end with `last` and `before`. */
export async function listInvoices(
  { viewer, gateway }: Context,
  page: PageArgs,
  filter: InvoiceFilter,
  order: InvoiceOrder,
): Promise<InvoiceList> {
  const { tenantId } = viewer;
  if (filter.text !== undefined && filter.text.length > longestText) {
    throw badInput("filter.text", `${filter.text.slice(0, 40)}…`, `has more than ${longestText} characters`);
  }
  const { items, hasNext, hasPrevious } = await gateway.reader.listInvoices({
    filter,
    order,
    ...readPlace(tenantId, page, order),
  });
  const isFromEnd = typeof page.last === "number" && !page.before;
  return {
    nodes: items,
    filter,
    order,
    pageInfo: {
      hasNextPage: hasNext && !isFromEnd,
      hasPreviousPage: hasPrevious,
      ...endsOf(items, (invoice) => encodeInvoiceCursor(tenantId, order, invoice)),
    },
  };
}

export function readPlace(
  tenantId: string,
  { first, after, last, before }: PageArgs,
  order: InvoiceOrder,
): Pick<InvoiceQuery, "limit" | "after" | "before"> {
  if (typeof last !== "number") {
    if (before) throw badInput("before", before, "goes with last, which is missing");
    const limit = readPageSize("first", first);
    return after ? { limit, after: decodeInvoiceCursor(tenantId, order, "after", after) } : { limit };
  }
  if (typeof first === "number") throw badInput("last", last, `excludes first, which is ${first}`);
  if (after) throw badInput("after", after, "goes with first, not with last");
  const limit = readPageSize("last", last);
  return { limit, before: before ? decodeInvoiceCursor(tenantId, order, "before", before) : orders[order].end };
}

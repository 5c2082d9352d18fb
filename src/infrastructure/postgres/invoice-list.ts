import { type SelectQueryBuilder, sql } from "kysely";
import type { InvoiceFilter, InvoiceOrder, InvoiceQuery, Slice, StringFilter } from "../../application/queries.js";
import { findUnstorable } from "../../application/unstorable.js";
import type { InvoiceRecord } from "../../application/records.js";
import { participantKey } from "../../domain/participant.js";
import type { Database } from "./database.js";
import { toInvoice } from "./rows.js";
import type { Tables } from "./tables.js";

type Query<Result> = SelectQueryBuilder<Tables, "invoice", Result>;

const orders: Readonly<
  Record<InvoiceOrder, { column: "updated_at" | "issue_date" | "payable"; cast: string; descending: boolean }>
> = {
  UPDATED_AT_DESC: { column: "updated_at", cast: "timestamptz", descending: true },
  UPDATED_AT_ASC: { column: "updated_at", cast: "timestamptz", descending: false },
  ISSUE_DATE_DESC: { column: "issue_date", cast: "date", descending: true },
  ISSUE_DATE_ASC: { column: "issue_date", cast: "date", descending: false },
  TOTAL_DESC: { column: "payable", cast: "numeric", descending: true },
};

/** A page by keyset: stable while others insert. */
export async function listInvoices(
  database: Database,
  tenantId: string,
  { filter, order, limit, after, before }: InvoiceQuery,
): Promise<Slice<InvoiceRecord>> {
  const { column, cast, descending } = orders[order];
  const backwards = before !== undefined;
  const edge = before ?? after;
  const down = descending !== backwards;
  const direction = down ? "desc" : "asc";

  const rows = await restrict(database.selectFrom("invoice").selectAll(), tenantId, filter)
    .$if(edge !== undefined, (query) =>
      query.where(
        sql<boolean>`(${sql.ref(column)}, id) ${sql.raw(down ? "<" : ">")} (${edge?.value}::${sql.raw(cast)}, ${edge?.id}::uuid)`,
      ),
    )
    .orderBy(column, direction)
    .orderBy("id", direction)
    .limit(limit + 1)
    .execute();

  const page = rows.slice(0, limit).map(toInvoice);
  const more = rows.length > limit;
  return backwards
    ? { items: page.reverse(), hasPrevious: more, hasNext: true }
    : { items: page, hasNext: more, hasPrevious: after !== undefined };
}

/** Counts at most `limit`: a full count of a large tenant would take seconds. */
export async function countInvoices(
  database: Database,
  tenantId: string,
  filter: InvoiceFilter,
  limit: number,
): Promise<{ value: number; exact: boolean }> {
  const { count } = await database
    .selectFrom(
      restrict(database.selectFrom("invoice").select("id"), tenantId, filter)
        .limit(limit + 1)
        .as("counted"),
    )
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count > limit ? { value: limit, exact: false } : { value: count, exact: true };
}

function restrict<Result>(query: Query<Result>, tenantId: string, filter: InvoiceFilter): Query<Result> {
  const { issueDate, updatedAt, total, counterparty, text } = filter;
  let result = query.where("tenant_id", "=", tenantId);
  if (findUnstorable(filter)) return result.where(sql<boolean>`false`);
  const oneOf = (
    column: "direction" | "type_code" | "status" | "provider" | "currency_code",
    values?: readonly string[],
  ) => {
    if (values) result = result.where(column, "in", [...values]);
  };
  const compare = (
    column: "issue_date" | "updated_at" | "payable",
    operator: ">=" | "<=",
    value: string | undefined,
  ) => {
    if (value !== undefined) result = result.where(column, operator, value);
  };
  oneOf("direction", filter.direction);
  oneOf("type_code", filter.typeCodes);
  oneOf("status", filter.status);
  oneOf("provider", filter.provider);
  oneOf("currency_code", filter.currency);
  compare("issue_date", ">=", issueDate?.from);
  compare("issue_date", "<=", issueDate?.to);
  compare("updated_at", ">=", updatedAt?.from);
  compare("updated_at", "<=", updatedAt?.to);
  compare("payable", ">=", total?.min);
  compare("payable", "<=", total?.max);
  if (filter.country) result = result.where(sql<boolean>`countries && ${[...filter.country]}::text[]`);
  if (filter.labels) result = result.where(sql<boolean>`labels @> ${[...filter.labels]}::text[]`);
  if (counterparty) result = result.where(sql<boolean>`counterparties @> ${[participantKey(counterparty)]}::text[]`);
  if (text) result = result.where(sql<boolean>`search @@ websearch_to_tsquery('simple', ${text})`);
  result = matching(result, "number", filter.number);
  return matching(result, "client_reference", filter.clientReference);
}

function matching<Result>(
  query: Query<Result>,
  column: "number" | "client_reference",
  filter: StringFilter | undefined,
): Query<Result> {
  let result = query;
  if (filter?.eq !== undefined) result = result.where(column, "=", filter.eq);
  if (filter?.in !== undefined && filter.in.length > 0) result = result.where(column, "in", [...filter.in]);
  if (filter?.startsWith !== undefined) {
    result = result.where(column, "like", `${filter.startsWith.replace(/[\\%_]/g, "\\$&")}%`);
  }
  return result;
}

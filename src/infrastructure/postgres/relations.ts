import { sql, type Transaction } from "kysely";
import { precedencesOf, type RelationRecord } from "../../application/relate-invoices.js";
import type { Invoice } from "../../domain/invoice.js";
import type { Database } from "./database.js";
import type { Tables } from "./tables.js";

/** Keeps which earlier invoices an invoice names; one that comes later than the invoice that names it is found as well. */
export async function insertRelations(
  transaction: Transaction<Tables>,
  tenantId: string,
  invoiceId: string,
  content: Invoice,
): Promise<void> {
  const named = precedencesOf(content);
  if (named.length === 0) return;
  await transaction
    .insertInto("invoice_relation")
    .values(
      named.map(({ kind, number, issueDate }) => ({
        tenant_id: tenantId,
        invoice_id: invoiceId,
        kind,
        number,
        issue_date: issueDate ?? null,
      })),
    )
    .execute();
}

/**
 * Both ways, the oldest related invoice first. Two invoices are related when one names the number of the other, both
 * have the same seller, and both travel the same way; a date that is named has to be the right one.
 */
export async function readRelations(
  database: Database,
  tenantId: string,
  invoiceIds: readonly string[],
): Promise<RelationRecord[]> {
  if (invoiceIds.length === 0) return [];
  const ids = sql`${[...invoiceIds]}::uuid[]`;
  const { rows } = await sql<{ invoice_id: string; kind: RelationRecord["kind"]; related_id: string }>`
    select invoice_id, kind, related_id from (
      select later.id as invoice_id, r.kind, earlier.id as related_id, earlier.created_at
      from invoice later
      join invoice_relation r on r.tenant_id = later.tenant_id and r.invoice_id = later.id
      join invoice earlier on ${areRelated}
      where later.tenant_id = ${tenantId} and later.id = any(${ids})
      union all
      select earlier.id, case r.kind when 'CREDITS' then 'CREDITED_BY' else 'CORRECTED_BY' end, later.id, later.created_at
      from invoice earlier
      join invoice_relation r on r.tenant_id = earlier.tenant_id and r.number = earlier.number
      join invoice later on later.tenant_id = r.tenant_id and later.id = r.invoice_id and ${areRelated}
      where earlier.tenant_id = ${tenantId} and earlier.id = any(${ids})
    ) as related
    order by created_at, related_id, kind`.execute(database);
  return rows.map((row) => ({ invoiceId: row.invoice_id, kind: row.kind, relatedId: row.related_id }));
}

const areRelated = sql`earlier.tenant_id = r.tenant_id and earlier.number = r.number
  and earlier.direction = later.direction and earlier.id <> later.id
  and earlier.seller_keys && later.seller_keys
  and (r.issue_date is null or r.issue_date = earlier.issue_date)`;

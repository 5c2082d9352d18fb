import { sql, type Transaction } from "kysely";
import type { DeliveryUnit } from "../../application/inbox.js";
import { toInvoice, toSubmission } from "./rows.js";
import type { Tables } from "./tables.js";

export function createDeliveryUnit(
  transaction: Transaction<Tables>,
  tenantId: string,
  queued: Set<string>,
): DeliveryUnit {
  return {
    async findOpenDeliveries(heard) {
      const { rows } = await sql<{ id: string; invoice_id: string | null }>`
        select d.id, i.id as invoice_id
        from unnest(${heard.map(({ deliveryId }) => deliveryId)}::uuid[],
          ${heard.map(({ accountId }) => accountId)}::text[],
          ${heard.map(({ referenceId }) => referenceId)}::text[]) as h (id, account_id, reference_id)
        join delivery d on d.tenant_id = ${tenantId} and d.id = h.id and d.state = 'RECEIVED'
        left join invoice i
          on i.tenant_id = ${tenantId} and i.account_id = h.account_id and i.reference_id = h.reference_id`.execute(
        transaction,
      );
      return new Map(rows.map(({ id, invoice_id }) => [id, invoice_id === null ? {} : { invoiceId: invoice_id }]));
    },

    async closeDelivery(id, { state, reason }) {
      await transaction
        .updateTable("delivery")
        .set({ state, reason: reason?.replaceAll("\u0000", "") ?? null, closed_at: sql`now()`, next_attempt_at: null })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .execute();
    },

    async closeDeliveries(ids) {
      if (ids.length === 0) return;
      const { numAffectedRows } = await sql`
        with open as (
          select id from delivery
          where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'RECEIVED'
          order by id for update)
        update delivery d set state = 'APPLIED', reason = null, closed_at = now(), next_attempt_at = null
        from open where d.tenant_id = ${tenantId} and d.id = open.id`.execute(transaction);
      if (Number(numAffectedRows) !== ids.length) throw new Error("Somebody else has ended one of the deliveries");
    },

    async lockInvoices(ids) {
      if (ids.length === 0) return [];
      // Whoever locks one of each takes the submission first.
      const submissions = await transaction
        .selectFrom("submission")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("invoice_id", "in", [...ids])
        .orderBy("invoice_id")
        .orderBy("created_at", "desc")
        .forUpdate()
        .execute();
      const invoices = await transaction
        .selectFrom("invoice")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "in", [...ids])
        .orderBy("id")
        .forUpdate()
        .execute();
      return invoices.map((invoice) => {
        const submission = submissions.find(({ invoice_id }) => invoice_id === invoice.id);
        return { invoice: toInvoice(invoice), ...(submission && { submission: toSubmission(submission) }) };
      });
    },

    async saveTold(invoices, submissions) {
      if (invoices.length > 0) {
        const rows = invoices.map((invoice) => ({
          id: invoice.id,
          network_references: invoice.networkReferences,
          status: invoice.state.value,
          state: invoice.state,
          validation: invoice.validation,
          native: invoice.native,
          sequence: invoice.sequence,
          version: invoice.version,
          updated_at: invoice.updatedAt,
        }));
        await sql`
          update invoice i set network_references = t.network_references, status = t.status, state = t.state,
            validation = t.validation, native = t.native, sequence = t.sequence, version = t.version,
            updated_at = t.updated_at
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, network_references jsonb, status text,
            state jsonb, validation jsonb, native jsonb, sequence integer, version integer, updated_at timestamptz)
          where i.tenant_id = ${tenantId} and i.id = t.id`.execute(transaction);
      }
      if (submissions.length > 0) {
        const rows = submissions.map(({ id, state, pollAt, polls }) => ({ id, state, poll_at: pollAt, polls }));
        await sql`
          update submission s set state = t.state, poll_at = t.poll_at, polls = t.polls, held_by = null,
            updated_at = now()
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as t (id uuid, state text, poll_at timestamptz, polls integer)
          where s.tenant_id = ${tenantId} and s.id = t.id`.execute(transaction);
        for (const { state, accountId } of submissions) if (state === "QUEUED") queued.add(accountId);
      }
    },
  };
}

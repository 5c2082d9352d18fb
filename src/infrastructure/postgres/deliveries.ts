import { sql, type Transaction } from "kysely";
import type { DeliveryUnit, HeldInvoice } from "../../application/inbox.js";
import { invoiceColumns, submissionColumns, toInvoice, toSubmission } from "./rows.js";
import type { InvoiceRow, SubmissionRow, Tables } from "./tables.js";

type HeldColumns = Pick<InvoiceRow, (typeof invoiceColumns)[number]>;
type SentColumns = Pick<SubmissionRow, (typeof submissionColumns)[number]>;

/** The columns of a submission beside those of its invoice, which are called the same. */
type HeldRow = HeldColumns & { [Column in keyof SentColumns as `sent_${Column}`]: SentColumns[Column] } & {
  readonly delivery_id: string;
  readonly delivery_state: string;
};

const ofInvoice = sql.join(invoiceColumns.map((column) => sql.ref(`held.${column}`)));
const ofSubmission = sql.join(
  submissionColumns.map((column) => sql`${sql.ref(`sent.${column}`)} as ${sql.ref(`sent_${column}`)}`),
);

/**
 * None of these statements looks for deliveries by their state: that would lead through the index of those that are
 * open, which is full of others that have ended since the last vacuum.
 */
export function createDeliveryUnit(
  transaction: Transaction<Tables>,
  tenantId: string,
  queued: Set<string>,
  answeredIn: (deliveryId: string) => number | undefined,
): DeliveryUnit {
  return {
    async holdHeard(heard) {
      await keepPlans(transaction);
      // The count makes sure that all submissions are locked before the first invoice is.
      const { rows } = await sql<HeldRow>`
        /* hold_heard */
        with told as materialized (
          select d.id as delivery_id, d.state as delivery_state, i.id as invoice_id
          from unnest(${heard.map(({ deliveryId }) => deliveryId)}::uuid[],
            ${heard.map(({ accountId }) => accountId)}::text[],
            ${heard.map(({ referenceId }) => referenceId)}::text[]) as h (id, account_id, reference_id)
          join delivery d on d.tenant_id = ${tenantId} and d.id = h.id
          left join invoice i
            on i.tenant_id = ${tenantId} and i.account_id = h.account_id and i.reference_id = h.reference_id),
        locked as materialized (
          select * from submission
          where tenant_id = ${tenantId} and invoice_id = any(array(select invoice_id from told))
          order by invoice_id, created_at desc for update),
        held as materialized (
          select * from invoice
          where tenant_id = ${tenantId} and id = any(array(select invoice_id from told))
            and (select count(*) from locked) >= 0
          order by id for update)
        select told.delivery_id, told.delivery_state, ${ofInvoice}, ${ofSubmission}
        from told
        left join held on held.id = told.invoice_id
        left join (select distinct on (invoice_id) * from locked order by invoice_id, created_at desc) sent
          on sent.invoice_id = told.invoice_id`.execute(transaction);
      return new Map(
        rows
          .filter(({ delivery_state }) => delivery_state === "RECEIVED")
          .map((row) => [row.delivery_id, row.id === null ? {} : { held: toHeld(row) }]),
      );
    },

    async closeDelivery(id, { state, reason }) {
      await transaction
        .updateTable("delivery")
        .set({ state, reason: reason?.replaceAll("\u0000", "") ?? null, closed_at: sql`now()`, next_attempt_at: null })
        .where("tenant_id", "=", tenantId)
        .where("id", "=", id)
        .execute();
    },

    async saveTold({ invoices, submissions, applied }) {
      if (submissions.length > 0) {
        const rows = submissions.map(({ id, state, pollAt, polls }) => ({ id, state, poll_at: pollAt, polls }));
        await sql`
          update submission s set state = t.state, poll_at = t.poll_at, polls = t.polls, held_by = null,
            updated_at = now()
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as t (id uuid, state text, poll_at timestamptz, polls integer)
          where s.tenant_id = ${tenantId} and s.id = t.id
            and s.id = any(${submissions.map(({ id }) => id)}::uuid[])`.execute(transaction);
        for (const { state, accountId } of submissions) if (state === "QUEUED") queued.add(accountId);
      }
      if (applied.length === 0) return;
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
      // The ids are named twice: how many rows are behind a JSON text is not known before it is read.
      const { numAffectedRows } = await sql`
        /* save_told */
        with saved as (
          update invoice i set network_references = t.network_references, status = t.status, state = t.state,
            validation = t.validation, native = t.native, sequence = t.sequence, version = t.version,
            updated_at = t.updated_at
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, network_references jsonb, status text,
            state jsonb, validation jsonb, native jsonb, sequence integer, version integer, updated_at timestamptz)
          where i.tenant_id = ${tenantId} and i.id = t.id and i.id = any(${invoices.map(({ id }) => id)}::uuid[])),
        ended as (
          select d.ctid, d.state, n.ms
          from unnest(${[...applied]}::uuid[], ${applied.map((id) => answeredIn(id) ?? null)}::integer[]) as n (id, ms)
          join delivery d on d.tenant_id = ${tenantId} and d.id = n.id and d.id = any(${[...applied]}::uuid[])
          order by d.id
          for update of d)
        update delivery d set state = 'APPLIED', reason = null, closed_at = now(), next_attempt_at = null,
          acknowledged_in_ms = coalesce(ended.ms, d.acknowledged_in_ms)
        from ended where d.ctid = ended.ctid and ended.state = 'RECEIVED'`.execute(transaction);
      if (Number(numAffectedRows) !== applied.length) throw new Error("Somebody else has ended one of the deliveries");
    },
  };
}

/**
 * Partitions make one plan for all values look worse than planning anew each time, which takes longer than the work. A
 * plan that is kept must not be one for the small table that this was when it was made.
 */
const keepPlans = (transaction: Transaction<Tables>) =>
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`.execute(
    transaction,
  );

function toHeld(row: HeldRow): HeldInvoice {
  const submission = Object.fromEntries(
    submissionColumns.map((column) => [column, row[`sent_${column}`]]),
  ) as unknown as SentColumns;
  return { invoice: toInvoice(row), ...(row.sent_id !== null && { submission: toSubmission(submission) }) };
}

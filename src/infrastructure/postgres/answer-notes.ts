import { sql } from "kysely";
import type { Inbox } from "../../application/inbox.js";
import type { Database } from "./database.js";

const writtenEveryMs = 250;

interface Note {
  readonly tenantId: string;
  readonly id: string;
  readonly acknowledgedInMs: number;
}

/** Collects how long answers took and writes many at once: nobody waits for these figures. */
export function createAnswerNotes(database: Database, written: () => void): Inbox["noteAnswer"] {
  let notes: Note[] = [];

  const write = async (): Promise<void> => {
    const some = notes;
    notes = [];
    try {
      await writeNotes(database, some);
    } catch {
      // A figure of the log is lost; the deliveries themselves say that the database is away.
    }
    // Whoever looked for work meanwhile has passed over what was being written to.
    written();
  };

  return (tenantId, id, acknowledgedInMs) => {
    if (notes.length === 0) setTimeout(() => void write(), writtenEveryMs).unref();
    notes.push({ tenantId, id, acknowledgedInMs });
  };
}

/**
 * The commit need not wait for the disk. The rows are locked in the order in which those lock them who end many at
 * once.
 */
async function writeNotes(database: Database, notes: readonly Note[]): Promise<void> {
  await sql`
    with fast as (select set_config('synchronous_commit', 'off', true)),
    noted as (
      select d.tenant_id, d.id, n.ms
      from unnest(${notes.map(({ tenantId }) => tenantId)}::text[], ${notes.map(({ id }) => id)}::uuid[],
        ${notes.map(({ acknowledgedInMs }) => toInteger(acknowledgedInMs))}::integer[]) as n (tenant_id, id, ms)
      join delivery d on d.tenant_id = n.tenant_id and d.id = n.id
      order by d.tenant_id, d.id
      for update of d)
    update delivery d set acknowledged_in_ms = noted.ms
    from noted, fast where d.tenant_id = noted.tenant_id and d.id = noted.id`.execute(database);
}

/** A negative time is a clock that was set. */
const toInteger = (ms: number): number => Math.max(0, Math.round(ms));

import { sql } from "kysely";
import type { Inbox } from "../../application/inbox.js";
import type { Database } from "./database.js";

/** What is applied meanwhile is written together with that. */
const writtenAfterMs = 1_000;

interface Note {
  readonly tenantId: string;
  readonly acknowledgedInMs: number;
  /** By a clock that nobody sets. */
  readonly notedAtMs: number;
}

export interface AnswerNotes {
  readonly note: Inbox["noteAnswer"];
  /** What is not written yet: whoever writes to the delivery takes it along. */
  find(id: string): number | undefined;
  /** Somebody has. */
  forget(ids: readonly string[]): void;
}

/** Collects how long answers took and writes many at once: nobody waits for these figures. */
export function createAnswerNotes(database: Database, written: () => void): AnswerNotes {
  const notes = new Map<string, Note>();
  let timer: NodeJS.Timeout | undefined;

  const write = async (): Promise<void> => {
    timer = undefined;
    const since = performance.now() - writtenAfterMs;
    const old = [...notes].filter(([, { notedAtMs }]) => notedAtMs <= since);
    for (const [id] of old) notes.delete(id);
    if (notes.size > 0) writeLater();
    if (old.length === 0) return;
    try {
      await writeNotes(database, old);
    } catch {
      // A figure of the log is lost; the deliveries themselves say that the database is away.
    }
    // Whoever looked for work meanwhile has passed over what was being written to.
    written();
  };

  const writeLater = (): void => {
    timer ??= setTimeout(() => void write(), writtenAfterMs).unref();
  };

  return {
    note(tenantId, id, acknowledgedInMs) {
      writeLater();
      notes.set(id, { tenantId, acknowledgedInMs: toInteger(acknowledgedInMs), notedAtMs: performance.now() });
    },
    find: (id) => notes.get(id)?.acknowledgedInMs,
    forget(ids) {
      for (const id of ids) notes.delete(id);
    },
  };
}

/** The commit need not wait for the disk, and nobody waits for a row that is just being written to: its note is lost. */
async function writeNotes(database: Database, notes: readonly (readonly [string, Note])[]): Promise<void> {
  await sql`
    with fast as (select set_config('synchronous_commit', 'off', true)),
    noted as (
      select d.ctid, n.ms
      from unnest(${notes.map(([, { tenantId }]) => tenantId)}::text[], ${notes.map(([id]) => id)}::uuid[],
        ${notes.map(([, { acknowledgedInMs }]) => acknowledgedInMs)}::integer[]) as n (tenant_id, id, ms)
      join delivery d on d.tenant_id = n.tenant_id and d.id = n.id
      for update of d skip locked)
    update delivery d set acknowledged_in_ms = noted.ms
    from noted, fast where d.ctid = noted.ctid`.execute(database);
}

const longestMs = 2 ** 31 - 1;

/** A negative time, and one of weeks, is a clock that was set: nothing else may fail because of it. */
const toInteger = (ms: number): number => Math.min(Math.max(0, Math.round(ms)), longestMs);

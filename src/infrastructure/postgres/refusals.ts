import { sql } from "kysely";
import type { NewRefusal } from "../../application/inbox.js";
import type { Database } from "./database.js";

/** By each process, of each account. */
const inFullPerMinute = 60;
const countEveryMs = 1_000;

interface Minute {
  readonly startedAtMs: number;
  written: number;
  /** The last one that was written in full; the others are counted there. */
  lastId?: string;
  uncounted: number;
}

/**
 * Keeps what was refused, however much it is: a flood costs sixty rows a minute and one update a second. A process that
 * dies loses the count of its last second.
 */
export function createRefusals(database: Database): (refusal: NewRefusal) => Promise<boolean> {
  const minutes = new Map<string, Minute>();

  const count = async (minute: Minute): Promise<void> => {
    const { lastId, uncounted } = minute;
    if (lastId === undefined || uncounted === 0) return;
    minute.uncounted = 0;
    try {
      await sql`update delivery set repeats = repeats + ${uncounted}, last_repeat_at = now()
                where id = ${lastId}::uuid and state = 'REFUSED'`.execute(database);
    } catch {
      // The refusals themselves say that the database is away.
      minute.uncounted += uncounted;
    }
  };

  return async (refusal) => {
    const known = minutes.get(refusal.accountId);
    const isCurrent = known && Date.now() - known.startedAtMs < 60_000;
    const minute: Minute = isCurrent ? known : { startedAtMs: Date.now(), written: 0, uncounted: 0 };
    minutes.set(refusal.accountId, minute);
    if (minute.written >= inFullPerMinute) {
      minute.uncounted++;
      if (minute.uncounted === 1) setTimeout(() => void count(minute), countEveryMs).unref();
      return false;
    }
    minute.written++;
    minute.lastId = await write(database, refusal);
    return true;
  };
}

async function write(database: Database, refusal: NewRefusal): Promise<string> {
  const { id } = await database
    .insertInto("delivery")
    .values({
      tenant_id: refusal.tenantId,
      id: crypto.randomUUID(),
      account_id: refusal.accountId,
      provider: refusal.provider,
      dedupe_key: null,
      headers: JSON.stringify(refusal.headers),
      body: null,
      state: "REFUSED",
      reason: refusal.reason,
      closed_at: sql`now()`,
      event_id: null,
      bytes: refusal.bytes,
      sha256: refusal.sha256 ?? null,
      acknowledged_in_ms: refusal.acknowledgedInMs,
      last_error: null,
      next_attempt_at: null,
      last_repeat_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

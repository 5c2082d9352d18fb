import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

export interface Holding {
  /** How often transactions were held up. */
  readonly times: number;
  stop(): Promise<void>;
}

const longestHoldMs = 60;
const longestPauseMs = 120;

/**
 * What a second session locks: an invoice keeps a transaction waiting before it takes a place in the log, the counter
 * while it takes one, the tenant between the taking and the commit.
 */
const locks: readonly string[] = [
  "select 1 from invoice where tenant_id = $1 order by updated_at desc limit 4 for update",
  "select 1 from tenant_position where tenant_id = $1 for update",
  "select 1 from tenant where id = $1 for update",
];

/** Holds a share of the gateway's transactions open for a moment, so that they commit in another order than they began. */
export function holdOpen(databaseUrl: string, tenantIds: readonly string[], random: () => number): Holding {
  let isOver = false;
  let times = 0;
  const hold = async (client: pg.Client): Promise<void> => {
    for (const lock of locks) {
      const tenantId = tenantIds[Math.floor(random() * tenantIds.length)];
      await client.query("begin");
      await client.query(lock, [tenantId]);
      times += 1;
      await pause(random() * longestHoldMs);
      await client.query("rollback");
      await pause(random() * longestPauseMs);
    }
  };
  const working = (async () => {
    while (!isOver) {
      const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: 2_000 });
      client.on("error", () => undefined);
      try {
        await client.connect();
        while (!isOver) await hold(client);
      } catch {
        // The database is away, or another lock was faster: this session begins again.
        await pause(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  })();
  return {
    get times() {
      return times;
    },
    async stop() {
      isOver = true;
      await working;
    },
  };
}

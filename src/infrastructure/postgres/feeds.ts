import { sql } from "kysely";
import type { FeedName } from "../../application/store.js";
import type { Database } from "./database.js";

const columns = {
  received: { cursor: "feed_cursor", askedAt: "received_asked_at" },
  status: { cursor: "status_cursor", askedAt: "status_asked_at" },
} as const;

/** By the database's clock: of several instances one is given the feed. */
export async function claimFeed(
  database: Database,
  { tenantId, accountId, kind }: FeedName,
  everySeconds: number,
): Promise<{ readonly cursor?: string } | undefined> {
  const { cursor, askedAt } = columns[kind];
  const { rows } = await sql<{ cursor: string | null }>`
    insert into account_state as state (account_id, tenant_id, ${sql.ref(askedAt)}) values (${accountId}, ${tenantId}, now())
    on conflict (account_id) do update set ${sql.ref(askedAt)} = now()
      where state.${sql.ref(askedAt)} is null or state.${sql.ref(askedAt)} <= now() - ${everySeconds} * interval '1 second'
    returning ${sql.ref(cursor)} as cursor`.execute(database);
  const [claimed] = rows;
  if (!claimed) return undefined;
  return claimed.cursor === null ? {} : { cursor: claimed.cursor };
}

export async function saveFeedCursor(database: Database, { accountId, kind }: FeedName, cursor: string): Promise<void> {
  await database
    .updateTable("account_state")
    .set({ [columns[kind].cursor]: cursor })
    .where("account_id", "=", accountId)
    .execute();
}

export async function hastenFeed(database: Database, { accountId, kind }: FeedName): Promise<void> {
  await database
    .updateTable("account_state")
    .set({ [columns[kind].askedAt]: null })
    .where("account_id", "=", accountId)
    .execute();
}

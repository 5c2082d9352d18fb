import { type Kysely, sql } from "kysely";

/** A delivery is its own job: workers look for the oldest that are due. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index delivery_due on delivery (coalesce(next_attempt_at, received_at))
            where state = 'RECEIVED'`.execute(database);
  await sql`drop index delivery_open`.execute(database);
}

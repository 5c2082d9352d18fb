import { type Kysely, sql } from "kysely";

/** Logs of providers that name a document by a reference of its network. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create index invoice_by_network_reference on invoice using gin (network_references jsonb_path_ops)`.execute(
    database,
  );
}

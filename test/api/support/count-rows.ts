import type { TestGateway } from "../../setup/open-gateway.js";

const tables = [
  "invoice",
  "invoice_content",
  "document",
  "submission",
  "submission_attempt",
  "batch",
  "batch_item",
  "key_claim",
  "event_log",
] as const;

/** What an authority shows for a document comes in its own time, whatever else happens. */
const counted = (table: string): string => (table === "document" ? "document where kind <> 'EVIDENCE'" : table);

/** How many rows each table of our invoices has. */
export async function countRows({ database }: TestGateway): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*)::int from ${counted(table)}) as ${table}`);
  const { rows } = await database.query(`select ${counts.join(", ")}`);
  return rows[0];
}

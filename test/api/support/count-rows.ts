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

/** How many rows each table of our invoices has. */
export async function countRows({ database }: TestGateway): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const { rows } = await database.query(`select ${counts.join(", ")}`);
  return rows[0];
}

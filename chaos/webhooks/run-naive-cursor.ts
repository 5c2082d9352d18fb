import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { DatabaseServer } from "../setting/database-server.js";

export interface NaiveCursor {
  readonly written: number;
  readonly missing: number;
}

const writers = 6;
const rowsPerWriter = 60;
const longestHoldMs = 60;
const readEveryMs = 5;

/**
 * The control: a log numbered by a sequence, and a reader who asks for what is behind the last number it saw. When it
 * misses nothing, no transaction overtook another, and the gateway's own figures prove nothing.
 */
export async function runNaiveCursor(database: DatabaseServer): Promise<NaiveCursor> {
  await database.createDatabase("naive");
  const pool = new pg.Pool({ connectionString: database.urlOf("naive"), max: writers + 1 });
  pool.on("error", () => undefined);
  await pool.query("create table naive (seq bigserial primary key)");
  let isWritten = false;
  const seen = new Set<number>();
  const read = async (last: number): Promise<number> => {
    const { rows } = await pool.query<{ seq: string }>("select seq from naive where seq > $1 order by seq", [last]);
    for (const { seq } of rows) seen.add(Number(seq));
    return Math.max(last, ...rows.map(({ seq }) => Number(seq)));
  };
  const reading = (async () => {
    let last = 0;
    while (!isWritten) {
      last = await read(last);
      await pause(readEveryMs);
    }
    await read(last);
  })();
  await Promise.all(Array.from({ length: writers }, () => writeRows(pool)));
  isWritten = true;
  await reading;
  const { rows } = await pool.query<{ count: string }>("select count(*) from naive");
  await pool.end();
  const written = Number(rows[0]?.count);
  return { written, missing: written - seen.size };
}

async function writeRows(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  for (let row = 0; row < rowsPerWriter; row += 1) {
    await client.query("begin");
    await client.query("insert into naive default values");
    await pause(Math.random() * longestHoldMs);
    await client.query("commit");
  }
  client.release();
}

import { mkdir } from "node:fs/promises";
import pg from "pg";
import type { Log } from "../../application/gateway.js";
import { startEmbeddedServer } from "./embedded-server.js";

export interface DatabaseLocation {
  readonly connection: pg.PoolConfig;
  release(): Promise<void>;
}

const watchMs = 2_000;

/**
 * The server that DATABASE_URL names, else an embedded one on the data directory. An embedded server that another
 * gateway owned goes away with it: then this one starts it again, on the same data.
 */
export async function locateDatabase(
  { databaseUrl, dataDirectory }: { readonly databaseUrl?: string; readonly dataDirectory: string },
  log: Log,
): Promise<DatabaseLocation> {
  if (databaseUrl !== undefined) {
    return { connection: { connectionString: databaseUrl }, release: () => Promise.resolve() };
  }
  await mkdir(dataDirectory, { recursive: true });
  const start = () => startEmbeddedServer({ dataDirectory });
  let server = await start();
  let released = false;
  const watching = (async () => {
    while (!released) {
      await new Promise((resolve) => setTimeout(resolve, watchMs).unref());
      if (released || (await answers(server.connection))) continue;
      log.warn({ dataDirectory }, "the embedded database is away: starting it again");
      server = await start().catch((error: unknown) => {
        log.error({ error }, "the embedded database could not be started again");
        return server;
      });
    }
  })();
  return {
    connection: server.connection,
    async release() {
      released = true;
      await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, 100).unref())]);
      await server.stop();
    },
  };
}

async function answers(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: watchMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Busy is not away: PostgreSQL answered that it has no connection to spare.
    return error instanceof pg.DatabaseError && error.code === "53300";
  } finally {
    await client.end().catch(() => undefined);
  }
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { type EmbeddedServer, startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";

/** A PostgreSQL of the run's own, which can crash and come back at the same address. */
export interface DatabaseServer {
  /** Immediate shutdown: what was not committed is gone, and the next start recovers from the log. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  createDatabase(name: string): Promise<void>;
  /** For DATABASE_URL. */
  urlOf(database: string): string;
}

export async function startDatabaseServer(dataDirectory: string): Promise<DatabaseServer> {
  let exited: () => void = () => undefined;
  const startServer = (): Promise<EmbeddedServer> => startEmbeddedServer({ dataDirectory, onExit: () => exited() });
  let server = await startServer();
  const { host, user } = server.connection;
  const urlOf = (database: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
  return {
    urlOf,
    async crash() {
      const gone = new Promise<void>((resolve) => (exited = resolve));
      const [pid] = (await readFile(join(dataDirectory, "pg", "postmaster.pid"), "utf8")).split("\n");
      process.kill(Number(pid), "SIGQUIT");
      await gone;
    },
    async start() {
      server = await startServer();
    },
    stop: () => server.stop(),
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: urlOf("postgres") });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
    },
  };
}

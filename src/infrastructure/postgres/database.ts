import { Kysely, PostgresDialect } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";
import * as first from "./migrations/0001-first.js";
import * as lanes from "./migrations/0002-lanes.js";
import * as afterSending from "./migrations/0003-after-sending.js";
import * as batches from "./migrations/0004-batches.js";
import * as webhooks from "./migrations/0005-webhooks.js";
import * as eventRetention from "./migrations/0006-event-retention.js";
import * as inboundLog from "./migrations/0007-inbound-log.js";
import * as providerFeeds from "./migrations/0008-provider-feeds.js";
import * as inboxClaims from "./migrations/0009-inbox-claims.js";
import * as networkReferences from "./migrations/0009-network-references.js";
import type { Tables } from "./tables.js";

export type Database = Kysely<Tables>;

export interface OpenDatabase {
  readonly database: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const toIso = (text: string): string => new Date(text).toISOString();

/** Moments as ISO text, days and decimals as text, counters as numbers: nothing arrives as a Date or a float. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.TIMESTAMPTZ]: toIso,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.NUMERIC]: (text) => text,
  [pg.types.builtins.INT8]: Number,
};

// pg's typing knows only the types that come with PostgreSQL; extensions have others.
const builtIn = pg.types.getTypeParser as (id: number, format?: "text" | "binary") => (text: string) => unknown;

const named = /^\s*\/\* (\w+) \*\//;

/**
 * A statement that begins with a name in a comment is read by PostgreSQL once for each connection: for a small one that
 * takes longer than all the rest. Its text must always be the same, and it must name the columns that it answers.
 */
function nameStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const withName = (text: unknown, ...more: unknown[]): unknown => {
    const name = typeof text === "string" ? named.exec(text)?.[1] : undefined;
    return name === undefined ? query(text, ...more) : query({ name, text, values: more[0] }, ...more.slice(1));
  };
  Object.assign(client, { query: withName });
}

export function openDatabase(
  connection: pg.PoolConfig,
  options: { readonly connections?: number; readonly onError: (error: Error) => void },
): OpenDatabase {
  const pool = new pg.Pool({
    ...connection,
    max: options.connections ?? 16,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "einvoice-gateway",
    types: {
      getTypeParser: (id: number, format?: "text" | "binary") =>
        (format === "binary" ? undefined : parsers[id]) ?? builtIn(id, format),
    },
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on("error", options.onError);
  // The pool looks away while a connection is lent out: one that breaks between two queries would do the same.
  pool.on("connect", (client) => {
    client.on("error", options.onError);
    nameStatements(client);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { database, pool, close: () => database.destroy() };
}

const migrations: Readonly<Record<string, Migration>> = {
  "0001-first": first,
  "0002-lanes": lanes,
  "0003-after-sending": afterSending,
  "0004-batches": batches,
  "0005-webhooks": webhooks,
  "0006-event-retention": eventRetention,
  "0007-inbound-log": inboundLog,
  "0008-provider-feeds": providerFeeds,
  "0009-inbox-claims": inboxClaims,
  "0009-network-references": networkReferences,
};

/** Brings the schema to this version; several instances may try at once. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error("The database could not be brought to this version", { cause: error });
}

import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openDatabase } from "../../src/infrastructure/postgres/database.js";

export interface FreshDatabase {
  readonly url: string;
  /** For looking into the tables behind the gateway's back. */
  query(text: string, values?: unknown[]): Promise<{ rows: any[] }>;
  drop(): Promise<void>;
}

/** An empty, migrated database of its own: a copy of the template, made in milliseconds. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { host, user } = inject("databaseServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const asAdmin = async (statement: string) => {
    const admin = openDatabase({ host, user, database: "postgres" }, { connections: 1, onError: () => undefined });
    await admin.pool.query(statement);
    await admin.close();
  };
  await asAdmin(`create database ${name} template template_gateway strategy file_copy`);
  const own = openDatabase({ host, user, database: name }, { connections: 1, onError: () => undefined });
  return {
    query: (text, values) => own.pool.query(text, values),
    url: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`,
    async drop() {
      await own.close();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}

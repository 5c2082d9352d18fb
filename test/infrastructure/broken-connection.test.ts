import { sql } from "kysely";
import { expect, inject, it } from "vitest";
import { openDatabase } from "../../src/infrastructure/postgres/database.js";

it("A connection that breaks between two queries of a transaction fails that transaction and nothing else", async () => {
  const broken: Error[] = [];
  const { host, user } = inject("databaseServer");
  const { database, close } = openDatabase(
    { host, user, database: "postgres" },
    { connections: 2, onError: (error) => broken.push(error) },
  );

  const work = database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
    for (let waited = 0; broken.length === 0 && waited < 5_000; waited += 10) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await sql`select 1`.execute(transaction);
  });

  await expect(work).rejects.toThrow();
  expect(broken.length).toBeGreaterThan(0);
  expect((await sql<{ one: number }>`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
  await close();
});

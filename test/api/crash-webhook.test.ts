import { afterAll, beforeAll, expect, it } from "vitest";
import pg from "pg";
import { type Outside, openOutside } from "../setup/gateway-process.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

let outside: Outside;
beforeAll(async () => {
  outside = await openOutside({ stepMs: 1_200 });
});
afterAll(() => outside.close());

it("applies a webhook once that was acknowledged right before the gateway was killed", async () => {
  const { database } = outside;
  const first = await outside.start();
  await until(
    () => database.query("select 1 from account_state where webhook_registration is not null"),
    ({ rows }) => rows.length > 0,
  );
  await submitTo("e-invoice-be", "ACK-1", () => first.client, 5_000);
  const blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("select 1 from submission for update");

  await until(
    () => database.query("select state, attempts from delivery"),
    ({ rows }) => rows.length === 1 && rows[0].attempts > 0,
  );
  await first.kill();
  const acknowledged = await database.query("select state from delivery");
  await blocker.query("rollback");
  await blocker.end();
  expect(acknowledged.rows).toEqual([{ state: "RECEIVED" }]);
  expect((await readLog(database)).map(({ type }) => type)).not.toContain("INVOICE_DELIVERED");
  const second = await outside.start();

  await until(
    () => database.query("select state from delivery"),
    ({ rows }) => rows[0].state === "APPLIED",
    60_000,
  );
  const types = (await readLog(database)).map(({ type }) => type);
  expect(types).toEqual(["INVOICE_SUBMITTED", "INVOICE_VALIDATED", "INVOICE_DELIVERED"]);
  const { rows } = await database.query("select count(*)::int as deliveries from delivery");
  expect(rows).toEqual([{ deliveries: 1 }]);
  await second.kill();
}, 80_000);

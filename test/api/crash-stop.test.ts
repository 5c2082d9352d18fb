import { afterEach, beforeEach, expect, it } from "vitest";
import { type Outside, openOutside } from "../setup/gateway-process.js";
import { readSubmissions, submitTo } from "../setup/submit-to.js";
import { followEvents } from "./support/operations.js";
import { until } from "./support/until.js";

let outside: Outside;
beforeEach(async () => {
  outside = await openOutside({ stepMs: 100 });
});
afterEach(() => outside.close());

const connectionsOf = async () => {
  const { rows } = await outside.database.query(
    "select count(*)::int as open from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  return rows[0].open;
};

it("A gateway told to stop while a provider does not answer ends in time; the submission is settled at the next start", async () => {
  const gateway = await outside.start();
  const socket = gateway.client.follow(followEvents, { from: { now: true } });
  await socket.until((items) => items.length > 0);
  const { line } = outside.providers["e-invoice-be"];
  line.holdAnswer(/POST \S+\/send\b/);
  const patient = submitTo("e-invoice-be", "HANGS", () => gateway.client, 6_000);
  for (let index = 0; index < 10; index += 1) await submitTo("myinvois", `STOP-${index}`, () => gateway.client);
  await until(
    () => Promise.resolve(outside.providers["e-invoice-be"].sent().length),
    (count) => count === 1,
  );

  const statuses = new Set<string>();
  const watching = setInterval(() => {
    fetch(`${gateway.url}/readyz`).then(
      ({ status }) => void statuses.add(String(status)),
      () => void statuses.add("refused"),
    );
  }, 5);
  const ended = await gateway.terminate();
  clearInterval(watching);

  expect((await patient).submission.state).toBe("IN_FLIGHT");
  console.info(`stopped after ${ended.tookMs} ms; /readyz said ${[...statuses].join(", ")}`);
  expect(ended.code).toBe(0);
  expect(ended.tookMs).toBeLessThan(15_000);
  expect([...statuses]).not.toContain("500");
  expect(await connectionsOf()).toBe(0);
  line.release();
  await outside.start();
  await until(
    () => readSubmissions(outside.database),
    (rows) => rows.every(({ state }) => state === "ACCEPTED"),
    90_000,
  );
  expect(outside.providers["e-invoice-be"].sent()).toEqual(["HANGS"]);
  expect(outside.providers.myinvois.sent()).toHaveLength(10);
}, 150_000);

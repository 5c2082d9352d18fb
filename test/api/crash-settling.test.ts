import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readSubmissions, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 50 });
});
afterAll(() => gateway.stop());

const requestsTo = (path: RegExp) =>
  (gateway.simulators.get("e-invoice-be")?.requests ?? []).filter((request) => path.test(request.path));

const untilState = (number: string, state: string) =>
  until(
    () => readSubmissions(gateway.database),
    (rows) => rows.some((row) => row.number === number && row.state === state),
  );

describe("A gateway that goes on living", () => {
  it("settles a submission whose answer could not be written down at first", async () => {
    const { database, client } = gateway;
    await database.query("create sequence hiccup");
    await database.query(`create function hiccup() returns trigger language plpgsql as $$ begin
      if nextval('hiccup') = 1 then raise exception 'the disk hiccups'; end if; return new; end $$`);
    await database.query(`create trigger hiccup before update on submission for each row
      when (old.state = 'IN_FLIGHT' and new.state = 'ACCEPTED') execute function hiccup()`);

    await submitTo("e-invoice-be", "HICCUP", () => client);
    await untilState("HICCUP", "ACCEPTED");

    expect(requestsTo(/\/send$/)).toHaveLength(1);
  });

  it("asks about a submission of unknown outcome in one row of questions, however many jobs there are", async () => {
    const { database, client, simulators } = gateway;
    const simulator = simulators.get("e-invoice-be");
    simulator?.fail({ path: /\/send$/, times: 1, how: "lose" });
    simulator?.fail({ path: /^\/api\/documents\/doc_[^/]+$/, times: 1_000, how: { answer: { status: 503 } } });
    await submitTo("e-invoice-be", "UNKNOWN", () => client);
    await untilState("UNKNOWN", "OUTCOME_UNKNOWN");
    const before = requestsTo(/^\/api\/documents\/doc_[^/]+$/).length;

    await database.query(
      `insert into jobs.job (name, data) select name, data from jobs.job, generate_series(1, 6)
       where name = 'reconcile' and state = 'created'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 9_000));

    const questions = requestsTo(/^\/api\/documents\/doc_[^/]+$/).slice(before);
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.length).toBeLessThanOrEqual(4);
  });
});

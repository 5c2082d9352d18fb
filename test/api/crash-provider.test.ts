import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../src/provider-kit/simulator-server.js";
import { type GatewayProcess, type Outside, openOutside, type ProviderId } from "../setup/gateway-process.js";
import { readSubmissions, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

let outside: Outside;
let gateway: GatewayProcess;
beforeAll(async () => {
  outside = await openOutside({ stepMs: 50 });
  gateway = await outside.start();
});
afterAll(() => outside.close());

/** The requests with which the providers really take a document. */
const sending: Readonly<Record<ProviderId, RegExp>> = {
  "e-invoice-be": /\/send$/,
  myinvois: /\/documentsubmissions\/?$/,
};

const read = async (number: string) => (await readSubmissions(outside.database)).find((row) => row.number === number);

const untilState = (number: string, state: string) =>
  until(
    () => read(number),
    (row) => row?.state === state,
    30_000,
  );

const outcomesOf = async (number: string) => {
  const { rows } = await outside.database.query(
    `select a.outcome from submission_attempt a join submission s on s.id = a.submission_id
     where s.idempotency_key = $1 order by a.number`,
    [number],
  );
  return rows.map(({ outcome }) => outcome);
};

/** The same with each provider, at once. */
const withBoth = (act: (id: ProviderId) => Promise<void>) => () =>
  Promise.all((["e-invoice-be", "myinvois"] as const).map(act)).then(() => undefined);

const fail = (id: ProviderId, how: Fault["how"]) =>
  outside.providers[id].simulator.fail({ path: sending[id], times: 1, how });

describe("A submission, to either provider,", () => {
  it(
    "whose answer is lost is shown as unknown, asked about and never sent twice",
    withBoth(async (id) => {
      fail(id, "lose");

      const answered = await submitTo(id, `LOST-${id}`, () => gateway.client, 20_000);

      expect(answered.submission.state).toBe("OUTCOME_UNKNOWN");
      expect(answered.invoice.status.value).toBe("OUTCOME_UNKNOWN");
      await untilState(`LOST-${id}`, "ACCEPTED");
      expect(await outcomesOf(`LOST-${id}`)).toEqual(["ACCEPTED"]);
      expect(outside.providers[id].sent().filter((number) => number === `LOST-${id}`)).toHaveLength(1);
    }),
  );

  it(
    "that is put off with Retry-After is sent later, not sooner, and once",
    withBoth(async (id) => {
      fail(id, { answer: { status: 503, headers: { "retry-after": "2" }, body: { detail: "maintenance" } } });

      await submitTo(id, `OFF-${id}`, () => gateway.client);
      await untilState(`OFF-${id}`, "ACCEPTED");

      expect(await outcomesOf(`OFF-${id}`)).toEqual(["NOT_ACCEPTED", "ACCEPTED"]);
      const calls = outside.providers[id].simulator.requests.filter(({ path }) => sending[id].test(path)).slice(-2);
      expect(calls.map(({ status }) => status)[0]).toBe(503);
      expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
      expect(outside.providers[id].sent().filter((number) => number === `OFF-${id}`)).toHaveLength(1);
    }),
  );

  it(
    "that is answered 401 is sent again, once",
    withBoth(async (id) => {
      fail(id, { answer: { status: 401, body: { detail: "who are you" } } });

      await submitTo(id, `WHO-${id}`, () => gateway.client);
      await untilState(`WHO-${id}`, "ACCEPTED");

      expect(outside.providers[id].sent().filter((number) => number === `WHO-${id}`)).toHaveLength(1);
    }),
  );

  it(
    "waits for a provider that refuses connections, and is sent once it is back",
    withBoth(async (id) => {
      await outside.providers[id].line.refuse();
      await submitTo(id, `DOWN-${id}`, () => gateway.client);
      await until(
        () => outcomesOf(`DOWN-${id}`),
        ([first]) => first === "NOT_ACCEPTED",
      );

      await outside.providers[id].line.accept();
      await untilState(`DOWN-${id}`, "ACCEPTED");

      expect(await outcomesOf(`DOWN-${id}`)).not.toContain("UNKNOWN");
      expect(outside.providers[id].sent().filter((number) => number === `DOWN-${id}`)).toHaveLength(1);
    }),
  );
});

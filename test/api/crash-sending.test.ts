import { describe, expect, it } from "vitest";
import { type Outside, openOutside, type OutsideOptions, type ProviderId } from "../setup/gateway-process.js";
import { readLog, readSubmissions, repeated, submitTo } from "../setup/submit-to.js";
import { until } from "./support/until.js";

const both: readonly ProviderId[] = ["e-invoice-be", "myinvois"];
/** The requests with which the providers really take a document. */
const sending: Readonly<Record<ProviderId, RegExp>> = {
  "e-invoice-be": /POST \S+\/send\b/,
  myinvois: /POST \S+\/documentsubmissions/,
};

async function withOutside(options: OutsideOptions, act: (outside: Outside) => Promise<void>): Promise<void> {
  const outside = await openOutside(options);
  try {
    await act(outside);
  } finally {
    await outside.close();
  }
}

const statesOf = async ({ database }: Outside) =>
  (await readSubmissions(database)).map(({ provider, state }) => `${provider} ${state}`);

async function untilAccepted(outside: Outside, timeoutMs: number) {
  return until(
    () => readSubmissions(outside.database),
    (rows) => rows.every(({ state }) => state === "ACCEPTED"),
    timeoutMs,
  );
}

const statusesTold = async ({ database }: Outside) => {
  const { rows } = await database.query("select distinct state->>'value' as value from event_log");
  return rows.map(({ value }) => value);
};

describe.concurrent("A gateway killed with SIGKILL", () => {
  it(
    "while a provider has taken a document and its answer is on the way: asks, and does not send again",
    () =>
      withOutside({}, async (outside) => {
        const first = await outside.start();
        for (const id of both) outside.providers[id].line.holdAnswers(sending[id]);
        for (const id of both) await submitTo(id, `HELD-${id}`, () => first.client);
        await until(
          () => Promise.resolve(both.flatMap((id) => outside.providers[id].sent())),
          (sent) => sent.length === 2,
        );
        await first.kill();
        expect(await statesOf(outside)).toEqual(["e-invoice-be IN_FLIGHT", "myinvois IN_FLIGHT"]);
        for (const id of both) outside.providers[id].line.release();

        await outside.start();
        const submissions = await untilAccepted(outside, 40_000);

        expect(submissions.map(({ attempts }) => attempts)).toEqual([1, 1]);
        expect(await statusesTold(outside)).toContain("OUTCOME_UNKNOWN");
        for (const id of both) expect(outside.providers[id].sent()).toEqual([`HELD-${id}`]);
      }),
    70_000,
  );

  it(
    "while its request is on the way and lands late: does not send again",
    () =>
      withOutside({ settlesWithinSeconds: 6 }, async (outside) => {
        const first = await outside.start();
        for (const id of both) outside.providers[id].line.holdRequests(sending[id]);
        for (const id of both) await submitTo(id, `LATE-${id}`, () => first.client);
        await until(
          () => Promise.resolve(both.every((id) => outside.providers[id].line.isHolding())),
          (held) => held,
        );
        await first.kill();

        await outside.start({ accounts: [] }).then((idle) => idle.kill());
        for (const id of both) expect(outside.providers[id].sent()).toEqual([]);
        await outside.start();
        await until(
          () => statesOf(outside),
          (states) => states.every((state) => state.endsWith("OUTCOME_UNKNOWN")),
          30_000,
        );
        for (const id of both) outside.providers[id].line.release();
        const submissions = await untilAccepted(outside, 40_000);

        expect(submissions.map(({ attempts }) => attempts)).toEqual([1, 1]);
        for (const id of both) expect(outside.providers[id].sent()).toEqual([`LATE-${id}`]);
      }),
    80_000,
  );

  it(
    "ten times at random under sixty submissions: each is sent once, none is lost, none stays pending",
    () =>
      withOutside({ stepMs: 50 }, async (outside) => {
        let gateway = await outside.start();
        const numbers = Array.from({ length: 60 }, (_, index) => `KILL-${String(index).padStart(2, "0")}`);
        const providerOf = (index: number): ProviderId => (index % 2 === 0 ? "e-invoice-be" : "myinvois");
        const submitting = Promise.all(
          [0, 1, 2].map(async (lane) => {
            for (const [index, number] of numbers.entries()) {
              if (index % 3 === lane) await submitTo(providerOf(index), number, () => gateway.client);
            }
          }),
        );
        let acknowledged = false;
        void submitting.then(() => (acknowledged = true));
        for (let round = 0; round < 10; round += 1) {
          await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400));
          await gateway.kill();
          gateway = await outside.start();
        }
        await submitting;
        expect(acknowledged).toBe(true);

        await untilAccepted(outside, 60_000);

        const sent = both.flatMap((id) => outside.providers[id].sent());
        expect(repeated(sent)).toEqual([]);
        expect(sent.toSorted()).toEqual(numbers);
        const log = await readLog(outside.database);
        expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
        expect(log.filter(({ type }) => type === "INVOICE_SUBMITTED")).toHaveLength(60);
      }),
    150_000,
  );
});

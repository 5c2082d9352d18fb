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

/** The requests that ask what became of a document. */
const asking: Readonly<Record<ProviderId, RegExp>> = {
  "e-invoice-be": /^\/api\/documents\/doc_[^/]+$/,
  myinvois: /\/documents\/search$/,
};

const wasAsked = ({ providers }: Outside, id: ProviderId) =>
  providers[id].simulator.requests.some(({ path }) => asking[id].test(path));

/** Until a request waits on the line with all its pieces. */
async function untilHeld({ providers }: Outside, ids: readonly ProviderId[]): Promise<void> {
  await until(
    () => Promise.resolve(ids.every((id) => providers[id].line.isHolding())),
    (held) => held,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
}

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
        for (const id of both) outside.providers[id].line.holdAnswer(sending[id]);
        for (const id of both) await submitTo(id, `HELD-${id}`, () => first.client);
        await until(
          () => Promise.resolve(both.flatMap((id) => outside.providers[id].sent())),
          (sent) => sent.length === 2,
        );
        await first.kill();
        expect(await statesOf(outside)).toEqual(["e-invoice-be IN_FLIGHT", "myinvois IN_FLIGHT"]);
        for (const id of both) outside.providers[id].line.release();

        await outside.start();
        const submissions = await untilAccepted(outside, 90_000);

        expect(submissions.map(({ attempts }) => attempts)).toEqual([1, 1]);
        expect(await statusesTold(outside)).toContain("OUTCOME_UNKNOWN");
        for (const id of both) expect(outside.providers[id].sent()).toEqual([`HELD-${id}`]);
      }),
    150_000,
  );

  it(
    "while its request is on the way and lands late: does not send again",
    () =>
      withOutside({ settlesWithinSeconds: 6 }, async (outside) => {
        const first = await outside.start();
        for (const id of both) outside.providers[id].line.holdRequest(sending[id]);
        for (const id of both) await submitTo(id, `LATE-${id}`, () => first.client);
        await untilHeld(outside, both);
        await first.kill();

        for (const id of both) expect(outside.providers[id].sent()).toEqual([]);
        await outside.start();
        await until(
          () => Promise.resolve(both.map((id) => wasAsked(outside, id))),
          (asked) => asked.every(Boolean),
          90_000,
        );
        expect(await statesOf(outside)).toEqual(["e-invoice-be OUTCOME_UNKNOWN", "myinvois OUTCOME_UNKNOWN"]);
        for (const id of both) outside.providers[id].line.release();
        const submissions = await untilAccepted(outside, 90_000);

        expect(submissions.map(({ attempts }) => attempts)).toEqual([1, 1]);
        for (const id of both) expect(outside.providers[id].sent()).toEqual([`LATE-${id}`]);
      }),
    150_000,
  );

  it(
    "or frozen so long that another one has taken over: does not send its own copy when it goes on",
    () =>
      withOutside({ settlesWithinSeconds: 1 }, async (outside) => {
        const first = await outside.start();
        const { line, simulator, sent } = outside.providers["e-invoice-be"];
        line.holdRequest(/POST \S+\/documents\/ubl/);
        await submitTo("e-invoice-be", "FROZEN", () => first.client);
        await untilHeld(outside, ["e-invoice-be"]);
        first.freeze();
        await outside.start({ port: 0 });
        await until(
          () => Promise.resolve(sent()),
          (numbers) => numbers.length === 1,
          90_000,
        );

        const drafts = () => simulator.requests.filter(({ path }) => path === "/api/documents/ubl").length;
        const before = drafts();
        line.release();
        first.thaw();
        await until(
          () => Promise.resolve(drafts()),
          (count) => count > before,
        );
        await new Promise((resolve) => setTimeout(resolve, 3_000));

        expect(sent()).toEqual(["FROZEN"]);
        expect(await statesOf(outside)).toEqual(["e-invoice-be ACCEPTED"]);
      }),
    150_000,
  );

  it(
    "three times at random under thirty submissions: each is sent once, none is lost, none stays pending",
    () =>
      withOutside({ stepMs: 50, settlesWithinSeconds: 1 }, async (outside) => {
        let gateway = await outside.start();
        const numbers = Array.from({ length: 30 }, (_, index) => `KILL-${String(index).padStart(2, "0")}`);
        const providerOf = (index: number): ProviderId => (index % 2 === 0 ? "e-invoice-be" : "myinvois");
        let acknowledged = 0;
        const submitting = Promise.all(
          [0, 1, 2].map(async (lane) => {
            for (const [index, number] of numbers.entries()) {
              if (index % 3 !== lane) continue;
              await submitTo(providerOf(index), number, () => gateway.client);
              acknowledged += 1;
            }
          }),
        );
        for (let round = 0; round < 3; round += 1) {
          const before = acknowledged;
          await until(
            () => Promise.resolve(acknowledged),
            (count) => count === numbers.length || count >= before + 3,
          );
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
          await gateway.kill();
          gateway = await outside.start();
        }
        await submitting;

        await untilAccepted(outside, 120_000);

        const sent = both.flatMap((id) => outside.providers[id].sent());
        expect(repeated(sent)).toEqual([]);
        expect(sent.toSorted()).toEqual(numbers);
        const log = await readLog(outside.database);
        expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
        expect(log.filter(({ type }) => type === "INVOICE_SUBMITTED")).toHaveLength(30);
      }),
    300_000,
  );
});

import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SubmissionState } from "../../src/domain/submission.js";
import { anyStep } from "./model/commands.js";
import { Sending } from "./model/sending.js";
import { type House, openHouse } from "./open-house.js";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const statement of logOfStates) await house.database.query(statement);
});
afterAll(() => house.close());

/** Every step of every submission, whoever took it. */
const logOfStates = [
  `create table state_log (tenant_id text, from_state text, to_state text)`,
  `create function log_state() returns trigger language plpgsql as $$ begin
     insert into state_log values (new.tenant_id, old.state, new.state); return null; end $$`,
  `create trigger log_state after update of state on submission for each row
     when (old.state is distinct from new.state) execute function log_state()`,
];

const limitMs = 15_000;

/** MODEL_SEED repeats a run. */
const seed = Number(process.env["MODEL_SEED"] ?? randomInt(2 ** 31));

it("One story leads through every state, and each is written down", async () => {
  const sending = new Sending(house, "tenant-of-one-story");
  await sending.begin();

  await sending.submit("cancelled");
  await sending.cancel("cancelled");
  await sending.submit("refused");
  await sending.send("refused");
  await sending.submit("failed");
  await sending.send("gateway dies after");
  await sending.tell("failed", "FAILED");
  await sending.drain();

  await sending.check();
  await sending.checkDrained();
  expect([...sending.seen].sort()).toEqual([
    "ACCEPTED",
    "CANCELLED",
    "FAILED",
    "IN_FLIGHT",
    "OUTCOME_UNKNOWN",
    "REJECTED",
  ]);
});

it("Why an outcome was unknown is forgotten once it is known", async () => {
  const sending = new Sending(house, "tenant-with-a-reason");
  await sending.begin();
  await sending.submit("lost");
  await sending.send("answer lost");
  expect(await sending.stateOf("lost")).toMatchObject({ value: "OUTCOME_UNKNOWN", reason: { code: "TIMEOUT" } });

  await sending.drain();

  const known = await sending.stateOf("lost");
  expect(known?.value).toBe("SUBMITTED");
  expect(known?.reason).toBeUndefined();
});

it("Whatever happens on the way, a submission is created at most once, and in the end it is settled", async () => {
  let runs = 0;
  const seen = new Set<SubmissionState>();
  const property = fc.asyncProperty(fc.commands([...anyStep], { maxCommands: 30 }), async (steps) => {
    const sending = new Sending(house, `tenant-${seed}-${(runs += 1)}`);
    await sending.begin();
    await sending.submit("N-0");

    await fc.asyncModelRun(() => ({ model: {}, real: sending }), steps);

    await sending.drain();
    await sending.hearSlowAnswers();
    await sending.check();
    await sending.checkDrained();
    for (const state of sending.seen) seen.add(state);
  });
  await fc.assert(property, { seed, numRuns: 1_000, interruptAfterTimeLimit: limitMs });

  console.info(`${runs} stories, seed ${seed}`);
  expect(runs).toBeGreaterThan(10);
  expect([...seen]).toEqual(expect.arrayContaining(["QUEUED", "IN_FLIGHT", "OUTCOME_UNKNOWN", "ACCEPTED"]));
}, 60_000);

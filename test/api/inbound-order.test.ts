import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { deadLetters } from "./support/operations.js";
import { eventsOf, push, sendInvoice, statusOf, untilEvent, untilLogged } from "./support/inbound.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 3_600_000 });
});
afterAll(() => gateway.stop());

const event = (id: string, type: string, reference: string, more: object = {}) => ({
  id,
  type,
  data: { document_id: reference },
  ...more,
});

const readDelivery = async (eventId: string) =>
  (
    await gateway.database.query(
      `select state, attempts, reason, extract(epoch from next_attempt_at - now())::float8 as pause
       from delivery where event_id = $1`,
      [eventId],
    )
  ).rows[0];

/** What has to wait waits no longer. */
const hurry = (eventId: string) =>
  gateway.database.query("update delivery set next_attempt_at = null where event_id = $1", [eventId]);

const rename = (from: string, to: string) =>
  gateway.database.query("update invoice set reference_id = $2 where reference_id = $1", [from, to]);

describe("A delivery about something that is not known yet", () => {
  it("waits for it, longer and longer, however often it was tried, and is applied when it is known", async () => {
    const { reference } = await sendInvoice(gateway, "EARLY-1");
    await rename(reference, "hidden");
    await push(gateway, event("evt-early", "document.sent", reference));
    await untilLogged(gateway, ({ eventId, attempts }) => eventId === "evt-early" && attempts > 0);
    await gateway.database.query(
      "update delivery set attempts = 100, received_at = now() - interval '30 minutes' where event_id = 'evt-early'",
    );
    await hurry("evt-early");
    const young = await until(
      () => readDelivery("evt-early"),
      ({ attempts, pause }) => attempts > 100 && pause > 60,
    );
    await gateway.database.query(
      "update delivery set received_at = now() - interval '23 hours' where event_id = 'evt-early'",
    );
    await hurry("evt-early");
    const old = await until(
      () => readDelivery("evt-early"),
      ({ attempts, pause }) => attempts > young.attempts && pause > 60,
    );
    await rename("hidden", reference);
    await hurry("evt-early");

    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-early" && state === "APPLIED");

    expect([young.state, old.state]).toEqual(["RECEIVED", "RECEIVED"]);
    expect(young.pause).toBeGreaterThan(800);
    expect(young.pause).toBeLessThan(910);
    expect(old.pause).toBeGreaterThan(1_700);
    expect(old.pause).toBeLessThan(1_810);
    expect(delivery.lastError).toContain(reference);
  }, 60_000);

  it("waits for a person after a day", async () => {
    await push(gateway, event("evt-never", "document.sent", "never"));
    await untilLogged(gateway, ({ eventId, attempts }) => eventId === "evt-never" && attempts > 0);
    await gateway.database.query(
      "update delivery set received_at = now() - interval '25 hours' where event_id = 'evt-never'",
    );
    await hurry("evt-never");

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-never" && state === "DEAD");

    const { deadLetters: list } = await gateway.client.ask(deadLetters, { first: 200 });
    expect(delivery.reason).toContain("never");
    expect(list.nodes.map(({ payload }: any) => payload?.id)).toContain("evt-never");
  }, 60_000);
});

describe("A provider whose clock is years ahead", () => {
  it("is believed as far as now, so that what it says later counts", async () => {
    const { id, reference } = await sendInvoice(gateway, "CLOCK-1");
    const farSeconds = Date.UTC(2090, 0, 1) / 1_000;
    await push(gateway, event("evt-far", "document.sent", reference, { created_at: farSeconds }));
    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    const sent = await statusOf(gateway, id);
    await push(
      gateway,
      event("evt-now", "document.sent.failed", reference, { created_at: Math.ceil(Date.now() / 1_000) + 1 }),
    );
    await untilEvent(gateway, reference, "INVOICE_FAILED");

    const { rows } = await gateway.database.query("select max(occurred_at)::text as latest from event_log");
    expect(Date.parse(sent.since)).toBeLessThan(Date.now() + 1_000);
    expect(Date.parse(rows[0].latest)).toBeLessThan(Date.now() + 300_000);
    expect(await statusOf(gateway, id)).toMatchObject({ value: "FAILED", native: { code: "FAILED" } });
    expect(await eventsOf(gateway, reference)).toContain("INVOICE_DELIVERED");
  });
});

describe("A delivery that fails otherwise", () => {
  it("is tried twelve times, over more than an hour, before it waits for a person", async () => {
    const path = /^\/api\/documents\/away$/;
    gateway.simulators
      .get("e-invoice-be")
      ?.fail({ method: "GET", path, times: 100, how: { answer: { status: 503, body: { detail: "Away" } } } });
    await push(gateway, event("evt-away", "document.received", "away"));

    let seconds = 0;
    for (let tries = 1; tries < 12; tries++) {
      const isTried = ({ attempts, pause, state }: any) => attempts >= tries && pause !== null && state === "RECEIVED";
      const isSettled = async () => {
        const { rows } = await gateway.database.query(
          "select last_error from delivery where event_id = 'evt-away' and last_error is not null",
        );
        return { ...(await readDelivery("evt-away")), settled: rows.length > 0 };
      };
      const { pause } = await until(isSettled, (one) => one.settled && isTried(one));
      seconds += pause;
      await gateway.database.query("update delivery set last_error = null where event_id = 'evt-away'");
      await hurry("evt-away");
    }

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-away" && state === "DEAD");
    expect(delivery.attempts).toBe(12);
    expect(seconds).toBeGreaterThan(3_600);
  }, 120_000);
});

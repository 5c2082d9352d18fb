import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeliveryRecord } from "../../src/application/inbox.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { openHouse } from "../submitting/open-house.js";
import { eventsOf, push, sendInvoice, statusOf, untilEvent, untilLogged } from "./support/inbound.js";
import { until } from "./support/until.js";

const delivered = (id: string, reference: string) => ({ id, type: "document.sent", data: { document_id: reference } });

describe("Two instances on one database", () => {
  let gateway: TestGateway;
  let twin: Awaited<ReturnType<TestGateway["openTwin"]>>;
  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 3_600_000 });
    twin = await gateway.openTwin({ publicUrl: gateway.url });
  });
  afterAll(async () => {
    await twin.stop();
    await gateway.stop();
  });

  /** As if another instance had committed them, all at the same moment. */
  const commit = (deliveries: readonly object[]) =>
    gateway.database.query(
      `insert into delivery (tenant_id, id, account_id, provider, dedupe_key, event_id, headers, body, state)
       select 'mine', gen_random_uuid(), 'mine-e-invoice-be', 'e-invoice-be', said ->> 'id', said ->> 'id', '{}',
         convert_to(said::text, 'utf8'), 'RECEIVED'
       from jsonb_array_elements($1::jsonb) as said`,
      [JSON.stringify(deliveries)],
    );

  it("apply each delivery once, whichever of them took it", async () => {
    const sent = await Promise.all(Array.from({ length: 12 }, (_, index) => sendInvoice(gateway, `TWO-${index}`)));

    const answers = await Promise.all(
      sent.flatMap(({ reference }, index) =>
        [gateway.url, twin.url, gateway.url].map((url, copy) =>
          push({ ...gateway, url }, delivered(`evt-two-${index}-${copy}`, reference)),
        ),
      ),
    );
    const applied = await until(
      () => gateway.database.query("select attempts from delivery where state = 'APPLIED'"),
      ({ rows }) => rows.length >= answers.length,
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(applied.rows).toEqual(answers.map(() => ({ attempts: 1 })));
    for (const { reference } of sent) {
      expect((await eventsOf(gateway, reference)).filter((type) => type === "INVOICE_DELIVERED")).toHaveLength(1);
    }
  }, 60_000);

  it("apply what was taken together although one of it cannot be applied", async () => {
    const sent = await Promise.all(Array.from({ length: 8 }, (_, index) => sendInvoice(gateway, `MIXED-${index}`)));
    await gateway.database.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Not this one'; end $$`,
    );
    await gateway.database.query(
      `create trigger refuse before update on invoice for each row when (new.number = 'MIXED-3') execute function refuse()`,
    );

    await commit(sent.map(({ reference }, index) => delivered(`evt-mixed-${index}`, reference)));
    const refused = await untilLogged(gateway, ({ eventId, lastError }) => eventId === "evt-mixed-3" && lastError);
    for (const { reference } of sent.filter((_, index) => index !== 3)) {
      await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    }
    await gateway.database.query("drop trigger refuse on invoice");
    await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-mixed-3" && state === "APPLIED");

    expect(refused).toMatchObject({ state: "RECEIVED", lastError: "Not this one" });
    expect(await statusOf(gateway, sent[3]?.id ?? "")).toMatchObject({ value: "DELIVERED" });
  }, 60_000);

  it("keep the whole of what several deliveries say about one invoice", async () => {
    const { id, reference } = await sendInvoice(gateway, "SEVERAL-1");

    await commit([
      delivered("evt-several-1", reference),
      delivered("evt-several-2", reference),
      { ...delivered("evt-several-3", reference), type: "document.sent.failed" },
    ]);
    await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-several-3" && state === "APPLIED");

    expect((await eventsOf(gateway, reference)).slice(-2)).toEqual(["INVOICE_DELIVERED", "INVOICE_FAILED"]);
    expect(await statusOf(gateway, id)).toMatchObject({ value: "FAILED" });
  });
});

describe("A delivery that was taken", () => {
  it("belongs to one instance for ten seconds, and to whoever comes after that when it has not ended", async () => {
    const house = await openHouse();
    const accounts = { ofTenant: () => [], rulesOf: () => [], find: () => undefined, all: () => [] };
    const [first, second] = [house.openInstance({ accounts }), house.openInstance({ accounts })];
    const { inbox, keys } = first.gateway.store;
    await keys.saveTenant({ id: "mine", name: "Mine" });
    for (let count = 0; count < 30; count++) {
      const delivery = { tenantId: "mine", accountId: "one", provider: "any", headers: {}, body: Buffer.from("{}") };
      await inbox.add({ ...delivery, dedupeKey: `event:${count}` });
    }
    const now = new Date();
    const claimAt = (time: number, instance = first) =>
      instance.gateway.store.inbox.claim({ now: new Date(time), limit: 20, exceptAccounts: [] });

    const taken = (await Promise.all([claimAt(now.getTime()), claimAt(now.getTime(), second)])).flat();
    const rest = await claimAt(now.getTime() + 9_000, second);
    const again = await claimAt(now.getTime() + 10_000, second);
    const excepted = { now: new Date(now.getTime() + 90_000), limit: 20, exceptAccounts: ["one"] };
    const others = await inbox.claim(excepted);
    await house.close();

    expect(new Set([...taken, ...rest].map(({ id }) => id)).size).toBe(30);
    expect([...taken, ...rest].map(({ attempts }) => attempts)).toEqual(Array(30).fill(1));
    expect(again.map(({ attempts }) => attempts)).toEqual(Array(20).fill(2));
    expect(others).toEqual([]);
  });

  it("is not looked for by anybody when the process that accepts it has time for it", async () => {
    const house = await openHouse();
    const accounts = { ofTenant: () => [], rulesOf: () => [], find: () => undefined, all: () => [] };
    const [first, second] = [house.openInstance({ accounts }), house.openInstance({ accounts })];
    const { inbox, keys } = first.gateway.store;
    await keys.saveTenant({ id: "mine", name: "Mine" });
    const now = new Date();
    const given: DeliveryRecord[] = [];
    inbox.giveTo({
      now: () => now,
      hasRoomFor: (accountId) => accountId === "roomy",
      take: (deliveries) => void given.push(...deliveries),
    });
    let rings = 0;
    inbox.onDue(() => rings++);
    const add = (accountId: string, dedupeKey: string) =>
      inbox.add({ tenantId: "mine", accountId, provider: "any", headers: {}, body: Buffer.from("{}"), dedupeKey });
    const claimAt = (time: number) =>
      second.gateway.store.inbox.claim({ now: new Date(time), limit: 20, exceptAccounts: [] });

    const roomy = await add("roomy", "event:1");
    const repeated = await add("roomy", "event:1");
    const ringsOfTaken = rings;
    const full = await add("full", "event:1");
    const claimed = await claimAt(now.getTime() + 1_900);
    const again = await claimAt(now.getTime() + 2_000);
    await house.close();

    expect(repeated).toBeUndefined();
    expect(given).toMatchObject([
      { id: roomy, attempts: 1, takenUntil: new Date(now.getTime() + 2_000).toISOString() },
    ]);
    expect([ringsOfTaken, rings]).toEqual([0, 1]);
    expect(claimed.map(({ id, attempts }) => ({ id, attempts }))).toEqual([{ id: full, attempts: 1 }]);
    expect(again.map(({ id, attempts }) => ({ id, attempts }))).toEqual([{ id: roomy, attempts: 2 }]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aReceiver, type ReceivedRequest, type Receiver, type ReceiverAnswer } from "./support/a-receiver.js";
import { listEvents } from "./support/operations.js";
import { until } from "./support/until.js";
import { submitOne, webhooksOf } from "./support/webhooks.js";

let gateway: TestGateway;
/** Moves the gateway's clock; the tests' own stays. */
let aheadMs = 0;
const hour = 3_600_000;
const receivers: Receiver[] = [];

beforeAll(async () => {
  const now = () => new Date(Date.now() + aheadMs);
  gateway = await openGateway({ extras: { now, webhookTimeoutMs: 2_000 } });
});
afterAll(() => gateway.stop());
afterEach(async () => {
  for (const { id } of await webhooksOf(gateway.client).list()) await webhooksOf(gateway.client).delete({ id });
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function open(answer?: (request: ReceivedRequest) => ReceiverAnswer): Promise<Receiver> {
  const receiver = await aReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

const webhooks = () => webhooksOf(gateway.client);
const received = (receiver: Receiver, count: number) =>
  until(
    () => Promise.resolve(receiver.requests),
    (requests) => requests.length >= count,
  );
const idOf = ({ headers }: ReceivedRequest) => String(headers["webhook-id"]);
const eventsBehind = async (after?: string) =>
  (await gateway.client.ask(listEvents, { first: 200, ...(after && { after }) })).invoiceEvents.edges as any[];
const lastCursor = async () => (await eventsBehind()).at(-1)?.cursor as string | undefined;
const untilDelivered = (number: string, after?: string) =>
  until(
    () => eventsBehind(after),
    (edges) => edges.some(({ node }) => node.invoice.number === number && node.type === "INVOICE_DELIVERED"),
  );

describe("An endpoint", () => {
  it("is told every event once, signed as Standard Webhooks asks, with what a client needs to go on", async () => {
    const receiver = await open();
    const { secret = "", endpoint } = await webhooks().create({ url: receiver.url, types: [] });

    const { invoice } = await submitOne(gateway.client, "TOLD-1");
    const events = (await untilDelivered("TOLD-1")).filter(({ node }) => node.invoice.number === "TOLD-1");
    const requests = await received(receiver, events.length);

    expect(Buffer.from(secret.replace("whsec_", ""), "base64").byteLength).toBe(32);
    for (const { text, headers } of requests) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(JSON.parse(text));
      expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "einvoice-gateway-webhooks" });
    }
    expect(requests.map(({ body }) => body.data.cursor).toSorted()).toEqual(
      events.map(({ cursor }) => cursor).toSorted(),
    );
    const submitted = requests.find(({ body }) => body.type === "INVOICE_SUBMITTED")!;
    expect(submitted.body).toEqual({
      type: "INVOICE_SUBMITTED",
      timestamp: expect.stringMatching(/Z$/),
      data: {
        id: events[0].node.id,
        cursor: events[0].cursor,
        sequence: 1,
        invoice: { id: invoice.id, number: "TOLD-1", status: "QUEUED" },
      },
    });
    const deliveries = await webhooks().deliveries(endpoint.id);
    expect(deliveries.map(({ webhookId }) => webhookId).toSorted()).toEqual(requests.map(idOf).toSorted());
    expect(deliveries[0]).toMatchObject({
      status: "SUCCEEDED",
      nextAttemptAt: null,
      attempts: [{ httpStatus: 200, error: null }],
    });
  });

  it("is told what it asked for only, and from the cursor it asked for", async () => {
    const before = await lastCursor();
    await submitOne(gateway.client, "FROM-1");
    await untilDelivered("FROM-1", before);
    const receiver = await open();

    await webhooks().create({ url: receiver.url, types: ["INVOICE_DELIVERED"], replayFrom: before });
    const [request] = await received(receiver, 1);
    await submitOne(gateway.client, "FROM-2");
    await received(receiver, 2);

    expect(request?.body).toMatchObject({ type: "INVOICE_DELIVERED", data: { invoice: { number: "FROM-1" } } });
    expect(receiver.requests.map(({ body }) => body.type)).toEqual(["INVOICE_DELIVERED", "INVOICE_DELIVERED"]);
  });

  it("is told what its selection asks for", async () => {
    const receiver = await open();
    const selection = `{ type sequence invoice { number totals { payable } seller { name } }
      ...Sent } fragment Sent on InvoiceSubmittedEvent { submission { state attempts { number } } }`;

    await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"], selection });
    await submitOne(gateway.client, "SHAPED-1");
    const [request] = await received(receiver, 1);

    expect(request?.body).toMatchObject({
      type: "INVOICE_SUBMITTED",
      data: {
        type: "INVOICE_SUBMITTED",
        sequence: 1,
        invoice: { number: "SHAPED-1", totals: { payable: expect.any(String) }, seller: { name: expect.any(String) } },
        submission: { state: expect.any(String) },
      },
    });
    expect(request?.body.missing).toBeUndefined();
  });

  it("is tried with a test, once, also when it is disabled", async () => {
    const receiver = await open(() => ({ status: 500 }));
    const { endpoint, secret = "" } = await webhooks().create({ url: receiver.url, types: ["INVOICE_FAILED"] });
    await webhooks().update({ id: endpoint.id, enabled: false });

    expect(await webhooks().test({ id: endpoint.id })).toMatchObject({ errors: [] });
    const [request] = await received(receiver, 1);
    const [delivery] = await until(
      () => webhooks().deliveries(endpoint.id),
      ([first]) => first?.status === "DEAD",
    );

    expect(new Webhook(secret).verify(request!.text, request!.headers as Record<string, string>)).toMatchObject({
      type: "WEBHOOK_TEST",
    });
    expect(delivery).toMatchObject({ eventId: null, attempts: [{ httpStatus: 500 }] });
    expect(await webhooks().endpoint(endpoint.id)).toMatchObject({ failingSince: null });
  });

  it("that changes its secret can verify everything with either, until the old one ends", async () => {
    const receiver = await open();
    const { endpoint, secret: old = "" } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    const verifies = (secret: string, { text, headers }: ReceivedRequest) => {
      // The library compares with the real clock; this gateway's may be ahead.
      const timestamp = new Date(Number(headers["webhook-timestamp"]) * 1_000);
      const expected = new Webhook(secret).sign(idOf({ headers } as ReceivedRequest), timestamp, text);
      return String(headers["webhook-signature"]).split(" ").includes(expected);
    };

    const { secret: fresh = "" } = await webhooks().rotate({ id: endpoint.id });
    await submitOne(gateway.client, "ROTATED-1");
    const [during] = await received(receiver, 1);
    aheadMs += 25 * hour;
    await submitOne(gateway.client, "ROTATED-2");
    const [, after] = await received(receiver, 2);

    expect(fresh).not.toBe(old);
    expect([verifies(old, during!), verifies(fresh, during!)]).toEqual([true, true]);
    expect([verifies(old, after!), verifies(fresh, after!)]).toEqual([false, true]);
    for (const secret of [old, fresh])
      expect(new Webhook(secret).verify(during!.text, during!.headers as Record<string, string>)).toBeTruthy();
    const { rows } = await gateway.database.query("select to_jsonb(e)::text as row from webhook_endpoint e");
    expect(rows.every(({ row }) => !row.includes(fresh) && !row.includes("whsec_"))).toBe(true);
  });

  it("that was deleted is told nothing more, and is not found", async () => {
    const receiver = await open();
    const { endpoint } = await webhooks().create({ url: receiver.url, types: [] });

    expect(await webhooks().delete({ id: endpoint.id })).toMatchObject({ endpoint: { enabled: false }, errors: [] });
    await submitOne(gateway.client, "DELETED-1");
    await untilDelivered("DELETED-1");

    expect(receiver.requests).toEqual([]);
    expect(await webhooks().endpoint(endpoint.id)).toBeNull();
    expect((await webhooks().delete({ id: endpoint.id })).errors).toMatchObject([{ __typename: "NotFoundError" }]);
  });
});

describe("A delivery that fails", () => {
  it("is tried ten times over three days, under the same id, and is dead then", { timeout: 60_000 }, async () => {
    const receiver = await open(() => ({ status: 500 }));
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(gateway.client, "TEN-1");
    const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

    const gaps: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      const [delivery] = await until(
        () => webhooks().deliveries(endpoint.id),
        ([each]) => each?.attempts.length === tries,
      );
      if (tries === 10) {
        expect(delivery).toMatchObject({ status: "DEAD", nextAttemptAt: null });
        break;
      }
      expect(delivery).toMatchObject({ status: "FAILED" });
      const dueMs = Date.parse(delivery.nextAttemptAt);
      gaps.push((dueMs - Date.parse(delivery.attempts.at(-1).at)) / 1_000);
      // Just before it is due nothing happens.
      aheadMs += dueMs - (Date.now() + aheadMs) - 1_000;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(receiver.requests).toHaveLength(tries);
      aheadMs += 1_000;
    }

    expect(gaps).toHaveLength(9);
    for (const [index, gap] of gaps.entries()) {
      expect(gap / (pauses[index] ?? 0)).toBeGreaterThan(0.79);
      expect(gap / (pauses[index] ?? 0)).toBeLessThan(1.25);
    }
    expect(new Set(gaps.map((gap, index) => (gap / (pauses[index] ?? 1)).toFixed(2))).size).toBeGreaterThan(1);
    expect(new Set(receiver.requests.map(idOf)).size).toBe(1);
    expect(await webhooks().endpoint(endpoint.id)).toMatchObject({ enabled: true, failingSince: expect.any(String) });
  });

  it("waits as long as the endpoint asks, and so does everything else for it", async () => {
    const receiver = await open(() => ({ status: 429, headers: { "retry-after": "7200" } }));
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(gateway.client, "REST-1");
    const [delivery] = await until(
      () => webhooks().deliveries(endpoint.id),
      ([each]) => each?.attempts.length === 1,
    );
    receiver.answerWith(() => ({ status: 200 }));
    await submitOne(gateway.client, "REST-2");
    aheadMs += 1.9 * hour;
    await new Promise((resolve) => setTimeout(resolve, 700));

    expect(receiver.requests).toHaveLength(1);
    expect(Date.parse(delivery.nextAttemptAt) - Date.parse(delivery.attempts[0].at)).toBeGreaterThanOrEqual(7_200_000);
    aheadMs += 0.2 * hour;
    await received(receiver, 3);
    expect((await webhooks().endpoint(endpoint.id)).failingSince).toBeNull();
  });

  it("with 410 disables the endpoint at once; enabled again, it is told everything", async () => {
    const receiver = await open(() => ({ status: 410 }));
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(gateway.client, "GONE-1");
    const disabled = await until(
      () => webhooks().endpoint(endpoint.id),
      ({ enabled }) => !enabled,
    );
    await submitOne(gateway.client, "GONE-2");
    aheadMs += hour;
    await new Promise((resolve) => setTimeout(resolve, 600));

    expect(disabled).toMatchObject({
      disabledAt: expect.any(String),
      disabledReason: "The endpoint answered 410: it is gone for good",
    });
    expect(receiver.requests).toHaveLength(1);
    receiver.answerWith(() => ({ status: 200 }));
    const { endpoint: enabled } = await webhooks().update({ id: endpoint.id, enabled: true });
    await received(receiver, 3);
    expect(enabled).toMatchObject({ enabled: true, disabledAt: null, disabledReason: null });
    const told = receiver.requests.slice(1).map(({ body }) => body.data.invoice.number);
    expect(told.toSorted()).toEqual(["GONE-1", "GONE-2"]);
    expect(idOf(receiver.requests[0]!)).toBe(
      idOf(receiver.requests.find(({ body }, index) => index > 0 && body.data.invoice.number === "GONE-1")!),
    );
  });

  it("for five days without a success disables the endpoint; a success in between begins anew", async () => {
    const receiver = await open(() => ({ status: 500 }));
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    const failDays = async (days: number, name: string) => {
      for (let day = 0; day < days; day += 1) {
        const before = receiver.requests.length;
        await submitOne(gateway.client, `${name}-${day}`);
        await received(receiver, before + 1);
        aheadMs += 24 * hour;
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    };

    await failDays(4, "DAYS-A");
    expect(await webhooks().endpoint(endpoint.id)).toMatchObject({ enabled: true });
    receiver.answerWith(() => ({ status: 200 }));
    await until(
      () => webhooks().deliveries(endpoint.id, ["PENDING", "FAILED"]),
      (open) => {
        aheadMs += hour;
        return open.length === 0;
      },
    );
    receiver.answerWith(() => ({ status: 500 }));
    await failDays(4, "DAYS-B");
    const still = await webhooks().endpoint(endpoint.id);
    await failDays(1, "DAYS-C");
    const disabled = await until(
      () => webhooks().endpoint(endpoint.id),
      ({ enabled }) => !enabled,
    );

    expect(still).toMatchObject({ enabled: true, disabledAt: null });
    expect(disabled.disabledReason).toMatch(/^No try has succeeded since /);
    expect(Date.parse(disabled.disabledAt) - Date.parse(disabled.failingSince)).toBeGreaterThanOrEqual(5 * 24 * hour);
  });

  it("keeps nobody else waiting, however slow its endpoint is", async () => {
    const hanging = await open(() => ({ hang: true }));
    const healthy = await open();
    await webhooks().create({ url: hanging.url, types: [] });
    await webhooks().create({ url: healthy.url, types: ["INVOICE_SUBMITTED"] });

    const delays: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const startedAt = Date.now();
      await submitOne(gateway.client, `SLOW-${index}`);
      await received(healthy, index + 1);
      delays.push((healthy.requests[index]?.atMs ?? Infinity) - startedAt);
    }

    expect(hanging.requests.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...delays)).toBeLessThan(1_000);
  });
});

describe("Telling once more", () => {
  it("goes by cursor or by delivery, always under the ids of the first time", async () => {
    const receiver = await open();
    const before = await lastCursor();
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    for (const number of ["AGAIN-1", "AGAIN-2", "AGAIN-3"]) await submitOne(gateway.client, number);
    await received(receiver, 3);
    const ids = receiver.requests.map(idOf).toSorted();
    const [newest] = await until(
      () => webhooks().deliveries(endpoint.id),
      (deliveries) => deliveries.every(({ status }) => status === "SUCCEEDED"),
    );

    await webhooks().redeliver({ id: endpoint.id, deliveryIds: [newest.id] });
    await received(receiver, 4);
    await webhooks().redeliver({ id: endpoint.id, from: before });
    await received(receiver, 7);

    expect(idOf(receiver.requests[3]!)).toBe(newest.webhookId);
    expect(receiver.requests.slice(4, 7).map(idOf).toSorted()).toEqual(ids);
    const deliveries = await until(
      () => webhooks().deliveries(endpoint.id),
      (all) => all.every(({ status }) => status === "SUCCEEDED"),
    );
    expect(deliveries.map(({ attempts }) => attempts.length).toSorted()).toEqual([2, 2, 3]);
    expect((await webhooks().endpoint(endpoint.id)).position).toBeDefined();
  });

  it("survives a gateway that stops in between: nothing is missing and nothing is planned twice", async () => {
    const receiver = await open(() => ({ status: 503 }));
    const { endpoint } = await webhooks().create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(gateway.client, "STOP-1");
    await received(receiver, 1);

    await gateway.restart();
    await submitOne(gateway.client, "STOP-2");
    receiver.answerWith(() => ({ status: 200 }));
    aheadMs += hour;
    const deliveries = await until(
      () => webhooks().deliveries(endpoint.id),
      (all) => all.length === 2 && all.every(({ status }) => status === "SUCCEEDED"),
    );

    expect(deliveries).toHaveLength(2);
    expect(new Set(receiver.requests.map(({ body }) => body.data.invoice.number))).toEqual(
      new Set(["STOP-1", "STOP-2"]),
    );
  });
});

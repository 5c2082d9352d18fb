import { describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import type { ReceivedRequest } from "./support/a-receiver.js";
import { until } from "./support/until.js";
import { hourMs, openOutboundHouse, received, submitOne, webhookIdOf } from "./support/webhooks.js";

const house = openOutboundHouse();

describe("An endpoint", () => {
  it("is told every event once, signed as Standard Webhooks asks, with what a client needs to go on", async () => {
    const receiver = await house().open();
    const { secret = "", endpoint } = await house().webhooks.create({ url: receiver.url, types: [] });

    const { invoice } = await submitOne(house().client, "TOLD-1");
    const events = (await house().untilDelivered("TOLD-1")).filter(({ node }) => node.invoice.number === "TOLD-1");
    const requests = await received(receiver, events.length);

    expect(Buffer.from(secret.replace("whsec_", ""), "base64").byteLength).toBe(32);
    for (const { text, headers } of requests) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(JSON.parse(text));
      expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "einvoice-gateway-webhooks" });
    }
    expect(new Set(requests.map(({ body }) => body.data.cursor))).toEqual(new Set(events.map(({ cursor }) => cursor)));
    expect(requests).toHaveLength(events.length);
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
    const deliveries = await until(
      () => house().webhooks.deliveries(endpoint.id),
      (told) => told.every(({ status }) => status === "SUCCEEDED"),
    );
    expect(new Set(deliveries.map(({ webhookId }) => webhookId))).toEqual(new Set(requests.map(webhookIdOf)));
    expect(deliveries[0]).toMatchObject({
      status: "SUCCEEDED",
      nextAttemptAt: null,
      attempts: [{ httpStatus: 200, error: null }],
    });
  });

  it("is told what it asked for only, and from the cursor it asked for", async () => {
    const before = await house().lastCursor();
    await submitOne(house().client, "FROM-1");
    await house().untilDelivered("FROM-1", before);
    const receiver = await house().open();

    await house().webhooks.create({ url: receiver.url, types: ["INVOICE_DELIVERED"], replayFrom: before });
    const [request] = await received(receiver, 1);
    await submitOne(house().client, "FROM-2");
    await received(receiver, 2);

    expect(request?.body).toMatchObject({ type: "INVOICE_DELIVERED", data: { invoice: { number: "FROM-1" } } });
    expect(receiver.requests.map(({ body }) => body.type)).toEqual(["INVOICE_DELIVERED", "INVOICE_DELIVERED"]);
  });

  it("is told what its selection asks for", async () => {
    const receiver = await house().open();
    const selection = `{ type sequence invoice { number totals { payable } seller { name } }
      ...Sent } fragment Sent on InvoiceSubmittedEvent { submission { state attempts { number } } }`;

    await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"], selection });
    await submitOne(house().client, "SHAPED-1");
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
    const receiver = await house().open(() => ({ status: 500 }));
    const { endpoint, secret = "" } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_FAILED"] });
    await house().webhooks.update({ id: endpoint.id, enabled: false });

    expect(await house().webhooks.test({ id: endpoint.id })).toMatchObject({ errors: [] });
    const [request] = await received(receiver, 1);
    const [delivery] = await until(
      () => house().webhooks.deliveries(endpoint.id),
      ([first]) => first?.status === "DEAD",
    );

    expect(new Webhook(secret).verify(request!.text, request!.headers as Record<string, string>)).toMatchObject({
      type: "WEBHOOK_TEST",
    });
    expect(delivery).toMatchObject({ eventId: null, attempts: [{ httpStatus: 500 }] });
    expect(await house().webhooks.endpoint(endpoint.id)).toMatchObject({ failingSince: null });
  });

  it("that changes its secret can verify everything with either, until the old one ends", async () => {
    const receiver = await house().open();
    const { endpoint, secret: old = "" } = await house().webhooks.create({
      url: receiver.url,
      types: ["INVOICE_SUBMITTED"],
    });
    const verifies = (secret: string, { text, headers }: ReceivedRequest) => {
      // The library compares with the real clock; this gateway's may be ahead.
      const timestamp = new Date(Number(headers["webhook-timestamp"]) * 1_000);
      const expected = new Webhook(secret).sign(webhookIdOf({ headers }), timestamp, text);
      return String(headers["webhook-signature"]).split(" ").includes(expected);
    };

    const { secret: fresh = "" } = await house().webhooks.rotate({ id: endpoint.id });
    await submitOne(house().client, "ROTATED-1");
    const [during] = await received(receiver, 1);
    house().advance(25 * hourMs);
    await submitOne(house().client, "ROTATED-2");
    const [, after] = await received(receiver, 2);

    expect(fresh).not.toBe(old);
    expect([verifies(old, during!), verifies(fresh, during!)]).toEqual([true, true]);
    expect([verifies(old, after!), verifies(fresh, after!)]).toEqual([false, true]);
    for (const secret of [old, fresh])
      expect(new Webhook(secret).verify(during!.text, during!.headers as Record<string, string>)).toBeTruthy();
    const { rows } = await house().gateway.database.query("select to_jsonb(e)::text as row from webhook_endpoint e");
    expect(rows.every(({ row }) => !row.includes(fresh) && !row.includes("whsec_"))).toBe(true);
  });

  it("that was deleted is told nothing more, and is not found", async () => {
    const receiver = await house().open();
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: [] });

    expect(await house().webhooks.delete({ id: endpoint.id })).toMatchObject({
      endpoint: { enabled: false },
      errors: [],
    });
    await submitOne(house().client, "DELETED-1");
    await house().untilDelivered("DELETED-1");

    expect(receiver.requests).toEqual([]);
    expect(await house().webhooks.endpoint(endpoint.id)).toBeNull();
    expect((await house().webhooks.delete({ id: endpoint.id })).errors).toMatchObject([
      { __typename: "NotFoundError" },
    ]);
  });
});

describe("Telling once more", () => {
  it("goes by cursor or by delivery, always under the ids of the first time", async () => {
    const receiver = await house().open();
    const before = await house().lastCursor();
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    for (const number of ["AGAIN-1", "AGAIN-2", "AGAIN-3"]) await submitOne(house().client, number);
    await received(receiver, 3);
    const ids = receiver.requests.map(webhookIdOf);
    const [newest] = await until(
      () => house().webhooks.deliveries(endpoint.id),
      (deliveries) => deliveries.every(({ status }) => status === "SUCCEEDED"),
    );

    await house().webhooks.redeliver({ id: endpoint.id, deliveryIds: [newest.id] });
    await received(receiver, 4);
    await house().webhooks.redeliver({ id: endpoint.id, from: before });
    await received(receiver, 7);

    expect(webhookIdOf(receiver.requests[3]!)).toBe(newest.webhookId);
    expect(new Set(receiver.requests.slice(4, 7).map(webhookIdOf))).toEqual(new Set(ids));
    const deliveries = await until(
      () => house().webhooks.deliveries(endpoint.id),
      (all) => all.every(({ status }) => status === "SUCCEEDED"),
    );
    expect(deliveries.map(({ id, attempts }) => [id === newest.id, attempts.length])).toEqual([
      [true, 3],
      [false, 2],
      [false, 2],
    ]);
    expect((await house().webhooks.endpoint(endpoint.id)).position).toBeDefined();
  });

  it("survives a gateway that stops in between: nothing is missing and nothing is planned twice", async () => {
    const receiver = await house().open(() => ({ status: 503 }));
    const { endpoint } = await house().webhooks.create({ url: receiver.url, types: ["INVOICE_SUBMITTED"] });
    await submitOne(house().client, "STOP-1");
    await received(receiver, 1);

    await house().gateway.restart();
    await submitOne(house().client, "STOP-2");
    receiver.answerWith(() => ({ status: 200 }));
    house().advance(hourMs);
    const deliveries = await until(
      () => house().webhooks.deliveries(endpoint.id),
      (all) => all.length === 2 && all.every(({ status }) => status === "SUCCEEDED"),
    );

    expect(deliveries).toHaveLength(2);
    expect(new Set(receiver.requests.map(({ body }) => body.data.invoice.number))).toEqual(
      new Set(["STOP-1", "STOP-2"]),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outside, openOutside } from "../setup/gateway-process.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readSubmissions, repeated } from "../setup/submit-to.js";
import { aMalaysianInvoiceInput } from "./support/an-invoice-input.js";
import {
  anItem,
  cancelInvoice,
  readBatch,
  someItems,
  submitBatch,
  toLines,
  untilPrepared,
  upload,
} from "./support/batch-client.js";
import { until } from "./support/until.js";

const followBatch = `subscription Follow($id: ID!) {
  batch(id: $id) { state finishedAt counts { total accepted rejected unknown pending } results(first: 1) { nodes { invoice { status { value } } } } }
}`;

const malaysian = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    idempotencyKey: `${prefix}-${index}`,
    content: { invoice: aMalaysianInvoiceInput({ number: `${prefix}-${index}` }) },
  }));

describe("Who follows a batch", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.stop());

  const submit = async (idempotencyKey: string, inline: readonly object[]): Promise<string> =>
    (await submitBatch(gateway.client, { idempotencyKey, items: { inline } })).batch.id;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("hears how far it is, now and then, until every outcome is known", async () => {
    const id = await submit("followed", malaysian("F", 200));
    const stream = gateway.client.follow(followBatch, { id });

    const told = await stream.until((items) => items.at(-1)?.batch.finishedAt != null, 60_000);

    const last = told.at(-1).batch;
    expect(last).toMatchObject({ state: "COMPLETED", counts: { total: 200, accepted: 200, pending: 0 } });
    const pendings = told.map(({ batch }) => batch.counts.pending);
    expect(pendings).toEqual(pendings.toSorted((one, other) => other - one));
    expect(pendings[0]).toBeGreaterThan(0);
    const count = told.length;
    await pause(1_500);
    expect(stream.items).toHaveLength(count);
    expect(await readBatch(gateway.client, id)).toMatchObject({ finishedAt: last.finishedAt });
  }, 90_000);

  it("hears the end at once of one that has ended", async () => {
    const id = await submit("ended", malaysian("E", 2));
    await until(
      () => readBatch(gateway.client, id),
      ({ finishedAt }) => finishedAt !== null,
    );

    const stream = gateway.client.follow(followBatch, { id });

    expect(await stream.until((items) => items.length > 0)).toMatchObject([{ batch: { state: "COMPLETED" } }]);
  });

  it("hears of many changes a few times a second", async () => {
    const id = await submit("many", someItems("M", 50));
    const results = await untilPrepared(gateway.client, id);
    const stream = gateway.client.follow(followBatch, { id });
    await stream.until((items) => items.length > 0);
    const startedAt = Date.now();

    await Promise.all(
      results.map(async ({ invoice }, index) => {
        await pause(40 * index);
        await cancelInvoice(gateway.client, {
          idempotencyKey: `M-cancel-${index}`,
          invoiceId: invoice.id,
          reason: "Slip",
        });
      }),
    );

    const told = await stream.until((items) => items.at(-1)?.batch.finishedAt != null);
    expect(told.at(-1)).toMatchObject({ batch: { state: "CANCELLED", counts: { rejected: 50 } } });
    expect(told.length).toBeLessThan(4 + (Date.now() - startedAt) / 300);
  });

  it("can go away, and ask again", async () => {
    const id = await submit("again", someItems("A", 60));
    const first = gateway.client.follow(followBatch, { id });
    await first.until((items) => items.length > 0);
    first.stop();

    const second = gateway.client.follow(followBatch, { id });

    expect(await second.until((items) => items.length > 0)).toMatchObject([{ batch: { counts: { total: 60 } } }]);
    second.stop();
  });

  it("hears nothing of another tenant's", async () => {
    const id = await submit("private", [anItem("P-1")]);

    const stream = gateway.stranger.follow(followBatch, { id });

    await until(
      () => Promise.resolve(stream.errors),
      (errors) => errors.length > 0,
    );
    expect(stream.items).toEqual([]);
  });
});

describe("A gateway killed with SIGKILL while it prepares a batch", () => {
  let outside: Outside;
  beforeAll(async () => {
    outside = await openOutside({ stepMs: 20 });
  });
  afterAll(() => outside.close());

  const positionOf = async (): Promise<number> =>
    (await outside.database.query("select coalesce(max(position), 0)::int as position from batch")).rows[0].position;

  it.each(["ACCEPT_VALID", "ALL_OR_NOTHING"])(
    "goes on where it was, and sends each invoice once (%s)",
    async (errorPolicy) => {
      const first = await outside.start();
      const prefix = errorPolicy.slice(0, 3);
      const { body } = await upload(first.url, first.client.key, toLines(malaysian(prefix, 200)));
      const { batch } = await submitBatch(first.client, {
        idempotencyKey: `killed-${errorPolicy}`,
        items: { jsonlUploadId: body.id },
        errorPolicy,
      });
      await until(positionOf, (position) => position >= 50 && position < 200);
      await first.kill();
      expect(
        (
          await outside.database.query(
            "select stage from batch where id = (select id from batch order by created_at desc limit 1)",
          )
        ).rows[0].stage,
      ).toMatch(/CHECKING|PREPARING/);

      const second = await outside.start();

      const results = await untilPrepared(second.client, batch.id, 90_000);
      expect(results.map(({ invoice }) => invoice.number)).toEqual(
        Array.from({ length: 200 }, (_, index) => `${prefix}-${index}`),
      );
      await until(
        () => readSubmissions(outside.database),
        (rows) => rows.length >= 200 && rows.every(({ state }) => state === "ACCEPTED"),
        90_000,
      );
      const sent = outside.providers.myinvois.sent().filter((number) => number.startsWith(`${prefix}-`));
      expect(repeated(sent)).toEqual([]);
      expect(sent).toHaveLength(200);
      await second.kill();
    },
    240_000,
  );
});

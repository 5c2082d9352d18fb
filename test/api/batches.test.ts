import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import {
  anItem,
  cancelInvoice,
  readBatch,
  readResults,
  someItems,
  submitBatch,
  submitInvoice,
  untilPrepared,
  untilState,
} from "./support/batch-client.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const submit = (idempotencyKey: string, inline: readonly object[], more: object = {}) =>
  submitBatch(gateway.client, { idempotencyKey, items: { inline }, ...more });

const countOf = async (prefix: string): Promise<Record<string, number>> => {
  const { rows } = await gateway.database.query(
    `select (select count(*)::int from invoice where number like $1) as invoices,
       (select count(*)::int from submission s join invoice i on i.id = s.invoice_id where i.number like $1) as submissions,
       (select count(*)::int from key_claim where key like $1) as keys`,
    [`${prefix}-%`],
  );
  return rows[0];
};

const wrong = {
  lines: [
    {
      id: "1",
      quantity: "-3",
      unitCode: "C62",
      item: { name: "Nothing" },
      price: { net: "1" },
      vat: { category: "S", rate: "21" },
    },
  ],
};

describe("A batch of a thousand invoices", () => {
  let id: string;

  it("is answered before its invoices are prepared, each with its place", async () => {
    const items = someItems("T", 1_000).map((item, index) => ({ ...item, clientReference: `row ${index}` }));

    const answer = await submit("thousand", items);

    expect(answer).toMatchObject({
      errors: [],
      replayed: false,
      batch: { state: "ACCEPTED", counts: { total: 1_000 } },
    });
    id = answer.batch.id;
    const results = await readResults(gateway.client, id);
    expect(results.map(({ index, clientReference }) => [index, clientReference])).toEqual(
      items.map(({ clientReference }, index) => [index, clientReference]),
    );
    expect(results.at(-1)).toMatchObject({ invoice: null, submission: null, errors: [] });
  });

  it("has one result for each, in the order of the input", async () => {
    const results = await untilPrepared(gateway.client, id);

    expect(results.map(({ invoice }) => invoice.number)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => `T-${index}`),
    );
    expect(await countOf("T")).toEqual({ invoices: 1_000, submissions: 1_000, keys: 1_000 });
    expect(await readBatch(gateway.client, id)).toMatchObject({ counts: { total: 1_000, pending: 1_000 } });
  }, 90_000);
});

describe("A large batch", () => {
  it("answers the same for the same key, and a conflict for other content", async () => {
    const items = someItems("R", 60);
    const first = await submit("large", items);

    expect(await submit("large", items)).toMatchObject({ replayed: true, batch: { id: first.batch.id } });
    expect(await submit("large", items.slice(1))).toMatchObject({
      batch: null,
      errors: [{ __typename: "IdempotencyConflictError" }],
    });
    await untilPrepared(gateway.client, first.batch.id);
    expect((await countOf("R"))["submissions"]).toBe(60);
  });

  it("takes a key that stands in it twice once, or finds a conflict", async () => {
    const items = someItems("K", 60);
    items[40] = items[2] ?? anItem("never");
    items[50] = anItem("K-50", { idempotencyKey: "K-2" });

    const { batch } = await submit("twice", items);

    const results = await untilPrepared(gateway.client, batch.id);
    expect(results[40]).toMatchObject({ errors: [], submission: results[2].submission, invoice: { number: "K-2" } });
    expect(results[50]).toMatchObject({
      submission: null,
      errors: [{ __typename: "IdempotencyConflictError", original: { id: results[2].submission.id } }],
    });
  });

  it("takes an invoice that stands in it twice once, and gives the key of the other back", async () => {
    const items = someItems("D", 60);
    items[55] = anItem("D-3", { idempotencyKey: "D-again" });

    const { batch } = await submit("same-invoice", items);

    const results = await untilPrepared(gateway.client, batch.id);
    expect(results[55].errors).toMatchObject([
      { __typename: "DuplicateInvoiceError", existing: { id: results[3].invoice.id } },
    ]);
    const other = await submitInvoice(gateway.client, anItem("D-new", { idempotencyKey: "D-again" }));
    expect(other).toMatchObject({ errors: [], invoice: { number: "D-new" } });
  });

  it("refuses single invoices with what is wrong with them", async () => {
    const items = someItems("W", 60);
    items[20] = anItem("W-20", wrong);
    items[30] = anItem("W-30", { routing: { provider: "nobody" } });
    items[31] = { ...anItem("W-31"), clientReference: "a\u0000b", labels: ["a\u0000b"] };

    const { batch } = await submit("some-wrong", items);

    await untilPrepared(gateway.client, batch.id);
    const refused = await readResults(gateway.client, batch.id, true);
    expect(refused).toMatchObject([
      {
        index: 20,
        errors: [{ __typename: "ValidationError", path: ["content", "invoice", "lines", "0", "quantity"] }],
      },
      { index: 30, errors: [{ __typename: "NoRouteError" }] },
      { index: 31, clientReference: null, errors: [{ __typename: "ValidationError" }] },
    ]);
    expect(await readBatch(gateway.client, batch.id)).toMatchObject({
      counts: { total: 60, rejected: 3, pending: 57 },
    });
  });

  it("is cancelled when every invoice of it is", async () => {
    const { batch } = await submit("to-cancel", someItems("C", 51));
    const results = await untilPrepared(gateway.client, batch.id);

    for (const [index, { invoice }] of results.entries()) {
      const command = { idempotencyKey: `cancel-${index}`, invoiceId: invoice.id, reason: "A mistake" };
      expect(await cancelInvoice(gateway.client, command)).toMatchObject({ errors: [] });
    }

    expect(await readBatch(gateway.client, batch.id)).toMatchObject({ state: "CANCELLED" });
  });
});

describe("A large batch where all or nothing is wanted", () => {
  const policy = { errorPolicy: "ALL_OR_NOTHING" };

  it("is refused as a whole, and leaves nothing behind but what is wrong with each", async () => {
    const items = someItems("N", 160);
    items[7] = anItem("N-7", wrong);
    items[151] = anItem("N-151", { currencyCode: "EURO" });

    const { batch } = await submit("nothing", items, policy);

    const ended = await untilState(gateway.client, batch.id, "REJECTED");
    expect(ended.counts).toEqual({ total: 160, accepted: 0, rejected: 160, unknown: 0, pending: 0 });
    const results = await readResults(gateway.client, batch.id);
    expect(results.map(({ index }) => index)).toEqual([...Array(160).keys()]);
    expect(results.filter(({ errors }) => errors.length > 0)).toMatchObject([
      { index: 7, errors: [{ path: ["content", "invoice", "lines", "0", "quantity"] }] },
      { index: 151, errors: [{ path: ["content", "invoice", "currencyCode"] }] },
    ]);
    expect(await readResults(gateway.client, batch.id, true)).toHaveLength(2);
    expect(await countOf("N")).toEqual({ invoices: 0, submissions: 0, keys: 0 });
  });

  it("is refused for what cannot stand together in it, or beside what is there", async () => {
    const known = await submitInvoice(gateway.client, anItem("M-known"));
    const items = someItems("M", 160);
    items[150] = anItem("M-150", { idempotencyKey: "M-5" });
    items[151] = anItem("M-6", { idempotencyKey: "M-again" });
    items[152] = anItem("M-known", { idempotencyKey: "M-other" });
    items[153] = anItem("M-153", { idempotencyKey: "M-known" });

    const { batch } = await submit("together", items, policy);

    await untilState(gateway.client, batch.id, "REJECTED");
    expect(await readResults(gateway.client, batch.id, true)).toMatchObject([
      { index: 150, errors: [{ __typename: "IdempotencyConflictError" }] },
      { index: 151, errors: [{ __typename: "DuplicateInvoiceError" }] },
      { index: 152, errors: [{ __typename: "DuplicateInvoiceError", existing: { id: known.invoice.id } }] },
      { index: 153, errors: [{ __typename: "IdempotencyConflictError", original: { id: known.submission.id } }] },
    ]);
    expect(await countOf("M")).toEqual({ invoices: 1, submissions: 1, keys: 1 });
  });

  it("is taken whole when nothing is wrong, with what was taken before under the same key", async () => {
    const known = await submitInvoice(gateway.client, anItem("A-3"));

    const { batch } = await submit("all", someItems("A", 160), policy);

    const results = await untilPrepared(gateway.client, batch.id);
    expect(results.flatMap(({ errors }) => errors)).toEqual([]);
    expect(results[3].submission.id).toBe(known.submission.id);
    expect(await countOf("A")).toEqual({ invoices: 160, submissions: 160, keys: 160 });
  });
});

describe("Batches with the same invoices in another order", () => {
  it("never wait for each other in a circle for their keys", async () => {
    const { database } = gateway;
    const items = someItems("Q", 20);
    await database.query("begin");
    await database.query(
      `insert into key_claim (tenant_id, key, operation, request_hash, subject_id)
       values ('mine', 'Q-10', 'submitInvoice', '', gen_random_uuid())`,
    );
    const submitted = Promise.all([submit("circle", items), submit("circle-back", items.toReversed())]);
    await until(
      () =>
        database.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        ),
      ({ rows }) => rows.length === 2,
    );
    await database.query("rollback");

    expect((await submitted).map(({ errors }) => errors)).toEqual([[], []]);
    expect((await countOf("Q"))["submissions"]).toBe(20);
  });

  it("do not get into each other's way when they come at once", async () => {
    for (let round = 0; round < 8; round += 1) {
      const items = someItems(`O${round}`, 40);
      const answers = await Promise.all([
        submit(`forwards-${round}`, items),
        submit(`backwards-${round}`, items.toReversed()),
        submit(
          `other-keys-${round}`,
          items.map((item) => ({ ...item, idempotencyKey: `${round}-${1_000 - items.indexOf(item)}` })),
        ),
      ]);

      expect(answers.map(({ errors }) => errors)).toEqual([[], [], []]);
      expect((await countOf(`O${round}`))["submissions"]).toBe(40);
    }
  });

  it("are prepared by two instances at once", async () => {
    const twin = await gateway.openTwin();
    try {
      const items = someItems("I", 300);
      const batches = await Promise.all([
        submit("instances-forwards", items),
        submitBatch(twin.client, { idempotencyKey: "instances-backwards", items: { inline: items.toReversed() } }),
      ]);

      const [forwards, backwards] = await Promise.all(
        batches.map(({ batch }) => untilPrepared(gateway.client, batch.id)),
      );

      expect(forwards?.map(({ submission }) => submission.id)).toEqual(
        backwards?.map(({ submission }) => submission.id).toReversed(),
      );
      expect((await countOf("I"))["submissions"]).toBe(300);
    } finally {
      await twin.stop();
    }
  });
});

describe("A batch for a provider that takes a few invoices a second", () => {
  it("waits for it, and lets everyone pass for whom somebody waits", async () => {
    const { batch } = await submit("slow", someItems("S", 100, { routing: {} }));
    await until(
      () => readBatch(gateway.client, batch.id),
      ({ counts }) => counts.accepted > 0,
    );

    const input = {
      idempotencyKey: "urgent",
      content: { invoice: anInvoiceInput({ number: "URGENT" }) },
      waitMs: 20_000,
    };
    const urgent = await submitInvoice(gateway.client, input);

    expect(urgent.submission.state).toBe("ACCEPTED");
    const { counts } = await readBatch(gateway.client, batch.id);
    expect(counts.pending).toBeGreaterThan(50);
    await untilState(gateway.client, batch.id, "THROTTLED", 20_000);
    await untilState(gateway.client, batch.id, "COMPLETED", 60_000);
  }, 120_000);
});

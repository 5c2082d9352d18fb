import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { writeEvents } from "../setup/write-events.js";
import { followEvents, listEvents } from "./support/operations.js";
import { until } from "./support/until.js";

const followInvoice = `subscription Follow($id: ID!, $from: StreamPosition) {
  invoice(id: $id, from: $from) {
    __typename
    ... on InvoiceEventEdge { cursor node { type sequence invoice { number } } }
    ... on StreamCaughtUp { cursor replayed }
  }
}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 80 });
});
afterAll(() => gateway.stop());

const isCaughtUp = (items: readonly any[]) => items.some((item) => item.invoiceEvents.__typename === "StreamCaughtUp");

const toldBy = (items: readonly any[]): any[] =>
  items.flatMap(({ invoiceEvents: { node, cursor } }) => (node ? [{ ...node, cursor }] : []));

const facts = (rows: readonly any[]) =>
  rows.map(({ number, invoice, sequence, type }) => `${number ?? invoice.number} ${sequence} ${type}`);

/** Everything that is told from a place on, until there is nothing more. */
async function replay(from: object, filter: object = {}): Promise<any[]> {
  const stream = gateway.client.follow(followEvents, { from, filter });
  const items = await stream.until(isCaughtUp);
  stream.stop();
  return toldBy(items);
}

async function untilDelivered(count: number) {
  return until(
    () => readLog(gateway.database),
    (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length >= count,
  );
}

describe("A stream of events", () => {
  it("tells live, replayed and listed the same for every filter", async () => {
    const { client } = gateway;
    const beginning = new Date(Date.now() - 1_000).toISOString();
    const first = await submitTo("e-invoice-be", "FILTER-1", () => client);
    const filters = [
      {},
      { types: ["INVOICE_SUBMITTED", "INVOICE_DELIVERED"] },
      { invoiceIds: [first.invoice.id] },
      { providers: ["myinvois"] },
      { direction: "INBOUND" },
      { direction: "OUTBOUND", types: ["INVOICE_STATUS_UPDATED"] },
      { statuses: ["QUEUED", "DELIVERED"] },
      { statuses: ["DELIVERED"], providers: ["e-invoice-be"] },
    ];
    const live = filters.map((filter) => client.follow(followEvents, { from: { since: beginning }, filter }));
    for (const stream of live) await stream.until(isCaughtUp);
    await submitTo("e-invoice-be", "FILTER-2", () => client);
    await submitTo("myinvois", "FILTER-3", () => client);
    await untilDelivered(2);
    await until(
      () => readLog(gateway.database),
      (rows) => rows.filter(({ number, type }) => number === "FILTER-3" && type !== "INVOICE_SUBMITTED").length >= 2,
    );
    const counts: number[] = [];

    for (const [index, filter] of filters.entries()) {
      const { invoiceEvents } = await client.ask(listEvents, { filter, first: 200 });
      const listed = invoiceEvents.edges.map(({ node }: any) => node);
      const replayed = await replay({ since: beginning }, filter);
      const told = await live[index]?.until((items) => toldBy(items).length >= listed.length);
      live[index]?.stop();
      counts.push(listed.length);

      expect(facts(replayed)).toEqual(facts(listed));
      expect(facts(toldBy(told ?? []))).toEqual(facts(listed));
    }
    // Every filter leaves something out, and all but one let something through.
    expect(counts.filter((count) => count === 0)).toHaveLength(1);
    for (const count of counts.slice(1)) expect(count).toBeLessThan(counts[0] ?? 0);
  });

  it("has no hole between what it replays and what is live", async () => {
    const { client, database } = gateway;
    const since = new Date().toISOString();
    const submitting = (async () => {
      for (let index = 0; index < 12; index += 1) await submitTo("e-invoice-be", `HOLE-${index}`, () => client);
    })();
    const streams = [];
    for (let index = 0; index < 10; index += 1) {
      streams.push(client.follow(followEvents, { from: { since } }));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await submitting;
    const log = (
      await until(
        () => readLog(database),
        (rows) =>
          rows.filter(({ number, type }) => number.startsWith("HOLE") && type === "INVOICE_DELIVERED").length === 12,
      )
    ).filter(({ number }) => number.startsWith("HOLE"));
    for (const stream of streams) {
      const items = await stream.until((seen) => toldBy(seen).length >= log.length);
      stream.stop();

      expect(facts(toldBy(items))).toEqual(facts(log));
    }
  });

  it("goes on behind any of its cursors, whichever way they were got", async () => {
    const all = await replay({ since: "2026-01-01T00:00:00Z" });
    const middle = all[Math.floor(all.length / 2)];

    expect(facts(await replay({ after: middle.cursor }))).toEqual(facts(all.slice(all.indexOf(middle) + 1)));
    const { invoiceEvents } = await gateway.client.ask(listEvents, { after: middle.cursor, first: 200 });
    expect(facts(invoiceEvents.edges.map(({ node }: any) => node))).toEqual(facts(all.slice(all.indexOf(middle) + 1)));
  });

  it("follows one invoice and nothing else", async () => {
    const { client } = gateway;
    const { invoice } = await submitTo("e-invoice-be", "ONE", () => client);
    const stream = client.follow(followInvoice, { id: invoice.id, from: { since: "2026-01-01T00:00:00Z" } });
    await submitTo("e-invoice-be", "OTHER", () => client);
    const items = await stream.until((seen) => seen.some((item) => item.invoice.node?.type === "INVOICE_DELIVERED"));
    stream.stop();
    const nodes = items.flatMap(({ invoice: item }) => item.node ?? []);

    expect(nodes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(new Set(nodes.map((node) => node.invoice.number))).toEqual(new Set(["ONE"]));
  });

  it("does not tell of an invoice that is another tenant's", async () => {
    const { invoice } = await submitTo("e-invoice-be", "MINE", () => gateway.client);
    const stream = gateway.stranger.follow(followInvoice, { id: invoice.id });
    await until(
      () => Promise.resolve(stream.errors),
      (errors) => errors.length > 0,
    );

    expect(stream.errors[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  });

  it.each([
    ["garbage", () => "garbage", "is no cursor of this list"],
    ["another tenant's", () => cursorOf("events", "theirs", 0), "is no cursor of this list"],
    ["of another list", () => cursorOf("invoices", "mine", 1), "is no cursor of this list"],
    ["of the future", () => cursorOf("events", "mine", 9_999_999), "lies behind the end of the log"],
  ])("refuses a cursor that is %s, in a stream as in a list", async (_what, cursor, message) => {
    const stream = gateway.client.follow(followEvents, { from: { after: cursor() } });
    await until(
      () => Promise.resolve(stream.errors),
      (errors) => errors.length > 0,
    );
    const { errors } = await gateway.client.send(listEvents, { after: cursor() });

    for (const error of [stream.errors[0] as any, errors?.[0]]) {
      expect(error.extensions.code).toBe("BAD_USER_INPUT");
      expect(error.message).toContain(message);
    }
  });

  it("wakes many who follow different things with one reading of the log", async () => {
    const { client, database } = gateway;
    const ids: string[] = [];
    for (const number of ["MANY-1", "MANY-2", "MANY-3"]) {
      ids.push((await submitTo("e-invoice-be", number, () => client)).invoice.id);
    }
    await until(
      () => readLog(database),
      (rows) =>
        rows.filter(({ number, type }) => number.startsWith("MANY") && type === "INVOICE_DELIVERED").length === 3,
    );
    const streams = Array.from({ length: 40 }, (_, index) =>
      client.follow(followEvents, { from: { now: true }, filter: { invoiceIds: [ids[index % 3]] } }),
    );
    for (const stream of streams) await stream.until(isCaughtUp);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = await logScans();
    await writeEvents(database, { count: 1 });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const scans = (await logScans()) - before;
    for (const stream of streams) stream.stop();

    expect(scans).toBeGreaterThan(0);
    expect(scans).toBeLessThan(streams.length);
  });
});

const cursorOf = (list: string, tenantId: string, position: number): string =>
  Buffer.from(JSON.stringify([list, tenantId, position])).toString("base64url");

/** How often the log was looked into through its key, by anybody. */
async function logScans(): Promise<number> {
  const { rows } = await gateway.database.query(
    "select idx_scan::int as scans from pg_stat_user_indexes where indexrelname = 'event_log_pkey'",
  );
  return rows[0].scans;
}

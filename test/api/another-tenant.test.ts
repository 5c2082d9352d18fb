import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import {
  batch,
  cancelInvoice,
  followEvents,
  listEvents,
  listInvoices,
  reconcileSubmission,
  submitInvoice,
  submitInvoices,
} from "./support/operations.js";
import { until } from "./support/until.js";

/** What one tenant has; the tests ask for it as another. */
interface Belongings {
  readonly invoice: string;
  readonly submission: string;
  readonly document: string;
  readonly batch: string;
  readonly provider: string;
  readonly tenant: string;
  readonly reference: string;
  readonly eventCursor: string;
  readonly listCursor: string;
}

let gateway: TestGateway;
let mine: Belongings;
beforeAll(async () => {
  gateway = await openGateway();
  const { client } = gateway;
  const content = { invoice: anInvoiceInput({ number: "M-1" }) };
  const { submitInvoice: sent } = await client.ask(submitInvoice, {
    input: { idempotencyKey: "mine", clientReference: "my-order", content, waitMs: 10_000 },
  });
  const inline = [{ idempotencyKey: "mine-2", content: { invoice: anInvoiceInput({ number: "M-2" }) } }];
  const { submitInvoices: batched } = await client.ask(submitInvoices, {
    input: { idempotencyKey: "my-batch", items: { inline } },
  });
  await until(
    () => client.ask("{ invoices { nodes { status { terminal } } } }"),
    ({ invoices }) => invoices.nodes.every(({ status }: any) => status.terminal),
  );
  const { invoice, viewer, providers } = await client.ask(
    "query ($id: ID!) { invoice(by: { id: $id }) { documents { id } } viewer { tenant { id } } providers { id } }",
    { id: sent.invoice.id },
  );
  const { invoices } = await client.ask(listInvoices);
  const { invoiceEvents } = await client.ask(listEvents);
  mine = {
    invoice: sent.invoice.id,
    submission: sent.submission.id,
    document: invoice.documents[0].id,
    batch: batched.batch.id,
    provider: providers[0].id,
    tenant: viewer.tenant.id,
    reference: sent.invoice.providerReferences[0].reference,
    eventCursor: invoiceEvents.edges[0].cursor,
    listCursor: invoices.edges[0].cursor,
  };
});
afterAll(() => gateway.stop());

const untouched = async (act: () => Promise<unknown>) => {
  const before = await countRows(gateway);
  await act();
  expect(await countRows(gateway)).toEqual(before);
};

describe("Another tenant", () => {
  it("finds no invoice of mine, whichever way it asks", async () => {
    const query = "query ($by: InvoiceBy!) { invoice(by: $by) { id } }";
    const ways = [
      { id: mine.invoice },
      { clientReference: "my-order" },
      { providerReference: { provider: "e-invoice-be", reference: mine.reference } },
    ];

    for (const by of ways) {
      expect(await gateway.client.ask(query, { by })).toEqual({ invoice: { id: mine.invoice } });
      expect(await gateway.stranger.ask(query, { by })).toEqual({ invoice: null });
    }
  });

  it("finds nothing under my ids, no more than under ids that never were", async () => {
    const { invoice, submission, document, batch: batchId, provider, tenant } = mine;
    const ids = [invoice, submission, document, batchId, provider, tenant];
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    expect(await gateway.client.ask(query, { ids })).toEqual({ nodes: ids.map((id) => ({ id })) });
    expect(await gateway.stranger.ask(query, { ids })).toEqual({ nodes: ids.map(() => null) });
    for (const id of ids) {
      expect(await gateway.stranger.ask("query ($id: ID!) { node(id: $id) { id } }", { id })).toEqual({ node: null });
    }
    expect(await gateway.stranger.ask(batch, { id: batchId })).toEqual({ batch: null });
  });

  it("has lists, a log and providers of its own, which are empty", async () => {
    const { stranger } = gateway;

    const { invoices } = await stranger.ask(listInvoices, { filter: { number: { startsWith: "M-" } } });
    const { invoiceEvents } = await stranger.ask(listEvents);
    const { invoiceEvents: asked } = await stranger.ask(listEvents, { filter: { invoiceIds: [mine.invoice] } });
    const { providers, viewer } = await stranger.ask("{ providers { key } viewer { tenant { name } } }");

    expect(invoices).toMatchObject({ edges: [], totalCount: { value: 0, exact: true } });
    expect([invoiceEvents.edges, asked.edges]).toEqual([[], []]);
    expect(providers).toEqual([]);
    expect(viewer.tenant.name).toBe("Company theirs");
  });

  it("cannot go on from my cursors", async () => {
    const refused = { errors: [{ extensions: { code: "BAD_USER_INPUT" } }] };

    expect(await gateway.stranger.send(listInvoices, { after: mine.listCursor })).toMatchObject(refused);
    expect(await gateway.stranger.send(listInvoices, { last: 1, before: mine.listCursor })).toMatchObject(refused);
    expect(await gateway.stranger.send(listEvents, { after: mine.eventCursor })).toMatchObject(refused);
    const stream = gateway.stranger.follow(followEvents, { from: { after: mine.eventCursor } });
    await expect(stream.until((items) => items.length > 0)).rejects.toThrow("is no cursor of this list");
  });

  it("hears nothing of mine, not even when it follows my invoice by its id", async () => {
    const followOne = `subscription ($id: ID!) { invoice(id: $id, from: { since: "2026-01-01T00:00:00Z" }) {
      __typename ... on InvoiceEventEdge { node { type } } } }`;
    const everything = gateway.stranger.follow(followEvents, { from: { since: "2026-01-01T00:00:00Z" } });
    const byId = gateway.stranger.follow(followEvents, {
      from: { since: "2026-01-01T00:00:00Z" },
      filter: { invoiceIds: [mine.invoice] },
    });
    const one = gateway.stranger.follow(followOne, { id: mine.invoice });
    const own = gateway.client.follow(followEvents, { from: { now: true } });
    await everything.until((items) => items.length > 0);
    await byId.until((items) => items.length > 0);
    await own.until((items) => items.length > 0);

    const input = { idempotencyKey: "heard", content: { invoice: anInvoiceInput({ number: "M-3" }) } };
    await gateway.client.ask(submitInvoice, { input });
    await own.until((items) => items.some((item) => item.invoiceEvents.node?.type === "INVOICE_DELIVERED"));

    for (const stream of [everything, byId]) {
      expect(stream.items.map((item) => item.invoiceEvents.__typename)).toEqual(["StreamCaughtUp"]);
    }
    expect(one.items.filter((item) => item.invoice.__typename === "InvoiceEventEdge")).toEqual([]);
  });

  it("cannot take my invoice back, nor have my submission asked about", async () => {
    const cancel = (id: string) =>
      gateway.stranger.ask(cancelInvoice, { input: { idempotencyKey: "steal", invoiceId: id, reason: "Mine now" } });
    const reconcile = (id: string) => gateway.stranger.ask(reconcileSubmission, { input: { submissionId: id } });

    await untouched(async () => {
      expect(await cancel(mine.invoice)).toMatchObject({
        cancelInvoice: { invoice: null, errors: [{ __typename: "NotFoundError", path: ["invoiceId"] }] },
      });
      expect(await reconcile(mine.submission)).toMatchObject({
        reconcileSubmission: { submission: null, errors: [{ __typename: "NotFoundError", path: ["submissionId"] }] },
      });
    });
  });

  it("can use the keys I used, without learning that I did", async () => {
    const input = { idempotencyKey: "mine", content: { invoice: anInvoiceInput({ number: "M-1" }) } };

    await untouched(async () => {
      const { submitInvoice: answer } = await gateway.stranger.ask(submitInvoice, { input });
      expect(answer).toMatchObject({ replayed: false, invoice: null, errors: [{ __typename: "NoRouteError" }] });
      const { submitInvoices: batched } = await gateway.stranger.ask(submitInvoices, {
        input: { idempotencyKey: "my-batch", errorPolicy: "ALL_OR_NOTHING", items: { inline: [input] } },
      });
      expect(batched).toMatchObject({ replayed: false, batch: null, errors: [{ __typename: "NoRouteError" }] });
    });
  });

  it("cannot name my account: its own are the only ones considered", async () => {
    const routing = { provider: "e-invoice-be" };
    const input = { idempotencyKey: "route", content: { invoice: anInvoiceInput() }, routing };

    const { submitInvoice: answer } = await gateway.stranger.ask(submitInvoice, { input });

    expect(answer.errors).toMatchObject([{ __typename: "NoRouteError", message: "No provider account is configured" }]);
  });
});

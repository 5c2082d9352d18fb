import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signature } from "../../providers/e-invoice-be/webhook.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { anInvoice } from "../builders/an-invoice.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { deadLetters, replayDeadLetters, submitInvoice } from "./support/operations.js";
import { deliverDocument } from "./support/receive-document.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  // The provider never says by itself that a document has arrived: the tests do.
  gateway = await openGateway({ stepMs: 3_600_000 });
});
afterAll(() => gateway.stop());

const list = async (variables: Record<string, unknown> = {}) =>
  (await gateway.client.ask(deadLetters, variables)).deadLetters;
const replay = async (ids: readonly string[], client = gateway.client) =>
  (await client.ask(replayDeadLetters, { input: { ids } })).replayDeadLetters;

const untilDead = async (isIt: (letter: any) => boolean): Promise<any> => {
  const { nodes } = await until(
    () => list({ first: 200 }),
    (page) => page.nodes.some(isIt),
    60_000,
  );
  return nodes.find(isIt);
};
const untilAlive = (id: string) =>
  until(
    () => list({ first: 200 }),
    ({ nodes }) => nodes.every((letter: any) => letter.id !== id),
  );

const simulator = () => {
  const running = gateway.simulators.get("e-invoice-be");
  if (!running) throw new Error("There is no simulator");
  return running;
};

/** The provider posts a webhook. */
async function post(event: object): Promise<void> {
  const body = Buffer.from(JSON.stringify(event));
  const secret = await openAccount(gateway).webhookSecret();
  const { status } = await fetch(`${gateway.url}/webhooks/mine-e-invoice-be`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signature.sign(body, secret, Date.now()) },
    body,
  });
  expect(status).toBe(202);
}

const findInvoice = async (reference: string) =>
  (
    await gateway.client.ask(
      "query ($by: InvoiceBy!) { invoice(by: $by) { number status { value } documents { sha256 } } }",
      { by: { providerReference: { provider: "e-invoice-be", reference } } },
    )
  ).invoice;

async function send(number: string) {
  const { submitInvoice: sent } = await gateway.client.ask(submitInvoice, {
    input: { idempotencyKey: number, content: { invoice: anInvoiceInput({ number }) }, waitMs: 10_000 },
  });
  expect(sent.errors).toEqual([]);
  return sent;
}

describe("A webhook that nobody can deal with", () => {
  it("is kept as it came, and is a dead letter again when it is replayed as it was", async () => {
    const event = { id: "evt-unreadable", type: "document.sent", data: "nothing" };
    await post(event);

    const letter = await untilDead(({ payload }) => payload?.id === event.id);
    const replayed = await replay([letter.id]);
    const again = await untilDead(({ id, receivedAt }) => id === letter.id && receivedAt === letter.receivedAt);

    expect(letter).toMatchObject({
      source: "INBOUND_WEBHOOK",
      provider: { key: "e-invoice-be" },
      attempts: 1,
      payload: event,
    });
    expect(letter.reason).toContain("data");
    expect(replayed).toEqual({ replayed: [letter.id], errors: [] });
    expect(again.payload).toEqual(event);
  });

  it("does what it says when it is replayed and what it speaks of is there", async () => {
    const { invoice } = await send("HOOK-1");
    const [{ reference }] = invoice.providerReferences;
    const hide = (id: string, from: string) =>
      gateway.database.query("update invoice set reference_id = $1 where reference_id = $2", [id, from]);
    await hide("hidden", reference);
    await post({ id: "evt-hidden", type: "document.sent", data: { document_id: reference } });
    await until(
      () =>
        gateway.database.query(
          `update delivery set received_at = received_at - interval '25 hours'
           where dedupe_key = 'event:evt-hidden' and attempts > 0 returning 1`,
        ),
      ({ rows }) => rows.length > 0,
    );

    const letter = await untilDead(({ payload }) => payload?.id === "evt-hidden");
    await hide(reference, "hidden");
    await replay([letter.id]);

    await until(
      () => findInvoice(reference),
      ({ status }) => status.value === "DELIVERED",
    );
    await untilAlive(letter.id);
    expect(letter.reason).toContain(reference);
  });
});

describe("A document that cannot be read", () => {
  it("keeps no other waiting, and its bytes are kept", async () => {
    const bytes = `<Invoice><ID>${randomBytes(4).toString("hex")}</ID></Invoice>`;
    await deliverDocument(gateway, bytes);
    const behind = await deliverDocument(gateway, writeUbl(anInvoice({ number: "BEHIND" })).bytes);

    await until(
      () => findInvoice(behind),
      (invoice) => invoice !== null,
    );
    const letter = await untilDead(({ payload }) => payload?.base64 === Buffer.from(bytes).toString("base64"));

    expect(letter).toMatchObject({
      source: "INBOUND_DOCUMENT",
      provider: { key: "e-invoice-be" },
      attempts: 4,
      payload: { mediaType: "application/xml" },
    });
    expect(letter.reason).toContain("cannot be read");
    expect(await list({ filter: { source: ["INBOUND_WEBHOOK"] } })).not.toMatchObject({
      nodes: expect.arrayContaining([expect.objectContaining({ id: letter.id })]),
    });
  }, 90_000);

  it("is received when it is replayed and can be read then", async () => {
    const fault = { method: "GET", path: /^\/api\/documents\/[^/]+\/ubl$/, times: 4 };
    simulator().fail({ ...fault, how: { answer: { status: 404, body: { detail: "Document not found" } } } });
    const { bytes } = writeUbl(anInvoice({ number: "LATE" }));
    const reference = await deliverDocument(gateway, bytes);

    const letter = await untilDead(({ source, payload }) => source === "INBOUND_DOCUMENT" && payload === null);
    expect(await findInvoice(reference)).toBe(null);
    await replay([letter.id]);

    const invoice = await until(
      () => findInvoice(reference),
      (found) => found !== null,
    );
    expect(invoice).toMatchObject({ number: "LATE", status: { value: "RECEIVED" } });
    await untilAlive(letter.id);
  }, 90_000);
});

describe("A submission that cannot be reconciled by a fault of ours", () => {
  it("waits for a person, and goes on when it is replayed", async () => {
    simulator().fail({ method: "POST", path: /\/send$/, times: 1, how: "lose" });
    const { submission, invoice } = await send("FAULT-1");
    const { database } = gateway;
    await database.query("update document set kind = 'LOST' where kind = 'SENT' and file_name = 'FAULT-1.xml'");
    await until(
      () => database.query("update dead_letter set attempts = 11 where source = 'SUBMISSION' returning state"),
      ({ rows }) => rows.length > 0,
    );

    const letter = await untilDead(({ source }) => source === "SUBMISSION");
    await database.query("update document set kind = 'SENT' where kind = 'LOST'");
    await replay([letter.id]);

    expect(submission.state).toBe("OUTCOME_UNKNOWN");
    expect(letter).toMatchObject({ attempts: 12, provider: { key: "e-invoice-be" }, payload: null });
    await until(
      () =>
        gateway.client.ask("query ($id: ID!) { invoice(by: { id: $id }) { submissions { state } } }", {
          id: invoice.id,
        }),
      (answer) => answer.invoice.submissions[0].state === "ACCEPTED",
    );
    await untilAlive(letter.id);
  }, 60_000);
});

describe("Dead letters", () => {
  let letters: any[];
  beforeAll(async () => {
    for (const number of [1, 2, 3]) await post({ id: `evt-list-${number}`, type: 7, data: {} });
    await until(
      () => list({ filter: { source: ["INBOUND_WEBHOOK"] } }),
      ({ nodes }) => nodes.filter(({ payload }: any) => payload.id.startsWith("evt-list-")).length === 3,
    );
    letters = (await list({ filter: { source: ["INBOUND_WEBHOOK"], provider: ["e-invoice-be"] } })).nodes;
  });

  it("are listed page by page, the newest first, by source and by provider", async () => {
    const filter = { source: ["INBOUND_WEBHOOK"] };
    const first = await list({ first: 2, filter });
    const second = await list({ first: 200, filter, after: first.pageInfo.endCursor });

    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.nodes, ...second.nodes].map(({ id }: any) => id)).toEqual(letters.map(({ id }) => id));
    const moments = letters.map(({ receivedAt }) => Date.parse(receivedAt));
    expect(moments).toEqual(moments.toSorted((left, right) => right - left));
    expect(first.totalCount).toEqual({ value: letters.length, exact: true });
    expect((await list({ filter: { provider: ["myinvois"] } })).nodes).toEqual([]);
  });

  it("are found by their id, until they are put back to work", async () => {
    const [{ id }] = letters;
    const find = async (client = gateway.client) =>
      (await client.ask("query ($id: ID!) { node(id: $id) { id } }", { id })).node;

    expect(await find()).toEqual({ id });
    expect(await find(gateway.stranger)).toBe(null);
  });

  it("are nobody else's, and ids that are none are named one by one", async () => {
    const ids = letters.map(({ id }) => id);
    const [known] = ids;

    const stolen = await replay(ids, gateway.stranger);
    const { deadLetters: theirs } = await gateway.stranger.ask(deadLetters);
    const mixed = await replay(["nothing", known]);
    const tooMany = await replay(Array.from({ length: 101 }, () => known));

    const missing = (place: number) => ({ __typename: "NotFoundError", path: ["ids", String(place)] });
    expect(stolen).toMatchObject({ replayed: [], errors: ids.map((_, place) => missing(place)) });
    expect([theirs.nodes, theirs.totalCount.value]).toEqual([[], 0]);
    expect(mixed).toMatchObject({ replayed: [known], errors: [missing(0)] });
    expect(tooMany).toMatchObject({ replayed: [], errors: [{ __typename: "LimitExceededError", limit: 100 }] });
    expect(await replay([])).toEqual({ replayed: [], errors: [] });
  });

  it("take no cursor of another list", async () => {
    const answer = await gateway.client.send(deadLetters, { after: "bm90aGluZw" });

    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

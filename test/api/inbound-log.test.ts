import { createHash } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../src/application/gateway.js";
import { createApiKey } from "../../src/server/api-key.js";
import { createClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { listDeliveries, push, sendInvoice, untilLogged } from "./support/inbound.js";
import { until } from "./support/until.js";

const warnings: { details: any; message: string }[] = [];
const log: Log = {
  info: () => undefined,
  warn: (details, message) => void warnings.push({ details, message }),
  error: () => undefined,
};

let gateway: TestGateway;
beforeAll(async () => {
  // The provider never says by itself that a document has arrived: the tests do.
  gateway = await openGateway({ stepMs: 3_600_000, extras: { log } });
});
afterAll(() => gateway.stop());

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const event = (id: string, reference: string) => ({ id, type: "document.sent", data: { document_id: reference } });

describe("A delivery that is taken", () => {
  it("is in the log with all that became of it, without secrets", async () => {
    const { reference } = await sendInvoice(gateway, "LOG-1");
    const body = JSON.stringify(event("evt-log-1", reference));
    const answer = await push(gateway, body, { headers: { authorization: "Basic c2VjcmV0", "x-trace": "t-1" } });

    const isIt = ({ eventId, state, acknowledgedInMs }: any) =>
      eventId === "evt-log-1" && state === "APPLIED" && acknowledgedInMs !== null;
    const delivery = await untilLogged(gateway, isIt);

    expect(answer.status).toBe(202);
    expect(delivery).toMatchObject({
      accountId: "mine-e-invoice-be",
      provider: { key: "e-invoice-be" },
      verdict: "ACCEPTED",
      reason: null,
      bytes: body.length,
      sha256: hashOf(body),
      attempts: 1,
      lastError: null,
      nextAttemptAt: null,
      repeats: 0,
      lastRepeatAt: null,
    });
    expect(delivery.acknowledgedInMs).toBeLessThan(5_000);
    expect(Date.parse(delivery.appliedAt)).toBeGreaterThanOrEqual(Date.parse(delivery.receivedAt));
    expect(delivery.headers).toEqual(
      expect.arrayContaining([
        { name: "x-trace", value: "t-1" },
        { name: "authorization", value: "[redacted]" },
        { name: "x-signature", value: "[redacted]" },
      ]),
    );
    const { node } = await gateway.client.ask("query ($id: ID!) { node(id: $id) { __typename id } }", delivery);
    expect(node).toEqual({ __typename: "InboundDelivery", id: delivery.id });
  });

  it("is one entry however often it comes, and the repetitions are counted", async () => {
    const { reference } = await sendInvoice(gateway, "LOG-2");
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await push(gateway, event("evt-log-2", reference))).status);

    const delivery = await untilLogged(gateway, ({ eventId, repeats }) => eventId === "evt-log-2" && repeats === 2);

    expect(statuses).toEqual([202, 202, 202]);
    expect(delivery.lastRepeatAt).not.toBeNull();
    const { nodes } = await listDeliveries(gateway.client);
    expect(nodes.filter(({ eventId }: any) => eventId === "evt-log-2")).toHaveLength(1);
  });

  it("says what it was when nothing is done about it", async () => {
    await push(gateway, { id: "evt-log-3", type: "document.invented", data: { document_id: "d" } });

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-log-3" && state === "APPLIED");

    expect(delivery.reason).toContain("document.invented");
  });
});

describe("A delivery that is refused", () => {
  it("for its signature is in the log with its size and hash", async () => {
    const body = JSON.stringify(event("evt-forged", "doc"));
    const forged = await push(gateway, body, { secret: "whsec_wrong" });
    const unsigned = await push(gateway, body, { secret: null });

    const delivery = await untilLogged(gateway, ({ reason }) => reason === "wrong signature");
    await untilLogged(gateway, ({ reason }) => reason === "missing signature");

    expect([forged.status, unsigned.status]).toEqual([401, 401]);
    expect(delivery).toMatchObject({
      verdict: "REFUSED",
      state: null,
      provider: { key: "e-invoice-be" },
      bytes: body.length,
      sha256: hashOf(body),
      eventId: null,
      attempts: 0,
      appliedAt: null,
    });
    expect(delivery.acknowledgedInMs).toBeLessThan(5_000);
  });

  it("for its length is in the log with the length it claimed", async () => {
    const { status } = await push(gateway, Buffer.alloc(1024 * 1024 + 7, 32), { secret: null });

    const delivery = await untilLogged(gateway, ({ reason }) => reason === "too large");

    expect(status).toBe(413);
    expect(delivery).toMatchObject({ verdict: "REFUSED", bytes: 1024 * 1024 + 7, sha256: null });
  });

  it("because it did not come whole in time is in the log", async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    let received = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
    });
    socket.write("POST /webhooks/mine-e-invoice-be HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
    await new Promise((resolve) => socket.once("close", resolve));

    const delivery = await untilLogged(gateway, ({ reason }) => reason === "did not come whole in time");

    expect(received).toMatch(/^HTTP\/1\.1 503 /);
    expect(delivery).toMatchObject({ verdict: "REFUSED", bytes: 100, sha256: null });
  });

  it("for an account that nobody has is only counted in the log of the process", async () => {
    const before = (await listDeliveries(gateway.client)).nodes.length;
    for (const account of ["nobody", "nobody-else", "nobody"]) {
      expect((await push(gateway, {}, { account, secret: null })).status).toBe(404);
    }
    expect((await listDeliveries(gateway.client)).nodes).toHaveLength(before);

    const told = warnings.filter(({ message }) => message.includes("not configured for them"));
    expect(told).toEqual([{ details: { accountId: "nobody", count: 1 }, message: expect.any(String) }]);
  });
});

describe("The log", () => {
  it("is read page by page, the newest first, and by what stands in it", async () => {
    const all = (await listDeliveries(gateway.client)).nodes;
    const first = await listDeliveries(gateway.client, { first: 2 });
    const second = await listDeliveries(gateway.client, { after: first.pageInfo.endCursor });
    const by = async (filter: object) => (await listDeliveries(gateway.client, { filter })).nodes;
    const refused = await by({ verdicts: ["REFUSED"] });
    const moments = all.map(({ receivedAt }: any) => Date.parse(receivedAt));
    const middle = all[2].receivedAt;

    expect([...first.nodes, ...second.nodes]).toEqual(all);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(moments).toEqual(moments.toSorted((left: number, right: number) => right - left));
    expect(refused.length).toBeGreaterThan(2);
    expect(await by({ verdicts: ["ACCEPTED"] })).toHaveLength(all.length - refused.length);
    expect(await by({ verdicts: ["ACCEPTED", "REFUSED"], accountIds: [], states: [] })).toEqual(all);
    expect(await by({ states: ["APPLIED"], accountIds: ["mine-e-invoice-be"] })).toHaveLength(3);
    expect(await by({ providers: ["myinvois"] })).toEqual([]);
    expect(await by({ accountIds: ["\u0000"] })).toEqual([]);
    expect((await by({ receivedBefore: middle })).every((one: any) => one.receivedAt < middle)).toBe(true);
    expect((await by({ receivedAfter: middle })).map(({ id }: any) => id)).not.toContain(all[3].id);
  });

  it("is nobody else's, needs its scope and takes no cursor of another list", async () => {
    const { secret, hash } = createApiKey("test");
    await gateway.database.query(
      `insert into api_key (id, tenant_id, name, prefix, hash, scopes)
       values (gen_random_uuid(), 'mine', 'narrow', 'narrow', $1, '{invoices:read}')`,
      [Buffer.from(hash)],
    );
    const narrow = createClient(gateway.url, secret);
    const [{ id }] = (await listDeliveries(gateway.client)).nodes;
    const find = "query ($id: ID!) { node(id: $id) { id } }";
    const query = "query ($after: Cursor) { inboundDeliveries(after: $after) { nodes { id } } }";

    expect((await listDeliveries(gateway.stranger)).nodes).toEqual([]);
    expect((await gateway.stranger.ask(find, { id })).node).toBeNull();
    expect((await narrow.send(query)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect((await narrow.send(find, { id })).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect((await gateway.client.send(query, { after: "bm90aGluZw" })).errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  it("is not filled by a flood: sixty refusals of a minute are kept, the others counted", async () => {
    const counted = async () => {
      const { rows } = await gateway.database.query(
        "select count(*)::int as kept, sum(repeats)::int as more from delivery where state = 'REFUSED'",
      );
      return rows[0] as { kept: number; more: number };
    };
    await gateway.restart();
    const before = await counted();
    const flood = await Promise.all(Array.from({ length: 200 }, () => push(gateway, "{}", { secret: null })));

    const after = await until(counted, ({ kept, more }) => kept + more === before.kept + before.more + 200);

    expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([401]));
    expect(after.kept - before.kept).toBe(60);
  }, 60_000);

  it("forgets what has ended after 90 days, and nothing that is open", async () => {
    const insert = (key: string, state: string, days: number) =>
      gateway.database.query(
        `insert into delivery (tenant_id, id, account_id, dedupe_key, headers, body, state, received_at, next_attempt_at)
         values ('mine', gen_random_uuid(), 'mine-e-invoice-be', $1, '{}', '{}', $2,
           now() - $3 * interval '1 day', now() + interval '1 day') returning id`,
        [key, state, days],
      );
    await insert("old applied", "APPLIED", 91);
    await insert("old refused", "REFUSED", 91);
    await insert("old settled", "DEAD", 91);
    await insert("younger", "APPLIED", 89);
    await insert("open", "RECEIVED", 400);
    const { rows } = await insert("dead", "DEAD", 400);
    await gateway.database.query(
      `insert into dead_letter (tenant_id, source, account_id, subject_id, state, reason, attempts, received_at)
       values ('mine', 'INBOUND_WEBHOOK', 'mine-e-invoice-be', $1, 'DEAD', 'old', 1, now())`,
      [rows[0].id],
    );
    await gateway.restart();

    const left = await until(
      async () => (await gateway.database.query("select dedupe_key from delivery")).rows.map((row) => row.dedupe_key),
      (keys) => !keys.some((key) => key?.startsWith("old")),
    );

    expect(left).toEqual(expect.arrayContaining(["younger", "open", "dead"]));
  }, 60_000);
});

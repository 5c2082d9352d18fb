import { createHash } from "node:crypto";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../src/server/api-key.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import {
  anItem,
  readBatch,
  readResults,
  someItems,
  submitBatch,
  toLines,
  untilPrepared,
  upload,
} from "./support/batch-client.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const put = (body: RequestInit["body"], headers?: Record<string, string>) =>
  upload(gateway.url, gateway.client.key, body, headers);

const submit = (idempotencyKey: string, jsonlUploadId: string, more: object = {}, client = gateway.client) =>
  submitBatch(client, { idempotencyKey, items: { jsonlUploadId }, ...more });

const countStaged = async (): Promise<number> =>
  (await gateway.database.query("select count(*)::int as count from staged_item")).rows[0].count;

/** Uploads that no batch has used keep others out. */
const forget = () => gateway.database.query("update upload set created_at = '-infinity' where batch_id is null");

describe("An upload of lines", () => {
  it("becomes a batch with one result for each line", async () => {
    const items = someItems("U", 250).map((item, index) => ({ ...item, clientReference: `line ${index + 1}` }));
    const body = toLines(items);

    const { status, body: uploaded } = await put(body);
    expect(status).toBe(201);
    expect(uploaded).toEqual({
      id: expect.any(String),
      lines: 250,
      sha256: createHash("sha256").update(body).digest("hex"),
    });

    const { batch, errors } = await submit("upload", uploaded.id);
    expect(errors).toEqual([]);
    expect(batch.counts).toEqual({ total: 250 });
    const results = await untilPrepared(gateway.client, batch.id);
    expect(results.map(({ index, clientReference, invoice }) => [index, clientReference, invoice.number])).toEqual(
      items.map((_, index) => [index, `line ${index + 1}`, `U-${index}`]),
    );
  });

  it("may be compressed, have another name, Windows ends, a mark at its begin and no end at its last line", async () => {
    const text = `\uFEFF${toLines(someItems("G", 3)).trimEnd().replaceAll("\n", "\r\n")}`;

    const answer = await put(gzipSync(text), {
      "content-type": 'application/jsonl; charset="UTF-8"',
      "content-encoding": "gzip",
    });

    expect(answer).toMatchObject({ status: 201, body: { lines: 3 } });
    expect(answer.body.sha256).toBe(createHash("sha256").update(text).digest("hex"));
    const { batch } = await submit("compressed", answer.body.id);
    expect((await untilPrepared(gateway.client, batch.id)).map(({ errors }) => errors)).toEqual([[], [], []]);
  });

  it("is refused with the numbers of the lines that are no JSON, and nothing is kept", async () => {
    const staged = await countStaged();
    const bad = ["{", "", "[1]", '"text"', Buffer.from([0x7b, 0xff, 0x7d])];
    const body = Buffer.concat(
      [toLines(someItems("B", 600)), ...bad.flatMap((line) => [line, "\n"]), "{}\n"].map((part) =>
        Buffer.from(part as string),
      ),
    );

    const answer = await put(body);

    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions.lines.map(({ line }: any) => line)).toEqual([601, 602, 603, 604, 605]);
    expect(answer.body.errors[0].message).toContain("line 601: The line is no JSON");
    await sweep();
    await until(countStaged, (count) => count <= staged, 40_000);
  }, 60_000);

  it("of nothing is refused", async () => {
    expect(await put("")).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringContaining("no lines") }] },
    });
  });

  it("with a line that is too long is refused, however it is sent", async () => {
    const body = `${toLines(someItems("L", 2))}${JSON.stringify({ note: "x".repeat(9_000_000) })}\n`;

    for (const answer of [await put(body), await put(gzipSync(body), { "content-encoding": "gzip" })]) {
      expect(answer).toMatchObject({
        status: 413,
        body: { errors: [{ message: "Line 3 has more than 8388608 bytes" }] },
      });
    }
  });

  it.each([
    [{ "content-type": "application/json" }, 415],
    [{ "content-type": "application/x-ndjson; charset=utf-16" }, 415],
    [{ "content-encoding": "br" }, 415],
    [{ "content-encoding": "gzip" }, 400],
    [{ authorization: "Bearer nobody" }, 401],
    [{ authorization: "" }, 401],
  ])("with the headers %j is answered %i", async (headers, status) => {
    expect((await put("{}\n", headers)).status).toBe(status);
  });

  it("needs the scope to submit", async () => {
    const { secret, hash } = createApiKey("test");
    await gateway.database.query(
      `insert into api_key (id, tenant_id, name, prefix, hash, scopes)
       values (gen_random_uuid(), 'mine', 'reader', 'reader', $1, '{invoices:read}')`,
      [Buffer.from(hash)],
    );

    expect(await upload(gateway.url, secret, "{}\n")).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: "FORBIDDEN" } }] },
    });
  });

  it("that breaks off is no upload", async () => {
    await forget();
    await new Promise<void>((resolve) => {
      const sending = request(`${gateway.url}/uploads`, {
        method: "POST",
        headers: { "content-type": "application/jsonl", authorization: `Bearer ${gateway.client.key}` },
      });
      sending.on("error", () => resolve());
      sending.write(toLines(someItems("X", 2_000)), () => setTimeout(() => sending.destroy(new Error("gone")), 200));
    });

    const { rows } = await until(
      () => gateway.database.query("select sha256, created_at::text from upload where batch_id is null"),
      ({ rows: found }) => found.every(({ created_at }) => created_at === "-infinity"),
    );
    expect(rows.every(({ sha256 }) => sha256 === null)).toBe(true);
  });

  it("is refused while ten others wait for their batch", async () => {
    await forget();
    for (let count = 0; count < 10; count += 1) expect((await put("{}\n")).status).toBe(201);

    expect(await put("{}\n")).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: "RATE_LIMITED" } }] },
    });
    await forget();
  });
});

/** What is due every half minute, now. */
async function sweep(): Promise<void> {
  await gateway.restart();
}

describe("A line", () => {
  it("that is no input of an invoice is a problem of its own, with its number and the field", async () => {
    const [sound, ...others] = someItems("F", 6);
    const lines = [
      sound,
      { ...others[0], content: { invoice: { ...others[0]?.content.invoice, issueDate: "tomorrow" } } },
      { ...others[1], content: { invoice: { ...others[1]?.content.invoice, colour: "red" } } },
      { ...others[2], content: {} },
      { content: others[3]?.content },
      others[4],
    ];
    const { body } = await put(toLines(lines));

    const { batch } = await submit("fields", body.id);

    const results = await untilPrepared(gateway.client, batch.id);
    expect(results.map(({ errors }) => errors.length)).toEqual([0, 1, 1, 1, 1, 0]);
    const first = results.map(({ errors }) => errors[0]);
    expect(first[1]).toMatchObject({ __typename: "ValidationError", path: ["content", "invoice", "issueDate"] });
    expect(first[1].message).toMatch(/^Line 2: content\.invoice\.issueDate: .*tomorrow/);
    expect(first[2].message).toMatch(/^Line 3: content\.invoice: .*colour/);
    expect(first[3].message).toMatch(/^Line 4: content: .*InvoiceContent/);
    expect(first[4].message).toMatch(/^Line 5: .*idempotencyKey/);
    expect(await readBatch(gateway.client, batch.id)).toMatchObject({ counts: { total: 6, rejected: 4, pending: 2 } });
  });

  it("that is nested without end, or has characters that cannot be stored, harms nobody", async () => {
    let subLines: object[] = [];
    for (let depth = 0; depth < 20_000; depth += 1) subLines = [{ subLines }];
    const deep = `{"idempotencyKey":"deep","content":{"invoice":{"lines":${'[{"subLines":'.repeat(20_000)}[]${"}]".repeat(20_000)}}}}`;
    const lines = `${deep}\n${toLines([{ ...anItem("H-1"), "a\u0000b": "\ud800" }, anItem("H-2")])}`;
    const { status, body } = await put(lines);
    expect(status).toBe(201);

    const { batch } = await submit("harmless", body.id);

    const results = await untilPrepared(gateway.client, batch.id);
    expect(results.map(({ errors }) => errors.length)).toEqual([1, 1, 0]);
  });
});

describe("An upload", () => {
  it("is used once; the same file under the same key is the same batch", async () => {
    const file = toLines(someItems("V", 3));
    const first = await put(file);
    const again = await put(file);

    const { batch } = await submit("used", first.body.id);

    expect(await submit("used", first.body.id)).toMatchObject({ replayed: true, batch: { id: batch.id } });
    expect(await submit("used", again.body.id)).toMatchObject({ replayed: true, batch: { id: batch.id } });
    expect(await submit("used-otherwise", first.body.id)).toMatchObject({
      batch: null,
      errors: [
        { __typename: "ValidationError", path: ["items", "jsonlUploadId"], violations: [{ rule: "GW-UPLOAD-01" }] },
      ],
    });
    expect(await submit("used", (await put(toLines(someItems("V", 2)))).body.id)).toMatchObject({
      batch: null,
      errors: [{ __typename: "IdempotencyConflictError" }],
    });
  });

  it("of another tenant, of nobody, or too old is not there", async () => {
    const { body: mine } = await put(toLines([anItem("Y-1")]));
    const { body: old } = await put(toLines([anItem("Y-2")]));
    await gateway.database.query("update upload set created_at = now() - interval '25 hours' where id = $1", [old.id]);
    const missing = { batch: null, errors: [{ __typename: "NotFoundError", path: ["items", "jsonlUploadId"] }] };

    expect(await submit("stolen", mine.id, {}, gateway.stranger)).toMatchObject(missing);
    expect(await submit("old", old.id)).toMatchObject(missing);
    for (const id of ["nothing", "00000000-0000-4000-8000-000000000000"]) {
      expect(await submit("nobody", id)).toMatchObject(missing);
    }
    expect(await submit("mine", mine.id)).toMatchObject({ errors: [] });
  });

  it("is deleted when it is too old, and its lines when they are prepared", async () => {
    await put(toLines(someItems("Z", 5)));
    await gateway.database.query("update upload set created_at = now() - interval '25 hours'");
    await until(
      () => gateway.database.query("select 1 from batch where stage not in ('PREPARED', 'REFUSED')"),
      ({ rows }) => rows.length === 0,
    );

    await sweep();

    const left = await until(
      () =>
        gateway.database.query(
          "select (select count(*)::int from upload) as uploads, (select count(*)::int from staged_item) as lines",
        ),
      ({ rows }) => rows[0].uploads === 0 && rows[0].lines === 0,
    );
    expect(left.rows).toEqual([{ uploads: 0, lines: 0 }]);
  });

  it("can be all or nothing", async () => {
    const items = [...someItems("P", 120), { idempotencyKey: "P-bad" }];
    const { body } = await put(toLines(items));

    const { batch } = await submit("upload-all", body.id, { errorPolicy: "ALL_OR_NOTHING" });

    await until(
      () => readBatch(gateway.client, batch.id),
      ({ state }) => state === "REJECTED",
    );
    expect(await readResults(gateway.client, batch.id, true)).toMatchObject([
      { index: 120, errors: [{ message: expect.stringContaining("Line 121") }] },
    ]);
  });
});

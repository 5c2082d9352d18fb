import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEventSource, type EventSource, type SseMessage } from "../setup/event-source.js";
import { startTestGateway, ticksAsked, type TestGateway } from "./test-gateway.js";

const isComplete = (messages: readonly SseMessage[]) => messages.at(-1)?.event === "complete";

describe("GraphQL over server-sent events", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ limits: { socketsPerCredential: 3, credentialCheckMs: 200 } });
  });
  afterAll(async () => gateway.server.stop());

  const ask = (query: string, more: object = {}, headers: Record<string, string> = {}): Promise<EventSource> =>
    openEventSource(gateway.server.url, { query, ...more }, { authorization: `Bearer ${gateway.key}`, ...headers });

  const askAll = async (query: string, more: object = {}) => {
    const source = await ask(query, more);
    await source.until(isComplete);
    await source.closed;
    return source;
  };

  it("tells what a subscription tells, one message each, and then that it is complete", async () => {
    const source = await askAll("subscription S($count: Int) { ticks(count: $count) }", { variables: { count: 2 } });

    expect(source.status).toBe(200);
    expect(source.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(source.headers["cache-control"]).toBe("no-store");
    expect(source.messages).toEqual([
      { event: "next", data: { data: { ticks: "0:" } } },
      { event: "next", data: { data: { ticks: "1:" } } },
      { event: "complete", data: undefined },
    ]);
  });

  it("asks its reader to come back after a while, not everybody at once", async () => {
    const sources = await Promise.all([1, 2, 3].map(() => askAll("subscription { ticks }")));
    const waits = sources.map(({ others }) => Number(/^retry: (\d+)$/.exec(others[0] ?? "")?.[1]));

    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(1_000);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });

  it("answers queries too, for the viewer's tenant", async () => {
    const { messages } = await askAll("{ tenant }");

    expect(messages.map(({ data }) => data)).toEqual([{ data: { tenant: "tenant-a" } }, undefined]);
  });

  it.each([
    ["application/json, text/event-stream", "subscription { ticks }", /event-stream/],
    ["application/json, text/event-stream", "{ tenant }", /json/],
    ["text/event-stream;q=1, application/graphql-response+json", "{ tenant }", /json/],
    ["application/json", "{ tenant }", /json/],
  ])("lets who accepts %s have %s in the form that fits", async (accept, query, form) => {
    const source = await ask(query, {}, { accept });
    await source.closed;

    expect(source.status).toBe(200);
    expect(source.headers["content-type"]).toMatch(form);
  });

  it("says where subscriptions are to be had when a stream was not asked for", async () => {
    const { status, body } = await gateway.post({ query: "subscription { ticks }" });

    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toContain("text/event-stream");
  });

  it.each(["GET", "HEAD", "PUT"])("refuses %s, whose query would stand in every log", async (method) => {
    const response = await fetch(`${gateway.server.url}/graphql?query={tenant}`, {
      method,
      headers: { accept: "text/event-stream", authorization: `Bearer ${gateway.key}` },
    });

    expect([404, 405]).toContain(response.status);
    if (method === "GET") expect(response.status).toBe(405);
  });

  it.each([
    ["no credential", { authorization: "" }, 401],
    ["a wrong credential", { authorization: "Bearer eig_live_x" }, 401],
    ["another content type", { "content-type": "text/plain" }, 415],
  ])("refuses %s as plain HTTP does", async (_what, headers, status) => {
    const source = await ask("subscription { ticks }", {}, headers);

    expect(source.status).toBe(status);
    expect(source.headers["content-type"]).toMatch(/json/);
    source.cut();
  });

  it.each([
    ["a body that is no object", [1]],
    ["no query", { variables: {} }],
    ["variables that are no object", { query: "{ tenant }", variables: [1] }],
    ["an operation name that is no text", { query: "{ tenant }", operationName: 1 }],
  ])("refuses %s with 400", async (_what, body) => {
    const source = await openEventSource(gateway.server.url, body, { authorization: `Bearer ${gateway.key}` });

    expect(source.status).toBe(400);
    source.cut();
  });

  it.each([
    ["a syntax error", "{ tenant", "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["more tokens than allowed", `{ ${"tenant ".repeat(2_000)} }`, "GRAPHQL_PARSE_FAILED"],
    ["more depth than allowed", "{ node { next { next { name } } } }", "TOO_DEEP"],
    ["an unnamed choice", "query A { tenant } query B { tenant }", "OPERATION_RESOLUTION_FAILURE"],
  ])("refuses %s as plain HTTP does", async (_what, query, code) => {
    const [first] = (await askAll(query)).messages;
    const overHttp = (await gateway.post({ query })).body.errors?.[0];

    expect(first?.data.errors).toHaveLength(1);
    expect(first?.data.errors[0].extensions.code).toBe(code);
    expect(first?.data.errors[0].extensions).toEqual(overHttp?.extensions);
  });

  it("masks, tells and caps errors as plain HTTP does", async () => {
    const masked = await askAll("{ broken live forbidden tenant }");
    const many = await askAll("{ manyBroken { name } }");
    const broken = await askAll("subscription { brokenStream }");

    expect(masked.messages[0]?.data.errors.map(({ extensions }: any) => extensions.code)).toEqual([
      "INTERNAL_SERVER_ERROR",
      "PROVIDER_FAILURE",
      "FORBIDDEN",
    ]);
    expect(many.messages[0]?.data.errors).toHaveLength(5);
    expect(many.messages[0]?.data.extensions).toEqual({ omittedErrors: 35 });
    expect(broken.messages[0]?.data.errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify([masked.messages, many.messages, broken.messages])).not.toMatch(/hunter2|secret/);
  });

  it("refuses more streams and sockets of one credential than allowed, until one of them closes", async () => {
    const headers = { authorization: `Bearer ${gateway.keys.issue()}` };
    const open = await Promise.all([1, 2, 3].map(() => ask("subscription { silence }", {}, headers)));
    const refused = await ask("subscription { silence }", {}, headers);

    expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBeDefined();
    open[0]?.cut();
    await expect
      .poll(async () => {
        const again = await ask("{ tenant }", {}, headers);
        again.cut();
        return again.status;
      })
      .toBe(200);
    for (const source of open) source.cut();
  });

  it("ends with an error when the credential ends", async () => {
    const secret = gateway.keys.issue({ expiresAt: new Date(Date.now() + 700).toISOString() });
    const source = await ask("subscription { silence }", {}, { authorization: `Bearer ${secret}` });
    await source.until(isComplete);
    await source.closed;

    expect(source.messages.at(-2)).toEqual({
      event: "next",
      data: { errors: [{ message: "The API key has expired.", extensions: { code: "UNAUTHENTICATED" } }] },
    });
  });

  it("serves a slow reader at its pace: asks for no more than it takes, and skips nothing", async () => {
    const count = 400;
    ticksAsked.count = 0;
    const source = await ask("subscription S($count: Int, $size: Int) { ticks(count: $count, size: $size) }", {
      variables: { count, size: 100_000 },
    });
    source.pause();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const askedWhilePaused = ticksAsked.count;
    source.resume();
    await source.until(isComplete);

    expect(askedWhilePaused).toBeLessThan(count / 2);
    const places = source.messages.slice(0, -1).map(({ data }) => parseInt(String(data.data.ticks)));
    expect(places).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  it("ends what ran for a reader that goes away", async () => {
    const before = ticksAsked.ended;
    const source = await ask("subscription S($size: Int) { ticks(count: 1000000, size: $size) }", {
      variables: { size: 1_000 },
    });
    await source.until((messages) => messages.length > 0);
    source.cut();

    await expect.poll(() => ticksAsked.ended, { timeout: 5_000 }).toBe(before + 1);
  });
});

describe("a stream and its surroundings", () => {
  it("beats while nothing happens, and is cut when its reader takes nothing", async () => {
    const gateway = await startTestGateway({ limits: { socketKeepAliveMs: 100 } });
    const headers = { authorization: `Bearer ${gateway.key}` };
    const before = ticksAsked.ended;
    const quiet = await openEventSource(gateway.server.url, { query: "subscription { silence }" }, headers);
    const stuck = await openEventSource(
      gateway.server.url,
      { query: "subscription { ticks(count: 1000000, size: 100000) }" },
      headers,
    );
    stuck.pause();
    await expect.poll(() => quiet.others.filter((line) => line === ":").length, { timeout: 5_000 }).toBeGreaterThan(8);
    await expect.poll(() => ticksAsked.ended, { timeout: 5_000 }).toBe(before + 1);
    stuck.resume();
    await stuck.closed;

    expect(stuck.messages.some(({ event }) => event === "complete")).toBe(false);
    quiet.cut();
    await gateway.server.stop();
  });

  it("ends without being complete when the server stops, so that its reader goes on elsewhere", async () => {
    const gateway = await startTestGateway();
    const headers = { authorization: `Bearer ${gateway.key}` };
    const source = await openEventSource(gateway.server.url, { query: "subscription { silence }" }, headers);
    await source.until((messages) => messages.length === 1);
    const startedAt = performance.now();
    await gateway.server.stop();
    await source.closed;

    expect(source.messages.map(({ event }) => event)).toEqual(["next"]);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});

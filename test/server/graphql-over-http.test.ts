import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGateway } from "./test-gateway.js";
import type { TestGateway } from "./test-gateway.js";

describe("GraphQL over HTTP", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(async () => gateway.server.stop());

  /** Sends what no well-behaved client would. */
  function sendRaw(text: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const { hostname, port } = new URL(gateway.server.url);
    let received = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (/\r\n\r\n[\s\S]*}\s*$/.test(received)) socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
    return promise;
  }

  it("answers a query with its data, and forbids to keep it", async () => {
    const answer = await gateway.post({
      query: "query Q($t: String!) { length(text: $t) }",
      variables: { t: "Ünïcode €" },
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ data: { length: 9 } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it.each([64, 65, 5_000])("takes variables of %i levels only when nobody's stack can suffer", async (levels) => {
    const deep = `${"[".repeat(levels - 2)}${"]".repeat(levels - 2)}`;
    const answer = await gateway.post(`{"query":"{ tenant }","variables":{"t":${deep}}}`);

    if (levels <= 64) expect(answer.status).toBe(200);
    else expect(answer.body.errors?.[0]?.message).toBe("The body is nested deeper than 64 levels.");
  });

  it.each(["0", "-1", "30001", "soon", "1e3", ""])("refuses a deadline of %j", async (text) => {
    const answer = await gateway.post(
      { query: "{ tenant }" },
      { headers: { authorization: `Bearer ${gateway.key}`, "x-request-timeout-ms": text } },
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.message).toContain(`x-request-timeout-ms is "${text}"`);
  });

  it("tells the caller's own errors as they are", async () => {
    const answer = await gateway.post({ query: "{ forbidden }" });

    expect(answer.body.errors).toEqual([
      {
        message: "This needs the scope raw:read",
        locations: [{ line: 1, column: 3 }],
        path: ["forbidden"],
        extensions: { code: "FORBIDDEN" },
      },
    ]);
  });

  it("hides an outage of ours behind an incident that the log explains", async () => {
    const answer = await gateway.post({ query: "{ broken tenant }" });

    expect(answer.body.data).toEqual({ broken: null, tenant: "tenant-a" });
    const error = answer.body.errors?.[0];
    expect(error).toMatchObject({ message: "Internal server error", extensions: { code: "INTERNAL_SERVER_ERROR" } });
    expect(JSON.stringify(answer.body)).not.toContain("hunter2");
    const entry = gateway.log.entries.find(({ details }) => details["incidentId"] === error?.extensions["incidentId"]);
    expect(String(entry?.details["err"])).toContain("hunter2");
  });

  it.each(["{ wrongShape }", "{ guarded { name } }"])("does not quote a value of ours: %s", async (query) => {
    const answer = await gateway.post({ query });

    expect(answer.body.errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(answer.body)).not.toContain("secret");
  });

  it("tells a provider's failure with its problem", async () => {
    const answer = await gateway.post({ query: "{ live }" });

    expect(answer.body.errors?.[0]).toMatchObject({
      message: "acme: answers 503",
      extensions: { code: "PROVIDER_FAILURE", problem: { provider: "acme", kind: "UNAVAILABLE" } },
    });
  });

  it("answers five errors at most, says how many it left out, and logs no more", async () => {
    const before = gateway.log.entries.length;
    const answer = await gateway.post({ query: "{ manyBroken { name } }" });

    expect(answer.body.errors).toHaveLength(5);
    expect(answer.body.extensions).toEqual({ omittedErrors: 35 });
    expect(gateway.log.entries.length - before).toBe(5);
    const unknownFields = Array.from({ length: 300 }, (_, index) => `nothing${index}`).join(" ");
    expect((await gateway.post({ query: `{ ${unknownFields} }` })).body.errors).toHaveLength(5);
  });

  it.each([
    ["a syntax error", { query: "{ tenant" }, "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", { query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
    ["a wrong variable", { query: "query Q($t: String!) { length(text: $t) }", variables: { t: 5 } }, "BAD_USER_INPUT"],
    ["an unnamed choice", { query: "query A { tenant } query B { tenant }" }, "OPERATION_RESOLUTION_FAILURE"],
    ["more tokens than allowed", { query: `{ ${"tenant ".repeat(2_000)} }` }, "GRAPHQL_PARSE_FAILED"],
    ["more depth than allowed", { query: "{ node { next { next { name } } } }" }, "TOO_DEEP"],
    ["a subscription", { query: "subscription { ticks }" }, "BAD_REQUEST"],
    ["a batch", [{ query: "{ tenant }" }, { query: "{ tenant }" }], "BAD_REQUEST"],
    ["no query", { variables: {} }, "BAD_REQUEST"],
    ["no object", "null", "BAD_REQUEST"],
    ["malformed JSON", '{"query": "{ tenant }"', "BAD_REQUEST"],
    [
      "a nameless persisted query",
      { extensions: { persistedQuery: { version: 1, sha256Hash: "x" } } },
      "PERSISTED_QUERY_NOT_SUPPORTED",
    ],
  ])("refuses %s", async (_what, body, code) => {
    const answer = await gateway.post(body);

    expect(answer.status).toBe(code === "PERSISTED_QUERY_NOT_SUPPORTED" ? 200 : 400);
    expect(answer.body.errors?.[0]?.extensions.code).toBe(code);
    expect(answer.body).not.toHaveProperty("data");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-7",
    "garbage",
  ])("refuses a body of the type %s", async (contentType) => {
    const answer = await gateway.post(JSON.stringify({ query: "{ tenant }" }), {
      headers: { authorization: `Bearer ${gateway.key}`, "content-type": contentType },
    });

    expect(answer.status).toBe(415);
    expect(answer.body.errors?.[0]?.extensions.code).toBe("UNSUPPORTED_MEDIA_TYPE");
  });

  it("refuses text that is not UTF-8", async () => {
    const response = await fetch(`${gateway.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": gateway.key },
      body: Buffer.from('{"query":"{ length(text: \\"\xe4\\") }"}', "latin1"),
    });

    expect(response.status).toBe(400);
  });

  it("accepts operations by POST only", async () => {
    const url = `${gateway.server.url}/graphql?query={tenant}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${gateway.key}` } });

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
  });

  it("names the limit and the size of a body that is too long, before it has all come", async () => {
    const answer = await gateway.post({ query: "{ tenant }", padding: "x".repeat(21 * 1024 * 1024) });

    expect(answer.status).toBe(413);
    expect(answer.body.errors?.[0]?.extensions.code).toBe("PAYLOAD_TOO_LARGE");
    expect(answer.body.errors?.[0]?.message).toMatch(/\b220\d{5} bytes.*\b20971520 bytes/);
  });

  it("refuses a body without an announced length as soon as it is too long", async () => {
    const chunk = Buffer.alloc(1024 * 1024, "x");
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 22) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await fetch(`${gateway.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": gateway.key },
      body,
      duplex: "half",
    });

    expect(response.status).toBe(413);
    expect(await response.text()).toContain("more than 20971520 bytes");
  });

  it("can also be read by those who talk to the end before they listen", async () => {
    const { hostname, port } = new URL(gateway.server.url);
    const size = 21 * 1024 * 1024;
    const { promise: received, resolve, reject } = Promise.withResolvers<string>();
    const socket = connect(Number(port), hostname);
    socket.on("error", reject);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: a\r\nx-api-key: ${gateway.key}\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\n\r\n`,
    );
    socket.write(Buffer.alloc(size, "x"), () => {
      let text = "";
      socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      socket.on("end", () => resolve(text));
    });

    expect(await received).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE/);
    socket.destroy();
  });

  it("takes a body just below the limit", async () => {
    const answer = await gateway.post({ query: "{ tenant }", padding: "x".repeat(20 * 1024 * 1024 - 100) });

    expect(answer.body.data).toEqual({ tenant: "tenant-a" });
  });

  describe("asked whether a body may come", () => {
    function announce(headers: Record<string, string | number>): Promise<{ continued: boolean; status: number }> {
      const { promise, resolve, reject } = Promise.withResolvers<{ continued: boolean; status: number }>();
      let continued = false;
      const body = JSON.stringify({ query: "{ tenant }" });
      const call = request(`${gateway.server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          expect: "100-continue",
          ...headers,
        },
      });
      call.on("continue", () => {
        continued = true;
        call.end(body);
      });
      call.on("response", (response) => {
        response.resume();
        resolve({ continued, status: response.statusCode ?? 0 });
        call.destroy();
      });
      call.on("error", reject);
      call.flushHeaders();
      return promise;
    }

    it("says yes", async () => {
      expect(await announce({ "x-api-key": gateway.key })).toEqual({ continued: true, status: 200 });
    });

    it("says no to five gigabytes", async () => {
      const answer = await announce({ "x-api-key": gateway.key, "content-length": 5e9 });

      expect(answer).toEqual({ continued: false, status: 413 });
    });

    it("says no to strangers", async () => {
      expect(await announce({})).toEqual({ continued: false, status: 401 });
    });
  });

  it("serves clients that offer to upgrade to HTTP/2", async () => {
    const body = JSON.stringify({ query: "{ tenant }" });
    const received = await sendRaw(
      [
        "POST /graphql HTTP/1.1",
        "Host: gateway",
        "Connection: Upgrade, HTTP2-Settings",
        "Upgrade: h2c",
        "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
        `x-api-key: ${gateway.key}`,
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        "",
        body,
      ].join("\r\n"),
    );

    expect(received).toMatch(/^HTTP\/1\.1 200 /);
    expect(received).toContain("tenant-a");
  });

  it.each(["[", "a b", "http://x"])("survives the host name %s", async (host) => {
    const body = JSON.stringify({ query: "{ tenant }" });
    const received = await sendRaw(
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nx-api-key: ${gateway.key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );

    expect(received).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("refuses headers beyond 16 KB", async () => {
    const received = await sendRaw(`POST /graphql HTTP/1.1\r\nHost: a\r\nx-long: ${"x".repeat(17_000)}\r\n\r\n`);

    expect(received).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("lets the pages of allowed origins in, and no others", async () => {
    const ask = (origin: string) =>
      fetch(`${gateway.server.url}/graphql`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });

    expect((await ask("https://erp.example")).headers.get("access-control-allow-origin")).toBe("https://erp.example");
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("has nothing at other addresses, and says so in JSON", async () => {
    const answer = await gateway.post({}, { path: "/elsewhere" });

    expect(answer.status).toBe(404);
    expect(answer.body.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("GraphQL over HTTP without introspection", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ introspection: false });
  });
  afterAll(async () => gateway.server.stop());

  it("tells nothing about the schema", async () => {
    const schema = await gateway.post({ query: "{ __schema { types { name } } }" });
    const typingError = await gateway.post({ query: "{ tenantt }" });

    expect(schema.status).toBe(400);
    expect(schema.body).not.toHaveProperty("data");
    expect(typingError.body.errors?.[0]?.message).toBe('Cannot query field "tenantt" on type "Query".');
  });
});

describe("stopping", () => {
  it("finishes what is under way, and takes nothing new", async () => {
    const gateway = await startTestGateway();
    const underWay = gateway.post({ query: "{ slow }" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = performance.now();
    await Promise.all([gateway.server.stop(), gateway.server.stop()]);
    const tookMs = performance.now() - startedAt;

    expect((await underWay).body).toEqual({ data: { slow: true } });
    expect(tookMs).toBeLessThan(2_000);
    await expect(fetch(`${gateway.server.url}/livez`)).rejects.toThrow();
  });

  it("is not held up by connections that are open and silent", async () => {
    const gateway = await startTestGateway({ limits: { drainMs: 400 } });
    const { hostname, port } = new URL(gateway.server.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.write("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Le");
    const startedAt = performance.now();
    await gateway.server.stop();

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

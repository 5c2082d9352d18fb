import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { SignJWT, exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestGateway, ticksAsked } from "./test-gateway.js";
import type { AnswerBody, TestGateway } from "./test-gateway.js";

interface Message {
  readonly type: string;
  readonly id?: string;
  /** What is sent as a list of errors is read as if it were an answer with nothing else. */
  readonly payload?: AnswerBody & { readonly data?: Readonly<Record<string, unknown>> | null };
}

function readMessage(text: string): Message {
  const message = JSON.parse(text) as Message;
  return Array.isArray(message.payload) ? { ...message, payload: { errors: message.payload } } : message;
}

/** Speaks the protocol by hand, so that it can also speak it wrongly. */
class Peer {
  readonly messages: Message[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(url: string, headers: Record<string, string> = {}, protocol = "graphql-transport-ws") {
    this.socket = new WebSocket(url, protocol, { headers });
    this.socket.on("message", (data) => this.messages.push(readMessage((data as Buffer).toString())));
    this.closed = new Promise((resolve, reject) => {
      this.socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
      this.socket.on("error", reject);
    });
    this.closed.catch(() => undefined);
  }

  static async open(url: string, params?: object, headers: Record<string, string> = {}): Promise<Peer> {
    const peer = new Peer(url, headers);
    await new Promise((resolve, reject) => {
      peer.socket.once("open", resolve);
      peer.socket.once("error", reject);
    });
    peer.send({ type: "connection_init", ...(params === undefined ? {} : { payload: params }) });
    return peer;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: "subscribe", payload: { query, variables } });
  }

  of(id: string): Message[] {
    return this.messages.filter((message) => message.id === id);
  }

  async until(type: string, id?: string): Promise<Message> {
    const find = () => this.messages.find((message) => message.type === type && message.id === id);
    await expect.poll(find, { timeout: 10_000, interval: 10 }).toBeDefined();
    return find() as Message;
  }
}

describe("GraphQL over WebSocket", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      limits: { operationsPerSocket: 3, socketsPerCredential: 5, socketInitTimeoutMs: 300, credentialCheckMs: 200 },
    });
  });
  afterAll(async () => gateway.server.stop());

  async function admitted(params: object = { authorization: `Bearer ${gateway.key}` }): Promise<Peer> {
    const peer = await Peer.open(gateway.socketUrl, params);
    await peer.until("connection_ack");
    return peer;
  }

  it.each([
    ["a bearer key in the first message", () => [{ authorization: `Bearer ${gateway.key}` }, {}]],
    ["a key in the first message", () => [{ apiKey: gateway.key }, {}]],
    ["a header of the upgrade", () => [undefined, { "x-api-key": gateway.key }]],
  ] as const)("serves subscriptions, queries and the viewer's tenant after %s", async (_what, credentials) => {
    const [params, headers] = credentials();
    const peer = await Peer.open(gateway.socketUrl, params, headers);
    await peer.until("connection_ack");
    peer.subscribe("q", "{ tenant }");
    peer.subscribe("s", "subscription { ticks(count: 2) }");
    await Promise.all([peer.until("complete", "q"), peer.until("complete", "s")]);
    peer.socket.close();

    expect(peer.of("q")[0]?.payload).toEqual({ data: { tenant: "tenant-a" } });
    expect(peer.of("s").map(({ payload }) => payload?.data?.["ticks"])).toEqual(["0:", "1:", undefined]);
  });

  it.each([
    ["none", {}, /credential is missing/],
    ["an unknown one", { apiKey: "eig_live_x" }, /misspelt/],
    ["one of a strange type", { authorization: ["Bearer"] }, /missing/],
    ["two", { authorization: "Bearer x", apiKey: "y" }, /Two credentials/],
  ])("closes with 4401 when the credential is %s", async (_what, params, reason) => {
    const peer = await Peer.open(gateway.socketUrl, params);
    const closed = await peer.closed;

    expect(closed.code).toBe(4401);
    expect(closed.reason).toMatch(reason);
    expect(peer.messages).toEqual([]);
  });

  it("closes with 4401 when an operation comes before the credential", async () => {
    const peer = new Peer(gateway.socketUrl);
    await new Promise((resolve) => peer.socket.once("open", resolve));
    peer.subscribe("q", "{ tenant }");

    expect((await peer.closed).code).toBe(4401);
    expect(peer.messages).toEqual([]);
  });

  it("closes when no credential comes in time", async () => {
    expect((await new Peer(gateway.socketUrl).closed).code).toBe(4408);
  });

  it("asks to try again later while credentials cannot be checked", async () => {
    const secret = gateway.keys.issue();
    gateway.keys.state.isDown = true;
    const peer = await Peer.open(gateway.socketUrl, { apiKey: secret });
    const closed = await peer.closed;
    gateway.keys.state.isDown = false;

    expect(closed.code).toBe(1013);
  });

  it.each([
    ["pages of strangers", "/graphql", { origin: "https://evil.example" }, 403],
    ["pages without an origin of their own", "/graphql", { origin: "null" }, 403],
    ["other addresses", "/elsewhere", {}, 404],
    ["credentials in the URL", "/graphql?authorization=Bearer%20x", {}, 401],
  ])("refuses %s before the handshake", async (_what, path, headers, status) => {
    const peer = new Peer(gateway.socketUrl.replace("/graphql", path), headers);

    await expect(peer.closed).rejects.toThrow(`${status}`);
  });

  it("lets pages of allowed origins and of its own host in", async () => {
    for (const origin of ["https://erp.example", gateway.server.url]) {
      const peer = await Peer.open(gateway.socketUrl, { apiKey: gateway.key }, { origin });
      await peer.until("connection_ack");
      peer.socket.close();
      await peer.closed;
    }
  });

  it("survives a peer that resets in mid-handshake", async () => {
    const { hostname, port } = new URL(gateway.server.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined);
    socket.write("GET /graphql HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.resetAndDestroy();

    expect((await gateway.post({ query: "{ tenant }" })).status).toBe(200);
  });

  it.each([
    ["a syntax error", "{ tenant", "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["more tokens than allowed", `{ ${"tenant ".repeat(2_000)} }`, "GRAPHQL_PARSE_FAILED"],
    ["more depth than allowed", "{ node { next { next { name } } } }", "TOO_DEEP"],
    ["an unnamed choice", "query A { tenant } query B { tenant }", "OPERATION_RESOLUTION_FAILURE"],
  ])("refuses %s as it does over HTTP", async (_what, query, code) => {
    const peer = await admitted();
    peer.subscribe("q", query);
    const { payload } = await peer.until("error", "q");
    peer.socket.close();

    expect(payload?.errors).toHaveLength(1);
    expect(payload?.errors?.[0]?.extensions.code).toBe(code);
    const overHttp = (await gateway.post({ query })).body.errors?.[0];
    expect(payload?.errors?.[0]?.extensions).toEqual(overHttp?.extensions);
  });

  it("masks, tells and caps errors as it does over HTTP", async () => {
    const peer = await admitted();
    peer.subscribe("a", "{ broken live forbidden tenant }");
    peer.subscribe("b", "{ manyBroken { name } }");
    peer.subscribe("c", "query Q($t: String!) { length(text: $t) }", { t: 5 });
    await Promise.all(["a", "b", "c"].map((id) => peer.until("complete", id)));
    peer.subscribe("d", "subscription { brokenStream }");
    peer.subscribe("e", `{ ${Array.from({ length: 300 }, (_, index) => `nothing${index}`).join(" ")} }`);
    const unknownFields = await peer.until("error", "e");
    await peer.until("complete", "d");
    peer.socket.close();

    const [masked] = peer.of("a");
    expect(masked?.payload?.data).toEqual({ broken: null, live: null, forbidden: null, tenant: "tenant-a" });
    expect(masked?.payload?.errors?.map(({ extensions }) => extensions["code"])).toEqual([
      "INTERNAL_SERVER_ERROR",
      "PROVIDER_FAILURE",
      "FORBIDDEN",
    ]);
    expect(peer.of("b")[0]?.payload?.errors).toHaveLength(5);
    expect(peer.of("b")[0]?.payload?.extensions).toEqual({ omittedErrors: 35 });
    expect(peer.of("c")[0]?.payload?.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(peer.of("d")[0]?.payload?.errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(unknownFields.payload?.errors).toHaveLength(5);
    expect(JSON.stringify(peer.messages)).not.toMatch(/hunter2|secret/);
    expect(gateway.log.entries.some(({ details }) => String(details["err"]).includes("hunter2"))).toBe(true);
  });

  it("refuses more operations on a socket than allowed, and goes on with the others", async () => {
    const peer = await admitted();
    for (const id of ["1", "2", "3", "4"]) peer.subscribe(id, "subscription { silence }");
    const { payload } = await peer.until("error", "4");
    await peer.until("next", "3");
    peer.socket.close();

    expect(payload?.errors?.[0]?.extensions.code).toBe("LIMIT_EXCEEDED");
  });

  it("refuses more sockets of one credential than allowed, until one of them closes", async () => {
    const credential = { apiKey: gateway.keys.issue() };
    const peers = await Promise.all(Array.from({ length: 5 }, () => admitted(credential)));
    const refused = await Peer.open(gateway.socketUrl, credential);

    expect((await refused.closed).code).toBe(1013);
    peers[0]?.socket.close();
    await peers[0]?.closed;
    const replacement = await admitted(credential);
    for (const peer of [...peers, replacement]) peer.socket.close();
  });

  it("closes on a message that is too long", async () => {
    const peer = await admitted();
    peer.subscribe("q", `{ tenant } # ${"x".repeat(256 * 1024)}`);

    expect((await peer.closed).code).toBe(1009);
  });

  it("closes with 4403 soon after the key was revoked", async () => {
    const gone = await startTestGateway({ limits: { credentialCheckMs: 200 } });
    const peer = await Peer.open(gone.socketUrl, { apiKey: gone.key });
    await peer.until("connection_ack");
    peer.subscribe("s", "subscription { silence }");
    await peer.until("next", "s");
    gone.keys.revokeAll();
    const closed = await peer.closed;
    await gone.server.stop();

    expect(closed).toEqual({ code: 4403, reason: "The API key was revoked." });
  });

  it("serves a slow reader at its pace: asks for no more than it takes, and skips nothing", async () => {
    const peer = await admitted();
    ticksAsked.count = 0;
    const count = 400;
    peer.subscribe("s", "subscription S($count: Int, $size: Int) { ticks(count: $count, size: $size) }", {
      count,
      size: 100_000,
    });
    await peer.until("next", "s");
    peer.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const askedWhilePaused = ticksAsked.count;
    peer.socket.resume();
    await peer.until("complete", "s");
    peer.socket.close();

    expect(askedWhilePaused).toBeLessThan(count / 2);
    const places = peer
      .of("s")
      .flatMap(({ type, payload }) => (type === "next" ? [parseInt(String(payload?.data?.["ticks"]))] : []));
    expect(places).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  it("does not listen to a peer that does not take its answers", async () => {
    const peer = await admitted();
    peer.socket.pause();
    const message = JSON.stringify({ type: "ping", payload: { padding: "x".repeat(200_000) } });
    let taken = 0;
    const sendNext = () => {
      if (taken < 300) peer.socket.send(message, (error) => (error ? undefined : ((taken += 1), sendNext())));
    };
    sendNext();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const takenWhilePaused = taken;
    peer.socket.resume();
    await expect.poll(() => taken, { timeout: 10_000 }).toBe(300);
    peer.socket.terminate();

    expect(takenWhilePaused).toBeLessThan(150);
  });

  it("ends what ran on a socket that goes away", async () => {
    const peer = await admitted();
    const before = ticksAsked.ended;
    peer.subscribe("s", "subscription S($size: Int) { ticks(count: 1000000, size: $size) }", { size: 1_000 });
    await peer.until("next", "s");
    peer.socket.terminate();

    await expect.poll(() => ticksAsked.ended, { timeout: 5_000 }).toBe(before + 1);
  });
});

describe("a WebSocket and its surroundings", () => {
  it("closes with 4403 when the token expires", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "k" }] });
    const issuerServer = createServer((_request, response) => response.end(keySet));
    await new Promise<void>((resolve) => issuerServer.listen(0, "127.0.0.1", resolve));
    const { port } = issuerServer.address() as AddressInfo;
    const gateway = await startTestGateway({
      accessTokens: {
        issuer: "i",
        audience: "a",
        tenantClaim: "tenant",
        jwksUrl: new URL(`http://127.0.0.1:${port}`),
        clockToleranceSeconds: 0,
      },
    });
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ iss: "i", aud: "a", sub: "s", tenant: "tenant-b", iat: now, exp: now + 2 })
      .setProtectedHeader({ alg: "ES256", kid: "k" })
      .sign(privateKey);
    const peer = await Peer.open(gateway.socketUrl, { authorization: `Bearer ${token}` });
    await peer.until("connection_ack");
    const closed = await peer.closed;
    await gateway.server.stop();
    issuerServer.close();

    // Whoever looks at it at the very moment of its end finds it good, and over.
    expect(closed).toEqual({ code: 4403, reason: expect.stringMatching(/^The (token|credential) has expired\.$/) });
    expect(Date.now()).toBeGreaterThanOrEqual((now + 2) * 1000);
  });

  it("keeps a key that ends in years open", async () => {
    const gateway = await startTestGateway();
    const apiKey = gateway.keys.issue({ expiresAt: new Date(Date.now() + 5 * 365 * 86_400_000).toISOString() });
    const peer = await Peer.open(gateway.socketUrl, { apiKey });
    await peer.until("connection_ack");
    peer.subscribe("q", "{ slow }");
    await peer.until("complete", "q");

    expect(peer.socket.readyState).toBe(WebSocket.OPEN);
    await gateway.server.stop();
  });

  it("is told to go elsewhere with 1001 when the server stops", async () => {
    const gateway = await startTestGateway();
    const peer = await Peer.open(gateway.socketUrl, { apiKey: gateway.key });
    await peer.until("connection_ack");
    peer.subscribe("s", "subscription { silence }");
    await peer.until("next", "s");
    const startedAt = performance.now();
    await gateway.server.stop();

    expect((await peer.closed).code).toBe(1001);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it("is cut when it does not go", async () => {
    const gateway = await startTestGateway({ limits: { drainMs: 1_000 } });
    const peer = await Peer.open(gateway.socketUrl, { apiKey: gateway.key });
    await peer.until("connection_ack");
    peer.socket.pause();
    await gateway.server.stop();
    peer.socket.resume();

    expect((await peer.closed).code).toBe(1001);
  });

  it("is cut when it gives no sign of life", async () => {
    const gateway = await startTestGateway({ limits: { socketKeepAliveMs: 100 } });
    const silent = await Peer.open(gateway.socketUrl, { apiKey: gateway.key });
    const lively = await Peer.open(gateway.socketUrl, { apiKey: gateway.key });
    await Promise.all([silent.until("connection_ack"), lively.until("connection_ack")]);
    silent.socket.pong = () => undefined;
    silent.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 800));
    silent.socket.resume();

    expect((await silent.closed).code).toBe(1006);
    expect(lively.socket.readyState).toBe(WebSocket.OPEN);
    await gateway.server.stop();
  });

  it("tells nothing about the schema without introspection", async () => {
    const gateway = await startTestGateway({ introspection: false });
    const peer = await Peer.open(gateway.socketUrl, { apiKey: gateway.key });
    await peer.until("connection_ack");
    peer.subscribe("a", "{ __schema { types { name } } }");
    peer.subscribe("b", "{ tenantt }");
    const [schema, typingError] = await Promise.all([peer.until("error", "a"), peer.until("error", "b")]);
    await gateway.server.stop();

    expect(schema.payload?.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(typingError.payload?.errors?.[0]?.message).toBe('Cannot query field "tenantt" on type "Query".');
  });
});

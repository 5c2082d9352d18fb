import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT, base64url, exportJWK, generateKeyPair } from "jose";
import type { CryptoKey, GenerateKeyPairResult, JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../src/server/api-key.js";
import { startTestGateway } from "./test-gateway.js";
import type { TestGateway } from "./test-gateway.js";

const question = { query: "{ tenant scopes }" };

describe("an API key at the door", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(async () => gateway.server.stop());

  it("lets its tenant in, in either header", async () => {
    const bearer = await gateway.post(question);
    const named = await gateway.post(question, { headers: { "x-api-key": gateway.key } });

    expect(bearer.body.data).toEqual({ tenant: "tenant-a", scopes: ["invoices:read"] });
    expect(named.body.data).toEqual(bearer.body.data);
  });

  it("is asked for when it is missing, and the answer names the headers", async () => {
    const answer = await gateway.post(question, { headers: {} });

    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(answer.body.errors?.[0]?.message).toMatch(/Authorization.*x-api-key/);
    expect(answer.body).not.toHaveProperty("data");
  });

  it.each([
    ["unknown", () => createApiKey().secret, /unknown/],
    ["misspelt", () => "eig_live_abc", /misspelt/],
    ["expired", () => gateway.keys.issue({ expiresAt: "2020-01-01T00:00:00Z" }), /expired/],
    ["expiring at an unreadable moment", () => gateway.keys.issue({ expiresAt: "soon" }), /expired/],
    ["revoked", () => gateway.keys.issue({ revokedAt: "2026-01-01T00:00:00Z" }), /revoked/],
    ["no key at all", () => "hello", /not an API key/],
  ])("is refused when it is %s", async (_what, secret, reason) => {
    const answer = await gateway.post(question, { headers: { authorization: `Bearer ${secret()}` } });

    expect(answer.status).toBe(401);
    expect(answer.body.errors?.[0]?.message).toMatch(reason);
  });

  it.each([
    ["another scheme", () => ({ authorization: `Basic ${gateway.key}` })],
    ["two credentials", () => ({ authorization: `Bearer ${gateway.key}`, "x-api-key": gateway.key })],
    ["an empty header", () => ({ "x-api-key": "" })],
  ])("is refused in %s", async (_what, headers) => {
    expect((await gateway.post(question, { headers: headers() })).status).toBe(401);
  });

  it.each(["api_key", "access_token", "Token", "x-api-key"])(
    "is refused in the URL as %s, even beside a good header",
    async (name) => {
      const answer = await gateway.post(question, {
        path: `/graphql?${name}=${gateway.key}`,
        headers: { authorization: `Bearer ${gateway.key}` },
      });

      expect(answer.status).toBe(401);
      expect(answer.body.errors?.[0]?.message).toMatch(/URL/);
    },
  );

  it("is looked up once for requests that follow each other", async () => {
    const secret = gateway.keys.issue();
    const before = gateway.keys.state.lookUps;
    await gateway.post(question, { headers: { "x-api-key": secret } });
    await gateway.post(question, { headers: { "x-api-key": secret } });

    expect(gateway.keys.state.lookUps - before).toBe(1);
  });

  it("leads to 503 and not to 401 while the store is down", async () => {
    const secret = gateway.keys.issue();
    gateway.keys.state.isDown = true;
    const answer = await gateway.post(question, { headers: { "x-api-key": secret } });
    gateway.keys.state.isDown = false;

    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(JSON.stringify(answer.body)).not.toContain("connection refused");
  });

  it("never reaches the log", () => {
    expect(JSON.stringify(gateway.log.entries)).not.toContain(gateway.key);
  });
});

describe("a token at the door", () => {
  const issuer = "https://login.example";
  const audience = "einvoice-gateway";
  let gateway: TestGateway;
  let issuerServer: Server;
  let keyPair: GenerateKeyPairResult;
  let foreignKeyPair: GenerateKeyPairResult;
  let isIssuerDown = true;
  let publishedKeys: object;

  beforeAll(async () => {
    keyPair = await generateKeyPair("RS256", { extractable: true });
    foreignKeyPair = await generateKeyPair("RS256");
    publishedKeys = { keys: [{ ...(await exportJWK(keyPair.publicKey)), kid: "one", alg: "RS256", use: "sig" }] };
    issuerServer = createServer((_request, response) => {
      response.writeHead(isIssuerDown ? 500 : 200, { "content-type": "application/json" });
      response.end(isIssuerDown ? "{}" : JSON.stringify(publishedKeys));
    });
    await new Promise<void>((resolve) => issuerServer.listen(0, "127.0.0.1", resolve));
    const { port } = issuerServer.address() as AddressInfo;
    gateway = await startTestGateway({
      accessTokens: {
        issuer,
        audience,
        jwksUrl: new URL(`http://127.0.0.1:${port}/keys`),
        tenantClaim: "tenant",
        clockToleranceSeconds: 1,
      },
    });
  });
  afterAll(async () => {
    await gateway.server.stop();
    issuerServer.close();
  });

  const nowSeconds = () => Math.floor(Date.now() / 1000);
  const claims = (more: Record<string, unknown> = {}): JWTPayload => ({
    iss: issuer,
    aud: audience,
    sub: "user-1",
    tenant: "tenant-b",
    scope: "invoices:read invoices:write",
    iat: nowSeconds(),
    exp: nowSeconds() + 60,
    ...more,
  });
  const sign = (payload: JWTPayload, key: CryptoKey = keyPair.privateKey, header: object = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "one", ...header }).sign(key);
  const ask = (token: string) => gateway.post(question, { headers: { authorization: `Bearer ${token}` } });

  it("leads to 503 and not to 401 before its issuer's keys could be loaded", async () => {
    const answer = await ask(await sign(claims()));

    expect(answer.status).toBe(503);
    isIssuerDown = false;
    expect((await ask(await sign(claims()))).status).toBe(200);
  });

  it("lets its tenant in with its scopes, and later also while the issuer is down", async () => {
    isIssuerDown = true;
    const answer = await ask(await sign(claims()));
    isIssuerDown = false;

    expect(answer.body.data).toEqual({ tenant: "tenant-b", scopes: ["invoices:read", "invoices:write"] });
  });

  const unsigned = (header: object, payload: object) =>
    `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(payload))}.`;
  const hostile: readonly [string, RegExp, () => Promise<string> | string][] = [
    ["has no signature (alg none)", /algorithm/, () => unsigned({ alg: "none" }, claims())],
    [
      "is signed with the public key as if it were a shared secret",
      /algorithm/,
      async () => {
        const secret = new TextEncoder().encode(JSON.stringify(publishedKeys));
        return await new SignJWT(claims()).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(secret);
      },
    ],
    ["is signed by somebody else", /signature/, () => sign(claims(), foreignKeyPair.privateKey)],
    [
      "brings its own key",
      /signature/,
      async () => sign(claims(), foreignKeyPair.privateKey, { jwk: await exportJWK(foreignKeyPair.publicKey) }),
    ],
    ["names a key that is not published", /publish/, () => sign(claims(), keyPair.privateKey, { kid: "two" })],
    ["comes from another issuer", /"iss"/, () => sign(claims({ iss: "https://evil.example" }))],
    ["is for another audience", /"aud"/, () => sign(claims({ aud: "billing" }))],
    ["has no audience", /"aud"/, () => sign(claims({ aud: undefined }))],
    ["has expired", /expired/, () => sign(claims({ exp: nowSeconds() - 10 }))],
    ["never expires", /"exp"/, () => sign(claims({ exp: undefined }))],
    ["is not valid yet", /"nbf"/, () => sign(claims({ nbf: nowSeconds() + 60 }))],
    ["was issued in the future", /"iat"/, () => sign(claims({ iat: nowSeconds() + 60 }))],
    [
      "is too old, whatever it says of its end",
      /"iat"|expired/,
      () => sign(claims({ iat: nowSeconds() - 2 * 86_400 })),
    ],
    ["has no subject", /"sub"/, () => sign(claims({ sub: undefined }))],
    ["names no tenant", /"tenant"/, () => sign(claims({ tenant: undefined }))],
    ["names an empty tenant", /does not name a tenant/, () => sign(claims({ tenant: " " }))],
    ["names several tenants", /does not name a tenant/, () => sign(claims({ tenant: ["tenant-a", "tenant-b"] }))],
    ["names its tenant as an object", /does not name a tenant/, () => sign(claims({ tenant: { id: "tenant-a" } }))],
    ["names its tenant as a number", /does not name a tenant/, () => sign(claims({ tenant: 1 }))],
    ["names nobody's tenant", /tenant is unknown/, () => sign(claims({ tenant: "tenant-z" }))],
    ["has scopes of a strange kind", /scopes/, () => sign(claims({ scope: { admin: true } }))],
    [
      "insists on an extension nobody knows",
      /signature/,
      async () => unsigned({ alg: "RS256", kid: "one", crit: ["b65"], b65: 1 }, claims()) + "AAAA",
    ],
    ["has other text for the same bytes", /neither/, async () => `${await sign(claims())}=`],
    ["is longer than any header", /longer/, async () => sign(claims({ padding: "x".repeat(9_000) }))],
  ];

  it.each(hostile)("is refused when it %s", async (_what, reason, token) => {
    const answer = await ask(await token());

    expect(answer.status).toBe(401);
    expect(answer.body.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(answer.body.errors?.[0]?.message).toMatch(reason);
  });
});

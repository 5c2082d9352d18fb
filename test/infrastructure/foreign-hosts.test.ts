import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProviderConnection } from "../../src/infrastructure/network/connect-provider.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import { connectTo } from "../setup/connect-to.js";
import { aProvider } from "../submitting/wire/a-provider.js";
import { createAuthority } from "../submitting/wire/certificate.js";
import { listenHttp } from "../submitting/wire/listen.js";

const authority = createAuthority("An authority for tests");
const usual = getCACertificates("default");
let host: Awaited<ReturnType<typeof listenHttp>>;
let calls = 0;
let status = 200;

beforeAll(async () => {
  setDefaultCACertificates([...usual, authority.cert]);
  host = await listenHttp(
    (_, response) => {
      calls += 1;
      response.writeHead(status).end("{}");
    },
    authority.issue({ hosts: ["127.0.0.1"] }),
  );
});
afterAll(async () => {
  setDefaultCACertificates(usual);
  await host.close();
});
beforeEach(() => {
  calls = 0;
  status = 200;
});

const ask = ({ call }: ProviderConnection<unknown>): Promise<unknown> =>
  call.http
    .send({ operation: "ask", method: "GET", path: `${host.url}/secret`, effect: "read", expect: { nothing: true } })
    .catch((error: unknown) => error);

describe("A host that an answer of the provider names", () => {
  it("is not called inside our own network, where the provider is on the internet", async () => {
    const connection = connectTo(aProvider(), { baseUrl: "https://provider.example", credentials: undefined });

    const failure = await ask(connection);

    expect(failure).toBeInstanceOf(ProviderFailure);
    expect(failure).toMatchObject({
      consequence: "retry",
      message: expect.stringContaining("leads to an address that is not called") as string,
    });
    expect(calls).toBe(0);
    await connection.close();
  });

  it("may be inside where the provider is", async () => {
    const connection = connectTo(aProvider(), { baseUrl: "http://127.0.0.1:9", credentials: undefined });

    expect(await ask(connection)).toBe(true);
    expect(calls).toBe(1);
    await connection.close();
  });

  it("does not close the way to the provider when it is broken", async () => {
    const connection = connectTo(aProvider(), { baseUrl: "http://127.0.0.1:9", credentials: undefined });
    status = 500;

    for (let times = 0; times < 8; times += 1) expect(await ask(connection)).toBeInstanceOf(ProviderFailure);

    expect(calls).toBe(8);
    expect(connection.pace.circuit()).toMatchObject({ state: "CLOSED" });
    await connection.close();
  });
});

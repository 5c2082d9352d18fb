import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProviderConnection } from "../../src/infrastructure/network/connect-provider.js";
import type { HttpRequest } from "../../src/provider-kit/call.js";
import { connectTo } from "../setup/connect-to.js";
import { aProvider } from "../submitting/wire/a-provider.js";

const bodies: string[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { "x-total": "7" }).end(request.url === "/error" ? '{"error":"E1"}' : '{"id":"d"}');
  });
});
let connection: ProviderConnection<unknown>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  connection = connectTo(aProvider(), { baseUrl: `http://127.0.0.1:${port}`, credentials: undefined });
});
afterAll(async () => {
  await connection.close();
  server.closeAllConnections();
  server.close();
});

const Said = z.object({ id: z.string().optional(), error: z.string().optional() });

const send = (changes: Partial<HttpRequest<z.infer<typeof Said>>>) =>
  connection.call.http.send({
    operation: "submit",
    method: "POST",
    path: "/error",
    expect: { json: Said },
    effect: "write",
    failure: ({ error }) => (error === undefined ? undefined : { nativeCode: error, message: `It says ${error}` }),
    ...changes,
  });

describe("An error said with 200", () => {
  it("is a failure that leaves open what a write has done", async () => {
    await expect(send({})).rejects.toMatchObject({
      consequence: "hold",
      problem: { nativeCode: "E1", message: "It says E1", httpStatus: 200 },
    });
  });

  it("is to be tried again where nothing was written, unless the adapter knows better", async () => {
    await expect(send({ effect: "read" })).rejects.toMatchObject({ consequence: "retry" });
    await expect(
      send({ failure: () => ({ consequence: "refused", kind: "BUSINESS_REJECTION" }) }),
    ).rejects.toMatchObject({ consequence: "refused", problem: { kind: "BUSINESS_REJECTION" } });
  });

  it("is none where the adapter sees none", async () => {
    await expect(send({ path: "/fine" })).resolves.toEqual({ id: "d" });
  });
});

describe("An answer", () => {
  it("is read with its headers", async () => {
    const total = await connection.call.http.send({
      operation: "list",
      method: "GET",
      path: "/fine",
      expect: { bytes: (bytes, headers) => `${bytes.length} ${headers["x-total"]}` },
      effect: "read",
    });

    expect(total).toBe("10 7");
  });

  it.each([
    ["write", "hold"],
    ["read", "retry"],
  ] as const)("that a %s cannot read is of unexpected shape: %s", async (effect, consequence) => {
    const expectation = {
      bytes: () => {
        throw new Error("no XML");
      },
    };

    await expect(
      connection.call.http.send({ operation: "x", method: "POST", path: "/fine", expect: expectation, effect }),
    ).rejects.toMatchObject({ consequence, problem: { kind: "INVALID_RESPONSE", httpStatus: 200 } });
  });

  it("that asks for a pause is given it by the calls that follow", async () => {
    await send({ operation: "slowly", path: "/fine", pauseSeconds: () => 60 });

    await expect(send({ operation: "submit", path: "/fine" })).rejects.toMatchObject({
      consequence: "retry",
      problem: { kind: "RATE_LIMITED" },
    });
  });
});

describe("A body of several parts", () => {
  it("carries fields and files in their order", async () => {
    const other = connectTo(aProvider(), {
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: undefined,
    });
    await other.call.http.send({
      operation: "submit",
      method: "POST",
      path: "/fine",
      body: {
        parts: [
          { field: "info", bytes: '{"name":"n"}', mediaType: "application/json" },
          { field: "note", bytes: "text" },
          { field: "file", name: "a.xml", bytes: Buffer.from("<a/>"), mediaType: "application/xml" },
        ],
      },
      expect: { nothing: undefined },
      effect: "write",
    });
    await other.close();

    const parts = bodies
      .at(-1)
      ?.split(/--[^\r]+\r\n/)
      .map((part) => part.replaceAll("\r\n", "|"));
    expect(parts?.slice(1, 4)).toEqual([
      'Content-Disposition: form-data; name="info"; filename="info"|Content-Type: application/json||{"name":"n"}|',
      'Content-Disposition: form-data; name="note"||text|',
      'Content-Disposition: form-data; name="file"; filename="a.xml"|Content-Type: application/xml||<a/>|',
    ]);
  });
});

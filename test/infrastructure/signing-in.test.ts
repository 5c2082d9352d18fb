import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Call } from "../../src/provider-kit/call.js";
import type { Auth, Provider } from "../../src/provider-kit/provider.js";
import { connectTo } from "../setup/connect-to.js";
import { aProvider } from "../submitting/wire/a-provider.js";

/** What the provider of these tests has seen, and which access tokens and refresh tokens it takes. */
interface Desk {
  readonly url: string;
  readonly seen: string[];
  access: Set<string>;
  refresh: Set<string>;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Hands out numbered tokens; every refresh token is good for one use. */
async function openDesk(): Promise<Desk> {
  const seen: string[] = [];
  let issued = 0;
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const answer = (status: number, json: unknown) => response.writeHead(status).end(JSON.stringify(json));
      const path = request.url ?? "";
      const token =
        new URLSearchParams(body).get("refresh_token") ?? new URL(path, "http://x").searchParams.get("with") ?? "";
      seen.push(`${path}${path === "/token" ? ` ${token}` : ""}`);
      if (path.startsWith("/documents")) {
        const isIn = desk.access.has(request.headers.authorization?.replace("Bearer ", "") ?? "");
        return isIn ? answer(200, { id: "doc-1", status: "TAKEN" }) : answer(401, {});
      }
      if (path !== "/challenge" && !desk.refresh.delete(token)) return answer(401, { error: "invalid_grant" });
      issued += 1;
      desk.access.add(`a${issued}`);
      desk.refresh.add(`r${issued}`);
      return answer(200, { access_token: `a${issued}`, refresh_token: `r${issued}`, expires_in: 3_600 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const desk: Desk = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    access: new Set(),
    refresh: new Set(["first"]),
  };
  return desk;
}

const Issued = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

const conversation: Auth<unknown> = {
  kind: "session",
  async signIn({ http, renewal }) {
    const issued = await http.send({
      operation: "login",
      method: "POST",
      path: renewal === undefined ? "/challenge" : `/refresh?with=${renewal}`,
      expect: { json: Issued },
      effect: "read",
    });
    return {
      headers: { authorization: `Bearer ${issued.access_token}` },
      expiresInSeconds: issued.expires_in,
      renewal: { token: issued.refresh_token, expiresInSeconds: 7_200 },
    };
  },
};

const rotating: Auth<unknown> = { kind: "rotatingTokens", tokenPath: () => "/token", refreshToken: () => "first" };

function connect(desk: Desk, auth: Auth<unknown>): Call<unknown> {
  const provider: Provider = { ...aProvider(), auth };
  const connection = connectTo(provider, { baseUrl: desk.url, credentials: undefined });
  closing.push(() => connection.close());
  return connection.call;
}

const ask = (call: Call<unknown>) =>
  call.http.send({
    operation: "status",
    method: "GET",
    path: "/documents",
    expect: { json: z.object({ id: z.string() }) },
    effect: "read",
  });

describe("Signing in by a conversation", () => {
  it("happens once for all that wait, and serves until it is refused; then it is renewed, not begun anew", async () => {
    const desk = await openDesk();
    const call = connect(desk, conversation);

    await Promise.all(Array.from({ length: 10 }, () => ask(call)));
    expect(desk.seen.filter((path) => path !== "/documents")).toEqual(["/challenge"]);

    desk.access.clear();
    await Promise.all(Array.from({ length: 10 }, () => ask(call)));
    expect(desk.seen.filter((path) => path !== "/documents")).toEqual(["/challenge", "/refresh?with=r1"]);
  });

  it("begins anew when the renewal is refused", async () => {
    const desk = await openDesk();
    const call = connect(desk, conversation);
    await ask(call);
    desk.access.clear();
    desk.refresh.clear();

    await ask(call);

    expect(desk.seen.filter((path) => path !== "/documents")).toEqual(["/challenge", "/refresh?with=r1", "/challenge"]);
  });
});

describe("Signing in with tokens that every use changes", () => {
  it("goes from token to token, each used once", async () => {
    const desk = await openDesk();
    const call = connect(desk, rotating);
    await Promise.all(Array.from({ length: 10 }, () => ask(call)));
    desk.access.clear();

    await Promise.all(Array.from({ length: 10 }, () => ask(call)));

    expect(desk.seen.filter((path) => path !== "/documents")).toEqual(["/token first", "/token r1"]);
  });

  it("is a failure that leaves the invoice alone when the provider takes none of them", async () => {
    const desk = await openDesk();
    desk.refresh.clear();

    await expect(ask(connect(desk, rotating))).rejects.toMatchObject({
      consequence: "retry",
      problem: { kind: "AUTHENTICATION" },
    });
  });
});

import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/afnor-pa/index.js";
import { credentials } from "../../../providers/afnor-pa/credentials.js";
import { buyer } from "../../../providers/afnor-pa/simulator/directory.js";
import { connectTo } from "../../setup/connect-to.js";
import {
  anInvoice,
  anOrder,
  countRequests,
  has,
  openPlatform,
  type OpenPlatform,
  readLogUntil,
  submitAccepted,
} from "./open-platform.js";

let open: OpenPlatform | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A clock that only moves when told to. */
function aClock() {
  let nowMs = Date.parse("2026-11-20T08:00:00Z");
  return { now: () => new Date(nowMs), advance: (ms: number) => void (nowMs += ms) };
}

describe("an approved platform's sign-in", () => {
  it("is done once, and again when the token has expired", async () => {
    const clock = aClock();
    open = await openPlatform({ tokenSeconds: 600 }, { now: clock.now });
    await provider.listReceived(undefined, open.call);
    await provider.listReceived(undefined, open.call);
    expect(countRequests(open, "POST", /token$/)).toBe(1);

    clock.advance(601_000);
    await provider.listReceived(undefined, open.call);

    expect(countRequests(open, "POST", /token$/)).toBe(2);
  });

  it("also goes with calls to a directory that has a host of its own", async () => {
    open = await openPlatform();
    const own = { ...(open.simulator.credentials as object), directoryUrl: `${open.simulator.url}/directory-service` };
    const account = { baseUrl: open.simulator.url, credentials: credentials.parse(own) };
    const { call, close } = connectTo(provider, account);

    const found = await provider.lookUp({ scheme: "0225", value: buyer.address }, call);
    await close();

    expect(found).toMatchObject({ reachable: true, name: buyer.name });
    expect(countRequests(open, "POST", /token$/)).toBe(1);
  });
});

describe("an approved platform's log", () => {
  it("keeps the last quarter of an hour to itself, and then tells it", async () => {
    const clock = aClock();
    open = await openPlatform({ holdBackMs: 900_000, tokenSeconds: 86_400 }, { now: clock.now });
    const { reference } = await submitAccepted(anOrder(), open);
    const early = await provider.feed.list(undefined, open.call);

    clock.advance(901_000);
    const reports = await readLogUntil(open, ({ reference: { id } }) => id === reference.id);

    expect(early.items).toEqual([]);
    expect(reports.length).toBeGreaterThan(0);
  });

  it("tells late changes within the overlap, and nothing twice", async () => {
    open = await openPlatform();
    await submitAccepted(anOrder(), open);
    await readLogUntil(open, has("203"));
    const all = await provider.feed.list(undefined, open.call);
    const again = await provider.feed.list(all.cursor, open.call);

    const late = JSON.parse(all.cursor ?? "{}") as { after: string; seen: string[] };
    const missed = await provider.feed.list(JSON.stringify({ ...late, seen: late.seen.slice(1) }), open.call);

    expect(again.items).toEqual([]);
    expect(missed.items).toHaveLength(1);
    expect(Date.parse(late.after)).toBeLessThan(Date.now() - 14 * 60_000);
  });

  it("begins anew behind a cursor that nobody can read", async () => {
    open = await openPlatform();
    await submitAccepted(anOrder(), open);
    await readLogUntil(open, has("203"));

    const page = await provider.feed.list("a page of before", open.call);

    expect(page.items.map(({ status }) => status)).toContain("203");
  });
});

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

describe("an approved platform", () => {
  let token: string;
  const call = (path: string, { headers, ...init }: Asking = {}) =>
    fetch(`${open?.simulator.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
  const search = (body: unknown) =>
    call("/flow-service/v1/flows/search", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const post = (info: object, file: string) => {
    const form = new FormData();
    form.append("flowInfo", new Blob([JSON.stringify(info)], { type: "application/json" }));
    form.append("file", new Blob([file]), "a.xml");
    return call("/flow-service/v1/flows", { method: "POST", body: form });
  };
  const said = async (answer: Response) => [answer.status, ((await answer.json()) as { errorCode?: string }).errorCode];
  const acknowledged = async (flowId: string) => {
    for (;;) {
      const { acknowledgement } = (await (await call(`/flow-service/v1/flows/${flowId}`)).json()) as {
        acknowledgement: { status: string; details?: { reasonCode: string }[] };
      };
      if (acknowledgement.status !== "Pending") return acknowledgement;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  beforeEach(async () => {
    open = await openPlatform({ requestsPerSecond: 40 });
    const { clientId, clientSecret } = open.simulator.credentials as { clientId: string; clientSecret: string };
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${open.simulator.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    token = ((await answer.json()) as { access_token: string }).access_token;
  });

  it("lets nobody in without a token it gave", async () => {
    token = "another";
    expect(await said(await search({ where: { trackingId: "a" } }))).toEqual([401, "INVALID_TOKEN"]);
  });

  it.each([
    ["a search without criteria", () => search({ where: {} }), [400, "MISSING_REQUIRED_FIELD"]],
    ["more than a hundred results", () => search({ limit: 101, where: { trackingId: "a" } }), [400, "INVALID_FIELD"]],
    ["a flow without syntax", () => post({}, "<a/>"), [400, "MISSING_REQUIRED_FIELD"]],
    [
      "a tracking id of 37 characters",
      () => post({ flowSyntax: "UBL", trackingId: "a".repeat(37) }, "<a/>"),
      [400, "INVALID_FIELD"],
    ],
    ["a PDF that is said to be UBL", () => post({ flowSyntax: "UBL" }, "%PDF-1.7"), [422, "UNPROCESSABLE_ENTITY"]],
    [
      "ten megabytes and a byte",
      () => post({ flowSyntax: "UBL" }, "a".repeat(10_000_001)),
      [413, "FILE_SIZE_EXCEEDED"],
    ],
    [
      "a trace that is no UUID",
      () => call("/flow-service/v1/flows/a", { headers: { "x-request-id": "a" } }),
      [400, "INVALID_HEADER"],
    ],
    ["a flow that is not there", () => call(`/flow-service/v1/flows/${randomUUID()}`), [404, "MISSING_RESOURCE"]],
  ])("refuses %s", async (_case, ask, expected) => {
    expect(await said(await ask())).toEqual(expected);
  });

  it("answers 429 to who asks too often", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => search({ where: { trackingId: "a" } })));
    const throttled = answers.find(({ status }) => status === 429);
    expect(throttled?.headers.get("retry-after")).toBe("1");
    expect(throttled && (await said(throttled))).toEqual([429, "TOO_MANY_REQUESTS"]);
  });

  it.each([
    ["an empty file", {}, "", "EmptyFlow"],
    ["another fingerprint", { sha256: createHash("sha256").update("b").digest("hex") }, "<a/>", "ChecksumMismatch"],
    ["what is no invoice", {}, "<a/>", "InvalidSchema"],
  ])("takes %s and does not acknowledge it", async (_case, info, file, reasonCode) => {
    const answer = await post({ flowSyntax: "UBL", ...info }, file);
    const { flowId } = (await answer.json()) as { flowId: string };

    expect(answer.status).toBe(202);
    expect(await acknowledged(flowId)).toMatchObject({ status: "Error", details: [{ reasonCode }] });
  });

  it("rejects another document of a number that was deposited before", async () => {
    if (!open) throw new Error("it is not open");
    await submitAccepted(anOrder(), open);
    await readLogUntil(open, has("200"));
    await submitAccepted(anOrder(anInvoice(undefined, { paymentTerms: "30 jours" })), open);

    const rejected = (await readLogUntil(open, has("213"))).find(has("213"));

    expect(rejected?.rejection?.code).toBe("DOUBLON");
  });

  it("knows after a kill what it had taken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "platform-"));
    const ledgerFile = join(folder, "ledger.jsonl");
    try {
      const before = await openPlatform({}, { ledgerFile, stepMs: 60_000 });
      const { reference } = await submitAccepted(anOrder(), before);
      await before.close();
      const after = await openPlatform({}, { ledgerFile });
      const found = await provider.feed.list(undefined, after.call);
      await after.close();
      expect(found.items.map(({ reference: { id } }) => id)).toEqual([reference.id]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
